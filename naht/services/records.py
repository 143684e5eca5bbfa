"""Adds and edits records of any noun. (:mod:`naht.services.removal` removes them.)

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
from naht.domain.kinds import DAY, MINUTES, Link, Text, Value
from naht.domain.message import Day, message
from naht.domain.nouns import letter_of, target
from naht.domain.nouns import noun as named
from naht.domain.record import Record, Values
from naht.domain.refusals import EndedWord, FutureDay, FutureYear, TooLong
from naht.domain.table import Note
from naht.store.journal.unit import Unit
from naht.store.reading import rows
from naht.store.reading.find import identify

LONG, LONGEST = 10 * 60, 16 * 60  # minutes of one record: from here on odd, from here on refused


class Done(NamedTuple):
    """The result of a writing verb: the record's id, the record as it is now (or was), the notes."""

    id: str
    record: Record
    notes: list[Note]


class Rules(Protocol):
    """``interpret`` says where the values of a line are kept, ``after`` writes what follows from a new record.

    Only a noun that needs them has these two.
    """

    def interpret(self, unit: Unit, values: Values, old: Record | None) -> tuple[Values, list[Note]]: ...
    def settle(self, unit: Unit, record: Record, old: Record | None) -> list[Note]: ...
    def after(self, unit: Unit, record: Record) -> list[Note]: ...


def rules(noun: Noun) -> Rules | None:
    """The module with a noun's own rules; None for a noun that names none."""
    return _module(noun.rules) if noun.rules else None


@cache
def _module(name: str) -> Rules:
    return import_module(f"naht.services.rules.{name}")


def add(unit: Unit, noun: Noun, values: Values) -> Done:
    """Write a new record. Raises the usage error or refusal of the first rule that it breaks."""
    done = write(unit, noun, values)
    _require_unique(unit, noun, done.id)
    return done


def _require_unique(unit: Unit, noun: Noun, ident: str) -> None:
    """Raises DuplicateWord where the name of a new or changed record means something else already."""
    if not noun.letter:
        from naht.services.rules import unique_words  # only ids that the office chooses are words

        unique_words.verify(unit, noun, ident)


def verify(unit: Unit, noun: Noun, values: Values) -> Done:
    """Check a new record by every rule, and write nothing; returns it as it would be, without an id.

    Raises the error of the first rule that it breaks.

    What a new record does beside (a referral in the same step) is not checked: that would be written.
    """
    extras = {field.name for field in noun.extras}
    own, _ = _interpret(unit, noun, {name: value for name, value in values.items() if name not in extras}, None)
    _require_dated(noun, own)
    record = Record(noun, _defaults(noun)) | own
    notes = _settle(unit, noun, record, None)
    return Done("", record, notes)


def write(unit: Unit, noun: Noun, values: Values) -> Done:
    """As :func:`add`, without checking that a new name is unique: who writes many records checks once."""
    values, heard = _interpret(unit, noun, values, None)
    _require_dated(noun, values)
    record = Record(noun, _defaults(noun)) | values
    if noun.letter:
        record["id"] = record.id or new_id(noun.letter)
    else:
        from naht.services.rules import unique_words

        unique_words.require_free(unit, noun, record.id)
    notes = heard + _settle(unit, noun, record, None)
    rows.insert(unit, noun, record)
    if after := getattr(rules(noun), "after", None):
        notes += after(unit, record)
    return Done(record.id, record, notes)


def _defaults(noun: Noun) -> dict[str, Value]:
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
    old = rows.get(unit.con, noun, ident)
    changes, heard = _interpret(unit, noun, changes, old)
    _require_dated(noun, changes)
    history = rows.history(unit.con, noun, ident) if _names_dated(noun, changes) else None
    record = old | changes
    notes = heard + _settle(unit, noun, record, old)
    if any(field.of == noun.name for field in noun.fields):
        from naht.services.rules import circles  # only records that refer to their own kind

        circles.refuse(unit.con, noun, record, old)
    redated = {name for name in changes if _is_redated(noun, name, changes)}
    for field in (noun.field(name) for name in redated if record[name] and record[name] == old.get(name)):
        if field.link:  # a value that is another one was checked with the record
            _check_valid(unit, noun, field, field.link, record)
    different = {name: value for name, value in record.items() if value != old.get(name) or name in redated}
    rows.update(unit, noun, ident, Record(noun, different))
    _require_unique(unit, noun, ident)
    if history is not None:
        from naht.services import dated  # only a change of what is kept with its day

        notes += dated.notes(unit, noun, ident, changes, history)
    return Done(ident, record | rows.get(unit.con, noun, ident), notes)


def _interpret(unit: Unit, noun: Noun, values: Values, old: Record | None) -> tuple[Values, list[Note]]:
    """The values as the record keeps them, where the noun's rules keep something in another place than it was typed."""
    interpret = getattr(rules(noun), "interpret", None)
    return interpret(unit, values, old) if interpret else (values, [])


def _require_dated(noun: Noun, values: Values) -> None:
    """Raises SaysNothing for ``since`` without any dated value."""
    dated = [field for field in noun.fields if field.dated]
    if dated and "since" in values and not any(field.name in values for field in dated):
        raise SaysNothing(option="since", other=" / ".join(f"--{field.option}" for field in dated))


def _names_dated(noun: Noun, changes: Values) -> bool:
    """True where a change of a record without a day names a dated value.

    What has a day, a referral, has steps: they follow each other by a rule of their own.
    """
    return not noun.day and any(field.dated and field.name in changes for field in noun.fields)


def _is_redated(noun: Noun, name: str, changes: Values) -> bool:
    """True for a dated value that is typed with ``since``: even unchanged it then holds from another day."""
    return "since" in changes and name in changes and noun.has(name) and noun.field(name).dated


def _settle(unit: Unit, noun: Noun, record: Record, old: Record | None) -> list[Note]:
    """Complete and check the whole record, in place; returns the notes."""
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
    notes += _long(noun, record, old)
    for field in noun.fields:
        value = record.get(field.name)
        if field.required and value in (None, "", []):
            raise Missing(field.title, field.option, bare=field.bare)
        if value and field.link and (old is None or value != old.get(field.name)):
            _check_valid(unit, noun, field, field.link, record)
    return notes


def _check_value(unit: Unit, field: Field, record: Record) -> None:
    """Normalize a field's texts, complete its ids. Raises where a day is in the future or a link names nothing."""
    if isinstance(field.kind, Text):
        texts = [field.kind.normalize(field, text) for text in _texts_of(field, record)]
        record[field.name] = texts if field.many else texts[0]
    elif letter_of(field):
        record[field.name] = _whole_ids(unit, field, record)
    elif field.link:
        for slug in _texts_of(field, record):
            rows.inner(unit, field, slug)
    elif field.kind.lies_ahead(field, record[field.name], unit.today):
        _refuse_future(unit, field, record)


def _long(noun: Noun, record: Record, old: Record | None) -> list[Note]:
    """A note on a new duration of more than ten hours. Raises TooLong for one of more than sixteen."""
    notes = []
    for field in noun.fields:
        length = record.number(field.name) if field.kind is MINUTES else None
        if not length or length <= LONG or (old and length == old.get(field.name)):
            continue
        if length > LONGEST:
            raise TooLong(minutes=length, most=LONGEST // 60)
        notes.append(Note(message("{minutes} minutes are more than {hours} hours", minutes=length, hours=LONG // 60)))
    return notes


def _texts_of(field: Field, record: Record) -> list[str]:
    """The values of a text, word or reference, one or many; none where it is unknown."""
    if field.many:
        return record.texts(field.name)
    return [text] if (text := record.text(field.name)) else []


def _refuse_future(unit: Unit, field: Field, record: Record) -> None:
    if year := None if field.kind is DAY else record.number(field.name):
        raise FutureYear(label=field.title, year=year, today=Day(unit.today.isoformat()))
    _require_past(unit, record.text(field.name))


def _require_past(unit: Unit, day: str) -> None:
    if day > unit.today.isoformat():
        raise FutureDay(day=Day(day), today=Day(unit.today.isoformat()))


def _whole_ids(unit: Unit, field: Field, record: Record) -> Value:
    """The whole ids that typed beginnings mean, each once."""
    other = named(field.of)
    idents = (identify(unit.con, other, text, worker=unit.worker, writing=True) for text in _texts_of(field, record))
    unique = list(dict.fromkeys(idents))
    return unique if field.many else unique[0]


def _check_valid(unit: Unit, noun: Noun, field: Field, link: Link, record: Record) -> None:
    """Raises EndedWord where a linked word, district, partner or worker is not valid on the day it is for.

    That is the record's own day, for a dated value the day since when it holds.
    """
    other = target(field)
    if not (other.since or other.until):
        return
    since = record.text("since") if field.dated else ""
    day = since or (record.text(noun.day) if noun.day else unit.today.isoformat())
    for value in _texts_of(field, record):
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
    if key not in unit.cache:
        names = [name for name in (other.since, other.until, "replaced_by") if name and other.has(name)]
        record = rows.get(unit.con, other, ident, tuple(other.field(name) for name in names))
        ends = [record.text(name) if name else "" for name in (other.since, other.until)]
        instead = record.text("replaced_by").rpartition(":")[2] if other.has("replaced_by") else ""
        unit.cache[key] = (*ends, instead)
    span: tuple[str, str, str] = unit.cache[key]
    return span
