"""Two of the writing verbs, once for all nouns: add and edit. (The third is removal.)

A noun's own rules live in the module of :mod:`naht.services.rules` that it names: ``settle(unit, record, old)``
completes and checks a whole record (``old`` is None for a new one) and returns notes.
"""

from functools import cache
from importlib import import_module
from typing import NamedTuple, Protocol

from naht.domain.days import parse_day
from naht.domain.errors import Missing, NothingToDo, SaysNothing
from naht.domain.fields import Field, Noun
from naht.domain.ids import new_id
from naht.domain.kinds import DAY, Link, Text, Value
from naht.domain.message import Day, message
from naht.domain.nouns import letter_of, target
from naht.domain.nouns import noun as named
from naht.domain.record import Record, Values
from naht.domain.refusals import EndedWord, FutureDay
from naht.domain.table import Note
from naht.store.journal.unit import Unit
from naht.store.reading import rows
from naht.store.reading.find import identify


class Done(NamedTuple):
    """What a writing verb did: the record's id, the record as it stands (or stood), what there is to say."""

    id: str
    record: Record
    notes: list[Note]


class Rules(Protocol):
    """``after`` writes what follows from a new record; only a noun with such consequences has it."""

    def settle(self, unit: Unit, record: Record, old: Record | None) -> list[Note]: ...
    def after(self, unit: Unit, record: Record) -> list[Note]: ...


def rules(noun: Noun) -> Rules | None:
    """The module with a noun's own rules; None for a noun that names none."""
    return _module(noun.rules) if noun.rules else None


@cache
def _module(name: str) -> Rules:
    return import_module(f"naht.services.rules.{name}")


def add(unit: Unit, noun: Noun, given: Values) -> Done:
    """Record something new. Raises the usage error or refusal of the first rule it breaks; then nothing is written."""
    done = write(unit, noun, given)
    _require_unique(unit, noun, done.id)
    return done


def _require_unique(unit: Unit, noun: Noun, ident: str) -> None:
    """Raises DuplicateWord where the name of a new or changed record means something else already."""
    if not noun.letter:
        from naht.services.rules import unique_words  # only ids that the office chooses are words

        unique_words.verify(unit, noun, ident)


def verify(unit: Unit, noun: Noun, given: Values) -> None:
    """Ask every rule that a new record has to obey, and write nothing. Raises the error of the first that it breaks.

    What a new record does beside (a referral in the same step) is not asked for: that would be written.
    """
    beside = {field.name for field in noun.asked}
    own = {name: value for name, value in given.items() if name not in beside}
    _require_dated(noun, own)
    _settled(unit, noun, Record(noun, _usual(noun)) | own, None)


def write(unit: Unit, noun: Noun, given: Values) -> Done:
    """As :func:`add`, without asking whether a new name clashes: who writes many asks once."""
    _require_dated(noun, given)
    record = Record(noun, _usual(noun)) | given
    if noun.letter:
        record["id"] = record.id or new_id(noun.letter)
    else:
        from naht.services.rules import unique_words

        unique_words.require_free(unit, noun, record.id)
    notes = _settled(unit, noun, record, None)
    rows.insert(unit, noun, record)
    if after := getattr(rules(noun), "after", None):
        notes += after(unit, record)
    return Done(record.id, record, notes)


def _usual(noun: Noun) -> dict[str, Value]:
    """The defaults, each list a fresh one."""
    return {f.name: list(f.default) if isinstance(f.default, list) else f.default for f in noun.fields}


def _changeable(noun: Noun) -> str:
    """An option that changes a record of this kind, for a message."""
    if noun.has("note"):
        return "--note -"
    return next(f"--{f.option} …" for f in noun.fields if f.given and not f.adding and f.kind.valued)


def edit(unit: Unit, noun: Noun, ident: str, changes: Values) -> Done:
    """Change the named fields of a record. Raises NothingToDo, or what the rules say of the record as it would be."""
    if not changes.keys() - {"since"}:
        raise NothingToDo(noun=noun.name, id=ident, option=_changeable(noun))
    _require_dated(noun, changes)
    old = rows.get(unit.con, noun, ident)
    record = old | changes
    notes = _settled(unit, noun, record, old)
    if any(field.of == noun.name for field in noun.fields):
        from naht.services.rules import circles  # only records that refer to their own kind

        circles.refuse(unit.con, noun, record, old)
    redated = {name for name in changes if _redated(noun, name, changes)}
    different = {name: value for name, value in record.items() if value != old.get(name) or name in redated}
    rows.update(unit, noun, ident, Record(noun, different))
    _require_unique(unit, noun, ident)
    notes += _foreseen(unit, noun, record, changes)
    return Done(ident, record | rows.get(unit.con, noun, ident), notes)


def _require_dated(noun: Noun, given: Values) -> None:
    """Raises SaysNothing for a day since when nothing holds: no value that is kept with one is given."""
    dated = [field for field in noun.fields if field.dated]
    if dated and "since" in given and not any(field.name in given for field in dated):
        raise SaysNothing(option="since", other=" / ".join(f"--{field.option}" for field in dated))


def _foreseen(unit: Unit, noun: Noun, record: Record, changes: Values) -> list[Note]:
    """A dated value that holds only from a later day on is not yet in the record, so it is said beside it."""
    since = record.text("since") if "since" in changes else ""
    if since <= unit.today.isoformat():
        return []
    later = [field for field in noun.fields if field.dated and changes.get(field.name)]
    return [Note(message("{label}: from {day} on", label=field.title, day=Day(since))) for field in later]


def _redated(noun: Noun, name: str, changes: Values) -> bool:
    """An unchanged value said again with ``since`` holds from another day."""
    return "since" in changes and name in changes and noun.has(name) and noun.field(name).dated


def _settled(unit: Unit, noun: Noun, record: Record, old: Record | None) -> list[Note]:
    """The whole record, completed and checked; returns the notes."""
    if noun.has("entered_at") and old is None:
        record["entered_at"] = unit.op.at
    if noun.day and not record.get(noun.day):
        record[noun.day] = unit.today.isoformat()
    if "since" in record and (since := record.text("since")):
        record["since"] = since = parse_day(since, unit.today)
        if noun.letter:  # what is known of people and referrals has happened; a district's status may be foreseen
            _require_past(unit, since)
    for field in noun.fields:
        if record.get(field.name):
            _check_value(unit, field, record)
        else:
            record[field.name] = [] if field.many else record.get(field.name)
    own = rules(noun)
    notes = own.settle(unit, record, old) if own else []
    for field in noun.fields:
        value = record.get(field.name)
        if field.required and value in (None, "", []):
            raise Missing(field.title, field.option, bare=field.bare)
        if value and field.link and (old is None or value != old.get(field.name)):
            _check_valid(unit, noun, field, field.link, record)
    return notes


def _check_value(unit: Unit, field: Field, record: Record) -> None:
    """Texts are fit to store, days are not in the future, ids are whole, words and references exist."""
    if isinstance(field.kind, Text):
        fit = [field.kind.checked(field, text) for text in _each(field, record)]
        record[field.name] = fit if field.many else fit[0]
    elif letter_of(field):
        record[field.name] = _whole(unit, field, record)
    elif field.link:
        for slug in _each(field, record):
            rows.inner(unit, field, slug)
    elif field.kind is DAY and DAY.lies_ahead(field, record[field.name], unit.today):
        _require_past(unit, record.text(field.name))


def _each(field: Field, record: Record) -> list[str]:
    """The values of a text, word or reference, one or many; none where it is unknown."""
    if field.many:
        return record.texts(field.name)
    return [text] if (text := record.text(field.name)) else []


def _require_past(unit: Unit, day: str) -> None:
    if day > unit.today.isoformat():
        raise FutureDay(day=Day(day), today=Day(unit.today.isoformat()))


def _whole(unit: Unit, field: Field, record: Record) -> Value:
    """The whole ids that typed beginnings mean, each once."""
    other = named(field.of)
    idents = (identify(unit.con, other, text, worker=unit.worker, writing=True) for text in _each(field, record))
    unique = list(dict.fromkeys(idents))
    return unique if field.many else unique[0]


def _check_valid(unit: Unit, noun: Noun, field: Field, link: Link, record: Record) -> None:
    """A linked word, district, partner or worker has to be valid on the record's day. Raises EndedWord."""
    other = target(field)
    if not (other.since or other.until):
        return
    day = record.text(noun.day) if noun.day else unit.today.isoformat()
    for value in _each(field, record):
        _check_span(unit, other, link.ident(field, value), day)


def _check_span(unit: Unit, other: Noun, ident: str, day: str) -> None:
    start, end, instead = _span(unit, other, ident)
    if (start or day) <= day <= (end or day):
        return
    raise EndedWord(
        word=ident.rpartition(":")[2],
        day=Day(day),
        span=message("until {day}", day=Day(end))
        if end and day > end
        else message("from {day}", day=Day(start or day)),
        instead=message(", for example {word}", word=instead) if instead else "",
    )


def _span(unit: Unit, other: Noun, ident: str) -> tuple[str, str, str]:
    """First and last day of a word or record, each empty where it is open, and the word that replaces it."""
    key = ("span", other.name, ident)
    if key not in unit.known:
        names = [name for name in (other.since, other.until, "replaced_by") if name and other.has(name)]
        record = rows.get(unit.con, other, ident, tuple(other.field(name) for name in names))
        ends = [record.text(name) if name else "" for name in (other.since, other.until)]
        instead = record.text("replaced_by").rpartition(":")[2] if other.has("replaced_by") else ""
        unit.known[key] = (*ends, instead)
    span: tuple[str, str, str] = unit.known[key]
    return span
