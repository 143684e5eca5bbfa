"""Builds the line that is printed of a record just written, so that a wrong day or person is seen at once."""

from naht.domain.fields import Field, Noun
from naht.domain.ids import SHOWN
from naht.domain.kinds import DAY, WORD
from naht.domain.lists import UNKNOWN
from naht.domain.message import Day, Fact, Joined, Shown, message
from naht.domain.nouns import noun as named
from naht.domain.record import Record
from naht.store.journal.unit import Unit
from naht.store.reading import lookup, rows, settings
from naht.store.reading.vocabulary import label, word_label

_ORDER = (
    "day", "time", "district", "site", "offer", "channel", "kind", "outcome", "state", "headcount", "newcomers",
    "co_advised",
)  # fmt: skip
_SILENT = frozenset((
    "entered_at", "funding_by", "setting", "note", "visit", "list", "slug", "notice", "assumed",
    "source_key",
))  # fmt: skip
_WHO = ("worker", "workers")


def line(unit: Unit, noun: Noun, record: Record) -> Joined:
    """One record in one line: its id, its day with the weekday, its words by their labels, its clients described."""
    ordered = sorted(noun.fields, key=lambda f: _ORDER.index(f.name) if f.name in _ORDER else len(_ORDER))
    parts: list[Fact] = [_part(unit, field, record) for field in ordered if _is_printed(field, record)]
    parts += [client(unit, ident, but=record.id) for ident in _clients(record)]
    ident = [short_id(noun, record.id)] if record.id else []  # none before it is written
    return Joined((*ident, *parts), " · ")


def short_id(noun: Noun, ident: str) -> str:
    return ident[:SHOWN] if noun.letter else ident


def _is_printed(field: Field, record: Record) -> bool:
    value = record.get(field.name)
    usual = field.default if field.kind is WORD and not _lacks_topic(field, record) else None
    if value is False or value in (None, [], {}, usual):
        return False
    return field.name not in _SILENT and field.of != "client"


def _lacks_topic(field: Field, record: Record) -> bool:
    """True for the topics of a record that has services and no topic: the word may have been meant as one."""
    return field.name == "topics" and record[field.name] == [UNKNOWN] and bool(record.get("services"))


def _part(unit: Unit, field: Field, record: Record) -> Fact:
    """What a field says; with its title where the words alone do not tell which field they went into."""
    noun, value = record.noun, record[field.name]
    if _lacks_topic(field, record):
        return message("{label} is missing", label=field.title)
    each = value if isinstance(value, list) else [value]
    shown = Joined(tuple(_shown(unit, field, one) for one in each), "; ")
    if field.name in _WHO and noun.day:
        return message("by {workers}", workers=shown)
    return Joined((field.title, shown), ": ") if field.titled else shown


def _shown(unit: Unit, field: Field, value: object) -> Fact:
    """One value as people read it in a line."""
    if field.link:
        return label(unit.con, field, str(value)) or str(value)
    if value is True:
        return field.title
    shown = Shown(field.kind, value)
    if field.kind is DAY:
        return shown if field.name == "day" else Joined((field.title, shown), " ")
    return Joined((shown, field.title), " ") if field.shape else field.kind.phrase(field.title, shown)


def _clients(record: Record) -> list[str]:
    if "clients" in record:
        return record.texts("clients")
    return [record.text("client")] if record.noun.has("client") and record["client"] else []


def client(unit: Unit, ident: str, but: str = "") -> Joined:
    """A client in brackets, so that a wrong one is seen: code, sex, year of birth, residence, last day and topic."""
    noun = named("client")
    fields = tuple(noun.field(name) for name in ("gender", "birth_year", "residence"))
    since = noun.field("known_since")
    record = rows.get(unit.con, noun, ident, (*fields, since))
    about: list[Fact] = [
        label(unit.con, field, str(record[field.name])) or str(record[field.name])
        for field in fields
        if record[field.name] is not None
    ]
    last = lookup.last_visit(unit.con, ident, but)
    if last:
        topic = word_label(unit.con, "topic", last[1]) if last[1] not in (None, UNKNOWN) else None
        day = message("last {day}", day=Day(last[0]))
        about.append(Joined((day, topic), " ") if topic else day)
    elif year := record.number("known_since"):
        about.append(Joined((since.title, year), " "))
    elif unit.today.isoformat() < settings.unclear_before(unit.con):
        about.append(message("for the first time?"))
    else:
        about.append(message("for the first time"))
    return Joined((ident[:SHOWN], " (", Joined(tuple(about)), ")"), "")
