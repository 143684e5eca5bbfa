"""The one SQLite of this process. Nothing else imports a driver; an encrypted build swaps it here."""

import sqlite3
from sqlite3 import Connection, DatabaseError, OperationalError, Row, connect

from naht.domain.file_errors import OldSqlite

NEEDED = (3, 38, 0)
VERSION = sqlite3.sqlite_version_info

__all__ = ["Connection", "DatabaseError", "OperationalError", "Row", "connect", "require_version"]


def require_version() -> None:
    """Raises OldSqlite: STRICT tables and JSON in triggers need 3.38."""
    if VERSION < NEEDED:
        raise OldSqlite(found=sqlite3.sqlite_version, needed=".".join(map(str, NEEDED)))
