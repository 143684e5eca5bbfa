"""Several processes at one file (acceptance test 22): no row is lost, nobody sees a locked database."""

import subprocess
import time
from pathlib import Path

import pytest
from running import NAHT, ended, fill, ids, start, until

from naht.output.formats import FORMATS
from naht.store.file.opening import reading
from naht.store.journal import seal


def side_by_side(writers, rounds):
    """``writers`` shells, each recording ``rounds`` times; returns what they printed."""
    started = [start("v", "west", "2x", "20m") for _ in range(writers)]
    said = []
    for _ in range(rounds - 1):
        for place, process in enumerate(started):
            code, out, err = ended(process)
            assert (code, "locked" in err) == (0, False)
            said += out.split()
            started[place] = start("v", "nord", "2x", "hb")
    return said + [ident for process in started for ident in ended(process)[1].split()]


@pytest.mark.parametrize("writers", [2, 8])
def test_writers_side_by_side_lose_nothing(office, writers):
    rounds = 3
    said = side_by_side(writers, rounds)
    assert len(said) == len(set(said)) == writers * rounds * 2
    assert set(ids(office)) == set(said)
    with reading(office) as con:
        assert list(seal.broken(con)) == []


@pytest.mark.heavy
def test_many_writers_side_by_side(office):
    said = side_by_side(32, 20)
    assert sorted(ids(office)) == sorted(said)
    assert len(said) == 32 * 20 * 2


def test_a_report_and_a_visit_at_once(office, process):
    """Acceptance test 22 word for word: cron's report beside the door, again and again."""
    process("v", "west", "20m")
    for _ in range(5):
        report, visit = start("report", "2026-11"), start("v", "west", "20m")
        assert [ended(report, 5)[0], ended(visit, 5)[0]] == [0, 0]
    assert len(ids(office)) == 6


def test_undo_and_recording_at_once(office, process):
    process("v", "west", "20m")
    undo, visit = start("undo"), start("v", "nord")
    assert [ended(undo)[0], ended(visit)[0]] == [0, 0]
    assert len(ids(office)) == 1
    with reading(office) as con:
        assert list(seal.broken(con)) == []


def test_two_make_one_file(alone):
    """Two at once with ``init``: one makes it, the other is told that it is there; the file is whole."""
    codes = sorted(ended(process)[0] for process in [start("init"), start("init")])
    assert codes == [0, 5]
    ran = start("district", "list", "-f", "value")
    assert len(ended(ran)[1].splitlines()) == 6
    assert (alone / "office.db").exists()


# ---- readers that stop reading


def test_a_standing_reader_is_in_nobodys_way(office, process):
    """``naht visit list | less``, left standing: far more than a pipe holds, one line read."""
    fill(office, 500)
    listing = start("visit", "list", "-f", "json")
    assert listing.stdout.readline() == "[\n"
    until(lambda: blocked(listing.pid))
    assert process("v", "west").returncode == 0
    assert listing.poll() is None
    assert listing.stdout.read().count('"id"') == 500
    assert ended(listing)[0] == 0


def blocked(pid):
    """True where the process waits for somebody to read its pipe (Linux)."""
    try:
        return "pipe" in Path(f"/proc/{pid}/wchan").read_text(encoding="ascii")
    except OSError:
        time.sleep(1)
        return True


def shell(line):
    command = ["bash", "-o", "pipefail", "-c", line]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)


NAHT_IN_SHELL = " ".join(NAHT)


def test_a_pipe_closed_behind_it(office):
    fill(office, 500)
    for form in FORMATS:
        ran = shell(f"{NAHT_IN_SHELL} -q visit list -f {form} | head -1")
        assert ran.returncode == 0
        assert len(ran.stdout.splitlines()) == 1
        assert ran.stderr == ""


@pytest.mark.parametrize(
    "line", ["visit list", "v west", "--help", "visit add --help", "log", "help", "report 2026-11", "--version", "undo"]
)
@pytest.mark.usefixtures("office")
def test_nobody_reads_at_all(line):
    shell(f"{NAHT_IN_SHELL} v west")
    ran = shell(f"{NAHT_IN_SHELL} {line} | true")
    assert ran.returncode == 0
    assert "Traceback" not in ran.stderr
    assert "Exception" not in ran.stderr


@pytest.mark.parametrize("line", ["visit list", "v west", "v nirgends", "--help"])
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&-"])
@pytest.mark.usefixtures("office")
def test_a_stream_that_was_never_open(line, closed):
    ran = shell(f"{NAHT_IN_SHELL} {line} {closed}")
    assert ran.returncode == (2 if "nirgends" in line else 0)
    assert "Traceback" not in ran.stderr


def test_a_closed_stdout_does_not_spoil_the_file(office):
    """The database must not get the number of the closed stream, and nothing be printed into it."""
    shell(f"{NAHT_IN_SHELL} v west >&- 2>&-")
    assert len(ids(office)) == 1


@pytest.mark.parametrize("line", ["v west", "visit list", "undo", "--help", "visit --help", "visit add --help", "help"])
def test_a_full_disk_behind_stdout(office, line):
    shell(f"{NAHT_IN_SHELL} v west")
    ran = shell(f"{NAHT_IN_SHELL} {line} > /dev/full")
    assert ran.returncode == 5
    assert "Die Ausgabe ließ sich nicht schreiben" in ran.stderr
    assert "nichts geschrieben" not in ran.stderr
    assert len(ran.stderr.splitlines()) == 2
    assert len(ids(office)) == {"v west": 2, "undo": 0}.get(line, 1)


@pytest.mark.usefixtures("office")
def test_a_sheet_from_a_closed_stdin():
    ran = shell(f"{NAHT_IN_SHELL} v - <&-")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "Bitte WÖRTER angeben." in ran.stderr


@pytest.mark.usefixtures("office")
def test_a_backup_of_one_step_says_so():
    assert ", 1 Schritt, Siegel" in shell(f"{NAHT_IN_SHELL} backup").stderr


@pytest.mark.usefixtures("office")
def test_stderr_on_a_full_disk_harms_nothing():
    ran = shell(f"{NAHT_IN_SHELL} v west 2> /dev/full")
    assert (ran.returncode, len(ran.stdout)) == (0, 12)
