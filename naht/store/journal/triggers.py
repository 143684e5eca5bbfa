"""The triggers that keep the journal: one INSERT, UPDATE and DELETE trigger per table, generated from the schema.

Each hands its row's images as JSON to the view ``image``, whose one trigger writes the ``change`` row and, for each row
that the images refer to, one of ``change_ref``: every opening of the file parses all triggers, so what they share
stands only once. Images speak the outside's language: a foreign key is the id of the row it points to, so that a
journal can be read, shipped and replayed without inner numbers.
"""

from typing import NamedTuple

from naht.store.file.sqlite import Connection

UNKEPT = ("op", "change", "change_ref")  # the journal itself
VIEW = "image"
_IMAGE = f"CREATE VIEW {VIEW} AS SELECT tbl, row, act, before, after, '{{}}' AS refs FROM change"


class Link(NamedTuple):
    """A column of a table; ``to`` is the table its number points into, if it points anywhere."""

    name: str
    to: str | None
    key: bool

    @property
    def refers(self) -> bool:
        """True where ``change_ref`` notes it. The owner of a part is left out: the part's own name begins with it."""
        return self.to is not None and not self.key


def tables(con: Connection) -> list[str]:
    """The journalled tables, in the order in which they were made: all but the journal's and SQLite's own."""
    names = con.execute("SELECT name FROM main.sqlite_master WHERE type = 'table' ORDER BY rowid").fetchall()
    return [name for (name,) in names if name not in UNKEPT and not name.startswith("sqlite_")]


def links(con: Connection, table: str) -> list[Link]:
    """The columns of a table but for its inner number."""
    targets = {row[3]: row[2] for row in con.execute(f"PRAGMA foreign_key_list({table})")}
    info = con.execute(f"PRAGMA table_info({table})").fetchall()
    return [Link(row[1], targets.get(row[1]), bool(row[5])) for row in info if row[1] != "n"]


def drop(con: Connection) -> None:
    """Take every trigger and view out of the file, whoever made it. None of them runs for that."""
    for kind in ("trigger", "view"):
        sql = "SELECT CAST(name AS BLOB) FROM main.sqlite_master WHERE type = ?"
        for (name,) in con.execute(sql, (kind,)).fetchall():  # of a stranger's file no name need be text
            con.execute(f"DROP {kind} IF EXISTS main.{quoted(name.decode('utf-8', 'replace'))}")


def quoted(name: str) -> str:
    """A name as SQL writes one, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'


def regenerate(con: Connection) -> None:
    """Write the triggers and their view anew, in the place of all that there are."""
    drop(con)
    con.execute(_IMAGE)
    for statement in statements(con):
        con.execute(statement)


def statements(con: Connection) -> list[str]:
    """The CREATE TRIGGER statements that the schema must have."""
    return [_KEPT, *(_trigger(table, act, links(con, table)) for table in tables(con) for act in "iud")]


def row_key(columns: list[Link], side: str) -> str:
    """The SQL for what names a row outside: its id, or the owner's id and the rank, or its key."""
    if any(column.name == "id" for column in columns):
        return f"{side}.id"
    return " || '/' || ".join(_value(column, side) for column in columns if column.key)


def _value(column: Link, side: str) -> str:
    if column.to is None:
        return f"{side}.{column.name}"
    return f"(SELECT id FROM {column.to} WHERE n = {side}.{column.name})"


def _image(side: str, other: str) -> str:
    """The whole row, or of an update what differs between its sides."""
    return (
        f"CASE NEW.act WHEN 'u' THEN (SELECT json_group_object(m.key, m.value) FROM json_each(NEW.{side}) m "
        f"JOIN json_each(NEW.{other}) t ON t.key = m.key WHERE m.value IS NOT t.value) ELSE NEW.{side} END"
    )


def _salt(side: str) -> str:
    return f"CASE WHEN NEW.{side} IS NOT NULL THEN randomblob(16) END"


def _whole(columns: list[Link], side: str) -> str:
    pairs = ", ".join(f"'{column.name}', {_value(column, side)}" for column in columns)
    return f"json_object({pairs})"


_EVENTS = {"i": ("AFTER INSERT", "NEW"), "u": ("AFTER UPDATE", "OLD"), "d": ("BEFORE DELETE", "OLD")}


def _trigger(table: str, act: str, columns: list[Link]) -> str:
    """What hands the images of a table's row over."""
    event, side = _EVENTS[act]
    before = "NULL" if act == "i" else _whole(columns, "OLD")
    after = "NULL" if act == "d" else _whole(columns, "NEW")
    return (
        f"CREATE TRIGGER {table}_{event.split()[1].lower()} {event} ON {table} BEGIN\n"
        f"INSERT INTO {VIEW} VALUES ('{table}', {row_key(columns, side)}, '{act}',\n{before},\n{after},\n"
        f"{_refs(columns)});\nEND"
    )


def _refs(columns: list[Link]) -> str:
    """The columns that refer to a row and the tables they point into, as a JSON text."""
    pairs = ",".join(f'"{column.name}":"{column.to}"' for column in columns if column.refers)
    return f"'{{{pairs}}}'" if pairs else "NULL"


_KEPT = f"""
CREATE TRIGGER image_insert INSTEAD OF INSERT ON {VIEW} WHEN NEW.before IS NOT NEW.after BEGIN
INSERT INTO change (op, k, tbl, row, act, before, before_salt, after, after_salt)
SELECT o.n, ifnull((SELECT max(k) FROM change WHERE op = o.n), 0) + 1, NEW.tbl, NEW.row, NEW.act,
  {_image("before", "after")}, {_salt("before")},
  {_image("after", "before")}, {_salt("after")}
FROM (SELECT ifnull((SELECT n FROM op WHERE seal IS NULL), 0) AS n) o;
INSERT INTO change_ref (tbl, row, op)
SELECT r.value, s.image ->> r.key, ifnull((SELECT n FROM op WHERE seal IS NULL), 0)
FROM json_each(NEW.refs) r, (SELECT NEW.before AS image UNION ALL SELECT NEW.after) s
WHERE NEW.before ->> r.key IS NOT NEW.after ->> r.key AND s.image ->> r.key IS NOT NULL
ON CONFLICT DO NOTHING;
END
""".strip()
