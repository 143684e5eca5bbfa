"""The one SQLite of this process. Nothing else imports a driver; an encrypted build swaps it here."""

import os
import sqlite3
from sqlite3 import Connection, DatabaseError, OperationalError, Row, connect

from naht.domain.file_errors import OldSqlite

NEEDED = (3, 38, 0)
VERSION = sqlite3.sqlite_version_info

_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/:._~-")
__all__ = ["Connection", "DatabaseError", "OperationalError", "Row", "StrPath", "connect", "require_version", "uri"]


StrPath = str | os.PathLike[str]


def uri(path: StrPath, mode: str) -> str:
    """The address under which SQLite opens a file, whatever bytes its name has.

    ``mode`` is ro or rw for one that there is, rwc for one that SQLite may make.
    """
    place = os.fsencode(os.path.abspath(path)).replace(os.sep.encode(), b"/")  # noqa: PTH100  pathlib loads too long
    quoted = "".join(chr(byte) if chr(byte) in _PLAIN else f"%{byte:02X}" for byte in place)
    return f"file://{'' if quoted.startswith('/') else '/'}{quoted}?mode={mode}"


def require_version() -> None:
    """Raises OldSqlite: STRICT tables and JSON in triggers need 3.38."""
    if VERSION < NEEDED:
        raise OldSqlite(version=sqlite3.sqlite_version, needed=".".join(map(str, NEEDED)))
