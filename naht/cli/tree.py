"""The table of all commands: their names, and the module that declares the verb of each.

Only the verb that a line names is imported; its words, options, help and columns stand in its own declaration.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple

from naht.cli.verb import Verb
from naht.domain.nouns import names
from naht.domain.nouns import noun as named


class Entry(NamedTuple):
    """Where a verb is declared: a module of ``naht.cli.verbs`` and the name of the declaration in it.

    With a ``noun`` that is a function which makes the verb of that noun, without one the verb itself.
    """

    module: str
    declaration: str = "VERB"
    noun: str = ""


class Match(NamedTuple):
    """An entry and the words of the line that name it."""

    path: tuple[str, ...]
    entry: Entry


_FIVE = ("add", "list", "show", "edit", "remove")
_OWN = {
    "visit": {"again": "again"}, "contact": {"again": "again"},
    "client": {"recent": "recent", "values": "dated_values"}, "district": {"values": "dated_values"},
    "referral": {"step": "step"},
}  # fmt: skip
ALIASES = {"v": "visit", "k": "client", "r": "referral", "n": "contact", "w": "work"}
"""Short names of the verb add."""

TOP = {
    **{alias: Entry("add", "verb", noun) for alias, noun in ALIASES.items()},
    "here": Entry("here"),
    "report": Entry("report"),
    "count": Entry("count"),
    "show": Entry("show"),
    "log": Entry("log"),
    "history": Entry("log", "HISTORY"),
    "undo": Entry("undo"),
    "redo": Entry("undo", "REDO"),
    "backup": Entry("backup"),
    "restore": Entry("backup", "RESTORE"),
    "check": Entry("check"),
    "config": Entry("config"),
    "init": Entry("init"),
    "setup": Entry("setup"),
    "migrate": Entry("migrate"),
    "demo": Entry("demo"),
    "completion": Entry("completion"),
    "sql": Entry("sql"),
    "spec": Entry("spec"),
    "help": Entry("help"),
}
BELOW = {
    "backup": {"list": Entry("backup", "LIST"), "verify": Entry("backup", "VERIFY")},
    "log": {"verify": Entry("seals", "VERIFY"), "accept": Entry("seals", "ACCEPT")},
}
"""Verbs below a command that is a verb itself: ``naht backup list``; for a folder of that name write ``./list``."""


def verbs(noun: str) -> dict[str, Entry]:
    """The verbs of a noun: the five, then its own."""
    modules = dict.fromkeys(_FIVE, "") | _OWN.get(noun, {})
    return {name: Entry(module or name, "verb", noun) for name, module in modules.items()}


def nouns() -> tuple[str, ...]:
    return names()


def find(words: Sequence[str]) -> Match | None:
    """The verb that ``words`` begin with; None where they name none."""
    first, second = (*words[:2], "", "")[:2]
    below = verbs(first) if first in nouns() else BELOW.get(first, {})
    if second in below:
        return Match((first, second), below[second])
    return Match((first,), TOP[first]) if first in TOP else None


def all_verbs() -> list[Match]:
    """Every verb there is, with its words."""
    matches = []
    for name, entry in TOP.items():
        matches.append(Match((name,), entry))
        matches += [Match((name, verb), below) for verb, below in BELOW.get(name, {}).items()]
    return matches + [Match((noun, verb), entry) for noun in nouns() for verb, entry in verbs(noun).items()]


def load(entry: Entry) -> Verb:
    """The verb, its module imported."""
    declaration = getattr(import_module(f"naht.cli.verbs.{entry.module}"), entry.declaration)
    verb: Verb = declaration(named(entry.noun)) if entry.noun else declaration
    return verb
