"""The journal as a stream of events for scripts: one row per changed row, the images as objects, notes left out."""

import json
from typing import Any

from naht.domain.table import Column, Table
from naht.store import oplog
from naht.store.sqlite import Connection

_NAMES = ("step", "at", "worker", "command", "undoes", "table", "row", "act", "before", "after")


def events(con: Connection, after: int) -> Table:
    """All changes of the steps behind ``after``, oldest first."""
    rows: list[tuple[Any, ...]] = [
        (e.n, e.at, e.worker, e.command, e.undoes, c.tbl, c.row, c.act, _image(c.before), _image(c.after))
        for e in oplog.entries(con, since=after)
        for c in oplog.changes(con, e.n)
    ]
    return Table(tuple(Column(name, name) for name in _NAMES), rows)


def _image(image: str | None) -> dict[str, Any] | None:
    if image is None:
        return None
    return {name: value for name, value in json.loads(image).items() if name != "note"}
