"""Who refers to a row: asked before it is removed, so that a refusal can say where it is used."""

from naht.domain.fields import Noun
from naht.store.file.sqlite import Connection
from naht.store.journal import triggers
from naht.store.reading.rows import number_of


def users(con: Connection, noun: Noun, ident: str) -> list[tuple[str, int]]:
    """Tables that refer to the record and how many of their rows do; its own children do not count."""
    number = number_of(con, noun, ident)
    found = [
        (table, _count(con, f"SELECT count(*) FROM {table} WHERE {link.name} = ?", number))
        for table in triggers.tables(con)
        if table not in noun.tables[1:]
        for link in triggers.links(con, table)
        if link.to == noun.table
    ]
    found += _facts(con, noun, ident)
    return [(table, count) for table, count in found if count]


def _facts(con: Connection, noun: Noun, ident: str) -> list[tuple[str, int]]:
    """Dated values name their word by its slug."""
    if noun.name not in ("word", "district"):
        return []
    slug = ident.rpartition(":")[2]
    tables = [table for table in triggers.tables(con) if table.endswith("_fact")]
    return [(table, _count(con, f"SELECT count(*) FROM {table} WHERE value = ?", slug)) for table in tables]


def _count(con: Connection, sql: str, value: int | str) -> int:
    return int(con.execute(sql, (value,)).fetchone()[0])
