"""Taking an op back: its changes replayed backwards from their images, under deferred foreign keys."""

import json
from typing import Any

from naht.store.journal import triggers
from naht.store.journal.ops import Change, changes
from naht.store.journal.triggers import Link
from naht.store.journal.unit import Unit


class MissingTarget(Exception):
    """What an image refers to is not there any more."""


def back(unit: Unit, number: int) -> list[Change]:
    """Undo every change of op ``number``, last first, and return them. Raises MissingTarget."""
    unit.con.execute("PRAGMA defer_foreign_keys = ON")
    done = changes(unit.con, number)
    columns = {table: triggers.links(unit.con, table) for table in {change.tbl for change in done}}
    for change in reversed(done):
        _ACTS[change.act](unit, change, columns[change.tbl])
    unit.cache.clear()
    return done


def _remove(unit: Unit, change: Change, columns: list[Link]) -> None:
    where, values = _where(unit, change, columns)
    unit.con.execute(f"DELETE FROM {change.tbl} WHERE {where}", values)


def _restore(unit: Unit, change: Change, columns: list[Link]) -> None:
    image = json.loads(change.before or "{}")
    names = [column.name for column in columns if column.name in image]
    values = [_inner(unit, column, image[column.name]) for column in columns if column.name in image]
    marks = ", ".join("?" * len(names))
    unit.con.execute(f"INSERT INTO {change.tbl} ({', '.join(names)}) VALUES ({marks})", values)


def _reset(unit: Unit, change: Change, columns: list[Link]) -> None:
    image = json.loads(change.before or "{}")
    changed = [column for column in columns if column.name in image]
    where, values = _where(unit, change, columns)
    sets = ", ".join(f"{column.name} = ?" for column in changed)
    new = [_inner(unit, column, image[column.name]) for column in changed]
    unit.con.execute(f"UPDATE {change.tbl} SET {sets} WHERE {where}", (*new, *values))


_ACTS = {"i": _remove, "d": _restore, "u": _reset}


def _where(unit: Unit, change: Change, columns: list[Link]) -> tuple[str, list[Any]]:
    """What finds the changed row again: its id, or the owner and the rank."""
    if any(column.name == "id" for column in columns):
        return "id = ?", [change.row]
    keys = [column for column in columns if column.key]
    parts = change.row.rsplit("/", len(keys) - 1)
    values = [_inner(unit, column, part) for column, part in zip(keys, parts, strict=True)]
    return " AND ".join(f"{column.name} = ?" for column in keys), values


def _inner(unit: Unit, column: Link, value: Any) -> Any:
    """The inner number of an id in an image. A row taken back together with its target finds it again."""
    if column.to is None or value is None:
        return value
    found = unit.con.execute(f"SELECT n FROM {column.to} WHERE id = ?", (value,)).fetchone()
    if found is None:
        raise MissingTarget(str(value))
    return found[0]
