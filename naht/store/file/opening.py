"""Opening the file: every pragma it lives by, and the refusals. Nothing here creates or changes a file.

Only what another program set to WAL is set back by who opens it to write. Nothing of a file's schema runs before the
schema was compared with the one of its version.
"""

import os
import signal
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from typing import TypeVar

from naht.domain.file_errors import (
    ForeignFile,
    ForeignJournal,
    InWal,
    LinkedFile,
    Locked,
    NewerFile,
    NoFile,
    OlderFile,
    ReadOnlyFile,
    Unreachable,
    reason,
)
from naht.store.file.schema import require_schema
from naht.store.file.sqlite import Connection, OperationalError, StrPath, connect, require_version, uri
from naht.store.file.sqlite_errors import BUSY, code_of, translate_sqlite_errors

APPLICATION_ID = 0x4E414854
SCHEMA = 4
PATIENCE, CROWD = 15.0, 120.0
PAUSE, BRIEF = 0.1, 0.005
_NAMES_ANOTHER = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"  # how a journal ends that does
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
    copy: bool = False,
) -> Connection:
    """A connection to naht's file at ``path``, in autocommit mode, with naht's pragmas and the SQL function ``today``.

    ``schema`` is the version that is needed; with None any will do that this naht knows. Of a dated value that one is
    read which holds ``today``; without it the last one. ``copy`` says that nobody works in this file: it may have
    several names. Raises NoFile, LinkedFile, ForeignFile, OlderFile, NewerFile, AlteredSchema, CorruptFile, InWal or
    Unreachable; the file stays untouched.
    """

    def require(con: Connection) -> None:
        _require_own(con, path, schema)
        if writing:
            _leave_wal(con)

    con = _connected(path, require, waiting, copy=copy)
    set_today(con, today)
    if not writing:
        con.execute("PRAGMA query_only = ON")
    return con


def open_raw(path: StrPath, waiting: Waiting | None = None) -> Connection:
    """A writing connection to a file that bears naht's mark, whatever its schema: to copy its pages, to mend it.

    Nothing of the schema was compared: no table, view or function of the file may be named but sqlite_master.
    Raises as :func:`open_file` does, but never OlderFile, NewerFile or AlteredSchema.
    """

    def require(con: Connection) -> None:
        require_naht(con, path)
        _leave_wal(con)

    return _connected(path, require, waiting)


def _leave_wal(con: Connection) -> None:
    """Another program may have set it, and then it stays so for everybody."""
    con.execute("PRAGMA journal_mode = DELETE")


def _connected(
    path: StrPath, require: Callable[[Connection], None], waiting: Waiting | None, *, copy: bool = False
) -> Connection:
    """A connection with naht's pragmas, on which ``require`` raised nothing."""
    require_version()
    require_file(path, copy=copy)
    with explain_wal(path), translate_sqlite_errors(path, opening=True):
        con = connect(uri(path, "rw"), uri=True, isolation_level=None, timeout=0)
        try:
            retry_while_locked(lambda: _prepared(con, require), waiting)
        except BaseException:
            con.close()
            raise
    return con


def _prepared(con: Connection, require: Callable[[Connection], None]) -> None:
    """Some pragmas read the file, so they too may find it locked."""
    prepare(con)
    require(con)


def require_file(path: StrPath, *, copy: bool = False) -> None:
    """Raises NoFile, ForeignFile for what is no regular file, LinkedFile, ForeignJournal, or Unreachable.

    SQLite opens the journals beside it too: for a pipe it would wait until somebody writes into it, behind a link it
    would write into another file. It finds a journal by the name of its file, so under a second name nobody would roll
    back what a crash left; of a ``copy``, which nobody writes, that does not matter.
    """
    try:
        about = os.stat(path)  # noqa: PTH116  pathlib is not loaded by a plain line
        if not stat.S_ISREG(about.st_mode):
            raise ForeignFile(path=path)
        for suffix in ("-journal", "-wal"):
            _require_own_journal(f"{os.path.realpath(path)}{suffix}")
        if about.st_nlink > 1 and not copy:
            raise LinkedFile(path=path)
    except (FileNotFoundError, NotADirectoryError):
        raise NoFile(path=path) from None
    except OSError as error:  # a folder that may not be entered, a name that is too long
        raise Unreachable(path=path, reason=reason(error)) from error


def _require_own_journal(path: str) -> None:
    """Raises ForeignFile, or ForeignJournal for one that ends with the name of another file.

    A transaction over several files leaves such a name. SQLite would play the journal back and then remove that file,
    whatever it is; naht's transactions are of one file.
    """
    with suppress(OSError):  # most of the time there is none; another process may end its own at any moment
        if not stat.S_ISREG(os.lstat(path).st_mode):
            raise ForeignFile(path=path)
        with open(path, "rb") as journal:  # noqa: PTH123  the same; no lock of SQLite is on a journal
            journal.seek(max(os.fstat(journal.fileno()).st_size - len(_NAMES_ANOTHER), 0))
            if journal.read() == _NAMES_ANOTHER:
                raise ForeignJournal(path=path)


@contextmanager
def explain_wal(path: StrPath) -> Iterator[None]:
    """Where a file could not be opened because another program set it to WAL, say so: raises InWal."""
    try:
        yield
    except (Locked, ReadOnlyFile, Unreachable) as error:
        if _in_wal(path):
            raise InWal(path=path) from error
        raise


def _in_wal(path: StrPath) -> bool:
    """As the head of the file says. No connection may be open on it: closing a file drops SQLite's locks."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123  the same
            return file.read(20)[18:] == b"\2\2"
    except OSError:
        return False


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


def require_naht(con: Connection, path: StrPath) -> None:
    """Raises ForeignFile for a file without naht's mark."""
    if con.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise ForeignFile(path=path)


def _require_own(con: Connection, path: StrPath, needed: int | None) -> None:
    """Naht's mark, a version that is known and not too old, and its schema."""
    require_naht(con, path)
    version = require_known(con, path)
    if needed is not None and version < needed:
        raise OlderFile(path=path, found=version, known=needed)
    require_schema(con, path, version)


def require_known(con: Connection, path: StrPath, newest: int = SCHEMA) -> int:
    """The version of a file's schema. Raises ForeignFile without one, NewerFile for one still to come."""
    version = int(con.execute("PRAGMA user_version").fetchone()[0])
    if version > newest:
        raise NewerFile(path=path, found=version, known=newest)
    if version < 1:
        raise ForeignFile(path=path)
    return version


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
