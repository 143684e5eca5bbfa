"""Reads the rows of a filter into temporary tables, the cube, over which every figure is then counted.

``cube_visit`` and the like have each row of their noun once, with the columns that the queries name; ``n`` is their
key. ``cube_time`` has a row for each worker of a record. ``cube_visit_fresh`` and ``cube_contact_fresh`` have the rows
of the day on which a client or partner was met for the first time ever, ``cube_visit_group`` the target groups of each
client on the day of each visit. ``cube_age``, ``cube_root`` and ``word_attribute`` have the age groups, the topmost
words and the attributes of the lists. The file itself is only read; the tables are TEMP and dropped with the cube.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files

from naht.domain import nouns
from naht.domain.lists import OLDEST
from naht.domain.nouns import noun
from naht.domain.nouns.time import OF_WORKER, PARTS
from naht.domain.table import Filter
from naht.store.file.sqlite import Connection
from naht.store.reading import attributes, groups, settings, visits
from naht.store.reading.conditions import conditions, has_trait, trait_of

_PART = re.compile(r"\b(cube_[a-z_]+|word_attribute)\b")
_COLUMN = re.compile(r"\bt\.([a-z_]+)")
# The age group of every age.
_AGE = f"""
WITH RECURSIVE years (age) AS (VALUES (0) UNION ALL SELECT age + 1 FROM years WHERE age < {OLDEST})
SELECT age, (
  SELECT b.word FROM temp.word_attribute b LEFT JOIN temp.word_attribute e ON e.word = b.word AND e.name = 'to'
  JOIN main.word w ON w.n = b.word
  WHERE b.list = 'age_group' AND b.name = 'from' AND age >= CAST(b.value AS INTEGER)
    AND age <= CAST(ifnull(e.value, 999) AS INTEGER)
  ORDER BY w.sort, w.n LIMIT 1
) FROM years
"""
# The topmost word above each word: a topic's group. A word that stands alone is its own root; one in a circle, which
# naht never writes, has none. UNION ends also there.
_ROOT = """
WITH RECURSIVE up (word, root) AS (
  SELECT n, n FROM main.word
  UNION
  SELECT up.word, w.parent FROM up JOIN main.word w ON w.n = up.root WHERE w.parent IS NOT NULL
)
SELECT up.word, up.root FROM up JOIN main.word w ON w.n = up.root WHERE w.parent IS NULL
"""
_LOOKUPS = {  # each behind the one that it is made of
    "word_attribute": ("word, list, slug, name, value, PRIMARY KEY (word, name)", attributes.SELECT),
    "cube_age": ("age INTEGER PRIMARY KEY, word", _AGE),
    "cube_root": ("word INTEGER PRIMARY KEY, root", _ROOT),
}
# The first time of all: the earliest day within the cube, if no earlier one exists anywhere. The search through what
# was before stops at the first find, and the year that the office states may say that it is no first time. It is
# unclear where no year is stated and the office had not recorded for twelve months yet.
_FIRST = {
    "visit": f"""
        SELECT d.member, d.day, k.known_since IS NULL AND d.day < :unclear_before FROM (
          SELECT m.client AS member, min(t.day) AS day
          FROM temp.cube_visit t CROSS JOIN visit_client m ON m.visit = t.n
          WHERE t.is_visit GROUP BY 1
        ) d CROSS JOIN client k ON k.n = d.member
        WHERE ifnull(k.known_since >= CAST(substr(d.day, 1, 4) AS INTEGER), 1) AND NOT EXISTS (
          SELECT 1 FROM visit_client o CROSS JOIN visit e ON e.n = o.visit
          WHERE o.client = d.member AND e.day < d.day AND {visits.is_visit("e")})""",
    "contact": """
        SELECT d.member, d.day, 0 FROM (
          SELECT m.partner AS member, min(t.day) AS day
          FROM temp.cube_contact t CROSS JOIN contact_partner m ON m.contact = t.n GROUP BY 1
        ) d CROSS JOIN partner p ON p.n = d.member
        WHERE ifnull(p.partner_since >= CAST(substr(d.day, 1, 4) AS INTEGER), 1) AND (
          SELECT w.attributes ->> 'existing' FROM main.word w WHERE w.n = p.origin) IS NULL AND NOT EXISTS (
          SELECT 1 FROM contact_partner o CROSS JOIN contact e ON e.n = o.contact
          WHERE o.partner = d.member AND e.day < d.day)""",
}
WORKING_TIME = "time"
_ACTIVITY = {"visit": "v.setting", "contact": "'contact'", "work": "'work'"}  # what was done in the time
_COUNTED = {"visit": "t.is_visit", "contact": "1"}


@cache
def selects() -> dict[str, dict[str, str]]:
    """The SELECTs that give the rows of each base, one for each noun whose records they are read from."""
    parts = (files("naht.store.figures") / "rows.sql").read_text(encoding="utf-8").split("-- figure: ")[1:]
    met = {"was_met": visits.was_met("v"), "is_visit": visits.is_visit("v")}
    return {
        base: {
            name: sql.format(**met, table=noun(name).table, activity=_ACTIVITY.get(name, ""))
            for name in (PARTS if base == WORKING_TIME else (base,))
        }
        for base, _, sql in (part.partition("\n") for part in parts)
    }


@contextmanager
def cube(con: Connection, filter_: Filter, queries: list[str]) -> Iterator[None]:
    """Make the temporary tables that the queries name, with the rows of the filter; drop them at the end."""
    parts = _parts(queries)
    columns = {name for sql in queries for name in _COLUMN.findall(sql)}
    try:
        with _writable(con):
            for part in parts:
                _fill(con, part, columns, filter_)
        yield
    finally:
        with _writable(con):
            for part in parts:
                con.execute(f"DROP {'VIEW' if part.endswith('_member') else 'TABLE'} IF EXISTS temp.{part}")


def _parts(queries: list[str]) -> list[str]:
    """The tables to make, each behind those that it is made of: lookups, rows, members, fresh members."""
    parts = {part for sql in queries for part in _PART.findall(sql)}
    if "cube_age" in parts:
        parts.add("word_attribute")
    lookups = [part for part in _LOOKUPS if part in parts]
    rows = {re.sub("_(fresh|member|group)$", "", part) for part in parts.difference(lookups)}
    members = {part.replace("_fresh", "_member") for part in parts if part.endswith(("_fresh", "_member"))}
    last = sorted(part for part in parts if part.endswith(("_fresh", "_group")))
    return [*lookups, *sorted(rows), *sorted(members), *last]


@contextmanager
def _writable(con: Connection) -> Iterator[None]:
    """Let a reading connection make temporary tables: ``query_only`` refuses those too."""
    locked = con.execute("PRAGMA query_only").fetchone()[0]
    con.execute("PRAGMA query_only = OFF")
    try:
        yield
    finally:
        if locked:
            con.execute("PRAGMA query_only = ON")


def _fill(con: Connection, part: str, columns: set[str], filter_: Filter) -> None:
    base = part.removeprefix("cube_")
    if part in _LOOKUPS:
        definition, select = _LOOKUPS[part]
        con.execute(f"CREATE TEMP TABLE {part} ({definition})")
        con.execute(f"INSERT INTO temp.{part} {select}")
    elif part.endswith("_member"):
        _view_members(con, base.removesuffix("_member"), filter_)
    elif part.endswith("_group"):
        _fill_groups(con)
    elif part.endswith("_fresh"):
        _fill_fresh(con, base.removesuffix("_fresh"))
    else:
        _fill_rows(con, base, columns | {"day", "is_visit"}, filter_)


def _fill_rows(con: Connection, base: str, columns: set[str], filter_: Filter) -> None:
    """CROSS JOIN pins the order: first the filter (by its day index), then each record by its number.

    A record has one row, in working time one for each of its workers: those are numbered anew.
    """
    of_record, of_row = _parted(base, filter_)
    apart, own_values = conditions(con, nouns.base(base), of_row, "f")
    number = "NULL" if base == WORKING_TIME else "f.n"
    for name, rows in selects()[base].items():
        all_names = [column[0] for column in con.execute(f"SELECT * FROM ({rows}) LIMIT 0").description]
        names = [column for column in all_names if column in columns and column != "n"]
        con.execute(f"CREATE TEMP TABLE IF NOT EXISTS cube_{base} (n INTEGER PRIMARY KEY, {', '.join(names)})")
        condition, values = conditions(con, noun(name), of_record)
        con.execute(
            f"INSERT INTO temp.cube_{base} SELECT {number}, {', '.join(f'f.{column}' for column in names)} "
            f"FROM main.{noun(name).table} t CROSS JOIN ({rows}) f ON f.n = t.n WHERE {condition} AND {apart}",
            [*values, *own_values],
        )


def _parted(base: str, filter_: Filter) -> tuple[Filter, Filter]:
    """What a filter asks of a record, and what of a row: in working time each worker and their funding apart."""
    own = tuple(one for one in filter_.values if base == WORKING_TIME and one[0] in OF_WORKER)
    return filter_._replace(values=tuple(one for one in filter_.values if one not in own)), Filter(values=own)


def _view_members(con: Connection, base: str, filter_: Filter) -> None:
    """The clients or partners of the rows: a filter by a trait lets only those of a visit through who have it."""
    owner = noun(base)
    traits = [(trait, values) for name, values in filter_.values if (trait := trait_of(owner, name))]
    rows = f"SELECT m.{owner.table}, m.{owner.member} FROM main.{owner.child(owner.field(owner.members))} m"
    if traits:
        held = " AND ".join(has_trait(con, trait, values, "t.day") for trait, values in traits)
        rows += f" JOIN temp.cube_{base} t ON t.n = m.{owner.table}"
        rows += f" JOIN main.client k ON k.n = m.{owner.member} WHERE {held}"
    con.execute(f"CREATE TEMP VIEW cube_{base}_member AS {rows}")


def _fill_fresh(con: Connection, base: str) -> None:
    con.execute("CREATE TEMP TABLE cube_first (member INTEGER PRIMARY KEY, day, unclear)")
    bound = {"unclear_before": settings.unclear_before(con)} if base == "visit" else {}
    con.execute(f"INSERT INTO temp.cube_first {_FIRST[base]}", bound)
    owner = noun(base)
    table, member = owner.table, owner.member
    con.execute(f"CREATE TEMP TABLE cube_{base}_fresh ({table} INTEGER, {member} INTEGER, unclear INTEGER)")
    con.execute(
        f"INSERT INTO temp.cube_{base}_fresh SELECT m.{table}, m.{member}, f.unclear "
        f"FROM temp.cube_first f CROSS JOIN temp.cube_{base}_member m ON m.{member} = f.member "
        f"CROSS JOIN temp.cube_{base} t ON t.n = m.{table} AND t.day = f.day WHERE {_COUNTED[base]}"
    )
    con.execute("DROP TABLE temp.cube_first")


def _fill_groups(con: Connection) -> None:
    source = "temp.cube_visit t CROSS JOIN main.visit_client m ON m.visit = t.n"
    select = groups.select("m.client", "t.day", keys="t.n, m.client, ", source=source)
    con.execute(
        "CREATE TEMP TABLE cube_visit_group (visit, client, word, PRIMARY KEY (visit, client, word)) WITHOUT ROWID"
    )
    con.execute(f"INSERT INTO temp.cube_visit_group {select}")
