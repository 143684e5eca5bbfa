"""Keeps where a worker is today: until midnight it replaces their usual site and district.

There is one row for each worker (and one for whoever types where the office has no workers), with its day. On another
day it means nothing, and no record is kept from being removed by it.
"""

from typing import TYPE_CHECKING, NamedTuple

from naht.domain.fields import Noun
from naht.store.file.sqlite import Connection

if TYPE_CHECKING:  # who only reads loads no journal
    from naht.store.journal.unit import Unit

PLACES = ("site", "district")
_PLACE = """
SELECT iif(h.site IS NULL, 'district', 'site'), coalesce(s.id, d.id)
FROM here h LEFT JOIN site s ON s.n = h.site LEFT JOIN district d ON d.n = h.district
WHERE h.id = ? AND h.day = ? AND coalesce(s.id, d.id) IS NOT NULL
"""
_PUT = """
INSERT INTO here (id, worker, day, site, district)
VALUES (?, (SELECT n FROM worker WHERE id = ?), ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET day = excluded.day, site = excluded.site, district = excluded.district
"""


class Place(NamedTuple):
    """A site or a district, by its id."""

    noun: str
    id: str


def of(con: Connection, worker: str, today: str) -> Place | None:
    """Where a worker is today; None where they are at their usual place."""
    row = con.execute(_PLACE, (_key(worker), today)).fetchone()
    return Place(*row) if row else None


def put(unit: "Unit", noun: Noun, ident: str) -> None:
    """Keep that this worker is at a place today."""
    from naht.store.reading import rows  # who only reads loads no journal

    number = rows.number_of(unit.con, noun, ident)
    site, district = (number if noun.name == name else None for name in PLACES)
    unit.con.execute(_PUT, (_key(unit.worker), unit.worker, unit.today.isoformat(), site, district))
    unit.cache.clear()


def leave(unit: "Unit") -> None:
    """Delete this worker's place: the usual one holds again."""
    unit.con.execute("DELETE FROM here WHERE id = ?", (_key(unit.worker),))
    unit.cache.clear()


def forget(unit: "Unit", noun: Noun, ident: str) -> None:
    """Delete the rows of a worker, or the rows of other days that name a place, so that it can be removed."""
    from naht.store.reading import rows

    number = rows.number_of(unit.con, noun, ident)
    if noun.name == "worker":
        unit.con.execute("DELETE FROM here WHERE worker = ?", (number,))
    elif noun.name in PLACES:
        unit.con.execute(f"DELETE FROM here WHERE {noun.name} = ? AND day <> ?", (number, unit.today.isoformat()))


def _key(worker: str) -> str:
    return f"here:{worker}"
