"""The rows against the journal: what stands in the file is what the recorded changes made of it.

It finds what was written while the triggers were away, or whose traces were removed. Rows whose images were erased
cannot be told and are left out. The notes of which ops refer to which rows (``change_ref``) are compared with the
images.
"""

import json
from collections.abc import Iterator
from typing import NamedTuple

from naht.store.file.sqlite import Connection
from naht.store.journal import triggers
from naht.store.journal.triggers import Link

_HISTORY = "SELECT act, after FROM change WHERE row = ? AND tbl = ? ORDER BY op = 0, op, k"
_STANDING = "SELECT tbl, sum(act = 'i') - sum(act = 'd') FROM change GROUP BY tbl"
_LOST = """
SELECT row FROM change WHERE tbl = ? GROUP BY row HAVING sum(act = 'i') > sum(act = 'd')
AND row NOT IN (SELECT {key} FROM {table} t WHERE {key} NOTNULL) ORDER BY row
"""
History = list[tuple[str, str | None]]  # what was done to a row, and its image afterwards


class Unrecorded(NamedTuple):
    """A row that is not what the journal made of it, and in which columns; without any it is gone."""

    table: str
    row: str
    columns: tuple[str, ...]


def unrecorded(con: Connection) -> Iterator[Unrecorded]:
    """Each row against its history; where the journal counts more rows than stand, those that are gone."""
    standing = dict(con.execute(_STANDING).fetchall())
    for table in triggers.tables(con):
        columns = triggers.links(con, table)
        recorded = 0
        for row, values in _rows(con, table, columns):
            history = con.execute(_HISTORY, (row, table)).fetchall()
            recorded += bool(history) and history[-1][0] != "d"
            if odd := _odd(history, values):
                yield Unrecorded(table, row, tuple(odd))
        if recorded != standing.get(table, 0):
            yield from _lost(con, table, columns)


def _rows(con: Connection, table: str, columns: list[Link]) -> Iterator[tuple[str, dict[str, object]]]:
    """The rows of a table as the journal would write them; one whose owner is missing has no name there."""
    select = ", ".join((triggers.row_key(columns, "t"), *(_outer(column) for column in columns)))
    for row, *values in con.execute(f"SELECT {select} FROM {table} t"):
        if row is not None:
            yield row, {column.name: value for column, value in zip(columns, values, strict=True)}


def _outer(column: Link) -> str:
    return f"(SELECT id FROM {column.to} WHERE n = t.{column.name})" if column.to else f"t.{column.name}"


def _odd(history: History, values: dict[str, object]) -> list[str]:
    """The columns in which a row is not what its changes made of it."""
    if any(after is None and act != "d" for act, after in history):
        return []
    image: dict[str, object] | None = None
    for act, after in history:
        image = None if act == "d" else ({} if act == "i" else image or {}) | json.loads(after or "{}")
    if image is None:
        return list(values)
    return [name for name, value in values.items() if name in image and image[name] != value]


def _lost(con: Connection, table: str, columns: list[Link]) -> Iterator[Unrecorded]:
    key = triggers.row_key(columns, "t")
    for (row,) in con.execute(_LOST.format(key=key, table=table), (table,)).fetchall():
        yield Unrecorded(table, row, ())


# What the images refer to, by the links that the schema has now; an image from before a migration may have had others.
_REFERENCES = """
WITH link (tbl, name, target) AS (VALUES {links}),
image (op, tbl, image) AS (
  SELECT op, tbl, before FROM change UNION ALL SELECT op, tbl, after FROM change
),
ref (tbl, row, op) AS (
  SELECT l.target, i.image ->> l.name, i.op FROM image i JOIN link l ON l.tbl = i.tbl
  WHERE i.image ->> l.name IS NOT NULL
)
SELECT row, tbl, op, 'missing' FROM (SELECT tbl, row, op FROM ref EXCEPT SELECT tbl, row, op FROM change_ref)
UNION ALL
SELECT row, tbl, op, 'extra' FROM (
  SELECT tbl, row, op FROM change_ref WHERE op > ifnull((SELECT max(n) FROM op WHERE command = 'migrate'), 0)
  EXCEPT SELECT tbl, row, op FROM ref
)
WHERE op NOT IN (SELECT op FROM change WHERE before_digest IS NOT NULL OR after_digest IS NOT NULL)
ORDER BY 3, 2, 1
"""


class Reference(NamedTuple):
    """A note that step ``op`` refers to a row: it is missing, or one too many."""

    table: str
    row: str
    op: int
    missing: bool


def odd_references(con: Connection) -> Iterator[Reference]:
    """Each row that an image refers to is noted for its op, and nothing else is; before schema 3 nothing was noted."""
    if not con.execute("SELECT 1 FROM sqlite_schema WHERE name = 'change_ref'").fetchone():
        return
    links = ", ".join(
        f"('{table}', '{link.name}', '{link.to}')"
        for table in triggers.tables(con)
        for link in triggers.links(con, table)
        if link.refers
    )
    for row, table, op, state in con.execute(_REFERENCES.format(links=links)).fetchall():
        yield Reference(table, row, op, state == "missing")
