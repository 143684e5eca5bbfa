"""Reads the words of a line, in any order, into a record, by the field table of its noun.

First a *shape* (a day, ``20m``, ``12p``, ``12x``, ``+3``, a year, an id), then a *word*: the exact slug, short word
or folded label; then the beginning (three letters or more) of a slug, read to the next dot. A vocabulary never holds
one key for two meanings (:mod:`naht.domain.reserved` sees to it), so only beginnings can be ambiguous.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from typing import NamedTuple

from naht.domain import days, ids
from naht.domain.errors import (
    AmbiguousWord,
    BadDay,
    BareNumber,
    BareTime,
    SecondFunding,
    SecondRepeat,
    SecondValue,
    TooOften,
    UnknownWord,
    UnknownWordOrNote,
    UnknownWordOrPartner,
    of_several,
)
from naht.domain.fields import Field, Noun
from naht.domain.kinds import MINUTES, Value
from naht.domain.message import Joined, Message, message
from naht.domain.nouns import letter_of
from naht.domain.nouns.shared import FUNDING
from naht.domain.record import Record
from naht.domain.text import fold

PREFIX = 3
PART = 4
MOST = 99  # records of one line
NEAR = 3
REPEAT = re.compile(r"([1-9]\d{0,2})x")
_NUMBER, _TIME = r"[0-9]{1,3}", r"[0-9]{1,2}:[0-5][0-9]"
LAST = ("@", "last")
_TYPED = r"[^\s,;()&|<>*?$'\"\\]+"  # what a shell takes as one word, as it stands
_ITEMS = r"[,()]| und | and "


class Entry(NamedTuple):
    """One meaning: the field it fills, the value, and the further keys that name it (short word, label, aliases).

    A value that is not ``bare`` is taken as the text of its option only. ``joint`` is what parts a slug of its kind: a
    dot a word of a list, a hyphen a record; without one no later part names the entry.
    """

    field: str
    value: str
    names: tuple[str, ...] = ()
    bare: bool = True
    joint: str = ""


class Vocabulary:
    """All that may be typed as a word for one noun; :meth:`of` gives what the option of one field takes.

    Without ``hints`` it does not look for what an unknown word may have meant: that takes a millisecond a word.
    """

    def __init__(self, entries: Iterable[Entry], *, hints: bool = True) -> None:
        self.all = list(entries)
        self.entries = [entry for entry in self.all if entry.bare]
        self.hints = hints

    @cached_property
    def exact(self) -> dict[str, list[Entry]]:
        """The entries by every key that names one."""
        return _by_key(self.entries, keys)

    @cached_property
    def _plain(self) -> dict[str, list[Entry]]:
        """The entries by what needs no folding: most of what is typed is a slug or a short word."""
        return _by_key(self.entries, lambda entry: {entry.value, *filter(str.islower, entry.names)})

    def find(self, token: str) -> list[Entry]:
        """The meanings of a token: one if it is a word, several if its beginning is ambiguous, else none."""
        folded = fold(token)
        if folded in self._plain:
            return self._plain[folded]
        if folded in self.exact:
            return self.exact[folded]
        if len(folded) < PREFIX:
            return []
        depth = folded.count(".") + 1
        whole = {(e.field, e.value): e for e in self.entries}
        begun = [e for e in self.entries if e.value.startswith(folded)]
        heads = dict.fromkeys((e.field, ".".join(e.value.split(".")[:depth])) for e in begun)
        return [whole[head] for head in heads if head in whole] or self._find_part(folded)

    def _find_part(self, folded: str) -> list[Entry]:
        """The entries of which a later part begins so."""
        if len(folded) < PART:
            return []
        return [entry for entry in self.entries if any(part.startswith(folded) for part in parts(entry))]

    def of(self, field: Field) -> "Vocabulary":
        cut = len(field.prefix)
        own = (entry for entry in self.all if entry.field == field.name)
        return Vocabulary(entry._replace(value=entry.value[cut:], bare=True) for entry in own)

    def near(self, token: str) -> list[str]:
        """Up to three words that look like the token, each as it can be typed; first those with such a part."""
        if not self.hints:
            return []
        from difflib import get_close_matches  # only a mistake needs it

        folded = fold(token)
        near = [entry.value for entry in self.entries if folded and _has_part(entry, folded)]
        if not near:
            close = get_close_matches(folded, list(self.exact), NEAR, 0.7)
            near = [key if re.fullmatch(_TYPED, key) else self.exact[key][0].value for key in close]
        return list(dict.fromkeys(near))[:NEAR]

    def only_by_option(self, token: str) -> list[Entry]:
        """The meanings that a token would have as the value of an option."""
        folded = fold(token)
        return [entry for entry in self.all if not entry.bare and folded in keys(entry)]


def _by_key(entries: list[Entry], keys_of: Callable[[Entry], Iterable[str]]) -> dict[str, list[Entry]]:
    by_key: dict[str, list[Entry]] = {}
    for entry in entries:
        for key in keys_of(entry):
            by_key.setdefault(key, []).append(entry)
    return by_key


def _has_part(entry: Entry, folded: str) -> bool:
    """True where a later part of a key begins so: the second name of a partner, the last word of a label."""
    return any(part.startswith(folded) for key in keys(entry) for part in re.split(r"[.\- ]", key)[1:])


def keys(entry: Entry) -> list[str]:
    """The folded keys that name an entry exactly, its slug first."""
    return list(dict.fromkeys(fold(name) for name in (entry.value, *entry.names) if name))


def parts(entry: Entry) -> list[str]:
    """The folded later parts that name an entry where they name no other.

    They are what stands behind the joints of its slug, and in the label of a word each single word that stands for
    itself: ``kita`` and ``schulplatz`` in „Kita- und Schulplatz“, but not „Kontakt“ in „Kontakt mit dem Jugendamt“.
    """
    if not entry.joint:
        return []
    items = [item for name in entry.names for item in re.split(_ITEMS, fold(name))] if entry.joint == "." else []
    return [*entry.value.split(entry.joint)[1:], *(bare for item in items if " " not in (bare := item.strip(" -")))]


class Typed(NamedTuple):
    """A line that was read: a record of the fields that it names, ids still as typed, and how often to record it."""

    record: Record
    times: int


class _Line:
    """A line being read: refuses a second value for a single field."""

    def __init__(self, noun: Noun) -> None:
        self.noun = noun
        self.record = Record(noun)
        self.tokens: dict[str, str] = {}
        self.times = 1

    def put(self, field: Field, value: Value, token: str) -> None:
        if field.many:
            values = self.record.texts(field.name)
            self.record[field.name] = values if value in values else [*values, str(value)]
        elif field.name in self.record and self.record[field.name] != value:
            raise second_value(field, self.tokens[field.name], token)
        else:
            self.record[field.name] = value
        self.tokens[field.name] = token

    def repeat(self, times: int, token: str) -> None:
        if "x" in self.tokens and self.times != times:
            raise SecondRepeat(first=self.tokens["x"], second=token)
        self.times, self.tokens["x"] = times, token


def second_value(field: Field, first: str, second: str) -> SecondValue:
    """The refusal of a line that has two values for a field that takes one."""
    kind = SecondFunding if field is FUNDING else SecondValue
    return kind(label=field.title, first=first, second=second, option=field.option)


def read(tokens: Iterable[str], noun: Noun, vocabulary: Vocabulary, today: date) -> Typed:
    """The record that the words describe. Raises the usage error that fits; one error names all unknown words."""
    line = _Line(noun)
    unknown: list[UnknownWord] = []
    for token in join(tokens, noun):
        try:
            if not _put_shape(token, line, today):
                _put_word(token, line, vocabulary, today)
        except UnknownWord as error:
            unknown += error.each
    if unknown:
        raise of_several(unknown)
    return Typed(line.record, line.times)


def join(tokens: Iterable[str], noun: Noun) -> list[str]:
    """The words of a line; what has a form only together (``20 min``, ``november 2026``) is one word."""
    joined: list[str] = []
    for token in tokens:
        if joined and _has_form(f"{joined[-1]} {token}", noun):
            joined[-1] += f" {token}"
        else:
            joined.append(token)
    return joined


def _has_form(text: str, noun: Noun) -> bool:
    """True for what some bare field of the noun would take, and for a month."""
    return days.is_month(fold(text)) or any(field.bare and field.kind.has_form(text) for field in noun.fields)


def read_shape(token: str, noun: Noun, today: date) -> Record:
    """The record of a word that has a meaning by its form alone; empty for any other. Raises what a form may raise."""
    line = _Line(noun)
    return line.record if _put_shape(token, line, today) else Record(noun)


def _put_shape(token: str, line: _Line, today: date) -> bool:
    """Put into the line what the token means by its form; False where it is to be looked up."""
    for field in line.noun.fields:
        if field.bare and (value := field.kind.bare(field, token, today)) is not None:
            line.put(field, value, token)
            return True
    if repeat := REPEAT.fullmatch(token.lower()):
        if int(repeat[1]) > MOST:
            raise TooOften(text=token, times=repeat[1], most=MOST, instead=_instead(line.noun, repeat[1]))
        line.repeat(int(repeat[1]), token)
    elif field_of_id := _id_field(line.noun, token):
        line.put(field_of_id, ids.normalize(token) if token not in LAST else token, token)
    else:
        return False
    return True


def _instead(noun: Noun, times: str) -> Joined:
    """What a number may mean beside a repetition, for a message."""
    pieces = [message("; a number of pieces is --count {times}", times=times)] if noun.has("count") else []
    heads = [field for field in noun.fields if field.bare and field.shape == "p"]
    return Joined((*pieces, *(message("; a head count is {times}p", times=times) for _ in heads)), "")


def _id_field(noun: Noun, token: str) -> Field | None:
    """The reference that an id (by its letter) belongs to; ``@`` is the first one whose ids are random."""
    if token not in LAST and not ids.looks_like_id(token):
        return None
    for field in noun.fields:
        if field.bare and not field.prefix:
            letter = letter_of(field)
            if letter and (token in LAST or token[0].lower() == letter):
                return field
    return None


def _put_word(token: str, line: _Line, vocabulary: Vocabulary, today: date) -> None:
    """Look the token up and put it into the line. Raises AmbiguousWord, BadDay, BareNumber, BareTime or UnknownWord."""
    meanings = vocabulary.find(token)
    if len(meanings) == 1:
        field = line.noun.field(meanings[0].field)
        line.put(field, meanings[0].value.removeprefix(field.prefix), token)
    elif meanings:
        fields = sorted({line.noun.field(e.field).option for e in meanings})
        raise AmbiguousWord(
            text=token,
            candidates=", ".join(e.value for e in meanings[:8]),
            options=", ".join(f"--{name}" for name in fields),
        )
    elif line.noun.day and days.is_period_word(fold(token)):
        raise BadDay(token, today)
    elif re.fullmatch(_NUMBER, token) and (possible := _number_meanings(int(token), line.noun, today)):
        raise BareNumber(text=token, meanings=Joined(tuple(possible)))
    elif re.fullmatch(_TIME, token) and _takes_minutes(line.noun):
        raise BareTime(token)
    else:
        by_option = [f"--{line.noun.field(e.field).option} {e.value}" for e in vocabulary.only_by_option(token)]
        raise _unknown_in(line.noun)(token, by_option[:NEAR] or vocabulary.near(token))


def _unknown_in(noun: Noun) -> type[UnknownWord]:
    """The error whose remedy says what else a word of such a line may be."""
    if any(field.name == "new_partner" for field in noun.extras):
        return UnknownWordOrPartner
    return UnknownWordOrNote if noun.has("note") else UnknownWord


def _number_meanings(number: int, noun: Noun, today: date) -> list[Message]:
    """What a bare number may be meant as, each as it can be typed; none for 0."""
    if not number:
        return []
    heads = any(field.bare and field.shape == "p" for field in noun.fields)
    day = days.latest(number, today) if noun.day else ""
    return [
        *([message("{text} (minutes)", text=f"{number}m")] if _takes_minutes(noun) else []),
        *([message("{text} (people)", text=f"{number}p")] if heads else []),
        *([message("{text} (repetitions)", text=f"{number}x")] if 1 < number <= MOST else []),
        *([message("{text} (a day)", text=day)] if day else []),
    ]


def _takes_minutes(noun: Noun) -> bool:
    return any(field.bare and field.kind is MINUTES for field in noun.fields)


def links(noun: Noun) -> list[Field]:
    """The fields that take words of a vocabulary."""
    return [field for field in noun.fields if field.bare and field.link]
