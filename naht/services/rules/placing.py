"""Where a record belongs and who carries it: its district and its funding, by the office's rules.

Funding: the word typed, the worker's post, the site, the district; the first that says something decides, and where
it has no grant that day or does not cover the district, the record is refused: naht never slides on to another payer.
"""

from naht.domain.errors import Missing, WhichFunding
from naht.domain.fields import Noun, Record
from naht.domain.message import Day, Fact, Joined, message
from naht.domain.refusals import DistrictNotFunded, NoTermThatDay
from naht.domain.table import Note
from naht.services.here import Place
from naht.services.rules.office import Frame, frame, worker
from naht.store.journal.unit import Unit

_PLACE = ("day", "district", "site", "worker", "funding")


def by(unit: Unit, record: Record, old: Record | None) -> None:
    """A new record is by the worker who types it, where the office keeps workers."""
    if old is None and not record.get("worker") and frame(unit).worker:
        record["worker"] = unit.worker


def site(unit: Unit, record: Record, *, office: bool) -> None:
    """Where the worker is, or usually is, unless the work is elsewhere: outside the office, for another district."""
    place = _here(unit, record)
    usual = worker(unit, record.get("worker")).get("site")
    if place:
        usual = place.id if place.noun == "site" else None
    if record.get("site") or not usual or not office:
        return
    house = frame(unit).sites[usual]
    opened, closed = house["opened_on"] or record["day"], house["closed_on"] or record["day"]
    if record.get("district") in (None, house["district"]) and opened <= record["day"] <= closed:
        record["site"] = usual


def district(unit: Unit, noun: Noun, record: Record, residence: str | None = None, *, citywide: bool = False) -> None:
    """The district as typed, the client's residence, the site's, the worker's (of today), city-wide. Raises Missing."""
    known, place = frame(unit), _here(unit, record)
    at_site = known.sites.get(record.get("site") or "", {}).get("district")
    usual = worker(unit, record.get("worker")).get("district")
    if place:
        usual = known.sites[place.id]["district"] if place.noun == "site" else place.id
    city = known.citywide if citywide and known.citywide in known.districts else None
    found = record.get("district") or residence or at_site or usual or city
    if not found:
        field = noun.field("district")
        raise Missing(field.title, field.option, bare=field.bare)
    record["district"] = found


def _here(unit: Unit, record: Record) -> Place | None:
    """Where the worker is today; it says nothing of another day, nor of a colleague."""
    own = record.get("worker") in (None, "", unit.worker)
    return frame(unit).here if own and record["day"] == unit.today.isoformat() else None


def funding(unit: Unit, record: Record, old: Record | None) -> list[Note]:
    """Settle ``funding`` and ``funding_by``. Raises NoTermThatDay, DistrictNotFunded or WhichFunding.

    An edit settles it anew where the record moved; what was typed once stays, and is checked again.
    """
    if old and all(record.get(name) == old.get(name) for name in _PLACE):
        return []
    if old and record["funding"] == old["funding"] and old["funding_by"] != "given":
        record["funding"] = None
    known = frame(unit)
    chosen, by = _first(unit, known, record)
    if chosen:
        _require(known, chosen, record)
        record.update(funding=chosen, funding_by=by)
        return []
    valid = [name for name in valid_fundings(known, record["day"], record["district"]) if name != known.own]
    if len(valid) > 1:
        raise WhichFunding(**_facts(known, record), first=valid[0])
    record.update(funding=valid[0] if valid else known.own, funding_by="only" if valid else "none")
    name = known.fundings[record["funding"]]["name"]
    if valid:
        return [Note(message("{funding} is the only funding of that day", funding=name))]
    return [Note(message("no funding is valid that day: {funding}", funding=name))]


def _first(unit: Unit, known: Frame, record: Record) -> tuple[str | None, str]:
    choices = (
        (record.get("funding"), "given"),
        (worker(unit, record.get("worker")).get("funding"), "worker"),
        (known.sites.get(record.get("site") or "", {}).get("funding"), "site"),
        (known.districts[record["district"]].get("funding"), "district"),
    )
    return next(((name, by) for name, by in choices if name), (None, ""))


def _require(known: Frame, chosen: str, record: Record) -> None:
    if not covers(known, chosen, record["district"]):
        raise DistrictNotFunded(**_facts(known, record), funding=known.fundings[chosen]["name"])
    if not runs(known, chosen, record["day"]):
        spans = _spans(known.terms.get(chosen, []))
        raise NoTermThatDay(**_facts(known, record), span=spans, funding=known.fundings[chosen]["name"])


def covers(known: Frame, name: str, district: str) -> bool:
    """True where the funding allows the district; a funding without districts allows all."""
    allowed = known.fundings[name]["districts"]
    return not allowed or district in allowed or known.districts[district]["everywhere"]


def runs(known: Frame, name: str, day: str) -> bool:
    """True where a grant of the funding covers the day, both ends inclusive."""
    return any((term["starts_on"] or day) <= day <= (term["ends_on"] or day) for term in known.terms.get(name, []))


def valid_fundings(known: Frame, day: str, district: str) -> list[str]:
    return [name for name in known.fundings if covers(known, name, district) and runs(known, name, day)]


def _facts(known: Frame, record: Record) -> dict[str, Fact]:
    return {
        "district": known.districts[record["district"]]["name"],
        "day": Day(record["day"]),
        "valid": ", ".join(valid_fundings(known, record["day"], record["district"])) or "–",
    }


def _spans(terms: list[Record]) -> Fact:
    """The days that the grants of a funding cover, as `` (01.08.2009 – 31.07.2012)``; nothing without a grant."""
    spans = tuple(Joined((_end(term["starts_on"]), _end(term["ends_on"])), " – ") for term in terms)
    return Joined((" (", Joined(spans, "; "), ")"), "") if spans else ""


def _end(day: str | None) -> Fact:
    return Day(day) if day else "…"
