"""A line as far as it is typed: which command, what its words and options say, what is wanted next.

It is read without Typer, whose import is most of what a Tab may take. A line need not be right to be completed.
"""

from collections.abc import Callable
from typing import NamedTuple

from naht.cli import tree
from naht.cli.figures import narrowing
from naht.domain.fields import Noun
from naht.domain.nouns import noun as named

_SHORT = {"-f": "format", "-p": "period"}
_FIGURES = ("report", "count")


class Place(NamedTuple):
    """The command a line belongs to: its module in ``naht.cli.verbs``, its name there and its noun, if it has one."""

    leaf: tree.Leaf
    name: str
    noun: str

    @property
    def module(self) -> str:
        return self.leaf.module

    @property
    def fields(self) -> Noun | None:
        """The fields that the command's words and options speak of."""
        if self.module in _FIGURES:
            return narrowing()
        return named(self.noun) if self.noun else None


class Line(NamedTuple):
    """``asked`` is the option whose value is being typed, none for a word; ``head`` is what a value stands behind."""

    before: tuple[str, ...]  # the words that name the command
    place: Place | None
    words: list[str]
    options: dict[str, list[str]]
    asked: str
    typed: str
    head: str = ""


Valued = Callable[[str, Noun | None], bool]


def read(tokens: list[str], typed: str, valued: Valued) -> Line:
    """The line of whole words and the one being typed; ``valued`` knows which options take a value."""
    words: list[str] = []
    options: dict[str, list[str]] = {}
    asked = ""
    for token in tokens:
        name, joined, value = _option(token)
        if asked:
            options.setdefault(asked, []).append(token)
            asked = ""
        elif not name:
            words.append(token)
        elif joined:
            options.setdefault(name, []).append(value)
        else:
            options.setdefault(name, [])
            asked = name if valued(name, _fields(words)) else ""
    return _line(words, options, asked, typed)


def _line(words: list[str], options: dict[str, list[str]], asked: str, typed: str) -> Line:
    head = ""
    name, joined, value = _option(typed)
    if not asked and joined:
        asked, typed, head = name, value, typed[: len(typed) - len(value)]
    place, depth = _place(words)
    return Line(tuple(words[:depth]), place, words[depth:], options, asked, typed, head)


def _option(token: str) -> tuple[str, str, str]:
    """Name, ``=`` and value of ``--by=month``; no name for a word."""
    if token in _SHORT:
        return _SHORT[token], "", ""
    if not token.startswith("-") or len(token) == 1:
        return "", "", ""
    name, joined, value = token.partition("=")
    return name.lstrip("-"), joined, value


def _fields(words: list[str]) -> Noun | None:
    place, _ = _place(words)
    return place.fields if place else None


def _place(words: list[str]) -> tuple[Place | None, int]:
    """The command that the words begin with, and how many of them name it."""
    first, second = (*words, "", "")[:2]
    if leaf := tree.TOP.get(first):
        return Place(leaf, first, leaf.noun), 1
    if first not in tree.nouns():
        return None, 0
    leaf = tree.verbs(first).get(second)
    return (Place(leaf, second, first), 2) if leaf else (None, 1)
