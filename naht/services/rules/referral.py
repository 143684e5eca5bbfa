"""The rules of a referral: it takes client, place and funding from its visit, and its states follow each other."""

from naht.domain.lists import UNKNOWN
from naht.domain.message import Day
from naht.domain.nouns import noun
from naht.domain.nouns.referral import NOUN
from naht.domain.record import Record
from naht.domain.refusals import StepTooEarly, WrongStep
from naht.domain.table import Note
from naht.services.rules import placing
from naht.services.rules.office import attributes
from naht.store.journal.unit import Unit
from naht.store.reading import rows

_FROM_VISIT = ("day", "district", "site", "funding")


def settle(unit: Unit, record: Record, old: Record | None) -> list[Note]:
    """Complete and check a whole referral."""
    if old is None and record.get("visit"):
        _from_visit(unit, record)
    placing.settle_worker(unit, record, old)
    placing.settle_district(unit, NOUN, record, _residence(unit, record), citywide=True)
    if old and old["state"] and record["state"] != old["state"]:
        _check_step(unit, old.text("state"), record.text("state"))
        _check_day(unit, record, old)
    return placing.settle_funding(unit, record, old)


def _from_visit(unit: Unit, record: Record) -> None:
    visit = rows.get(unit.con, noun("visit"), record.text("visit"))
    clients, topics = visit.texts("clients"), visit.texts("topics")
    for name in _FROM_VISIT:
        record[name] = visit[name] if name == "day" else record.get(name) or visit[name]
    record["worker"] = record.get("worker") or placing.first_worker(visit) or None
    if not record.get("client") and len(clients) == 1:
        record["client"] = clients[0]
    if not record.get("topic") and topics and topics != [UNKNOWN]:
        record["topic"] = topics[0]


def _residence(unit: Unit, record: Record) -> str:
    """The district where the client lived that day; empty where it is not known."""
    client, ident = noun("client"), record.text("client")
    return rows.value_on(unit.con, client, ident, client.field("residence"), record.text("day")) if ident else ""


def _check_day(unit: Unit, record: Record, old: Record) -> None:
    """Raises StepTooEarly for a step dated before the one that it follows: the state of the latest day holds."""
    day = record.text("since") or unit.today.isoformat()
    last = max((since for name, since, _ in rows.history(unit.con, NOUN, record.id) if name == "state"), default=day)
    if day < last:
        raise StepTooEarly(new=record.text("state"), old=old.text("state"), day=Day(day), since=Day(last))


def _check_step(unit: Unit, old: str, new: str) -> None:
    allowed = attributes(unit, "referral_state", old).get("next", "").split(",")
    if new not in allowed:
        raise WrongStep(old=old, new=new, allowed=", ".join(filter(None, allowed)) or "–")
