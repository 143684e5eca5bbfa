"""The file itself: what SQLite says of it, links that lead nowhere, seals that do not hold."""

from collections.abc import Iterator

from naht.domain.message import Joined, message
from naht.domain.nouns import owner
from naht.services.check.model import Facts, Probe, Rule, Scene, filled
from naht.store.file.sqlite import Connection
from naht.store.journal import ops, seal, triggers
from naht.store.journal.triggers import Link
from naht.store.reading.mapping import value_column

RECENT = 200  # ops whose seals are computed anew without --full
RESTORE = "naht backup verify; naht restore …"
_ACTS = {"i": message("new"), "u": message("changed"), "d": message("removed")}


def _whole(scene: Scene) -> Iterator[Facts]:
    pragma = "integrity_check" if scene.full else "quick_check"
    for (line,) in scene.con.execute(f"PRAGMA {pragma}").fetchall():
        if line != "ok":
            yield {"row": scene.path.name, "what": line}


def _links(scene: Scene) -> Iterator[Facts]:
    """SQLite says quickly which tables are concerned, a query of our own which rows."""
    concerned = {row[0] for row in scene.con.execute("PRAGMA foreign_key_check").fetchall()}
    for table in (name for name in triggers.tables(scene.con) if name in concerned):
        for link in triggers.links(scene.con, table):
            if link.to:
                yield from _dangling(scene.con, table, link)


def _dangling(con: Connection, table: str, link: Link) -> Iterator[Facts]:
    columns = triggers.links(con, table)
    attribute = "t.attribute" if any(column.name == "attribute" for column in columns) else "NULL"
    sql = (
        f"SELECT {triggers.row_key(columns, 't')}, t.{link.name}, {attribute} FROM {table} t "
        f"WHERE t.{link.name} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {link.to} x WHERE x.n = t.{link.name})"
    )
    for row, number, dated in con.execute(sql).fetchall():
        shown = row or f"{table}: {link.name} {number}"
        yield {"row": shown, "table": table, "link": link.name, "to": link.to, "mend": _mend(table, link, row, dated)}


def _mend(table: str, link: Link, row: str | None, attribute: str | None) -> str:
    """Where the owner is there, it is given another value; where it is gone, no command brings it back."""
    if table == "setting":
        return filled("naht config {key} {empty}", key=row, empty="")
    if row and (noun := owner(table)):
        for field in noun.fields:
            here = value_column(field) == link.name and table in (noun.table, noun.child(field))
            if here and attribute in (None, field.name):
                return filled(f"naht {noun.name} edit {{id}} --{field.option} …", id=row.partition("/")[0])
    return RESTORE


def _seals(scene: Scene) -> Iterator[Facts]:
    limit = "" if scene.full else f" LIMIT {RECENT}"
    sql = f"SELECT n, at, command, seal FROM op WHERE seal IS NOT NULL ORDER BY n DESC{limit}"
    for number, at, command, found in reversed(scene.con.execute(sql).fetchall()):
        if found != seal.compute(scene.con, number):
            yield {"row": number, "at": at, "command": command}


def _others(scene: Scene) -> Iterator[Facts]:
    """What the triggers wrote while no step of naht was open, row by row."""
    for table, row, acts in ops.foreign(scene.con):
        names = Joined(tuple(_ACTS[act] for act in sorted(acts.split(","))))
        yield {"row": row, "table": table, "mend": look(scene.con, table, row), "acts": names}


def look(con: Connection, table: str, row: str) -> str:
    """The command that shows what happened to a row; of what is gone only a backup knows more."""
    ident = row.partition("/")[0]
    if table == "setting":
        return "naht config"
    noun = owner(table)
    there = noun and con.execute(f"SELECT 1 FROM {noun.table} WHERE id = ?", (ident,)).fetchone()
    return filled("naht log {id}", id=ident) if there else RESTORE


PROBES = (
    Probe(
        Rule(
            "integrity", "error",
            de="SQLite findet die Datei beschädigt: {what}",
            en="SQLite finds the file damaged: {what}",
            mend=RESTORE,
        ),
        _whole,
    ),
    Probe(
        Rule(
            "foreign-keys", "error",
            de="In „{table}“ verweist „{link}“ auf etwas, das es nicht gibt ({to}).",
            en="In “{table}”, “{link}” points to something that does not exist ({to}).",
        ),
        _links,
    ),
    Probe(
        Rule(
            "seals", "error",
            de="Das Siegel von Schritt {row} ({command}, {at}) stimmt nicht: Hier oder davor wurde etwas verändert.",
            en="The seal of step {row} ({command}, {at}) does not hold: something was altered here or before.",
            mend=RESTORE,
        ),
        _seals,
    ),
    Probe(
        Rule(
            "other-program", "warning",
            de="Ein anderes Programm hat in „{table}“ geschrieben ({acts}); ist alles so gewollt: naht log accept.",
            en="Another program wrote into “{table}” ({acts}); if all of that is meant: naht log accept.",
        ),
        _others,
    ),
)  # fmt: skip
