"""Processes that write, wait, are killed or lock the file."""

import fcntl
import os
import pty
import select
import signal
import sqlite3
import struct
import subprocess
import sys
import termios
import time
from contextlib import closing, contextmanager
from datetime import date

from naht.domain.nouns import noun
from naht.services import records
from naht.store.journal.unit import Op, unit

NAHT = [sys.executable, "-m", "naht"]

# The same program with less patience, for tests that would wait too long.
IMPATIENT = (
    "import naht.store.file.opening as c; c.PATIENCE = 1.5\n"
    "import sys; from naht.cli.main import main; sys.exit(main(sys.argv[1:]))"
)


def start(*args, **more):
    return subprocess.Popen([*NAHT, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)


def impatient(*args, **more):
    command = [sys.executable, "-c", IMPATIENT, *args]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=60, **more)


def ended(process, timeout=30):
    """Exit code, stdout, stderr."""
    out, err = process.communicate(timeout=timeout)
    return process.returncode, out, err


def interrupt(process):
    os.kill(process.pid, signal.SIGINT)


@contextmanager
def locked(path, how="IMMEDIATE"):
    """Another program that is writing."""
    with closing(sqlite3.connect(path, isolation_level=None)) as con:
        con.execute(f"BEGIN {how}")
        yield con
        if con.in_transaction:
            con.execute("ROLLBACK")


def fill(path, count):
    """Many visits in one step, faster than they can be typed."""
    op = Op("visit add", (), "", "2026-11-22T10:00:00Z", date(2026, 11, 22), "test")
    with unit(path, op) as work:
        for _ in range(count):
            records.add(work, noun("visit"), {"district": "west", "topics": ["wohnen", "schulden"]})


def ids(path, table="visit"):
    with closing(sqlite3.connect(path)) as con:
        assert con.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return [ident for (ident,) in con.execute(f"SELECT id FROM {table} ORDER BY n")]


def until(true, seconds=20):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def on_terminal(*args, columns=80, typed="", **environment):
    """Exit code and everything a terminal of that width got to see; without a pager, unless PAGER names one.

    ``typed`` is typed as soon as the terminal shows something.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    process = subprocess.Popen(
        [*NAHT, *args], stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True,
        env={name: value for name, value in os.environ.items() if name != "COLUMNS"}
        | {"TERM": "xterm-256color", "PAGER": ""} | environment,
    )  # fmt: skip
    os.close(theirs)
    seen = b""
    while select.select([ours], [], [], 30)[0]:
        try:
            part = os.read(ours, 65536)
        except OSError:
            break
        if not part:
            break
        if typed and not seen:
            os.write(ours, typed.encode())
        seen += part
    os.close(ours)
    return process.wait(30), seen.decode().replace("\r\n", "\n")
