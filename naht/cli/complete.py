"""Completion of what is data, from a reading connection; silent on any error, and bare values only.

Help texts would load Rich, and names of people never stand in a completion.
"""

from collections.abc import Callable

from naht.cli.context import Context
from naht.domain.errors import NahtError
from naht.domain.fields import LINKS, Field, Noun
from naht.domain.filters import Filter
from naht.domain.nouns import noun as named
from naht.store import rows
from naht.store.sqlite import Connection, DatabaseError
from naht.store.vocabulary import vocabulary

NEWEST = 20
Completion = Callable[[str], list[str]]


def words_of(noun: Noun) -> Completion:
    """The words of a noun, and the newest ids where one can be typed."""
    return _quietly(lambda con: [entry.value for entry in vocabulary(con, noun).entries])


def values_of(field: Field) -> Completion | None:
    """The values of a linking field."""
    if field.kind not in LINKS or field.of == "word":
        return None
    return _quietly(lambda con: _values(con, field))


def _values(con: Connection, field: Field) -> list[str]:
    if field.kind == "ref" and named(field.of).letter:
        return _newest(con, named(field.of))
    if field.kind == "ref":
        return [ident for (ident,) in con.execute(f"SELECT id FROM {field.of} ORDER BY n")]
    return [slug for (slug,) in con.execute("SELECT slug FROM word WHERE list = ? ORDER BY sort, n", (field.of,))]


def ids_of(noun: Noun | None) -> Completion | None:
    """The ids of a noun, the newest first."""
    return None if noun is None else _quietly(lambda con: _newest(con, noun))


def _newest(con: Connection, noun: Noun) -> list[str]:
    return [record["id"] for record in rows.fetch(con, noun, Filter(), (), newest=NEWEST)][::-1]


def _quietly(find: Callable[[Connection], list[str]]) -> Completion:
    def complete(incomplete: str) -> list[str]:
        try:
            with Context({}, "").reading() as con:
                found = find(con)
        except (NahtError, DatabaseError):
            return []
        return [value for value in found if value.startswith(incomplete)]

    return complete


