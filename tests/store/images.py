"""What a file holds, without inner numbers: by outside ids, read straight from the tables or from the journal.

Read by SQL and Python of its own: what naht's triggers write is compared with it, so it may not be made by them.
"""

import json
import sqlite3
from contextlib import closing

JOURNAL = ("op", "change", "change_ref")


def contents(path, nouns=()):
    """{table: {row key: image}} as the tables have it now, of some nouns or of all."""
    with closing(_looking(path)) as con:
        outside = {table: _ids(con, table) for table in _tables(con)}
        return {table: _rows(con, table, outside) for table in outside if not nouns or table.partition("_")[0] in nouns}


def rebuilt(path):
    """The same, computed from the journal alone, from the first change to the last."""
    with closing(_looking(path)) as con:
        made = {table: {} for table in _tables(con)}
        for table, row, act, before, after in con.execute(
            "SELECT tbl, row, act, before, after FROM change ORDER BY op, k"
        ):
            _apply(made[table], row, act, json.loads(before or "null"), json.loads(after or "null"))
    return made


def references(path):
    """{(table, column): the table that it points into}."""
    with closing(_looking(path)) as con:
        return {(table, column): target for table in _tables(con) for column, target in _targets(con, table).items()}


def _looking(path):
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _tables(con):
    names = (name for (name,) in con.execute("SELECT name FROM sqlite_schema WHERE type = 'table'"))
    return [name for name in names if name not in JOURNAL and not name.startswith("sqlite_")]


def _ids(con, table):
    """{inner number: id} of a table whose rows can be pointed to."""
    try:
        return dict(con.execute(f"SELECT n, id FROM {table}"))
    except sqlite3.OperationalError:  # the parts of records have neither
        return {}


def _targets(con, table):
    return {column: target for _, _, target, column, *_ in con.execute(f"PRAGMA foreign_key_list({table})")}


def _rows(con, table, outside):
    """The rows by what names them outside: their id, or else their key, its parts with a stroke between them."""
    targets = _targets(con, table)
    columns = con.execute(f"PRAGMA table_info({table})").fetchall()
    names = [name for _, name, *_ in columns]
    keys = ["id"] if "id" in names else [name for _, name, _, _, _, part in columns if part]
    found = {}
    for values in con.execute(f"SELECT * FROM {table}"):
        image = {
            name: outside[targets[name]][value] if name in targets and value is not None else value
            for name, value in zip(names, values, strict=True) if name != "n"
        }  # fmt: skip
        found["/".join(str(image[key]) for key in keys)] = image
    return found


def _apply(rows, row, act, before, after):
    """One change forward; its own before image has to be what is there."""
    if act == "i":
        assert row not in rows
        rows[row] = after
    elif act == "d":
        assert rows.pop(row) == before
    else:
        assert before.keys() == after.keys()
        assert {name: rows[row][name] for name in before} == before
        rows[row] = rows[row] | after
