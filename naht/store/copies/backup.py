"""A backup: a whole copy beside the work, checked before it gets its name.

It is made by VACUUM INTO under another name, read again, compared with the original by the counts of all tables and
the head of the chain, made to last, and only then renamed.
"""

import errno
import os
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from naht.domain.file_errors import CorruptFile
from naht.store.file.location import follow_link
from naht.store.file.opening import SCHEMA, open_file, open_raw, retry_while_locked
from naht.store.file.sqlite import Connection, uri
from naht.store.file.sqlite_errors import translate_os_errors, translate_sqlite_errors
from naht.store.journal import seal, triggers

TRIES = 10
FOLDER = "backups"
STALE = 3600.0  # seconds after which nobody can be working on a copy any more


class State(NamedTuple):
    """What two copies of one file have in common: the rows of every table, the steps, the head of the chain."""

    counts: tuple[tuple[str, int], ...]
    steps: int
    head: str

    @property
    def rows(self) -> int:
        return sum(count for _, count in self.counts)


class Copy(NamedTuple):
    path: Path
    state: State


def state(con: Connection) -> State:
    """The state of a file, in one snapshot."""
    con.execute("BEGIN")
    try:
        names = triggers.tables(con)
        counts = tuple((name, int(con.execute(f"SELECT count(*) FROM {name}").fetchone()[0])) for name in names)
        return State(counts, int(con.execute("SELECT count(*) FROM op").fetchone()[0]), seal.head(con))
    finally:
        con.execute("COMMIT")


def backup(path: Path, folder: Path, at: str, *, raw: bool = False) -> Copy:
    """A checked copy of the file in the folder, named after ``at`` (UTC). Raises FileProblem; then there is no copy.

    ``raw`` copies a file of any naht, and one whose views and triggers are somebody else's: none of them runs.
    """
    path = follow_link(path)
    make(folder)
    for place in (folder, path.absolute().parent):
        sweep(place, path.stem)
    name = f"{path.stem}-{at.replace(':', '-')}"
    partial = folder / f".{name}.{os.getpid()}.partial"  # two at once stay out of each other's way
    with translate_os_errors(folder):
        try:
            with translate_sqlite_errors(path):
                con = open_raw(path) if raw else open_file(path, writing=True)
                try:
                    found = _copied(con, path, partial, raw=raw)
                finally:
                    con.close()
            final = free(folder, name, path.suffix)
            last(partial)
            partial.replace(final)
            last(folder)
        finally:
            partial.unlink(missing_ok=True)
    return Copy(final, found)


def home(path: Path) -> Path:
    """The folder of a file's backups where nothing else is said: beside the file."""
    return follow_link(path).parent / FOLDER


def make(folder: Path) -> None:
    """A folder for its owner alone, with all above it that is missing; their names last. Raises FileProblem.

    Whether it takes files is asked here: of SQLite's refusal nobody could tell which of two files it means.
    """
    with translate_os_errors(folder):
        missing = [place for place in (folder, *folder.parents) if not place.exists()]
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
        for place in missing:
            last(place.parent)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def sweep(folder: Path, stem: str) -> None:
    """Remove what a killed backup or restore left: a part of a copy holds what was recorded, and nobody looks there."""
    for left in folder.glob(f".{stem}*.partial*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > STALE:
                left.unlink()


def _copied(con: Connection, path: Path, partial: Path, *, raw: bool) -> State:
    """Copy until the copy is what the file was before and after: somebody may be writing meanwhile.

    Where they write too often for that, they wait while the file is copied once more.
    """
    for _ in range(TRIES):
        if found := _copied_once(con, partial, raw=raw):
            return found
    with closing(open_raw(path)) as other:
        retry_while_locked(lambda: other.execute("BEGIN IMMEDIATE"), path=path)
        if found := _copied_once(con, partial, raw=raw):
            return found
    raise CorruptFile(path=partial)


def _copied_once(con: Connection, partial: Path, *, raw: bool) -> State | None:
    """The state of a copy that is what the file was before and after; else None."""
    partial.unlink(missing_ok=True)
    before = retry_while_locked(lambda: state(con))
    retry_while_locked(lambda: con.execute("VACUUM INTO ?", (uri(partial, "rwc"),)))
    partial.chmod(0o600)
    same = inspect_copy(partial, raw=raw) == before == retry_while_locked(lambda: state(con))
    return before if same else None


def free(folder: Path, name: str, suffix: str) -> Path:
    """A name behind all those of the same second: the newest is the last, also where the first is gone."""
    taken = [path.stem.removeprefix(name) for path in folder.iterdir()
             if path.suffix == suffix and path.stem.startswith(name)]  # fmt: skip
    if not taken:
        return folder / f"{name}{suffix}"
    number = max(int(rest[1:]) if rest[1:].isdecimal() else 1 for rest in taken)
    return folder / f"{name}-{number + 1}{suffix}"


def last(path: Path) -> None:
    """Make a file's bytes, or a folder's names, last through a power cut. No connection may be open on a file."""
    if os.name == "nt" and path.is_dir():  # Windows opens no folder, and keeps its names by itself
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)  # Windows syncs nothing that it may only read
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def inspect_copy(path: Path, schema: int | None = SCHEMA, *, raw: bool = False) -> State:
    """The state of a copy that SQLite finds whole. Raises FileProblem."""
    with translate_sqlite_errors(path):
        con = open_raw(path) if raw else open_file(path, writing=False, schema=schema, copy=True)
        try:
            if con.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise CorruptFile(path=path)
            return state(con)
        finally:
            con.close()


def origin_of(path: Path) -> bytes:
    """The first seal of a file: all copies of one office share it. Raises FileProblem."""
    with translate_sqlite_errors(path):
        con = open_file(path, writing=False, schema=None, copy=True)
        try:
            return seal.origin(con)
        finally:
            con.close()
