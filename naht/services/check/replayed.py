"""The rows against the journal: what stands in the file is what the recorded changes made of it.

It finds what was written while the triggers were away. Rows whose images were erased cannot be told and are left out.
"""

import json
from collections.abc import Iterator

from naht.services.check.integrity import RESTORE, look
from naht.services.check.model import Facts, Probe, Rule, Scene
from naht.store.file.sqlite import Connection
from naht.store.journal import triggers
from naht.store.journal.triggers import Link

_ALTERED = ("ist nicht so, wie das Protokoll sie kennt", "is not as the journal knows it")
_GONE = ("fehlt, obwohl niemand sie entfernt hat", "is gone although nobody removed it")
_HISTORY = "SELECT act, after FROM change WHERE row = ? AND tbl = ? ORDER BY op = 0, op, k"
_STANDING = "SELECT tbl, sum(act = 'i') - sum(act = 'd') FROM change GROUP BY tbl"
_LOST = """
SELECT row FROM change WHERE tbl = ? GROUP BY row HAVING sum(act = 'i') > sum(act = 'd')
AND row NOT IN (SELECT {key} FROM {table} t WHERE {key} NOTNULL) ORDER BY row
"""
History = list[tuple[str, str | None]]


def _compared(scene: Scene) -> Iterator[Facts]:
    """Each row against its history; where the journal counts more rows than stand, those that are gone."""
    standing = dict(scene.con.execute(_STANDING).fetchall())
    for table in triggers.tables(scene.con):
        columns = triggers.links(scene.con, table)
        known = 0
        for row, found in _rows(scene.con, table, columns):
            history = scene.con.execute(_HISTORY, (row, table)).fetchall()
            known += bool(history) and history[-1][0] != "d"
            if odd := _odd(history, found):
                said = {f"state_{lang}": f"{_ALTERED[lang == 'en']} ({', '.join(odd)})" for lang in ("de", "en")}
                yield {"row": row, "table": table, "mend": look(scene.con, table, row), **said}
        if known != standing.get(table, 0):
            yield from _lost(scene.con, table, columns)


def _rows(con: Connection, table: str, columns: list[Link]) -> Iterator[tuple[str, dict[str, object]]]:
    """The rows of a table as the journal would write them; one whose owner is missing has no name there."""
    select = ", ".join((triggers.row_key(columns, "t"), *(_outer(column) for column in columns)))
    for row, *values in con.execute(f"SELECT {select} FROM {table} t"):
        if row is not None:
            yield row, {column.name: value for column, value in zip(columns, values, strict=True)}


def _outer(column: Link) -> str:
    return f"(SELECT id FROM {column.to} WHERE n = t.{column.name})" if column.to else f"t.{column.name}"


def _odd(history: History, found: dict[str, object]) -> list[str]:
    """The columns in which a row is not what its changes made of it."""
    if any(after is None and act != "d" for act, after in history):
        return []
    made: dict[str, object] | None = None
    for act, after in history:
        made = None if act == "d" else ({} if act == "i" else made or {}) | json.loads(after or "{}")
    if made is None:
        return list(found)
    return [name for name, value in found.items() if name in made and made[name] != value]


def _lost(con: Connection, table: str, columns: list[Link]) -> Iterator[Facts]:
    key = triggers.row_key(columns, "t")
    for (row,) in con.execute(_LOST.format(key=key, table=table), (table,)).fetchall():
        yield {"row": row, "table": table, "mend": RESTORE, "state_de": _GONE[0], "state_en": _GONE[1]}


PROBES = (
    Probe(
        Rule(
            "unrecorded", "error", full=True,
            de="Eine Zeile in „{table}“ {state}.",
            en="A row in “{table}” {state}.",
        ),
        _compared,
    ),
)  # fmt: skip
