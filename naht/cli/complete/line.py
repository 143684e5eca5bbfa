"""Reads an unfinished line: its verb, its words and options, and the parameter that is being typed.

The line need not be right to be completed: what cannot be read is skipped.
"""

from typing import NamedTuple

from naht.cli import tree
from naht.cli.parameters import SHARED, VERSION
from naht.cli.tree import Match
from naht.cli.verb import NOTHING, Parameter, Verb


class Line(NamedTuple):
    """``asked`` is the option whose value is being typed, none for a word; ``head`` is what a value stands behind."""

    before: tuple[str, ...]  # the words that name the verb
    verb: Verb | None
    words: list[str]
    options: dict[str, list[str]]  # by their names without dashes
    asked: Parameter | None
    typed: str
    head: str = ""


def read(tokens: list[str], typed: str) -> Line:
    """The line of whole words and the one being typed."""
    words: list[str] = []
    options: dict[str, list[str]] = {}
    asked: Parameter | None = None
    for token in tokens:
        if asked:
            options.setdefault(name_of(asked), []).append(token)
            asked = None
            continue
        name, equals, value = token.partition("=")
        parameter = _option(words, name)
        if len(token) == 1 or not token.startswith("-"):
            words.append(token)
        elif parameter:
            options.setdefault(name_of(parameter), []).extend([value] if equals else [])
            asked = parameter if parameter.takes != NOTHING and not equals else None
    return _line(words, options, asked, typed)


def _line(words: list[str], options: dict[str, list[str]], asked: Parameter | None, typed: str) -> Line:
    head = ""
    name, equals, value = typed.partition("=")
    if not asked and equals and (asked := _option(words, name)):
        typed, head = value, name + equals
    match = tree.find(words)
    path = match.path if match else tuple(words[:1]) if words[:1] and words[0] in tree.nouns() else ()
    return Line(path, match and tree.load(match.entry), words[len(path) :], options, asked, typed, head)


def name_of(parameter: Parameter) -> str:
    """The name of an option without its dashes."""
    return parameter.name.lstrip("-")


def _option(words: list[str], flag: str) -> Parameter | None:
    return next((one for one in parameters(tree.find(words)) if flag in one.flags), None)


def parameters(match: Match | None) -> tuple[Parameter, ...]:
    """All that can stand on a line of that verb; without one what stands before."""
    return (*tree.load(match.entry).parameters, *SHARED) if match else (*SHARED, VERSION)
