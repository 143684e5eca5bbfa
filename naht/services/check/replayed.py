"""The rows against the journal: what stands in the file is what the recorded changes made of it.

It finds what was written while the triggers were away. Rows whose images were erased cannot be told and are left out.
The notes of which ops refer to which rows (``change_ref``) are compared with the images.
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


# What the images refer to, by the links that the schema has now; an image from before a migration may have had others.
_REFERENCES = """
WITH link (tbl, name, target) AS (VALUES {links}),
image (op, tbl, image) AS (
  SELECT op, tbl, before FROM change UNION ALL SELECT op, tbl, after FROM change
),
ref (tbl, row, op) AS (
  SELECT l.target, i.image ->> l.name, i.op FROM image i JOIN link l ON l.tbl = i.tbl
  WHERE i.image ->> l.name IS NOT NULL
)
SELECT row, tbl, op, 'missing' FROM (SELECT tbl, row, op FROM ref EXCEPT SELECT tbl, row, op FROM change_ref)
UNION ALL
SELECT row, tbl, op, 'extra' FROM (
  SELECT tbl, row, op FROM change_ref WHERE op > ifnull((SELECT max(n) FROM op WHERE command = 'migrate'), 0)
  EXCEPT SELECT tbl, row, op FROM ref
)
WHERE op NOT IN (SELECT op FROM change WHERE before_digest IS NOT NULL OR after_digest IS NOT NULL)
ORDER BY 3, 2, 1
"""
_NOTED = {"missing": ("fehlt", "is missing"), "extra": ("ist zu viel", "is one too many")}


def _references(scene: Scene) -> Iterator[Facts]:
    """Each row that an image refers to is noted for its op, and nothing else is."""
    links = ", ".join(
        f"('{table}', '{link.name}', '{link.to}')"
        for table in triggers.tables(scene.con)
        for link in triggers.links(scene.con, table)
        if link.refers
    )
    for row, table, number, state in scene.con.execute(_REFERENCES.format(links=links)).fetchall():
        said = {f"state_{lang}": _NOTED[state][lang == "en"] for lang in ("de", "en")}
        yield {"row": row, "table": table, "step": number, "mend": RESTORE, **said}


PROBES = (
    Probe(
        Rule(
            "unrecorded", "error", full=True,
            de="Eine Zeile in „{table}“ {state}.",
            en="A row in “{table}” {state}.",
        ),
        _compared,
    ),
    Probe(
        Rule(
            "references", "error", full=True,
            de="Der Vermerk, dass Schritt {step} auf „{row}“ ({table}) verweist, {state}.",
            en="The note that step {step} refers to “{row}” ({table}) {state}.",
        ),
        _references,
    ),
)  # fmt: skip
