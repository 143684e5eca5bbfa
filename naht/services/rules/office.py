"""Reads the frame that records belong to (districts, sites, fundings with their terms, workers) once per unit."""

from typing import NamedTuple

from naht.domain.fields import Field
from naht.domain.kinds import Value
from naht.domain.message import Day
from naht.domain.nouns import noun
from naht.domain.record import Record
from naht.domain.refusals import FutureDay
from naht.domain.settings import CITYWIDE, OWN_FUNDING
from naht.domain.table import Filter
from naht.domain.text import normalize
from naht.services import here
from naht.services.here import Place
from naht.store.journal.unit import Unit
from naht.store.reading import rows, settings
from naht.store.reading.attributes import of_list
from naht.store.reading.find import identify


class Frame(NamedTuple):
    districts: dict[str, Record]
    sites: dict[str, Record]
    fundings: dict[str, Record]
    terms: dict[str, list[Record]]  # by funding
    workers: dict[str, Record]
    worker: Record  # the one who types, with its defaults; empty where nobody is named
    here: Place | None  # where they are today, if they said so
    own: str  # the funding of work outside any funding
    citywide: str  # the district of work that is for no single one


def frame(unit: Unit) -> Frame:
    """The frame of a unit; read anew after a change to it."""
    if "frame" not in unit.cache:
        unit.cache["frame"] = _read_frame(unit)
    cached: Frame = unit.cache["frame"]
    return cached


def _read_frame(unit: Unit) -> Frame:
    terms: dict[str, list[Record]] = {}
    for term in _all_records(unit, "term").values():
        terms.setdefault(term.text("funding"), []).append(term)
    workers = _all_records(unit, "worker")
    worker = workers.get(unit.worker) or Record(noun("worker"))
    return Frame(
        _all_records(unit, "district"), _all_records(unit, "site"), _all_records(unit, "funding"), terms,
        workers, worker, here.of(unit.con, unit.worker, unit.today.isoformat()),
        settings.get(unit.con, OWN_FUNDING), settings.get(unit.con, CITYWIDE),
    )  # fmt: skip


def _all_records(unit: Unit, name: str) -> dict[str, Record]:
    return {record.id: record for record in rows.fetch(unit.con, noun(name), Filter(), noun(name).fields)}


def worker(unit: Unit, code: str) -> Record:
    """The defaults of a worker; empty for nobody. Raises NotFound."""
    if code in ("", unit.worker):
        return frame(unit).worker
    return frame(unit).workers.get(code) or rows.get(unit.con, noun("worker"), code)


def attributes(unit: Unit, list_name: str, slug: str) -> dict[str, str]:
    """The attributes of a word (``setting=E``); none for an unknown one: the link is checked when it is written."""
    key = ("attributes", list_name)
    if key not in unit.cache:
        unit.cache[key] = of_list(unit.con, list_name)
    by_slug: dict[str, dict[str, str]] = unit.cache[key]
    return by_slug.get(slug, {})


def change_setting(unit: Unit, setting: Field, text: str) -> None:
    """Write what was typed; an empty text clears the setting. Raises NotFound, BadValue or BadText."""
    settings.put(unit, setting, _setting_value(unit, setting, text) if text else None)
    unit.cache.clear()


def _setting_value(unit: Unit, setting: Field, text: str) -> Value:
    if not setting.link:
        value = setting.kind.read(setting, normalize(text, setting.title), unit.today)
        if setting.kind.lies_ahead(setting, value, unit.today):
            raise FutureDay(day=Day(str(value)), today=Day(unit.today.isoformat()))
        return value
    ident = identify(unit.con, noun(setting.link.noun(setting)), setting.link.ident(setting, text))
    return ident.rpartition(":")[2]  # of a word the slug
