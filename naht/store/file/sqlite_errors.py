"""What SQLite says when a file gives trouble, said in naht's words."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from naht.domain.file_errors import (
    CorruptFile,
    DiskFault,
    DiskFull,
    FileProblem,
    ForeignFile,
    ReadOnlyFile,
    Unreachable,
    reason,
)
from naht.domain.message import message
from naht.store.file.sqlite import DatabaseError, StrPath

ERROR, BUSY, INTERRUPT, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB = 1, 5, 9, 8, 10, 11, 13, 14, 26
IOERR_WRITE = IOERR | 3 << 8  # how a quota or a limit on the size of files shows itself


def code_of(error: DatabaseError) -> int:
    """The primary result code; 0 where the driver gives none."""
    return (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


@contextmanager
def translate_sqlite_errors(path: StrPath, *, opening: bool = False) -> Iterator[None]:
    """Turns the driver's errors about ``path`` into FileProblem; a stopped query into KeyboardInterrupt.

    While a file is being opened nothing was asked of it yet: then whatever else SQLite says is of the file too.
    """
    try:
        yield
    except DatabaseError as error:
        if code_of(error) == INTERRUPT:
            raise KeyboardInterrupt from None
        problem = _problem(error, path)
        if problem is None and not opening:
            raise
        raise problem or CorruptFile(path=path) from error
    except UnicodeDecodeError as error:  # the driver cannot even read what SQLite says of a damaged schema
        raise CorruptFile(path=path) from error


def _problem(error: DatabaseError, path: StrPath) -> FileProblem | None:
    """What SQLite's result code says of a file; None where it says something of a statement."""
    code, extended = code_of(error), getattr(error, "sqlite_errorcode", 0)
    if code == FULL or extended == IOERR_WRITE:
        return DiskFull()
    if code == IOERR:
        return DiskFault(path=path, reason=str(error))
    if code == CANTOPEN:
        return Unreachable(path=path, reason=message("SQLite does not open it"))
    kinds = {CORRUPT: CorruptFile, NOTADB: ForeignFile, READONLY: ReadOnlyFile}
    return kinds[code](path=path) if code in kinds else None


@contextmanager
def translate_os_errors(path: StrPath) -> Iterator[None]:
    """Turns the system's errors about files that naht itself renames, syncs or removes into FileProblem."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull from error
        if error.errno in (errno.EIO, errno.EFBIG):
            raise DiskFault(path=path, reason=reason(error)) from error
        raise Unreachable(path=path, reason=reason(error)) from error
