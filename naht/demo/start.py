"""How the office begins: the Weimar profile as of the first day, its workers, the partners known from the start."""

from datetime import date
from typing import Any, NamedTuple

from naht.demo.sheet import Raw, Sheet
from naht.domain.fields import Record
from naht.domain.nouns import noun
from naht.services import profile, records
from naht.services.rules import unique_words
from naht.store.journal.unit import Unit

_PROFILE = "weimar"


class Start(NamedTuple):
    tables: dict[str, list[profile.Row]]
    opened: dict[str, str]  # contact points whose first day is known
    topics: dict[str, str]  # a topic's group
    later: list[tuple[str, str, Record]]  # the day, the noun, what it then becomes; by day
    workers: list[Record]
    partners: list[Raw]  # known from the start, those of the profile first
    joining: list[Raw]  # in a later month


def prepared(sheet: Sheet, first: date) -> Start:
    """What there is on the ``first`` day, and what comes later."""
    tables = profile.load(_PROFILE)
    known = [_known(row, first) for row in sheet.raw["partner"] if not row["joins"]]
    sites, terms = ([row for _, row in tables[name]] for name in ("site", "term"))
    opening = [row for row in sites if _after(first, row.get("opened_on"))]
    starting = [row for row in terms if _after(first, row.get("starts_on"))]
    later = [(row["opened_on"], "site", {key: row[key] for key in ("id", "opened_on")}) for row in opening]
    later += [(row["starts_on"], "term", row) for row in starting]
    return Start(
        tables
        | {"site": [(where, _without(row, "opened_on") if row in opening else row) for where, row in tables["site"]]}
        | {"term": [(where, row) for where, row in tables["term"] if row not in starting]},
        {row["id"]: row["opened_on"] for row in sites if "opened_on" in row},
        _groups([row for _, row in tables["word"]]),
        sorted(later, key=lambda entry: entry[0]),
        [{"id": row["code"]} | _without(row, "code", "weight") for row in sheet.raw["worker"]],
        [row for _, row in tables["partner"]] + known,
        [row for row in sheet.raw["partner"] if row["joins"]],
    )


def begin(unit: Unit, start: Start) -> None:
    """Write the beginning into an empty file."""
    profile.apply(unit, start.tables)
    for row in start.workers:
        records.write(unit, noun("worker"), row)
    for row in start.partners[len(start.tables["partner"]) :]:
        records.write(unit, noun("partner"), row)
    unique_words.verify_all(unit)


def _without(row: Raw, *keys: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in keys}


def _known(row: Raw, first: date) -> Record:
    """A partner from the start is no new one of the demo's first year."""
    return _without(row, "joins") | {"partner_since": first.year - 1}


def _after(first: date, day: str | None) -> bool:
    return day is not None and day > first.isoformat()


def _groups(words: list[Record]) -> dict[str, str]:
    """The group above each topic; the lists say a word's parent before the word."""
    found: dict[str, str] = {}
    for row in words:
        if row["list"] == "topic":
            slug, parent = (row[key].rpartition(":")[2] if key in row else "" for key in ("id", "parent"))
            found[slug] = found.get(parent, parent or slug)
    return found
