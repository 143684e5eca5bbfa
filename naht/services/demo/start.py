"""How the office begins: the Weimar profile as it is on the first day, its workers, the partners known from the start."""

from datetime import date
from typing import Any, NamedTuple

from naht.domain.fields import Record
from naht.domain.nouns import noun
from naht.services import naming, profile, records
from naht.services.demo.sheet import Raw, Sheet
from naht.store.unit import Unit

_PROFILE = "weimar"


class Start(NamedTuple):
    tables: dict[str, list[profile.Row]]
    topics: dict[str, str]  # a topic's group
    openings: list[tuple[str, str]]  # contact points that open later: the day, the site
    workers: list[Record]
    partners: list[Raw]  # known from the start, those of the profile first
    joining: list[Raw]  # in a later month


def prepared(sheet: Sheet, first: date) -> Start:
    """What there is on the ``first`` day, and what comes later."""
    tables = profile.load(_PROFILE)
    known = [_known(row, first) for row in sheet.raw["partner"] if not row["joins"]]
    return Start(
        tables | {"site": [(where, _unopened(row, first)) for where, row in tables["site"]]},
        _groups([row for _, row in tables["word"]]),
        sorted((row["opened_on"], row["id"]) for _, row in tables["site"] if _opens_later(row, first)),
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
    naming.verify_all(unit)


def _without(row: Raw, *keys: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in keys}


def _known(row: Raw, first: date) -> Record:
    """A partner from the start is no new one of the demo's first year."""
    return _without(row, "joins") | {"partner_since": first.year - 1}


def _opens_later(site: Record, first: date) -> bool:
    return bool(site.get("opened_on", "") > first.isoformat())


def _unopened(site: Record, first: date) -> Record:
    return _without(site, "opened_on") if _opens_later(site, first) else site


def _groups(words: list[Record]) -> dict[str, str]:
    """The group above each topic; the lists say a word's parent before the word."""
    found: dict[str, str] = {}
    for row in words:
        if row["list"] == "topic":
            slug, parent = (row[key].rpartition(":")[2] if key in row else "" for key in ("id", "parent"))
            found[slug] = found.get(parent, parent or slug)
    return found
