"""The way back: a checked copy takes the place of a file that nobody is working in."""

import os
from pathlib import Path
from shlex import quote

from naht.domain.file_errors import (
    CorruptFile,
    DiskFault,
    FileProblem,
    ForeignFile,
    NoCopy,
    NoFile,
    NotReplaced,
    OtherOffice,
    ReadOnlyFile,
)
from naht.store.copies.backup import free, inspect_copy, last, make, origin_of, sweep
from naht.store.copies.migrate import rewrite, scripts
from naht.store.copies.verification import verify_copy
from naht.store.file.location import refuse_unsafe
from naht.store.file.opening import SCHEMA, open_file, open_raw, require_known, retry_while_locked
from naht.store.file.schema import odd_parts
from naht.store.file.sqlite import Connection
from naht.store.file.sqlite_errors import translate_os_errors, translate_sqlite_errors
from naht.store.journal import seal
from naht.store.journal.unit import MIGRATION, Op, inode


def restore(copy: Path, path: Path, op: Op) -> Path | None:
    """Put a sound copy in the place of ``path``; returns where the file that was there lies now.

    An older copy is migrated on the way in, by ``op``. Raises NoCopy, CorruptFile, ForeignFile, NewerFile, AlteredCopy,
    BrokenSeals, NotReplaced, OtherOffice (the copy is of another file), CloudFolder or Locked.
    """
    if not copy.exists():
        raise NoCopy(path=copy)
    verify_copy(copy)
    if not path.exists():
        refuse_unsafe(path)
    make(path.parent)
    sweep(path.parent, path.stem)
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")  # two at once stay out of each other's way
    with translate_os_errors(path):
        try:
            _copy(copy, partial)
            _update(partial, op)
            inspect_copy(partial)
            last(partial)
            return _exchange(partial, path, copy, op.at)
        finally:
            partial.unlink(missing_ok=True)


def _copy(copy: Path, partial: Path) -> None:
    with translate_sqlite_errors(copy):
        con = open_file(copy, writing=True, schema=None)
        try:
            con.execute("VACUUM INTO ?", (str(partial),))
        finally:
            con.close()
    partial.chmod(0o600)


def _update(partial: Path, op: Op) -> None:
    """A copy from before a migration: what stands in the office's place is of today's schema."""
    con = open_file(partial, writing=False, schema=None)
    try:
        older = require_known(con, partial) < SCHEMA
    finally:
        con.close()
    if older:
        rewrite(partial, op._replace(command=MIGRATION), scripts())


def _exchange(partial: Path, path: Path, copy: Path, at: str) -> Path | None:
    """Rename the new file into place, holding the old one so that nobody is working in it."""
    kept = f"{path.stem}-vor-{at.replace(':', '-')}"
    if not path.exists():
        _put_aside(path, free(path.parent, kept, path.suffix))
        partial.replace(path)
        last(path.parent)
        return None
    if not os.access(path, os.W_OK):  # there SQLite would take EXCLUSIVE for reading, and hold nobody off
        raise ReadOnlyFile(path=path)
    found: Path | None = None
    try:
        while found is None:  # as long as another restore is quicker
            found = _swap(partial, path, copy, kept)
    except ForeignFile:
        raise NotReplaced(path=path, old=quote(str(path)), aside=quote(f"{path}.alt")) from None
    except CorruptFile:  # nobody can work in it; it is kept all the same
        found = free(path.parent, kept, path.suffix)
        path.replace(found)
        _put_aside(path, found)
        partial.replace(path)
        last(path.parent)
    return found


def _swap(partial: Path, path: Path, copy: Path, kept: str) -> Path | None:
    """The new file for the old one, which is held meanwhile and keeps its second name: that one is returned.

    None where the file that was opened is no longer the one that bears the name. Raises OtherOffice.
    """
    before = inode(path)
    try:
        with translate_sqlite_errors(path):
            con = open_raw(path)
            try:
                retry_while_locked(lambda: con.execute("BEGIN EXCLUSIVE"))
                if inode(path) != before:
                    return None
                if _readable(con, path) and seal.origin(con) != origin_of(partial):
                    raise OtherOffice(copy=copy, path=path)
                aside = free(path.parent, kept, path.suffix)
                aside.hardlink_to(path)
                partial.replace(path)
                last(path.parent)
                return aside
            finally:
                con.close()
    except (DiskFault, ReadOnlyFile, NoFile):  # what SQLite says of a file that was exchanged under it
        if inode(path) == before:
            raise
        return None


def _readable(con: Connection, path: Path) -> bool:
    """Whether a file may be asked whose it is: nothing of a schema that is not naht's may run."""
    try:
        return not odd_parts(con, require_known(con, path))
    except FileProblem:
        return False


def _put_aside(path: Path, kept: Path) -> None:
    """A journal whose file is gone would be rolled back into the new one. It goes where the file would have gone."""
    for suffix in ("-journal", "-wal", "-shm"):
        orphan = path.with_name(f"{path.name}{suffix}")
        if orphan.exists():
            orphan.replace(kept.with_name(f"{kept.name}{suffix}"))
    last(path.parent)
