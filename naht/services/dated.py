"""Dated values: what a change means for the days before and after it, and how one value is taken away."""

from naht.domain.days import BEGINNING
from naht.domain.errors import BadUsage
from naht.domain.fields import Field, Noun
from naht.domain.ids import SHOWN
from naht.domain.message import Day, Joined, Message, Text, message
from naht.domain.record import Values
from naht.domain.refusals import NoDatedValue, SeveralDatedValues
from naht.domain.table import Note
from naht.domain.text import fold
from naht.store.journal.unit import Unit
from naht.store.reading import rows
from naht.store.reading.vocabulary import label

History = list[tuple[str, str, str]]
"""Attribute, since, value; oldest first."""


def notes(unit: Unit, noun: Noun, ident: str, changes: Values, before: History) -> list[Note]:
    """What was there before a change of dated values, and what still holds behind it."""
    after = rows.history(unit.con, noun, ident)
    told = []
    for field in noun.fields:
        if field.dated and field.name in changes:
            old, new = _of(before, field), _of(after, field)
            if changes[field.name] is None:
                told += [_gone(unit, field, old)] if old else []
            else:
                told += _beside(unit, noun, ident, field, old, new)
    return told


def _of(values: History, field: Field) -> dict[str, str]:
    """The values of one field by the day since when they hold, in order; of several of one day the last."""
    return {since: value for name, since, value in values if name == field.name}


def _gone(unit: Unit, field: Field, values: dict[str, str]) -> Note:
    listed = Joined(tuple(Joined((called(unit, field, value), Joined(("(", span(since), ")"), "")), " ")
                          for since, value in values.items()))  # fmt: skip
    return Note(message("{label}: taken away {values}. Back: naht undo", label=field.title, values=listed))


def _beside(unit: Unit, noun: Noun, ident: str, field: Field, old: dict[str, str], new: dict[str, str]) -> list[Note]:
    """What stands before and behind the value that is new; nothing where it is the only one."""
    changed = [since for since, value in new.items() if old.get(since) != value]
    if not changed:
        return []
    since = changed[-1]
    text = _new(unit, field, since, old, new)
    later = [day for day in new if day > since and new[day] != new[since]]
    if not later:
        return [] if since == BEGINNING and since not in old else [Note(text)]
    still = message(
        "{change}; from {day} on still {value}. Not so? naht {noun} values {id}", change=text, day=Day(later[0]),
        value=called(unit, field, new[later[0]]), noun=noun.name, id=_short(noun, ident),
    )  # fmt: skip
    return [Note(still)]


def _new(unit: Unit, field: Field, since: str, old: dict[str, str], new: dict[str, str]) -> Message:
    """The new value, with what it replaces or follows."""
    value, day = called(unit, field, new[since]), Day(since)
    if since in old:
        replaced = called(unit, field, old[since])
        if since == BEGINNING:
            return message(
                "{label}: {value} instead of {old}, from the beginning on; from a day on: --since DAY",
                label=field.title, value=value, old=replaced,
            )  # fmt: skip
        return message(
            "{label}: {value} instead of {old}, from {day} on", label=field.title, value=value, old=replaced, day=day
        )
    if since == BEGINNING:
        return message("{label}: {value} from the beginning", label=field.title, value=value)
    before = [new[day] for day in new if day < since]
    if before and before[-1] != new[since]:
        earlier = called(unit, field, before[-1])
        return message(
            "{label}: {value} from {day} on, before that {old}", label=field.title, value=value, old=earlier, day=day
        )
    return message("{label}: {value} from {day} on", label=field.title, value=value, day=day)


def called(unit: Unit, field: Field, value: str) -> Text:
    """What people read for a value."""
    return label(unit.con, field, value) or value


def span(since: str) -> Message:
    """Since when a value holds, for people."""
    return message("from the beginning") if since == BEGINNING else message("since {day}", day=Day(since))


def _short(noun: Noun, ident: str) -> str:
    return ident[:SHOWN] if noun.letter else ident


# ---- taking one away


def field_of(noun: Noun, name: str) -> Field:
    """The dated field that a word means: its name, its option or its label. Raises BadUsage."""
    fields = [field for field in noun.fields if field.dated]
    for field in fields:
        if fold(name) in (field.option, *map(fold, (field.name, field.de, field.en))):
            return field
    options = ", ".join(field.option for field in fields)
    raise BadUsage(
        message("“{name}” has no dated values. There are: {fields}.", name=name, fields=options),
        command=f"naht {noun.name} values",
    )


def drop(unit: Unit, noun: Noun, ident: str, field: Field, since: str) -> Note:
    """Take away the value that holds since a day; without a day the only one there is.

    Raises NoDatedValue or SeveralDatedValues.
    """
    values = _of(rows.history(unit.con, noun, ident), field)
    if not since and len(values) > 1:
        raise SeveralDatedValues(label=field.title, values=_forms(field, values))
    since = since or next(iter(values), "")
    if since not in values:
        raise NoDatedValue(label=field.title, values=_forms(field, values))
    rows.forget(unit, noun, ident, field, since)
    return _gone(unit, field, {since: values[since]})


def _forms(field: Field, values: dict[str, str]) -> Text:
    """The values as they are typed behind --drop."""
    if not values:
        return "–"
    days = ((message("beginning") if since == BEGINNING else since) for since in values)
    return Joined(tuple(Joined((field.option, day), "@") for day in days))
