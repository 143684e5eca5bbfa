"""What SQLite says when a file gives trouble, said in naht's words."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from naht.domain.file_errors import CorruptFile, DiskFault, DiskFull, ForeignFile, ReadOnlyFile, Unreachable, reason
from naht.domain.message import message
from naht.store.file.sqlite import DatabaseError, StrPath

ERROR, BUSY, INTERRUPT, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB = 1, 5, 9, 8, 10, 11, 13, 14, 26
IOERR_WRITE = IOERR | 3 << 8  # how a quota or a limit on the size of files shows itself


def code_of(error: DatabaseError) -> int:
    """The primary result code; 0 where the driver gives none."""
    return (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


@contextmanager
def translate_sqlite_errors(path: StrPath) -> Iterator[None]:
    """Turns the driver's errors about ``path`` into FileProblem; a stopped query into KeyboardInterrupt."""
    try:
        yield
    except DatabaseError as error:
        code = code_of(error)
        if code == INTERRUPT:
            raise KeyboardInterrupt from None
        if code == CORRUPT:
            raise CorruptFile(path=path) from error
        if code == NOTADB:
            raise ForeignFile(path=path) from error
        if code == FULL or getattr(error, "sqlite_errorcode", 0) == IOERR_WRITE:
            raise DiskFull from error
        if code == READONLY:
            raise ReadOnlyFile(path=path) from error
        if code == IOERR:
            raise DiskFault(path=path, reason=str(error)) from error
        if code == CANTOPEN:
            raise Unreachable(path=path, reason=message("SQLite does not open it")) from error
        raise
    except UnicodeDecodeError as error:  # the driver cannot even read what SQLite says of a damaged schema
        raise CorruptFile(path=path) from error


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
