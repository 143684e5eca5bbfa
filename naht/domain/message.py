"""The types of text for people: an English sentence with facts in it. Only output turns it into a string.

A :class:`Message` holds the English template, which is also its key in the German catalog (``naht/locale/de.po``), and
its facts as typed values. Nobody below output turns it into a string, so nobody below output has to know a language.
A :class:`Label` is a pair that stands in data: the name of a field, a list, a figure.
"""

from collections.abc import Mapping
from os import PathLike
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    Facts = Mapping[str, "Fact"]
    Parts = tuple["Fact", ...]
else:  # a name in quotes would be compiled when the class is made: a fiftieth of a command
    Facts, Parts = Mapping, tuple


class Label(NamedTuple):
    """A name in both languages, as data carry it."""

    de: str
    en: str


class Day(NamedTuple):
    """An ISO day in a sentence; it is written as the reader's language writes days."""

    iso: str
    weekday: bool = False


class Showing(Protocol):
    """What writes its values in a language: a kind of value."""

    def show(self, value: object, lang: str, /) -> str: ...


class Shown(NamedTuple):
    """A value in a sentence; its kind writes it as the reader's language does."""

    kind: Showing
    value: object


class Message(NamedTuple):
    """``text`` is English, with ``{facts}``; with ``plural`` it is chosen by the fact ``n``.

    A template that stands in data (a rule of ``naht check``) is a pair, and needs no catalog.
    """

    text: str | Label
    facts: Facts = MappingProxyType({})
    plural: str = ""
    context: str = ""  # tells two meanings of one English text apart


class Joined(NamedTuple):
    """Several texts in a row."""

    parts: Parts
    between: str = ", "


Text = str | Message | Label | Day | Shown | Joined
"""What output can put into words. A plain ``str`` is the same in every language: an id, a path, what was typed."""

Fact = Text | int | PathLike[str]


def message(text: str, /, *, context: str = "", **facts: Fact) -> Message:
    """A sentence in English with its facts; ``text`` is a literal, the catalog is made of these calls."""
    return Message(text, facts, context=context)


def counted(one: str, many: str, n: int, /, **facts: Fact) -> Message:
    """As :func:`message`, with a form for one and a form for any other number; both may name ``{n}``."""
    return Message(one, {**facts, "n": n}, many)
