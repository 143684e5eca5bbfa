"""Reads a plain line, words and options with their values, by the declarations alone: Typer is not loaded.

Whatever is unusual (help, an unknown option, a missing word, one too many, ``-fcsv``) is left to Typer, which is built
from the same declarations and has the usage errors and the help.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from naht.cli import tree
from naht.cli.context import Context
from naht.cli.given import ON, Given
from naht.cli.parameters import SHARED
from naht.cli.verb import NOTHING, Parameter, Verb, check
from naht.domain.errors import BadUsage
from naht.domain.message import message


class Line(NamedTuple):
    """A line that was read: its verb, the options before the verb's name, and all that is behind it."""

    verb: Verb
    above: Given
    given: Given

    def run(self) -> int:
        """Check what was given and run the verb; returns the exit code. Raises BadUsage, and what the verb raises."""
        _require_first(self.verb, self.given)
        check(SHARED, self.above, self.verb.name)
        check((*self.verb.parameters, *SHARED), self.given, self.verb.name)
        context = Context(self.given.over(self.above), self.verb.name, tuple(sorted(self.given)))
        return self.verb.run(context, self.given) or 0


def _require_first(verb: Verb, given: Given) -> None:
    """Raises BadUsage for the name of a verb below this one that is not the next word: it would be taken for a word."""
    first = given.text(verb.words[0].key) if verb.words else None
    if first in tree.BELOW.get(verb.name, {}):
        raise BadUsage(
            message(
                "“{first}” has to stand right behind {name}; a folder of that name is ./{first}.",
                first=first,
                name=verb.name,
            ),
            command=f"naht {verb.name}",
        )


def read(args: Sequence[str]) -> Line | None:
    """The line that ``args`` are; None for one that is left to Typer."""
    start = _first_word(args)
    match = tree.find(args[start:])
    above = texts(SHARED, args[:start])
    if match is None or above is None:
        return None
    verb = tree.load(match.entry)
    by_key = texts((*verb.parameters, *SHARED), args[start + len(match.path) :])
    return None if by_key is None else Line(verb, Given(above), Given(by_key))


def _first_word(args: Sequence[str]) -> int:
    """The place of the first word behind the global options in front."""
    place = 0
    while place < len(args) and args[place].startswith("-"):
        place += 1 if "=" in args[place] or _is_switch(args[place]) else 2
    return place


def _is_switch(flag: str) -> bool:
    return any(flag in parameter.flags and parameter.takes == NOTHING for parameter in SHARED)


def texts(parameters: Sequence[Parameter], args: Sequence[str]) -> dict[str, list[str]] | None:
    """The texts of each parameter by its key; None where Typer has to see the line."""
    by_flag = {flag: parameter for parameter in parameters for flag in parameter.flags}
    options: dict[str, list[str]] = {}
    words: list[str] = []
    rest = iter(args)
    for arg in rest:
        if arg == "--":
            words.extend(rest)
        elif len(arg) == 1 or not arg.startswith("-"):
            words.append(arg)
        elif (option := _option(by_flag, arg, rest)) is not None:
            parameter, text = option
            values = options.setdefault(parameter.key, [])
            values += [] if values and parameter.takes == NOTHING else [text]  # a switch is on or not
        else:
            return None
    by_place = _by_place([parameter for parameter in parameters if not parameter.flags], words)
    return None if by_place is None else by_place | options


def _option(by_flag: dict[str, Parameter], arg: str, rest: Iterator[str]) -> tuple[Parameter, str] | None:
    """An option and its value, which may be the next word."""
    flag, equals, value = arg.partition("=")
    parameter = by_flag.get(flag)
    if parameter is None or (equals and (parameter.takes == NOTHING or not flag.startswith("--"))):
        return None
    if parameter.takes == NOTHING:
        return parameter, ON
    text = value if equals else next(rest, None)
    return None if text is None else (parameter, text)


def _by_place(parameters: Sequence[Parameter], words: list[str]) -> dict[str, list[str]] | None:
    """The words by the keys of their places; None where one is missing or there are too many."""
    by_key: dict[str, list[str]] = {}
    for place, parameter in enumerate(parameters):
        by_key[parameter.key] = words[place:] if parameter.many else words[place : place + 1]
        if parameter.required and not by_key[parameter.key]:
            return None
    if len(words) > len(parameters) and not (parameters and parameters[-1].many):
        return None
    return by_key
