"""Tables, indexes, views and triggers, text for text as a new file of this naht has them."""

from collections.abc import Iterator

from naht.services.check.integrity import RESTORE
from naht.services.check.model import Facts, Probe, Rule, Scene
from naht.store.create import build
from naht.store.sqlite import Connection, connect

_OWN = "SELECT type, name, tbl_name, sql FROM sqlite_schema"
_KINDS = {
    "table": ("Die Tabelle", "The table"), "index": ("Der Index", "The index"), "view": ("Die Sicht", "The view"),
    "trigger": ("Der Trigger", "The trigger"),
}  # fmt: skip
_FOREIGN = ("gehört nicht zu naht", "does not belong to naht")
_MISSING = ("fehlt", "is missing")
_ALTERED = ("ist verändert", "was altered")
Made = dict[tuple[str, str], tuple[str, str | None]]


def _made(con: Connection) -> Made:
    """What the schema holds, by kind and name; SQLite's own tables and indexes (``sqlite_…``) left out."""
    rows = con.execute(_OWN).fetchall()
    own = (row for row in rows if row[0] in ("view", "trigger") or not row[1].startswith("sqlite_"))
    return {(kind, name): (table, sql) for kind, name, table, sql in own}


def _fresh() -> Made:
    con = connect(":memory:", isolation_level=None)
    try:
        build(con)
        return _made(con)
    finally:
        con.close()


def _different(scene: Scene) -> Iterator[Facts]:
    found, wanted = _made(scene.con), _fresh()
    for key in dict.fromkeys((*wanted, *found)):
        if found.get(key) != wanted.get(key):
            kind, state = _KINDS[key[0]], _state(key in found, key in wanted)
            yield {"row": key[1], "kind_de": kind[0], "kind_en": kind[1], "state_de": state[0], "state_en": state[1]}


def _state(there: bool, wanted: bool) -> tuple[str, str]:
    return _MISSING if not there else _ALTERED if wanted else _FOREIGN


PROBES = (
    Probe(
        Rule("schema", "error", de="{kind} „{row}“ {state}.", en="{kind} “{row}” {state}.", mend=RESTORE),
        _different,
    ),
)
