"""The way back: the pages of a checked copy are written into the file, in one transaction.

It stays the same file (inode). A new one under the old name would harm whoever still has the old one open: SQLite finds
journals by name, so that process would roll the journal of the new file back into the old one, and remove it.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from shlex import quote

from naht.domain.file_errors import (
    CorruptFile,
    FileProblem,
    ForeignFile,
    NoCopy,
    NoFile,
    NotReplaced,
    OtherOffice,
    ReadOnlyFile,
)
from naht.store.copies.backup import free, inspect_copy, last, make, origin_of, state, sweep
from naht.store.copies.migrate import rewrite, scripts
from naht.store.copies.verification import verify_copy
from naht.store.file.location import follow_link, refuse_unsafe
from naht.store.file.opening import (
    SCHEMA,
    Waiting,
    explain_wal,
    open_file,
    prepare,
    require_file,
    require_known,
    require_naht,
    retry_while_locked,
)
from naht.store.file.schema import lines, odd_parts
from naht.store.file.sqlite import Connection, DatabaseError, connect, uri
from naht.store.file.sqlite_errors import translate_os_errors, translate_sqlite_errors
from naht.store.journal import seal
from naht.store.journal.unit import MIGRATION, Op, hold_interrupts


def restore(
    copy: Path, path: Path, op: Op, waiting: Waiting | None = None, done: Callable[[], None] | None = None
) -> Path | None:
    """Write a sound copy into the file at ``path``; returns a copy of the file as it was, None where there was none.

    A link stays a link: what it points to is written. An older copy is migrated on the way in, by ``op``. ``done``
    hears of the commit before Ctrl-C can be heard again. Raises NoCopy, CorruptFile, ForeignFile, NewerFile,
    AlteredCopy, BrokenSeals, NotReplaced, OtherOffice (the copy is of another file), CloudFolder or Locked.
    """
    try:
        verify_copy(copy)
    except NoFile:
        raise NoCopy(path=copy) from None
    path = follow_link(path)
    try:
        require_file(path)
    except NoFile:
        refuse_unsafe(path)
    make(path.parent)
    sweep(path.parent, path.stem)
    partial = _partial(path, "new")
    with translate_os_errors(path):
        try:
            _bring_in(copy, partial, op)
            aside = f"{path.stem}-vor-{op.at.replace(':', '-')}"
            _claim(path, aside)
            with _hold(path, waiting) as con:
                kept = None
                if not _is_empty(con):
                    _require_same_office(con, path, partial, copy)
                    kept = _set_aside(con, path, aside)
                _write(con, partial, done)
            return kept
        finally:
            partial.unlink(missing_ok=True)


def _partial(path: Path, what: str) -> Path:
    """A name for a file in the making; two restores at once stay out of each other's way."""
    return path.with_name(f".{path.name}.{os.getpid()}.{what}.partial")


def _bring_in(copy: Path, partial: Path, op: Op) -> None:
    """Copy the copy, bring it up to today's schema, read it again."""
    with translate_sqlite_errors(copy), closing(open_file(copy, writing=False, schema=None, copy=True)) as con:
        con.execute("BEGIN")
        retry_while_locked(lambda: con.execute("SELECT 1 FROM sqlite_schema").fetchone())  # from here on it stays so
        _copy(con, partial)
    with closing(open_file(partial, writing=True, schema=None)) as con:
        older = require_known(con, partial) < SCHEMA
    if older:
        rewrite(partial, op._replace(command=MIGRATION), scripts())
    inspect_copy(partial)


def _copy(con: Connection, partial: Path) -> None:
    """All pages as they are, also of a damaged file, into a new file for its owner alone; they last."""
    partial.unlink(missing_ok=True)
    partial.touch(0o600)
    with closing(connect(uri(partial, "rw"), uri=True)) as target:
        con.backup(target)
    last(partial)


def _claim(path: Path, aside: str) -> None:
    """Where there is no file, make an empty one, which is written like any other.

    A journal whose file is gone would be rolled back into it: it is renamed like a file that is set aside.
    """
    try:
        path.touch(0o600, exist_ok=False)
    except FileExistsError:
        return
    kept = free(path.parent, aside, path.suffix)
    for suffix in ("-journal", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(f"{path.name}{suffix}").replace(kept.with_name(f"{kept.name}{suffix}"))
    last(path.parent)


@contextmanager
def _hold(path: Path, waiting: Waiting | None) -> Iterator[Connection]:
    """A connection that alone can read or write the file, also between its transactions, until it is closed.

    Raises ReadOnlyFile, LinkedFile, InWal, Locked, or NotReplaced for a file that is not naht's, or not any more.
    """
    require_file(path)
    if not os.access(path, os.W_OK):  # there SQLite would take EXCLUSIVE for reading, and hold nobody off
        raise ReadOnlyFile(path=path)
    with explain_wal(path), translate_sqlite_errors(path), closing(_open_any(path)) as con:
        try:
            _take(con, path, waiting)
            yield con
        finally:
            _unlock(con)


def _open_any(path: Path) -> Connection:
    """A connection to a file that may be damaged."""
    con = connect(uri(path, "rw"), uri=True, isolation_level=None, timeout=0)
    con.execute("PRAGMA writable_schema = ON")  # SQLite then reads on where the schema is broken
    return con


def _take(con: Connection, path: Path, waiting: Waiting | None) -> None:
    """Wait for the lock. Raises NotReplaced for a file that is not naht's, or whose head is damaged."""
    try:
        with translate_sqlite_errors(path, opening=True):
            retry_while_locked(lambda: _lock(con), waiting, path)
            if not _is_empty(con):
                require_naht(con, path)
    except (ForeignFile, CorruptFile):
        raise NotReplaced(path=path, old=quote(str(path)), aside=quote(f"{path}.alt")) from None


def _lock(con: Connection) -> None:
    """Take the exclusive lock, and keep it when the transaction ends.

    A journal that is cut to nothing ends a transaction as surely as one that is removed. The usual way of a connection
    that keeps its lock would leave its pages beside the file.
    """
    prepare(con)
    con.execute("PRAGMA journal_mode = TRUNCATE")  # also ends WAL
    con.execute("BEGIN EXCLUSIVE")  # the journal of a killed command is rolled back here
    con.execute("PRAGMA locking_mode = EXCLUSIVE")  # not before: while it waits it would hold others off
    con.execute("COMMIT")


def _unlock(con: Connection) -> None:
    """Remove the journal, and let the lock go when the connection is closed."""
    with suppress(DatabaseError):  # of a schema that SQLite still cannot read; then an empty journal is left
        con.execute("PRAGMA locking_mode = NORMAL")  # from the next read or write on, and none comes
        con.execute("PRAGMA journal_mode = DELETE")


def _is_empty(con: Connection) -> bool:
    """True where nothing can be lost. (With the lock, SQLite has made a first page of a file without a byte.)"""
    marked = con.execute("PRAGMA application_id").fetchone()[0]
    return not marked and not con.execute("SELECT 1 FROM main.sqlite_master").fetchone()


def _is_own(con: Connection, path: Path) -> bool:
    """Whether tables may be asked: nothing of a schema that is damaged or not naht's may run."""
    try:
        return not odd_parts(con, require_known(con, path))
    except (DatabaseError, FileProblem):
        return False


def _require_same_office(con: Connection, path: Path, partial: Path, copy: Path) -> None:
    """Raises OtherOffice. Of a file that is damaged or altered nobody knows whose it was: it may go."""
    if _is_own(con, path):
        with suppress(DatabaseError):
            if seal.origin(con) != origin_of(partial):
                raise OtherOffice(copy=copy, path=path)


def _set_aside(con: Connection, path: Path, name: str) -> Path:
    """Copy what stands beside it, and read the copy again. Raises CorruptFile where it is not the same."""
    partial = _partial(path, "old")
    try:
        _copy(con, partial)
        with closing(_open_any(partial)) as copied:
            prepare(copied)
            if _condition(copied, partial) != _condition(con, path):
                raise CorruptFile(path=partial)
        kept = free(path.parent, name, path.suffix)
        partial.replace(kept)
        last(path.parent)
        return kept
    finally:
        partial.unlink(missing_ok=True)


def _condition(con: Connection, path: Path) -> tuple[object, ...]:
    """What a file and its copy have in common: pages; what SQLite finds wrong, rows and seals; or only the schema."""
    pages = con.execute("PRAGMA page_count").fetchone()
    try:
        if not _is_own(con, path):
            return pages, lines(con)
        return pages, con.execute("PRAGMA integrity_check").fetchall(), state(con)
    except (DatabaseError, UnicodeDecodeError) as error:
        return pages, str(error)


def _write(con: Connection, partial: Path, done: Callable[[], None] | None) -> None:
    """All pages of the new file over those of the old one: one transaction, which the journal can take back."""
    with closing(connect(uri(partial, "ro"), uri=True)) as source, hold_interrupts():
        source.backup(con)
        if done:
            done()
