"""A writer that is killed or interrupted: what was printed is in the file, the rest is not, and everybody can go on.

A test that kills goes on until it has hit some commands inside their transaction; a kill before or after shows nothing.
"""

import fcntl
import os
import random
import signal
import sqlite3
import struct
import subprocess
import sys
import termios
import time
from contextlib import closing
from pathlib import Path

import pytest
from running import ended, ids, impatient, interrupt, locked, start, until

from naht.store.file.opening import reading
from naht.store.journal import seal

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.trials.death import touched

# Writes visit after visit, each in a unit of its own, and prints each id when it is committed.
WRITER = """
import sys
from datetime import date
from pathlib import Path
from naht.domain.nouns import noun
from naht.services import records
from naht.store.journal.unit import Op, unit
op = Op("visit add", (), "", "2026-11-22T10:00:00Z", date(2026, 11, 22), "test")
while True:
    with unit(Path(sys.argv[1]), op) as work:
        made = [records.add(work, noun("visit"), {"district": "west", "topics": ["wohnen", "schulden"]}).id
                for _ in range(5)]
    print(*made, flush=True)
"""


def sound(path):
    """The file as a reader of naht finds it: whole commands only, every seal right."""
    with reading(path) as con:
        assert con.execute("PRAGMA foreign_key_check").fetchall() == []
        assert con.execute("SELECT count(*) FROM op WHERE seal IS NULL").fetchone() == (0,)
        assert list(seal.broken(con)) == []
        assert con.execute("SELECT count(*) FROM visit").fetchone()[0] % 5 == 0
        assert (
            con.execute("SELECT count(*) FROM visit").fetchone()[0] * 2
            == (con.execute("SELECT count(*) FROM visit_topic").fetchone()[0])
        )


MOST = 60  # tries of a test that has to hit something


def journal(path):
    """SQLite's rollback journal: it is there while a transaction writes, and after a death inside one."""
    return path.with_name(f"{path.name}-journal")


def kill_writer(path, luck):
    """Kill a writer at a random moment of its work; returns what it had said, and whether it was inside a unit."""
    command = [sys.executable, "-c", WRITER, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        said = [writer.stdout.readline()]
        time.sleep(luck.random() * 0.03)
        writer.send_signal(signal.SIGKILL)
        said += writer.stdout.read().splitlines()
    return [ident for line in said for ident in line.split() if len(ident) == 11], journal(path).exists()


def kill_often(path, trials):
    """Kill so many writers, and more until one of three was hit inside a unit."""
    luck, said, runs, inside = random.Random(), [], 0, 0
    while runs < trials or inside < trials / 3:
        assert runs < trials + MOST, f"{inside} of {runs} died inside a unit"
        printed, hit = kill_writer(path, luck)
        said, runs, inside = said + printed, runs + 1, inside + hit
        sound(path)
    assert set(said) <= set(ids(path))
    return said


def test_a_killed_writer_loses_nothing_it_said(office, naht):
    said = kill_often(office, 8)
    assert len(said) >= 40
    ran = naht("visit", "list", "-f", "value", "--fields", "id")
    assert set(said) <= set(ran.out.split())
    assert naht("v", "west").code == 0


@pytest.mark.heavy
def test_a_killed_writer_loses_nothing_a_thousand_times(office):
    kill_often(office, 1000)


def test_a_hot_journal_is_read_past(office, naht):
    """The journal of a writer killed in the middle of its commit; the next reader rolls it back."""
    hot = office.with_name(office.name + "-journal")
    writer = f"""
import os, sqlite3
con = sqlite3.connect({str(office)!r}, isolation_level=None)
con.execute("PRAGMA cache_size = 1")
con.execute("PRAGMA cache_spill = 1")
con.execute("BEGIN IMMEDIATE")
con.execute("UPDATE word SET label_en = label_en || 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'")
con.execute("UPDATE partner SET note = 'half a commit'")
os.kill(os.getpid(), 9)
"""
    before = naht("partner", "list", "-f", "json").out
    subprocess.run([sys.executable, "-c", writer], check=False)
    assert hot.exists()
    assert naht("partner", "list", "-f", "json").out == before
    assert naht("log", "verify").code == 0
    assert not hot.exists()


def at_work(process, busy):
    """Wait until a started command is inside its transaction; False where it was too fast."""
    while process.poll() is None:
        if busy():
            return True
    return False


def test_the_whole_program_killed(office):
    """``naht v`` itself, killed anywhere between its start and its end, and some of them inside their transaction."""
    said, inside, runs, luck = [], 0, 0, random.Random()
    while runs < 10 or inside < 3:
        assert runs < MOST, f"{inside} of {runs} died inside their transaction"
        busy = touched(journal(office))
        process = start("v", "west", "12x")
        if runs % 2:
            at_work(process, busy)
        else:
            time.sleep(luck.random() * 0.2)
        process.kill()
        said += ended(process)[1].split()
        runs, inside = runs + 1, inside + busy()
        with reading(office) as con:
            assert con.execute("SELECT count(*) FROM visit").fetchone()[0] % 12 == 0
    assert set(said) <= set(ids(office))


# ---- Ctrl-C


def test_ctrl_c_while_waiting_for_a_lock(office):
    with locked(office):
        process = start("v", "west")
        until(lambda: "gesperrt" in process.stderr.readline())
        interrupt(process)
        code, out, _ = ended(process, 5)
    assert (code, out) == (130, "")
    assert ids(office) == []


def test_ctrl_c_half_way_writes_nothing(office):
    """In the middle of a long step, 99 visits in one command: again and again until five were really interrupted."""
    interrupted, before = 0, 0
    for runs in range(MOST):
        if interrupted == 5:
            break
        busy = touched(journal(office))
        process = start("v", "west", "99x", "wohnen", "schulden")
        inside = at_work(process, busy)
        time.sleep(0.01 * (runs % 5))
        interrupt(process)
        code, out, err = ended(process)
        assert "Traceback" not in err
        after = len(ids(office))
        assert (code, out, after - before) in ((130, "", 0), (0, out, 99))
        assert len(out.split()) == after - before
        interrupted, before = interrupted + (inside and code == 130), after
    assert interrupted == 5, f"{interrupted} of {MOST} were interrupted inside their transaction"


EVALUATING = """
import os, signal
import naht.cli.main as program
def main(_args):
    try:
        eval("os.kill(os.getpid(), signal.SIGINT)")
    except KeyboardInterrupt:
        return 130
program.main = main
from naht.__main__ import run
run()
"""


def test_ctrl_c_while_python_evaluates_a_text(alone):
    """Python would end a module by the signal, although it was caught."""
    (alone / "evaluating.py").write_text(EVALUATING)
    assert subprocess.run([sys.executable, "-m", "evaluating"], check=False).returncode == 130


def unread(pipe):
    """How many bytes wait in a pipe for somebody to read them."""
    return struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)))[0]


def test_ctrl_c_while_a_note_is_typed(office):
    theirs, ours = os.pipe()
    process = start("v", "west", "--note", "-", stdin=theirs)
    os.write(ours, b"half a note")
    until(lambda: unread(theirs) == 0)  # now it waits for the rest
    interrupt(process)
    code, out, _ = ended(process, 10)
    os.close(theirs)
    os.close(ours)
    assert (code, out) == (130, "")
    assert ids(office) == []


def test_ctrl_c_ends_a_long_query(office):
    query = """
import sys
from pathlib import Path
from naht.cli import main
from naht.store.file.opening import reading
def slow(args):
    with reading(Path(sys.argv[1])) as con:
        print("running", flush=True)
        con.execute("WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT max(x) FROM c").fetchall()
main._run = slow
sys.exit(main.main(sys.argv))
"""
    with subprocess.Popen([sys.executable, "-c", query, str(office)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "running\n"
        interrupt(process)
        assert process.wait(5) == 130


# ---- locks


def test_a_short_lock_is_waited_for(office):
    with locked(office) as con:
        process = start("v", "west")
        assert "gesperrt" in process.stderr.readline()
        con.execute("ROLLBACK")
        code, out, _ = ended(process)
    assert code == 0
    assert out.split() == ids(office)


@pytest.mark.parametrize("args", [["visit", "list"], ["v", "west"]], ids=lambda args: args[0])
def test_an_exclusive_lock_is_announced_too(office, args):
    with locked(office, "EXCLUSIVE") as con:
        process = start(*args)
        assert "gesperrt, ich warte" in process.stderr.readline()
        con.execute("ROLLBACK")
        assert ended(process)[0] == 0


def test_a_reader_does_not_wait_for_a_writer_at_work(office, process):
    with locked(office):
        assert process("visit", "list").returncode == 0


@pytest.mark.parametrize("how", ["IMMEDIATE", "EXCLUSIVE"])
def test_patience_has_an_end(office, how, monkeypatch):
    monkeypatch.delenv("NAHT_LANG")
    with locked(office, how):
        before = time.monotonic()
        ran = impatient("v", "west")
        assert time.monotonic() - before < 10  # patience is not asked for twice, as for the language of the error
    assert (ran.returncode, ran.stdout) == (5, "")
    waiting, problem, remedy = ran.stderr.splitlines()
    assert "ich warte" in waiting
    assert problem.startswith("naht: Die Datei ist seit 1 Sekunden")
    assert remedy
    assert ids(office) == []


def test_a_reader_in_the_way_of_a_commit_is_waited_for(office):
    with closing(sqlite3.connect(office, isolation_level=None)) as con:
        con.execute("BEGIN")
        con.execute("SELECT * FROM word").fetchone()
        process = start("v", "west")
        assert "gesperrt" in process.stderr.readline()
        con.execute("COMMIT")
        code, out, _ = ended(process)
    assert code == 0
    assert out.split() == ids(office)
