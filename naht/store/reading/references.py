"""Counts the rows that refer to a record now, so that a refused removal can say where the record is used.

Every stored link is a foreign key of the schema, so no table is forgotten. (``change_ref`` says which steps ever
referred to it.)
"""

from typing import NamedTuple

from naht.domain.fields import Noun
from naht.domain.lists import AGES
from naht.store.file.sqlite import Connection
from naht.store.journal import triggers
from naht.store.reading import attributes, lookup
from naht.store.reading.rows import number_of


class User(NamedTuple):
    """A table that refers to the row: how many of its rows do, and what the outside calls the first of them."""

    table: str
    rows: int
    first: str


def users(con: Connection, noun: Noun, ident: str) -> list[User]:
    """The tables that use a record: all that refer to it, of a word also the words whose attributes name it.

    An age group is used by the clients whose year of birth is known.
    """
    tables = referring_tables(con, noun, ident)
    if noun.name == "word" and (carriers := attributes.naming(con, ident)):
        tables.append(User("word", len(carriers), carriers[0]))
    listed, _, slug = ident.partition(":")
    if listed == AGES and slug in attributes.ages(con) and (clients := lookup.with_birth_year(con)):
        tables.append(User("client", clients, ""))
    return tables


def referring_tables(con: Connection, noun: Noun, ident: str) -> list[User]:
    """The tables with rows that refer to the record; its own parts do not count."""
    number = number_of(con, noun, ident)
    users = (
        _count(con, table, columns, link.name, number)
        for table in triggers.tables(con)
        for columns in [triggers.links(con, table)]
        for link in columns
        if link.to == noun.table and link.refers
    )
    return [user for user in users if user.rows]


def _count(con: Connection, table: str, columns: list[triggers.Link], column: str, number: int) -> User:
    key = triggers.row_key(columns, "t")
    count, first = con.execute(f"SELECT count(*), min({key}) FROM {table} t WHERE t.{column} = ?", (number,)).fetchone()
    return User(table, int(count), str(first))
