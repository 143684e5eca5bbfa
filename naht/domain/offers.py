"""What may still be typed: the words of a noun that a line leaves open, what is missing and needed first.

A line that is being typed is never refused. What cannot be understood of it is passed over.
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
    "district", "partner", "partners", "kind", "channel", "state", "clients", "client", "topics", "topic", "outcome",
    "services", "funding", "site", "worker",
)  # fmt: skip
_SETTLED = ("channel", "funding")  # required, but the rules always find one


def understood(
    tokens: list[str], options: dict[str, list[str]], noun: Noun, vocabulary: Vocabulary, today: date
) -> Record:
    """What the words and options of an unfinished line say."""
    record = Record(noun)
    for token in tokens:
        for name, value in _word(token, noun, vocabulary, today).items():
            _add(record, noun.field(name), value)
    for field in (*noun.fields, *noun.asked):
        for text in options.get(field.option, ()):
            _add(record, field, _option(field, text, vocabulary, today))
    return record


def _add(record: Record, field: Field, value: Value) -> None:
    if field.many:
        record[field.name] = [*record.texts(field.name), *(value if isinstance(value, list) else [str(value)])]
    else:
        record.setdefault(field.name, value)


def _word(token: str, noun: Noun, vocabulary: Vocabulary, today: date) -> Values:
    try:
        if shaped := words.shaped(token, noun, today):
            return shaped
    except NahtError:
        return {}
    meant = vocabulary.find(token)
    if len(meant) != 1:
        return {}
    return {meant[0].field: meant[0].value.removeprefix(noun.field(meant[0].field).prefix)}


def _option(field: Field, text: str, vocabulary: Vocabulary, today: date) -> Value:
    """The value of an option; one that is not understood fills its field all the same."""
    try:
        if letter_of(field):
            return ids.normal(text)
        meant = vocabulary.of(field).find(text) if field.link else []
        return meant[0].value if len(meant) == 1 else field.kind.read(field, text, today)
    except NahtError:
        return text


def left(noun: Noun, entries: list[Entry], record: Record) -> list[Entry]:
    """The words that can be added to what was said, in the order in which one needs them."""
    fields = {field.name: field for field in noun.fields}
    open_ones = [entry for entry in entries if _free(fields[entry.field], entry, record)]
    return sorted(open_ones, key=lambda entry: _rank(noun, entry.field))


def _free(field: Field, entry: Entry, record: Record) -> bool:
    """False for a second value of a single field, one already said, and a trait of somebody who has a code."""
    if not field.narrows and "clients" in record:
        return False
    return record.get(field.name) is None or (
        field.many and entry.value.removeprefix(field.prefix) not in record.texts(field.name)
    )


def _rank(noun: Noun, name: str) -> int:
    """As in the list above; other fields follow as their noun has them, and traits of anonymous people come last."""
    if name in _FIRST:
        return _FIRST.index(name)
    return len(_FIRST) + (0 if noun.field(name).narrows else 1)


def missing(noun: Noun, record: Record, usual: set[str]) -> set[str]:
    """The fields without which the line is refused: required, not said, and no default of anybody applies."""
    needed = {
        field.name for field in words.links(noun)
        if field.required and field.default is None and field.name not in (*_SETTLED, *usual, *record)
    }  # fmt: skip
    if "site" in record:
        needed.discard("district")
    return needed | {"site"} if "district" in needed and noun.has("site") else needed


def at_once(noun: Noun, entries: list[Entry], record: Record, needed: set[str]) -> list[Entry]:
    """What is offered before anything is typed: what is missing, else all but what few lines say.

    Those are the traits of anonymous people, and what stands below a word that was said (``wohnen.suche``).
    """
    if needed:
        return [entry for entry in entries if entry.field in needed]
    return [entry for entry in entries if noun.field(entry.field).narrows and not _below(entry, record)]


def _below(entry: Entry, record: Record) -> bool:
    held = record.get(entry.field)
    return isinstance(held, list) and any(entry.value.startswith(f"{value}.") for value in held)
