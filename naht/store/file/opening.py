"""Opening the file: every pragma it lives by, and the refusals. Nothing here creates or changes a file."""

import os
import signal
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TypeVar

from naht.domain.file_errors import ForeignFile, Locked, NewerFile, NoFile, OlderFile, Unreachable, reason
from naht.store.file.sqlite import Connection, OperationalError, StrPath, connect, require_version, uri
from naht.store.file.sqlite_errors import BUSY, code_of, translate_sqlite_errors

APPLICATION_ID = 0x4E414854
SCHEMA = 3
PATIENCE, CROWD = 15.0, 120.0
PAUSE, BRIEF = 0.1, 0.005
Waiting = Callable[[], None]
T = TypeVar("T")

_PRAGMAS = """
PRAGMA synchronous = EXTRA;
PRAGMA foreign_keys = ON;
PRAGMA secure_delete = ON;
PRAGMA recursive_triggers = ON;
PRAGMA trusted_schema = ON;
PRAGMA cell_size_check = ON;
PRAGMA temp_store = MEMORY;
"""


def open_file(
    path: StrPath,
    *,
    writing: bool,
    schema: int | None = SCHEMA,
    waiting: Waiting | None = None,
    today: date = date.max,
) -> Connection:
    """A connection to naht's file at ``path``, in autocommit mode, with naht's pragmas and the SQL function ``today``.

    Of a dated value that one is read which holds ``today``; without it the last one. Raises NoFile, ForeignFile,
    OlderFile, NewerFile, CorruptFile or Unreachable; the file stays untouched.
    """
    require_version()
    _require_file(path)
    with translate_sqlite_errors(path):
        con = connect(uri(path, "rw"), uri=True, isolation_level=None, timeout=0)
        try:
            retry_while_locked(lambda: _ready(con, path, schema), waiting)
            set_today(con, today)
            if not writing:
                con.execute("PRAGMA query_only = ON")
        except BaseException:
            con.close()
            raise
    return con


def _require_file(path: StrPath) -> None:
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116  pathlib is not loaded by a plain line
            raise ForeignFile(path=path)
    except (FileNotFoundError, NotADirectoryError):
        raise NoFile(path=path) from None
    except OSError as error:  # a folder that may not be entered, a name that is too long
        raise Unreachable(path=path, reason=reason(error)) from error


def prepare(con: Connection) -> None:
    """Set the pragmas of every connection, and let Ctrl-C end a long query."""
    for pragma in _PRAGMAS.strip().splitlines():
        con.execute(pragma)
    if sys.platform == "darwin":
        con.execute("PRAGMA fullfsync = ON")
    _stop_on_interrupt(con)


def set_today(con: Connection, today: date) -> None:
    """Define the SQL function ``today()``: the ISO day that counts as today."""
    day = today.isoformat()
    con.create_function("today", 0, lambda: day, deterministic=True)


def _stop_on_interrupt(con: Connection) -> None:
    """Between SQLite's steps Python may run the signal handler; what it raises there ends the query."""
    if callable(signal.getsignal(signal.SIGINT)):
        con.set_progress_handler(lambda: 0, 200_000)


def _ready(con: Connection, path: StrPath, schema: int | None) -> None:
    """Some pragmas read the file, so they too may find it locked."""
    prepare(con)
    _accepted(con, path, schema)


def _accepted(con: Connection, path: StrPath, schema: int | None) -> None:
    if con.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise ForeignFile(path=path)
    if schema is not None and (found := require_known(con, path, schema)) < schema:
        raise OlderFile(path=path, found=found, known=schema)


def require_known(con: Connection, path: StrPath, schema: int = SCHEMA) -> int:
    """The schema of a file. Raises NewerFile where this naht does not know it yet."""
    found = int(con.execute("PRAGMA user_version").fetchone()[0])
    if found > schema:
        raise NewerFile(path=path, found=found, known=schema)
    return found


def retry_while_locked(
    act: Callable[[], T], waiting: Waiting | None = None, path: StrPath | None = None, pause: float = PAUSE
) -> T:
    """What ``act`` returns, tried again ten times a second and more while the file is locked. Raises Locked.

    It gives up after 15 s, or after 2 min where the file at ``path`` keeps changing: then it is only a crowd.
    ``waiting`` is called once, after a second, so that somebody can be told.
    """
    start = since = time.monotonic()
    told, seen = False, _changed(path)
    while True:
        try:
            return act()
        except OperationalError as error:
            now = time.monotonic()
            if code_of(error) != BUSY:
                raise
            if (mark := _changed(path)) != seen:
                seen, since = mark, now
            if now - since > PATIENCE or now - start > CROWD:
                raise Locked(seconds=int(now - start)) from error
            if now - start > 1 and waiting and not told:
                told = True
                waiting()
            time.sleep(pause / (1 + (now - start) / 4))  # who waits long is served before who comes late


def _changed(path: StrPath | None) -> int:
    """When the file was written last."""
    try:
        return os.stat(path).st_mtime_ns if path else 0  # noqa: PTH116  the same
    except OSError:
        return 0


@contextmanager
def reading(path: StrPath, waiting: Waiting | None = None, today: date = date.max) -> Iterator[Connection]:
    """A connection inside one read transaction: one snapshot, that cannot write. Raises FileProblem.

    It is held only while rows are fetched, never while output is written.
    """
    with translate_sqlite_errors(path):
        con = open_file(path, writing=False, waiting=waiting, today=today)
        try:
            con.execute("BEGIN")
            retry_while_locked(lambda: con.execute("SELECT 1 FROM sqlite_schema").fetchone(), waiting, path)
            yield con
        finally:
            con.close()
