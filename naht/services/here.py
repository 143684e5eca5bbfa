"""Where somebody is today: until midnight it takes the place of their usual site and district.

Kept in the file, for each worker, with the day it is for: another day, and it says nothing.
"""

from typing import TYPE_CHECKING, NamedTuple

from naht.domain.fields import Noun
from naht.store.file.sqlite import Connection
from naht.store.reading import settings

if TYPE_CHECKING:  # who only reads loads no journal
    from naht.store.journal.unit import Unit


class Place(NamedTuple):
    """A site or a district, by its id."""

    noun: str
    id: str


def of(con: Connection, worker: str, today: str) -> Place | None:
    """Where a worker is today, if they said so."""
    day, _, place = settings.get(con, _key(worker)).partition(" ")
    return Place(*place.split()) if day == today and place else None


def put(unit: "Unit", noun: Noun, ident: str) -> None:
    """Say where this worker is."""
    settings.put(unit, _key(unit.worker), f"{unit.today.isoformat()} {noun.name} {ident}")


def leave(unit: "Unit") -> None:
    """The usual place again."""
    settings.put(unit, _key(unit.worker), "")


def _key(worker: str) -> str:
    return f"here:{worker}"
