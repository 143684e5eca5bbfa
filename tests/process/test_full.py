"""A disk that is full: the message says what to do, and nothing is half written."""

import resource
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from running import NAHT, ids

from naht.store.file.opening import reading
from naht.store.journal import seal

# The program in a file that may not grow by more than a few pages.
TIGHT = """
import sys
from naht.store.file import opening
prepare = opening.prepare
def tight(con):
    prepare(con)
    con.execute(f"PRAGMA max_page_count = {con.execute('PRAGMA page_count').fetchone()[0] + int(sys.argv[1])}")
opening.prepare = tight
from naht.cli.main import main
sys.exit(main(sys.argv[2:]))
"""


def small_files(size):
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def whole(path, before):
    assert ids(path) == before
    with reading(path) as con:
        assert list(seal.broken(con)) == []


@pytest.mark.parametrize("pages", [0, 1, 3, 8])
def test_no_page_left(office, naht, pages):
    naht("v", "west")
    before = ids(office)
    command = [sys.executable, "-c", TIGHT, str(pages), "v", "west", "99x", "wohnen", "schulden"]
    ran = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (ran.returncode, ran.stdout) == (5, "")
    problem, remedy = ran.stderr.splitlines()
    assert problem == "naht: Der Datenträger ist voll; es wurde nichts geschrieben."
    assert "Platz schaffen" in remedy
    whole(office, before)
    assert naht("v", "west").code == 0


@pytest.mark.parametrize("room", [-1, 0, 1, 4096, 5 * 4096, 20 * 4096])
def test_a_file_that_may_not_grow(office, naht, room):
    naht("v", "west")
    before = ids(office)
    command = [*NAHT, "v", "west", "99x", "wohnen", "schulden"]
    size = 4096 if room < 0 else office.stat().st_size + room
    ran = subprocess.run(command, check=False, capture_output=True, text=True, preexec_fn=small_files(size))
    assert (ran.returncode, ran.stdout) == (5, "")
    assert len(ran.stderr.splitlines()) == 2
    assert "Platz schaffen" in ran.stderr
    whole(office, before)


def test_no_room_for_a_new_file(alone):
    ran = subprocess.run(
        [*NAHT, "init"], check=False, capture_output=True, text=True, preexec_fn=small_files(20 * 4096)
    )
    assert (ran.returncode, ran.stdout) == (5, "")
    assert sorted(path.name for path in alone.iterdir()) == []


def test_reading_works_on_a_full_disk(office, naht):
    naht("v", "west")
    ran = subprocess.run(
        [*NAHT, "visit", "list", "-f", "value"], check=False, capture_output=True, text=True,
        preexec_fn=small_files(0),
    )  # fmt: skip
    assert ran.returncode == 0
    with closing(sqlite3.connect(office)) as con:
        assert con.execute("SELECT count(*) FROM visit").fetchone() == (1,)
