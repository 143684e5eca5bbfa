"""Ids, the newest first, and what else names a thing that was done: a step, a list of words."""

from naht.cli.complete.asked import Asked
from naht.cli.complete.choice import Choice, plain
from naht.domain.fields import Noun
from naht.domain.nouns import names
from naht.domain.nouns import noun as named
from naht.store.file.sqlite import Connection
from naht.store.reading import suggestions

_A_FEW = 3  # of each kind, where nothing is typed


def ids(asked: Asked) -> list[Choice]:
    """The ids of the command's noun, newest first; of one that the office names itself all, in their order."""
    noun = asked.noun
    with asked.file() as con:
        return plain(suggestions.newest(con, noun, asked.typed) if noun.letter else _chosen(con, noun, asked.typed))


def _chosen(con: Connection, noun: Noun, typed: str) -> list[str]:
    """The ids that the office chose; of words (``topic:wohnen``) first the lists, for there are hundreds."""
    if noun.name == "word" and ":" not in typed:
        return [f"{name}:" for name in suggestions.lists(con)]
    return suggestions.slugs(con, noun)


def shown(asked: Asked) -> list[Choice]:
    """``naht visit show`` knows its noun, ``naht show`` takes any."""
    return ids(asked) if asked.line.place and asked.line.place.noun else _any_id(asked)


def lists(asked: Asked) -> list[Choice]:
    with asked.file() as con:
        return plain(suggestions.lists(con))


def _any_id(asked: Asked) -> list[Choice]:
    """Ids of any noun; those that the office chose where something of them is typed."""
    found: list[str] = []
    with asked.file() as con:
        for noun in map(named, names()):
            if noun.letter:
                found += suggestions.newest(con, noun, asked.typed, suggestions.NEWEST if asked.typed else _A_FEW)
            elif asked.typed:
                found += _chosen(con, noun, asked.typed)
    return plain(found)


def logged(asked: Asked) -> list[Choice]:
    return [*_any_id(asked), Choice("verify"), Choice("accept")]


def steps(asked: Asked) -> list[Choice]:
    with asked.file() as con:
        return plain(suggestions.steps(con))
