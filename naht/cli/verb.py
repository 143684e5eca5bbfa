"""Defines how a verb is declared: its name, its words and options, the function that runs it. It is plain data.

The plain reader, Typer's commands with their help and usage errors, completion, ``naht spec`` and the README's tables
are all derived from these declarations; nothing repeats them.
"""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from naht.cli.context import Context
from naht.cli.given import Given
from naht.domain.errors import BadUsage
from naht.domain.fields import Field, Noun
from naht.domain.message import Text, message

TEXT, NUMBER, NOTHING = "text", "number", "nothing"
"""What an option takes; one that takes nothing is a switch."""

MOST = 1_000_000_000


class Parameter(NamedTuple):
    """A word by its place, or with ``flags`` an option. ``key`` names it in what the verb is given."""

    key: str
    help: Text
    flags: tuple[str, ...] = ()
    takes: str = TEXT
    metavar: Text = ""
    many: bool = False
    required: bool = False
    choices: tuple[str, ...] = ()  # all the values there are, where these are few and fixed
    usual: str = ""  # the value that holds where none is given
    unit: str = ""  # of a number
    excludes: tuple[str, ...] = ()  # keys of what cannot stand beside it
    offers: str = ""  # what completes it: a function of naht.cli.complete, as "module.function"
    field: Field | None = None  # the field that it fills or narrows

    @property
    def name(self) -> str:
        """Its long option, or the key of a word."""
        return self.flags[0] if self.flags else self.key

    @property
    def title(self) -> Text:
        """How a message calls it: its long option, or what a help page shows for the word."""
        return self.flags[0] if self.flags else self.metavar


Run = Callable[[Context, Given], int | None]
Columns = tuple[str, ...]


class Verb(NamedTuple):
    """``name`` is its whole name (``visit add``); ``run`` returns the exit code, None for 0."""

    name: str
    help: Text
    parameters: tuple[Parameter, ...]
    run: Run
    noun: Noun | None = None  # whose fields its words and options speak of
    columns: tuple[tuple[str, Columns], ...] = ()
    """The keys of its own tables in the machine formats, each with what stands behind the name to get that table."""

    @property
    def words(self) -> tuple[Parameter, ...]:
        return tuple(parameter for parameter in self.parameters if not parameter.flags)


def check(parameters: Iterable[Parameter], given: Given, name: str) -> None:
    """Raises BadUsage for a second, empty or unknown value, for no number, for parameters that exclude each other."""
    for parameter in parameters:
        texts = given.texts(parameter.key)
        if not texts:
            continue
        if not parameter.many and len(set(texts)) > 1:
            raise _twice(parameter, texts, name)
        for text in texts:
            _check_value(parameter, text, name)
        for other in parameters:
            if other.key in parameter.excludes and other.key in given:
                raise _contradiction(parameter, other, name)


def _check_value(parameter: Parameter, text: str, name: str) -> None:
    if parameter.flags and not parameter.field and not text:  # a shell's empty variable: never what was meant
        raise BadUsage(message("{option}: the text is empty.", option=parameter.name), command=f"naht {name}")
    if parameter.takes == NUMBER and not re.fullmatch(r"[+-]?[0-9]+", text):
        wrong = message("Unfit value for “{option}”: “{text}” is no whole number.", option=parameter.name, text=text)
        raise BadUsage(wrong, command=f"naht {name}")
    if parameter.takes == NUMBER and not is_number(text):
        wrong = message("Unfit value for “{option}”: {text} is not between 1 and {most}.", option=parameter.name,
                        text=text, most=MOST)  # fmt: skip
        raise BadUsage(wrong, command=f"naht {name}")
    if parameter.choices and text not in parameter.choices:
        choices = ", ".join(parameter.choices)
        raise BadUsage(
            message("{option}: there is no “{text}”. There are: {choices}.", option=parameter.name, text=text,
                    choices=choices), command=f"naht {name}",
        )  # fmt: skip


def is_number(text: str) -> bool:
    """True for a whole number from 1 on that the file can hold."""
    return text.isascii() and text.isdecimal() and len(text) <= len(str(MOST)) and 1 <= int(text) <= MOST


def _twice(parameter: Parameter, texts: list[str], name: str) -> BadUsage:
    first, second = list(dict.fromkeys(texts))[:2]
    return BadUsage(
        message(
            "{option}: “{first}” and “{second}” in one line, only one is possible.",
            option=parameter.name,
            first=first,
            second=second,
        ),
        command=f"naht {name}",
    )


def _contradiction(one: Parameter, other: Parameter, name: str) -> BadUsage:
    return BadUsage(
        message("{one} and {other} at once make no sense.", one=one.title, other=other.title), command=f"naht {name}"
    )
