"""What stands in a file, read past naht: all rows of all tables, and what is wrong with them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from naht.store.journal import seal

Rows = dict[str, list[tuple[Any, ...]]]
JOURNAL = ("op", "change", "change_ref")


@contextmanager
def looking(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that changes nothing. After a crash a naht has to be first: it is naht's recovery that is tried."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)) as con:
        yield con


def rows(path: Path) -> Rows:
    """Every table with all its rows."""
    with looking(path) as con:
        return rows_of(con)


def rows_of(con: sqlite3.Connection) -> Rows:
    names = con.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1")
    return {name: con.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for (name,) in names.fetchall()}


def records(found: Rows) -> Rows:
    """The rows without the journal: two histories may lead to the same records."""
    return {name: table for name, table in found.items() if name not in JOURNAL}


def faults(path: Path) -> list[str]:
    """What SQLite, the foreign keys and the seals say against a file; nothing of a sound one."""
    try:
        return _faults(path)
    except sqlite3.DatabaseError as error:
        return [str(error)]


def _faults(path: Path) -> list[str]:
    with looking(path) as con:
        said = [line for (line,) in con.execute("PRAGMA integrity_check") if line != "ok"]
        said += [f"foreign key: {row}" for row in con.execute("PRAGMA foreign_key_check")]
        said += [f"open op {n}" for (n,) in con.execute("SELECT n FROM op WHERE seal IS NULL")]
        return said + [f"seal of {number}" for number in seal.broken(con)]


def last_op(path: Path) -> int:
    with looking(path) as con:
        return int(con.execute("SELECT max(n) FROM op").fetchone()[0])
