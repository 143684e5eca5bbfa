"""Refuses a new or changed name that means something else already: no key has two meanings in any noun.

A name is checked when it is written, so that a typed word needs no guess.
"""

from naht.domain.errors import NotFound
from naht.domain.fields import Noun
from naht.domain.kinds import WORD
from naht.domain.message import Joined, Text, message
from naht.domain.nouns import names
from naht.domain.nouns import noun as named
from naht.domain.refusals import DuplicateWord, NoSuchWord, ReservedWord
from naht.domain.reserved import clashes, refuse_reserved, refuse_time
from naht.domain.text import fold, normalize
from naht.domain.words import Entry
from naht.store.file.sqlite import Connection
from naht.store.journal.unit import Unit
from naht.store.reading import lookup, rows
from naht.store.reading.attributes import unknown_words
from naht.store.reading.vocabulary import read_vocabulary


def require_free(unit: Unit, noun: Noun, ident: str) -> None:
    """Raises BadText, ReservedWord or DuplicateWord for an id that a new record cannot have."""
    for part in normalize(ident, "--id").split(":"):  # a word's id is its list and its slug
        refuse_reserved(part.replace("_", "-"))
    if rows.exists(unit.con, noun, ident):
        raise DuplicateWord(word=ident, taken=noun.title)


def verify(unit: Unit, noun: Noun, ident: str) -> None:
    """Raises DuplicateWord or ReservedWord where the name just written clashes with what is there."""
    slug = ident.rpartition(":")[2]
    refuse_reserved(slug)
    if noun.name == "word":
        _require_list(unit, ident)
        if short := lookup.short_word(unit.con, ident):
            refuse_reserved(short)
        require_words(unit)
    for name in lookup.names(unit.con, noun, ident):
        refuse_time(name)
    verify_all(unit)


def _require_list(unit: Unit, ident: str) -> None:
    """Raises NotFound for a word of a list that no field takes words of and that has no other word."""
    list_name = ident.partition(":")[0]
    linked = {field.of for name in names() for field in named(name).fields if field.kind is WORD}
    if list_name not in linked | lookup.lists(unit.con, but=ident):
        raise NotFound(noun=message("list"), text=list_name, command="word")


def require_words(unit: Unit) -> None:
    """Raises NoSuchWord for the first attribute that names a word which does not exist."""
    for ident, name, missing in unknown_words(unit.con):
        raise NoSuchWord(name=name, word=ident, missing=missing)


def means_one(con: Connection, name: str) -> bool:
    """True for a name that is no word for a day or a period, and has no second meaning in any noun."""
    try:
        refuse_time(name)
    except ReservedWord:
        return False
    return not any(fold(name) in clashes(read_vocabulary(con, named(one))) for one in names())


def verify_all(unit: Unit) -> None:
    """Raises DuplicateWord for the first key that has two meanings in one noun."""
    for name in names():
        for key, entries in clashes(read_vocabulary(unit.con, named(name))).items():
            raise DuplicateWord(word=key, taken=_describe(name, entries))


def _describe(name: str, entries: list[Entry]) -> Text:
    """``Thema schulden / Partner schulden (Verweis)``."""
    noun = named(name)
    meanings = tuple(Joined((noun.field(entry.field).title, entry.value), " ") for entry in entries)
    return Joined((Joined(meanings, " / "), " (", noun.title, ")"), "")
