"""The journal as events for scripts: one row per changed row, the images as objects, notes left out."""

import json
from collections.abc import Iterable
from typing import Any

from naht.domain.table import Table, bare
from naht.store.journal.ops import Change, Entry

COLUMNS = ("step", "at", "worker", "command", "undoes", "table", "row", "act", "before", "after")


def events(found: Iterable[tuple[Entry | None, Change]]) -> Table:
    """The changes with their steps; what another program wrote since the last step has none yet and says 0."""
    return Table(bare(COLUMNS), [_event(*pair) for pair in found])


def _event(step: Entry | None, change: Change) -> tuple[Any, ...]:
    of_step = (step.at, step.worker, step.command, step.undoes) if step else (None,) * 4
    return (change.op, *of_step, change.tbl, change.row, change.act, _image(change.before), _image(change.after))


def _image(image: str | None) -> dict[str, Any] | None:
    if image is None:
        return None
    return {name: value for name, value in json.loads(image).items() if name != "note"}
