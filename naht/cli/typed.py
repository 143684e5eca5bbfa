"""What was typed becomes a record: words and options, read against one field table."""

from datetime import date
from typing import Any

from naht.domain import words
from naht.domain.errors import AmbiguousWord, BadUsage, SecondValue, UnknownValue
from naht.domain.fields import Field, Noun
from naht.domain.kinds import WORD, Value
from naht.domain.nouns import letter_of
from naht.domain.record import Record
from naht.domain.words import Typed, Vocabulary
from naht.store.file.sqlite import Connection
from naht.store.reading.vocabulary import vocabulary


def given_fields(noun: Noun) -> list[Field]:
    """The fields that have an option in add and edit."""
    return [field for field in (*noun.fields, *noun.asked) if field.given]


def read(con: Connection, noun: Noun, tokens: list[str], given: dict[str, Any], today: date,
         known: Vocabulary | None = None) -> Typed:  # fmt: skip
    """The record that words and options describe together. Raises the usage error of the first that does not fit."""
    known = known or vocabulary(con, noun)
    line = words.read(tokens, noun, known, today)
    record = line.record | {}
    for field in given_fields(noun) if given else ():  # a line of a sheet has no options
        value = given.get(field.column)
        if value in (None, [], False):
            continue
        if field.many:
            more = [str(one(field, text, known, today)) for text in value]
            record[field.name] = list(dict.fromkeys([*record.texts(field.name), *more]))
            continue
        chosen = one(field, value, known, today)
        if field.name in record and record[field.name] != chosen:
            first = str(record[field.name])
            raise SecondValue(label=field.title, first=first, second=value, option=field.option)
        record[field.name] = chosen
    return line._replace(record=record)


def one(field: Field, text: str | bool, known: Vocabulary, today: date) -> Value:
    """The value of one option. A word may be its slug, short word, label or beginning, as on the line."""
    if isinstance(text, bool):
        return text
    if not field.link or letter_of(field):
        return field.kind.read(field, text, today)
    if field.of == "word":
        return text
    return resolve(field, text, known)


def resolve(field: Field, text: str, known: Vocabulary) -> str:
    """The slug that a word given for one field means. Raises UnknownValue or AmbiguousWord."""
    own = known.of(field)
    found = own.find(text)
    if len(found) == 1:
        return found[0].value
    if found:
        raise AmbiguousWord(text=text, candidates=", ".join(e.value for e in found[:8]), options=f"--{field.option}")
    command = f"naht word list --list {field.of}" if field.kind is WORD else f"naht {field.of} list"
    raise UnknownValue(text, field.option, own.near(text), command)


def cleared(noun: Noun, names: list[str] | None) -> Record:
    """The fields that ``--unset`` names, emptied. Raises BadUsage for one that there is not, or that must stay."""
    record = Record(noun)
    clearable = [field for field in noun.fields if field.given and not field.required]
    for name in names or []:
        try:
            field = noun.field(name.replace("-", "_"))
        except KeyError:
            field = None
        if field not in clearable:
            fields = ", ".join(f.option for f in clearable)
            raise BadUsage(message_de=f"--unset kennt {name} nicht. Es geht: {fields}.",
                           message_en=f"--unset does not know {name}. Possible: {fields}.",
                           command=f"naht {noun.name} edit")  # fmt: skip
        record[field.name] = [] if field.many else None
    return record
