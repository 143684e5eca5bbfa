"""What a file holds, without inner numbers: by outside ids, read straight from the tables or from the journal."""

import json
from contextlib import closing

from naht.store.file.opening import open_file
from naht.store.journal import triggers


def contents(path, nouns=()):
    """{table: {row key: image}} as the tables have it now, of some nouns or of all."""
    with closing(open_file(path, writing=False)) as con:
        return {
            table: _rows(con, table) for table in triggers.tables(con) if not nouns or table.partition("_")[0] in nouns
        }


def _rows(con, table):
    columns = triggers.links(con, table)
    sql = f"SELECT {triggers.row_key(columns, 't')}, {triggers._whole(columns, 't')} FROM {table} t"
    return {str(key): json.loads(image) for key, image in con.execute(sql)}


def rebuilt(path):
    """The same, computed from the journal alone, from the first change to the last."""
    with closing(open_file(path, writing=False)) as con:
        made = {table: {} for table in triggers.tables(con)}
        for table, row, act, before, after in con.execute(
            "SELECT tbl, row, act, before, after FROM change ORDER BY op, k"
        ):
            _apply(made[table], row, act, json.loads(before or "null"), json.loads(after or "null"))
    return made


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
