"""Finds the words that may still be typed on an unfinished line, and the fields that it still needs.

An unfinished line is never refused: what cannot be read of it is skipped.
"""

from datetime import date

from naht.domain import ids, words
from naht.domain.errors import NahtError
from naht.domain.fields import Field, Noun
from naht.domain.kinds import Value
from naht.domain.nouns import letter_of
from naht.domain.record import Record, Values
from naht.domain.words import Entry, Vocabulary

_FIRST = (
    "district", "partner", "partners", "kind", "offer", "channel", "state", "clients", "client", "topics", "topic",
    "outcome", "services", "funding", "site", "workers", "worker",
)  # fmt: skip
_SETTLED = ("channel", "funding")  # required, but the rules always find one


def read_line(
    tokens: list[str], options: dict[str, list[str]], noun: Noun, vocabulary: Vocabulary, today: date
) -> Record:
    """The record that the words and options of an unfinished line describe."""
    record = Record(noun)
    for token in words.join(tokens, noun):
        for name, value in _read_word(token, noun, vocabulary, today).items():
            _put(record, noun.field(name), value)
    for field in (*noun.fields, *noun.extras):
        for text in options.get(field.option, ()):
            _put(record, field, _read_option(field, text, vocabulary, today))
    return record


def _put(record: Record, field: Field, value: Value) -> None:
    if field.many:
        record[field.name] = [*record.texts(field.name), *(value if isinstance(value, list) else [str(value)])]
    else:
        record.setdefault(field.name, value)


def _read_word(token: str, noun: Noun, vocabulary: Vocabulary, today: date) -> Values:
    try:
        if values := words.read_shape(token, noun, today):
            return values
    except NahtError:
        return {}
    meanings = vocabulary.find(token)
    if len(meanings) != 1:
        return {}
    return {meanings[0].field: meanings[0].value.removeprefix(noun.field(meanings[0].field).prefix)}


def _read_option(field: Field, text: str, vocabulary: Vocabulary, today: date) -> Value:
    """The value of an option; one that is not understood fills its field all the same."""
    try:
        if letter_of(field):
            return ids.normalize(text)
        meanings = vocabulary.of(field).find(text) if field.link else []
        return meanings[0].value if len(meanings) == 1 else field.kind.read(field, text, today)
    except NahtError:
        return text


def remaining(noun: Noun, entries: list[Entry], record: Record) -> list[Entry]:
    """The words that can be added to the record, in the order in which one needs them."""
    candidates = [entry for entry in entries if _is_open(noun.field(entry.field), entry, record)]
    return sorted(candidates, key=lambda entry: _rank(noun, entry.field))


def _is_open(field: Field, entry: Entry, record: Record) -> bool:
    """False for a second value of a single field, a value that is there, and a trait of somebody who has a code."""
    if not field.narrows and "clients" in record:
        return False
    return record.get(field.name) is None or (
        field.many and entry.value.removeprefix(field.prefix) not in record.texts(field.name)
    )


def _rank(noun: Noun, name: str) -> int:
    """The place of a field among the offers: as in ``_FIRST``, then the others, traits of anonymous people last."""
    if name in _FIRST:
        return _FIRST.index(name)
    return len(_FIRST) + (0 if noun.field(name).narrows else 1)


def missing(noun: Noun, record: Record, usual: set[str]) -> set[str]:
    """The fields without which the line is refused: required, not in the record, and without any default.

    ``usual`` are the fields that the worker, the place or a setting has a default for.
    """
    needed = {
        field.name for field in words.links(noun)
        if field.required and field.default is None and field.name not in (*_SETTLED, *usual, *record)
    }  # fmt: skip
    if "site" in record:
        needed.discard("district")
    return needed | {"site"} if "district" in needed and noun.has("site") else needed


def first_offers(noun: Noun, entries: list[Entry], record: Record, needed: set[str]) -> list[Entry]:
    """What is offered before a word is begun: the needed fields' words, else all that many lines have.

    Few lines have traits of anonymous people, or words below one that the record has (``wohnen.suche``).
    """
    if needed:
        return [entry for entry in entries if entry.field in needed]
    return [entry for entry in entries if noun.field(entry.field).narrows and not _is_below(entry, record)]


def _is_below(entry: Entry, record: Record) -> bool:
    """True for a word below one that the record has."""
    values = record.get(entry.field)
    return isinstance(values, list) and any(entry.value.startswith(f"{value}.") for value in values)
