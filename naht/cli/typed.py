"""Reads the words and options of a line into a record, by the field table of its noun."""

from datetime import date

from naht.cli.given import Given
from naht.cli.parameters import given_fields
from naht.domain import ids, words
from naht.domain.errors import AmbiguousWord, BadUsage, NoSuchValue, UnknownValue, UnknownWord, of_several
from naht.domain.fields import Field, Noun
from naht.domain.kinds import WORD, Value
from naht.domain.message import message
from naht.domain.nouns import letter_of
from naht.domain.record import Record
from naht.domain.text import fold
from naht.domain.words import Typed, Vocabulary
from naht.store.file.sqlite import Connection
from naht.store.reading.vocabulary import read_vocabulary


def read(con: Connection, noun: Noun, tokens: list[str], given: Given, today: date,
         vocabulary: Vocabulary | None = None) -> Typed:  # fmt: skip
    """The record that words and options describe together. Raises the usage error of the first that does not fit."""
    vocabulary = vocabulary or read_vocabulary(con, noun)
    unknown: list[UnknownWord] = []
    try:
        line = words.read(tokens, noun, vocabulary, today)
    except UnknownWord as error:
        line, unknown = Typed(Record(noun), 1), error.each
    record = line.record | {}
    for field in given_fields(noun):
        for text in given.texts(field.name):
            try:
                _put(record, field, text, read_option(field, text, vocabulary, today))
            except UnknownValue as error:
                unknown += error.each
    if unknown:
        raise of_several(unknown)
    return line._replace(record=record)


def _put(record: Record, field: Field, text: str, value: Value) -> None:
    """Put the value of an option into the record. Raises SecondValue where a single field has another one."""
    if field.many:
        record[field.name] = list(dict.fromkeys([*record.texts(field.name), str(value)]))
    elif field.name in record and record[field.name] != value:
        raise words.second_value(field, str(record[field.name]), text)
    else:
        record[field.name] = value


def read_option(field: Field, text: str, vocabulary: Vocabulary, today: date) -> Value:
    """The value of one option. A word may be its slug, short word, label or beginning, as on the line."""
    if not field.link or letter_of(field):
        return field.kind.read(field, text, today)
    if field.of == "word":
        return text
    return resolve(field, text, vocabulary)


def resolve(field: Field, text: str, vocabulary: Vocabulary) -> str:
    """The slug that a word given for one field means. Raises UnknownValue or AmbiguousWord."""
    words_of_field = vocabulary.of(field)
    meanings = words_of_field.find(text)
    if len(meanings) == 1:
        return meanings[0].value
    if meanings:
        raise AmbiguousWord(text=text, candidates=", ".join(e.value for e in meanings[:8]), options=f"--{field.option}")
    command = f"naht word list --list {field.of}" if field.kind is WORD else f"naht {field.of} list"
    raise UnknownValue(text, field.option, words_of_field.near(text), command)


def clear_fields(old: Record, names: list[str]) -> Record:
    """The fields that ``--unset`` names, emptied, or without the one value that ``FIELD=VALUE`` names.

    Raises BadUsage for a field that there is not, or that must stay, and UnknownValue for a value that it has not.
    """
    record = Record(old.noun)
    for name in names:
        option, single, text = name.partition("=")
        field = _clearable(old.noun, option)
        if single:
            left = record.texts(field.name) if field.name in record else _values(field, old)
            record[field.name] = _without(field, left, text)
        if not single or not field.many:
            record[field.name] = [] if field.many else None
    return record


def _clearable(noun: Noun, name: str) -> Field:
    """The field that ``--unset`` names."""
    clearable = [field for field in noun.fields if field.given and not field.adding and not field.required]
    for field in clearable:
        if name.replace("-", "_") in (field.name, field.column):
            return field
    fields = ", ".join(field.option for field in clearable)
    raise BadUsage(
        message("--unset does not know {name}. Possible: {fields}.", name=name, fields=fields),
        command=f"naht {noun.name} edit",
    )


def _values(field: Field, record: Record) -> list[str]:
    """The values of a field, one or many, as texts; none where it is unknown."""
    if field.many:
        return record.texts(field.name)
    return [] if record[field.name] is None else [str(record[field.name])]


def _without(field: Field, values: list[str], text: str) -> list[str]:
    """The values but the one that the text names: an id by its beginning, any other whole."""
    key = ids.normalize(text) if letter_of(field) else fold(text)
    matches = [one for one in values if (one.startswith(key) if letter_of(field) else fold(one) == key)]
    if len(matches) != 1:
        raise NoSuchValue(option=field.option, text=text, values=", ".join(values) or "–")
    return [value for value in values if value not in matches]
