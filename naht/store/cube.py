"""The cube: the rows that one filter lets through, read once into temporary tables; every figure is counted there.

``cube_visit`` and its sisters hold each row of their noun once (``n`` is their key); ``cube_visit_member`` and
``cube_contact_member`` hold each client or partner of a row once. The file itself is only read.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files

from naht.domain.filters import Filter
from naht.domain.nouns import noun
from naht.store.sqlite import Connection
from naht.store.where import conditions

_PART = re.compile(r"\bcube_([a-z_]+)")
_LOOKUPS = {
    "age": ("age INTEGER PRIMARY KEY, word", "SELECT age, word FROM word_of_age"),
    "root": ("word INTEGER PRIMARY KEY, root", "SELECT word, root FROM word_root"),
}


def views() -> str:
    """The statements that make the views anew; they belong behind every migration."""
    return (files("naht.store") / "views.sql").read_text(encoding="utf-8")


@contextmanager
def cube(con: Connection, wanted: Filter, queries: list[str]) -> Iterator[None]:
    """Makes the temporary tables that the queries name, filled with what the filter lets through."""
    parts = sorted({part for sql in queries for part in _PART.findall(sql)} | _owners(queries))
    made: list[str] = []
    try:
        with _writable(con):
            for part in sorted(parts, key=lambda name: name.endswith("_member")):
                made.append(part)
                _fill(con, part, wanted)
        yield
    finally:
        with _writable(con):
            for part in reversed(made):
                con.execute(f"DROP TABLE IF EXISTS temp.cube_{part}")


def _owners(queries: list[str]) -> set[str]:
    """Members are read through the rows they belong to."""
    named = {part for sql in queries for part in _PART.findall(sql)}
    return {part.removesuffix("_member") for part in named if part.endswith("_member")}


@contextmanager
def _writable(con: Connection) -> Iterator[None]:
    """A reader's connection refuses temporary tables too; it is opened for them alone."""
    locked = con.execute("PRAGMA query_only").fetchone()[0]
    con.execute("PRAGMA query_only = OFF")
    try:
        yield
    finally:
        if locked:
            con.execute("PRAGMA query_only = ON")


def _fill(con: Connection, part: str, wanted: Filter) -> None:
    if part in _LOOKUPS:
        columns, select = _LOOKUPS[part]
        con.execute(f"CREATE TEMP TABLE cube_{part} ({columns})")
        con.execute(f"INSERT INTO temp.cube_{part} {select}")
    elif part.endswith("_member"):
        _fill_members(con, part.removesuffix("_member"))
    else:
        _fill_rows(con, part, wanted)


def _fill_rows(con: Connection, base: str, wanted: Filter) -> None:
    """CROSS JOIN pins the order: first the filter (by its day index), then each row by its number."""
    condition, values = conditions(con, noun(base), wanted)
    names = [row[1] for row in con.execute(f"PRAGMA table_info(figure_{base})")]
    con.execute(f"CREATE TEMP TABLE cube_{base} (n INTEGER PRIMARY KEY, {', '.join(names[1:])})")
    con.execute(
        f"INSERT INTO temp.cube_{base} SELECT f.* FROM main.{base} t CROSS JOIN figure_{base} f ON f.n = t.n "
        f"WHERE {condition}",
        values,
    )


def _fill_members(con: Connection, base: str) -> None:
    con.execute(
        f"CREATE TEMP TABLE cube_{base}_member (entry INTEGER, member INTEGER, fresh INTEGER, "
        "PRIMARY KEY (entry, member)) WITHOUT ROWID"
    )
    con.execute(
        f"INSERT INTO temp.cube_{base}_member SELECT m.entry, m.member, m.fresh "
        f"FROM temp.cube_{base} t CROSS JOIN figure_{base}_member m ON m.entry = t.n"
    )
