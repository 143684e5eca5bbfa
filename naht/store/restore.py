"""The way back: a checked copy takes the place of a file that nobody is working in."""

import os
from pathlib import Path

from naht.domain.file_errors import CorruptFile, OtherOffice, ReadOnlyFile
from naht.store.backup import broken, free, inspected, last
from naht.store.connect import opened, patiently
from naht.store.faults import guarded, handled
from naht.store.sqlite import Connection


def restore(copy: Path, path: Path, at: str) -> Path | None:
    """Put a checked copy in the place of ``path``; returns where the file that was there lies now.

    Raises CorruptFile, ForeignFile, NewerFile, OtherOffice (the copy is of another file) or Locked.
    """
    if seals := broken(copy):
        raise CorruptFile(path=f"{copy} ({seals[0]})")
    partial = path.with_name(f".{path.name}.partial")
    with handled(path):
        partial.unlink(missing_ok=True)
        try:
            _copy(copy, partial)
            inspected(partial)
            last(partial)
            return _exchange(partial, path, copy, at)
        finally:
            partial.unlink(missing_ok=True)


def _copy(copy: Path, partial: Path) -> None:
    with guarded(copy):
        con = opened(copy, writing=True)
        try:
            con.execute("VACUUM INTO ?", (str(partial),))
        finally:
            con.close()
    partial.chmod(0o600)


def _exchange(partial: Path, path: Path, copy: Path, at: str) -> Path | None:
    """Rename the new file into place, holding the old one so that nobody is working in it."""
    kept = free(path.parent, f"{path.stem}-vor-{at.replace(':', '-')}", path.suffix)
    if not path.exists():
        _put_aside(path, kept)
        partial.replace(path)
        last(path.parent)
        return None
    if not os.access(path, os.W_OK):  # there SQLite would take EXCLUSIVE for reading, and hold nobody off
        raise ReadOnlyFile(path=path)
    try:
        _swap(partial, path, copy, kept)
    except CorruptFile:  # nobody can work in it; it is kept all the same
        path.replace(kept)
        _put_aside(path, kept)
        partial.replace(path)
        last(path.parent)
    return kept


def _swap(partial: Path, path: Path, copy: Path, kept: Path) -> None:
    """The new file for the old one, which is held meanwhile and keeps its second name. Raises OtherOffice."""
    with guarded(path):
        con = opened(path, writing=True)
        try:
            patiently(lambda: con.execute("BEGIN EXCLUSIVE"))
            if _origin(con) != _origin_of(partial):
                raise OtherOffice(copy=copy, path=path)
            kept.hardlink_to(path)
            partial.replace(path)
            last(path.parent)
        finally:
            con.close()


def _put_aside(path: Path, kept: Path) -> None:
    """A journal whose file is gone would be rolled back into the new one. It goes where the file would have gone."""
    for suffix in ("-journal", "-wal", "-shm"):
        orphan = path.with_name(f"{path.name}{suffix}")
        if orphan.exists():
            orphan.replace(kept.with_name(f"{kept.name}{suffix}"))
    last(path.parent)


def _origin(con: Connection) -> bytes:
    """The first seal: files of one office share it, whatever happened since."""
    row = con.execute("SELECT seal FROM op ORDER BY n LIMIT 1").fetchone()
    return bytes(row[0]) if row and row[0] else b""


def _origin_of(path: Path) -> bytes:
    con = opened(path, writing=False)
    try:
        return _origin(con)
    finally:
        con.close()
