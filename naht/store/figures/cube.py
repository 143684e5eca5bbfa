"""The cube: the rows that one filter lets through, read once into temporary tables; every figure is counted there.

``cube_visit`` and its sisters hold each row of their noun once, with the columns that the queries name; ``n`` is
their key. ``cube_visit_fresh`` and ``cube_contact_fresh`` hold the rows of the day on which a client or partner was
met for the first time of all. The file itself is only read.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files

from naht.domain.filters import Filter
from naht.domain.nouns import noun
from naht.store.file.sqlite import Connection
from naht.store.reading.mapping import conditions

_PART = re.compile(r"\bcube_([a-z_]+)")
_COLUMN = re.compile(r"\bt\.([a-z_]+)")
_LOOKUPS = {
    "age": ("age INTEGER PRIMARY KEY, word", "SELECT age, word FROM word_of_age"),
    "root": ("word INTEGER PRIMARY KEY, root", "SELECT word, root FROM word_root"),
}
# The first time of all: the earliest day within the cube, if no earlier one exists anywhere. The search through what
# was before stops at the first find, and the year that the office states may say that it is no first time.
_FIRST = {
    "visit": """
        SELECT d.member, d.day FROM (
          SELECT m.client AS member, min(t.day) AS day
          FROM temp.cube_visit t CROSS JOIN visit_client m ON m.visit = t.n
          WHERE t.setting = 'E' AND t.met GROUP BY 1
        ) d CROSS JOIN client k ON k.n = d.member
        WHERE ifnull(k.known_since >= CAST(substr(d.day, 1, 4) AS INTEGER), 1) AND NOT EXISTS (
          SELECT 1 FROM visit_client o CROSS JOIN visit e ON e.n = o.visit
          WHERE o.client = d.member AND e.day < d.day AND e.setting = 'E' AND e.outcome IN met_outcome)""",
    "contact": """
        SELECT d.member, d.day FROM (
          SELECT m.partner AS member, min(t.day) AS day
          FROM temp.cube_contact t CROSS JOIN contact_partner m ON m.contact = t.n GROUP BY 1
        ) d CROSS JOIN partner p ON p.n = d.member
        WHERE ifnull(p.partner_since >= CAST(substr(d.day, 1, 4) AS INTEGER), 1) AND NOT EXISTS (
          SELECT 1 FROM contact_partner o CROSS JOIN contact e ON e.n = o.contact
          WHERE o.partner = d.member AND e.day < d.day)""",
}
_MET = {"visit": "t.setting = 'E' AND t.met", "contact": "1"}


def views() -> str:
    """The statements that make the views anew; they belong behind every migration."""
    return (files("naht.store.figures") / "views.sql").read_text(encoding="utf-8")


@contextmanager
def cube(con: Connection, wanted: Filter, queries: list[str]) -> Iterator[None]:
    """Makes the temporary tables that the queries name, filled with what the filter lets through."""
    parts = _parts(queries)
    columns = {name for sql in queries for name in _COLUMN.findall(sql)}
    try:
        with _writable(con):
            for part in parts:
                _fill(con, part, columns, wanted)
        yield
    finally:
        with _writable(con):
            for part in parts:
                con.execute(f"DROP TABLE IF EXISTS temp.cube_{part}")


def _parts(queries: list[str]) -> list[str]:
    """The tables to make, each before its fresh members, which are found through it."""
    named = {part for sql in queries for part in _PART.findall(sql)}
    owners = {part.removesuffix("_fresh") for part in named}
    return sorted(owners) + sorted(named - owners)


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


def _fill(con: Connection, part: str, columns: set[str], wanted: Filter) -> None:
    if part in _LOOKUPS:
        made, select = _LOOKUPS[part]
        con.execute(f"CREATE TEMP TABLE cube_{part} ({made})")
        con.execute(f"INSERT INTO temp.cube_{part} {select}")
    elif part.endswith("_fresh"):
        _fill_fresh(con, part.removesuffix("_fresh"))
    else:
        _fill_rows(con, part, columns | {"day", "setting", "met"}, wanted)


def _fill_rows(con: Connection, base: str, columns: set[str], wanted: Filter) -> None:
    """CROSS JOIN pins the order: first the filter (by its day index), then each row by its number."""
    condition, values = conditions(con, noun(base), wanted)
    there = [row[1] for row in con.execute(f"PRAGMA table_info(figure_{base})")]
    names = [name for name in there if name in columns and name != "n"]
    con.execute(f"CREATE TEMP TABLE cube_{base} (n INTEGER PRIMARY KEY, {', '.join(names)})")
    con.execute(
        f"INSERT INTO temp.cube_{base} SELECT f.n, {', '.join(f'f.{name}' for name in names)} "
        f"FROM main.{base} t CROSS JOIN figure_{base} f ON f.n = t.n WHERE {condition}",
        values,
    )


def _fill_fresh(con: Connection, base: str) -> None:
    con.execute("CREATE TEMP TABLE cube_first (member INTEGER PRIMARY KEY, day)")
    con.execute(f"INSERT INTO temp.cube_first {_FIRST[base]}")
    member = noun(base).member
    con.execute(f"CREATE TEMP TABLE cube_{base}_fresh ({base} INTEGER, {member} INTEGER)")
    con.execute(
        f"INSERT INTO temp.cube_{base}_fresh SELECT m.{base}, m.{member} "
        f"FROM temp.cube_first f CROSS JOIN {base}_{member} m ON m.{member} = f.member "
        f"CROSS JOIN temp.cube_{base} t ON t.n = m.{base} AND t.day = f.day WHERE {_MET[base]}"
    )
    con.execute("DROP TABLE temp.cube_first")
