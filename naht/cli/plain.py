"""A plain line is read from the declarations alone: words, and options with their values. Typer is not loaded.

Whatever is unusual (help, an option that there is not, a missing word, one too many, ``-fcsv``) is left to Typer, which
is built from the same declarations and has the usage errors and the help.
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
    """A line that was read: its verb, what stands before the verb's name and what behind."""

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
    """Raises BadUsage for the name of a verb below that does not stand right behind: it would be taken for a word."""
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
    found = tree.find(args[start:])
    above = _texts(SHARED, args[:start])
    if found is None or above is None:
        return None
    verb = tree.declared(found.entry)
    texts = _texts((*verb.parameters, *SHARED), args[start + len(found.path) :])
    return None if texts is None else Line(verb, Given(above), Given(texts))


def _first_word(args: Sequence[str]) -> int:
    """The place behind the global options that stand in front."""
    place = 0
    while place < len(args) and args[place].startswith("-"):
        place += 1 if "=" in args[place] or _takes_nothing(args[place]) else 2
    return place


def _takes_nothing(flag: str) -> bool:
    return any(flag in parameter.flags and parameter.takes == NOTHING for parameter in SHARED)


def _texts(parameters: Sequence[Parameter], args: Sequence[str]) -> dict[str, list[str]] | None:
    """The texts of each parameter by its key; None where Typer has to see the line."""
    named = {flag: parameter for parameter in parameters for flag in parameter.flags}
    found: dict[str, list[str]] = {}
    words: list[str] = []
    rest = iter(args)
    for arg in rest:
        if arg == "--":
            words.extend(rest)
        elif len(arg) == 1 or not arg.startswith("-"):
            words.append(arg)
        elif (value := _value(named, arg, rest)) is not None:
            parameter, text = value
            texts = found.setdefault(parameter.key, [])
            texts += [] if texts and parameter.takes == NOTHING else [text]  # a switch is on or not
        else:
            return None
    placed = _placed([parameter for parameter in parameters if not parameter.flags], words)
    return None if placed is None else placed | found


def _value(named: dict[str, Parameter], arg: str, rest: Iterator[str]) -> tuple[Parameter, str] | None:
    """An option and its value, which may be the next word."""
    flag, joined, value = arg.partition("=")
    parameter = named.get(flag)
    if parameter is None or (joined and (parameter.takes == NOTHING or not flag.startswith("--"))):
        return None
    if parameter.takes == NOTHING:
        return parameter, ON
    text = value if joined else next(rest, None)
    return None if text is None else (parameter, text)


def _placed(parameters: Sequence[Parameter], words: list[str]) -> dict[str, list[str]] | None:
    """The words at their places; None where one is missing or there are too many."""
    found: dict[str, list[str]] = {}
    for place, parameter in enumerate(parameters):
        found[parameter.key] = words[place:] if parameter.many else words[place : place + 1]
        if parameter.required and not found[parameter.key]:
            return None
    if len(words) > len(parameters) and not (parameters and parameters[-1].many):
        return None
    return found
