"""Reading the journal: which ops there are, which of them stand, what each changed, what happened to one record."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from naht.domain.ids import after
from naht.domain.settings import ACCEPTED
from naht.store.file.sqlite import Connection
from naht.store.journal import triggers
from naht.store.journal.unit import FOREIGN, MIGRATION, Unit
from naht.store.reading import settings


class Entry(NamedTuple):
    """One op of the journal. ``undone`` is the op that took it back, if it is taken back now."""

    n: int
    at: str
    worker: str
    command: str
    options: str
    undoes: int | None
    undone: int | None


class Change(NamedTuple):
    """One changed row: act is i, u or d; images are JSON texts, None where there is none or it was erased.

    Op 0 is what other programs wrote since the last op: the next one to begin makes an op of it.
    """

    op: int
    k: int
    tbl: str
    row: str
    act: str
    before: str | None
    after: str | None


_ENTRIES = "SELECT n, at, worker, command, options, undoes FROM op WHERE seal IS NOT NULL"
_CHANGES = "SELECT op, k, tbl, row, act, before, after FROM change"


def entries(con: Connection, *, newest: int = 0, since: int = 0) -> list[Entry]:
    """The sealed ops, oldest first; with ``newest`` the last so many, with ``since`` those after an op."""
    sql, values = f"{_ENTRIES} AND n > ? ORDER BY n", [since]
    if newest:
        sql, values = f"SELECT * FROM ({_ENTRIES} AND n > ? ORDER BY n DESC LIMIT ?) ORDER BY n", [since, newest]
    return _entries(con, con.execute(sql, values))


def entry(con: Connection, number: int) -> Entry | None:
    return next(iter(_entries(con, con.execute(f"{_ENTRIES} AND n = ?", (number,)))), None)


def _entries(con: Connection, rows: Iterable[tuple[Any, ...]]) -> list[Entry]:
    undone = _undone(con)
    return [Entry(*(*row, undone.get(row[0]))) for row in rows]


def _undone(con: Connection) -> dict[int, int]:
    """The ops that are taken back now, and by which: an op stands as long as no op that stands undoes it."""
    found: dict[int, int] = {}
    sql = "SELECT n, undoes FROM op WHERE undoes IS NOT NULL ORDER BY +n DESC"  # +n: sought by the index of undoes
    for number, target in con.execute(sql).fetchall():
        if number not in found:
            found.setdefault(target, number)
    return found


def entries_of(con: Connection, numbers: Iterable[int]) -> list[Entry]:
    """The sealed ops of these numbers, newest first."""
    sql = f"{_ENTRIES} AND n IN (SELECT value FROM json_each(?)) ORDER BY n DESC"
    return _entries(con, con.execute(sql, (str(list(numbers)),)))


def changes(con: Connection, number: int) -> list[Change]:
    """What an op changed, in order."""
    return [Change(*row) for row in con.execute(f"{_CHANGES} WHERE op = ? ORDER BY k", (number,))]


_OWNER = "CASE WHEN instr(row, '/') THEN substr(row, 1, instr(row, '/') - 1) ELSE row END"


def touched(con: Connection, number: int, most: int) -> tuple[list[str], int]:
    """The first records that an op touched, and how many there are."""
    first = con.execute(f"SELECT DISTINCT {_OWNER} FROM change WHERE op = ? ORDER BY k LIMIT ?", (number, most))
    count = con.execute(f"SELECT count(DISTINCT {_OWNER}) FROM change WHERE op = ?", (number,)).fetchone()[0]
    return [row for (row,) in first], int(count)


def foreign(con: Connection) -> list[tuple[str, str, str]]:
    """What other programs changed, nobody has accepted and nobody took back: table, row, kinds (``i,u``)."""
    steps = con.execute("SELECT n FROM op WHERE command = ? AND n > ?", (FOREIGN, _accepted(con))).fetchall()
    undone = _undone(con) if steps else {}
    wanted = [0, *(n for (n,) in steps if n not in undone)]
    sql = (
        "SELECT tbl, row, group_concat(DISTINCT act) FROM change WHERE op IN (SELECT value FROM json_each(?)) "
        "GROUP BY tbl, row ORDER BY min(op = 0), min(op), min(k)"
    )
    return con.execute(sql, (str(wanted),)).fetchall()


def _accepted(con: Connection) -> int:
    """The newest step that accepts what stands before it: a sealed ``naht log accept`` that nobody took back.

    The setting's value is not asked: whatever else writes it (a profile, another program) accepts nothing.
    """
    sql = (
        "SELECT o.n FROM change c JOIN op o ON o.n = c.op WHERE c.row = ? AND c.tbl = 'setting' "
        "AND o.command IN ('log accept', 'log') AND o.seal IS NOT NULL ORDER BY o.n DESC"  # 0.1.0 called it log
    )
    steps = con.execute(sql, (ACCEPTED.name,)).fetchall()
    undone = _undone(con) if steps else {}
    return next((int(n) for (n,) in steps if n not in undone), 0)


def accept_foreign(unit: Unit) -> None:
    """Say that all that other programs changed by now has been seen and is meant."""
    settings.put(unit, ACCEPTED, str(unit.number))


def gone(con: Connection, prefix: str) -> list[str]:
    """The ids of removed records that begin so, as the journal remembers them."""
    sql = "SELECT DISTINCT row FROM change WHERE row >= ? AND row < ? AND act = 'd' AND instr(row, '/') = 0 LIMIT 6"
    return [row for (row,) in con.execute(sql, (prefix, after(prefix)))]


def migrated_since(con: Connection, number: int) -> int | None:
    """The first migration from an op on: its images are of another schema."""
    row = con.execute("SELECT n FROM op WHERE n >= ? AND command = ? LIMIT 1", (number, MIGRATION)).fetchone()
    return row[0] if row else None


def first_since(con: Connection, at: str) -> int:
    """The op before the first one at or after a moment (UTC text)."""
    row = con.execute("SELECT min(n) - 1 FROM op WHERE at >= ?", (at,)).fetchone()
    return int(row[0]) if row[0] is not None else int(con.execute("SELECT ifnull(max(n), 0) FROM op").fetchone()[0])


def of_row(con: Connection, ident: str) -> list[Change]:
    """All that happened to a record and what hangs on it, oldest first."""
    sql = f"{_CHANGES} WHERE row = :row OR (row > :row || '/' AND row < :row || '0') ORDER BY op = 0, op, k"
    return [Change(*row) for row in con.execute(sql, {"row": ident})]


_IN_THE_WAY = """
SELECT later.op, mine.row FROM change mine
CROSS JOIN change later ON later.row = mine.row AND later.op > :op AND later.tbl = mine.tbl
WHERE mine.op = :op
UNION
SELECT later.op, mine.row FROM change mine
CROSS JOIN change later ON later.row > mine.row || '/' AND later.row < mine.row || '0' AND later.op > :op
WHERE mine.op = :op AND mine.act = 'i' AND substr(later.tbl, 1, length(mine.tbl) + 1) = mine.tbl || '_'
UNION
SELECT r.op, mine.row FROM change mine
CROSS JOIN change_ref r ON r.tbl = mine.tbl AND r.row = mine.row AND r.op > :op
WHERE mine.op = :op AND mine.act = 'i'
"""
_REMADE = """
SELECT max(c.op), mine.row FROM change mine
CROSS JOIN {0} t ON t.source_key = mine.before ->> 'source_key'
CROSS JOIN change c ON c.row = t.id AND c.tbl = mine.tbl AND c.act = 'i'
WHERE mine.op = :op AND mine.tbl = '{0}' AND mine.act = 'd' GROUP BY mine.k
"""


def in_the_way(con: Connection, number: int) -> dict[int, str]:
    """Later ops that touch, refer to or took the place of a row that op ``number`` changed: op to row, latest first.

    Each row is sought by index: its own changes, those of its parts, the ops that refer to it. What the same line of
    a sheet made anew has its source key.
    """
    found = con.execute(_IN_THE_WAY, {"op": number}).fetchall()
    for table in triggers.tables(con):
        if any(column.name == "source_key" for column in triggers.links(con, table)):
            found += con.execute(_REMADE.format(table), {"op": number}).fetchall()
    return dict(sorted(found, reverse=True))


def remover(con: Connection, row: str) -> int | None:
    """The latest op that removed a row."""
    found = con.execute("SELECT max(op) FROM change WHERE row = ? AND act = 'd'", (row,)).fetchone()[0]
    return None if found is None else int(found)


def last_of(con: Connection, worker: str, commands: tuple[str, ...]) -> Iterator[int]:
    """The numbers of a worker's recording ops, newest first, as far as they are asked for.

    ``commands`` are the ones that do not record.
    """
    marks = ", ".join("?" * len(commands))
    sql = (
        f"SELECT n FROM op WHERE worker = ? AND undoes IS NULL AND seal IS NOT NULL AND command NOT IN ({marks}) "
        "AND EXISTS (SELECT 1 FROM change WHERE op = op.n) ORDER BY n DESC"
    )
    return (int(n) for (n,) in con.execute(sql, (worker, *commands)))


def undoings(con: Connection, worker: str) -> list[int]:
    """A worker's undo ops (not redos), newest first."""
    sql = (
        "SELECT o.n FROM op o JOIN op u ON u.n = o.undoes AND u.undoes IS NULL "
        "WHERE o.worker = ? AND o.seal IS NOT NULL ORDER BY o.n DESC"
    )
    return [int(n) for (n,) in con.execute(sql, (worker,))]
