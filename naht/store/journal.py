"""The triggers that keep the journal: one INSERT, UPDATE and DELETE trigger per table, generated from the schema.

Each writes one ``change`` row with its images as JSON. Images speak the outside's language: a foreign key is the id of
the row it points to, so that a journal can be read, shipped and replayed without inner numbers.
"""

from typing import NamedTuple

from naht.store.sqlite import Connection

UNKEPT = ("op", "change")  # the journal itself


class Link(NamedTuple):
    """A column of a table; ``to`` is the table its number points into, if it points anywhere."""

    name: str
    to: str | None
    key: bool


def tables(con: Connection) -> list[str]:
    """The journalled tables, in the order in which they were made."""
    sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
    return [name for (name,) in con.execute(sql) if name not in UNKEPT]


def links(con: Connection, table: str) -> list[Link]:
    """The columns of a table but for its inner number."""
    targets = {row[3]: row[2] for row in con.execute(f"PRAGMA foreign_key_list({table})")}
    info = con.execute(f"PRAGMA table_info({table})").fetchall()
    return [Link(row[1], targets.get(row[1]), bool(row[5])) for row in info if row[1] != "n"]


def regenerate(con: Connection) -> None:
    """Drop the triggers and write them anew; belongs to every migration."""
    for (name,) in con.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        con.execute(f"DROP TRIGGER {name}")
    for statement in statements(con):
        con.execute(statement)


def statements(con: Connection) -> list[str]:
    """The CREATE TRIGGER statements that the schema must have."""
    return [_trigger(table, act, links(con, table)) for table in tables(con) for act in "iud"]


def row_key(columns: list[Link], side: str) -> str:
    """The SQL for what names a row outside: its id, or the owner's id and the rank, or its key."""
    if any(column.name == "id" for column in columns):
        return f"{side}.id"
    return " || '/' || ".join(_value(column, side) for column in columns if column.key)


def _value(column: Link, side: str) -> str:
    if column.to is None:
        return f"{side}.{column.name}"
    return f"(SELECT id FROM {column.to} WHERE n = {side}.{column.name})"


def _whole(columns: list[Link], side: str) -> str:
    pairs = ", ".join(f"'{column.name}', {_value(column, side)}" for column in columns)
    return f"json_object({pairs})"


def _changed(columns: list[Link], side: str) -> str:
    parts = " UNION ALL ".join(
        f"SELECT '{c.name}' AS name, {_value(c, side)} AS value WHERE OLD.{c.name} IS NOT NEW.{c.name}" for c in columns
    )
    return f"(SELECT json_group_object(name, value) FROM ({parts}))"


_EVENTS = {"i": ("INSERT", "NEW"), "u": ("UPDATE", "OLD"), "d": ("DELETE", "OLD")}
_OP = "ifnull((SELECT n FROM op WHERE seal IS NULL), 0)"
_K = f"ifnull((SELECT max(k) FROM change WHERE op = {_OP}), 0) + 1"


def _trigger(table: str, act: str, columns: list[Link]) -> str:
    event, side = _EVENTS[act]
    before = {"i": "NULL", "u": _changed(columns, "OLD"), "d": _whole(columns, "OLD")}[act]
    after = {"i": _whole(columns, "NEW"), "u": _changed(columns, "NEW"), "d": "NULL"}[act]
    different = " OR ".join(f"OLD.{c.name} IS NOT NEW.{c.name}" for c in columns)
    return (
        f"CREATE TRIGGER {table}_{event.lower()} {'BEFORE' if act == 'd' else 'AFTER'} {event} ON {table}"
        f"{f' WHEN {different}' if act == 'u' else ''} BEGIN\n"
        "INSERT INTO change (op, k, tbl, row, act, before, before_salt, after, after_salt) VALUES (\n"
        f"{_OP}, {_K}, '{table}', {row_key(columns, side)}, '{act}',\n"
        f"{before}, {_salt(act != 'i')},\n{after}, {_salt(act != 'd')});\nEND"
    )


def _salt(wanted: bool) -> str:
    return "randomblob(16)" if wanted else "NULL"
