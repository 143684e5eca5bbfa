"""Settles the worker, site, district and funding of a record, by the office's rules.

Funding: the word typed, the worker's one post of that day, the site, the district. The first of them that names a
funding decides. Where that funding has no grant on the day, or does not cover the district, the record is refused: naht
never chooses another payer instead. Of several workers the first one counts here: it is their usual place and post.
"""

from naht.domain.errors import Missing, WhichFunding
from naht.domain.fields import Noun
from naht.domain.message import Day, Fact, Joined, message
from naht.domain.nouns.shared import FUNDING
from naht.domain.record import Record
from naht.domain.refusals import DistrictNotFunded, NoTermThatDay
from naht.domain.table import Note
from naht.services.here import Place
from naht.services.rules.office import Frame, frame, worker
from naht.store.journal.unit import Unit
from naht.store.reading import lookup

_PLACE = ("day", "district", "site", "funding")


def settle_worker(unit: Unit, record: Record, old: Record | None) -> None:
    """Settle who was there: a new record is by the worker who types it, where the office keeps workers."""
    if old is None and not first_worker(record) and frame(unit).worker:
        record.update({"workers": [unit.worker]} if record.noun.has("workers") else {"worker": unit.worker})


def first_worker(record: Record) -> str:
    """The worker whose usual place and whose post a record follows; empty for nobody."""
    if record.noun.has("workers"):
        return next(iter(record.texts("workers")), "")
    return record.text("worker")


def settle_site(unit: Unit, record: Record, *, office: bool) -> None:
    """Settle ``site``: where the worker is today, else their usual site, if it is open that day.

    It stays empty where the channel is not one of the ``office``, or the record is of another district.
    """
    place = _place_today(unit, record)
    usual = worker(unit, first_worker(record)).text("site")
    if place:
        usual = place.id if place.noun == "site" else ""
    if record.text("site") or not usual or not office:
        return
    house, day = frame(unit).sites[usual], record.text("day")
    opened, closed = house.text("opened_on") or day, house.text("closed_on") or day
    if record.text("district") in ("", house["district"]) and opened <= day <= closed:
        record["site"] = usual


def settle_district(unit: Unit, noun: Noun, record: Record, residence: str = "", *, citywide: bool = False) -> None:
    """Settle ``district``: as typed, else the residence, the site's, the worker's (today's), city-wide.

    Raises Missing where none of them says it.
    """
    office, place = frame(unit), _place_today(unit, record)
    at_site = _of_site(office, record, "district")
    usual = worker(unit, first_worker(record)).text("district")
    if place:
        usual = office.sites[place.id].text("district") if place.noun == "site" else place.id
    city = office.citywide if citywide and office.citywide in office.districts else ""
    chosen = record.text("district") or residence or at_site or usual or city
    if not chosen:
        field = noun.field("district")
        raise Missing(field.title, field.option, bare=field.bare)
    record["district"] = chosen


def _of_site(office: Frame, record: Record, name: str) -> str:
    """The text of a field of the record's site; empty without a site."""
    site = record.text("site")
    return office.sites[site].text(name) if site in office.sites else ""


def _place_today(unit: Unit, record: Record) -> Place | None:
    """Where the worker is today; None for a record of another day or of a colleague."""
    own = first_worker(record) in ("", unit.worker)
    return frame(unit).here if own and record["day"] == unit.today.isoformat() else None


def settle_funding(unit: Unit, record: Record, old: Record | None) -> list[Note]:
    """Settle ``funding`` and ``funding_by``. Raises NoTermThatDay, DistrictNotFunded, WhichFunding or Missing.

    An edit settles it anew where day, place or worker changed; a funding that was typed stays, and is checked again.
    """
    if old and _decisive(record) == _decisive(old):
        return []
    if old and record["funding"] == old["funding"] and old["funding_by"] != "given":
        record["funding"] = None
    office = frame(unit)
    chosen, by = _first_choice(unit, office, record)
    if chosen:
        _require_valid(office, chosen, record)
        record.update(funding=chosen, funding_by=by)
        return []
    valid = [name for name in valid_fundings(office, record.text("day"), record.text("district")) if name != office.own]
    if len(valid) > 1:
        raise WhichFunding(**_facts(office, record), first=valid[0])
    if not valid and office.own not in office.fundings:
        raise Missing(FUNDING.title, FUNDING.option, bare=FUNDING.bare)
    record.update(funding=valid[0] if valid else office.own, funding_by="only" if valid else "none")
    name = office.fundings[record.text("funding")].text("name")
    if valid:
        return [Note(message("{funding} is the only funding of that day", funding=name))]
    return [Note(message("no funding is valid that day: {funding}", funding=name))]


def _decisive(record: Record) -> tuple[str, ...]:
    """The values that decide which funding a record has."""
    return (*(record.text(name) for name in _PLACE), first_worker(record))


def _of_post(unit: Unit, code: str, day: str) -> str:
    """The funding of the one post that a worker has on a day; empty where there is none, and where there are two."""
    fundings = lookup.posts(unit.con, code, day)
    return fundings[0] if len(fundings) == 1 else ""


def _first_choice(unit: Unit, office: Frame, record: Record) -> tuple[str, str]:
    """The first funding that is named, and by what; both empty where none is."""
    choices = (
        (record.text("funding"), "given"),
        (_of_post(unit, first_worker(record), record.text("day")), "worker"),
        (_of_site(office, record, "funding"), "site"),
        (office.districts[record.text("district")].text("funding"), "district"),
    )
    return next(((name, by) for name, by in choices if name), ("", ""))


def _require_valid(office: Frame, chosen: str, record: Record) -> None:
    """Raises DistrictNotFunded or NoTermThatDay where the chosen funding cannot carry the record."""
    name = office.fundings[chosen].text("name")
    if not covers(office, chosen, record.text("district")):
        raise DistrictNotFunded(**_facts(office, record), funding=name)
    if not runs(office, chosen, record.text("day")):
        raise NoTermThatDay(**_facts(office, record), span=_spans(office.terms.get(chosen, [])), funding=name)


def covers(office: Frame, name: str, district: str) -> bool:
    """True where the funding allows the district; a funding without districts allows all."""
    allowed = office.fundings[name].texts("districts")
    return not allowed or district in allowed or office.districts[district].flag("everywhere")


def runs(office: Frame, name: str, day: str) -> bool:
    """True where a grant of the funding covers the day, both ends inclusive."""
    grants = office.terms.get(name, [])
    return any((term.text("starts_on") or day) <= day <= (term.text("ends_on") or day) for term in grants)


def valid_fundings(office: Frame, day: str, district: str) -> list[str]:
    return [name for name in office.fundings if covers(office, name, district) and runs(office, name, day)]


def _facts(office: Frame, record: Record) -> dict[str, Fact]:
    """What a refusal says of the record, and the fundings that would be valid."""
    day, district = record.text("day"), record.text("district")
    return {
        "district": office.districts[district].text("name"),
        "day": Day(day),
        "valid": ", ".join(valid_fundings(office, day, district)) or "–",
    }


def _spans(terms: list[Record]) -> Fact:
    """The days that the grants of a funding cover, as `` (01.08.2009 – 31.07.2012)``; nothing without a grant."""
    spans = tuple(Joined((_end(term.text("starts_on")), _end(term.text("ends_on"))), " – ") for term in terms)
    return Joined((" (", Joined(spans, "; "), ")"), "") if spans else ""


def _end(day: str) -> Fact:
    return Day(day) if day else "…"
