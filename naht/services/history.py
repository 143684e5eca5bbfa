"""Undo and redo: an op taken back is a new op; redo takes that one back.

Bare undo is for what this worker recorded last and still stands. Refused where a later command that stands touches
or refers to one of its rows, or removed what they refer to: then that one has to go first.
"""

from typing import NamedTuple

from naht.domain.errors import NothingToRedo, NothingToUndo
from naht.domain.nouns import names, noun
from naht.domain.refusals import ErasedSince, FirstStep, MigratedSince, RemovedSince, UndoneAlready, UsedSince
from naht.services import naming, term
from naht.store import oplog, replay, rows
from naht.store.oplog import Change, Entry
from naht.store.sqlite import Connection
from naht.store.unit import Unit

NEVER = ("init",)
NOT_RECORDING = (*NEVER, "config", "here", "log", "history")  # out of the line of bare undo


class Undone(NamedTuple):
    entry: Entry
    changes: list[Change]


def next_undo(con: Connection, worker: str) -> int:
    """The op that a bare undo takes back. Raises NothingToUndo."""
    for number in oplog.last_of(con, worker, NOT_RECORDING):
        found = oplog.entry(con, number)
        if found and not found.undone:
            return number
    raise NothingToUndo


def next_redo(con: Connection, worker: str) -> int:
    """The undo that a bare redo takes back: the latest that still stands. Raises NothingToRedo."""
    for number in oplog.undoings(con, worker):
        found = oplog.entry(con, number)
        if found and not found.undone:
            return number
    raise NothingToRedo


def take_back(unit: Unit, number: int) -> Undone:
    """Take back op ``number``; the unit's own op says that it undoes it. Raises NothingToUndo or UndoBlocked."""
    found = oplog.entry(unit.con, number)
    if found is None:
        raise NothingToUndo
    _require_undoable(unit, found)
    try:
        done = replay.back(unit, number)
    except replay.Gone as gone:
        raise _removed(unit, number, str(gone)) from None
    _require_sound(unit, done)
    return Undone(found, done)


def _removed(unit: Unit, number: int, row: str) -> RemovedSince:
    remover = oplog.entry(unit.con, oplog.remover(unit.con, row) or 0)
    step, command = (remover.n, remover.command) if remover else ("?", "?")
    return RemovedSince(op=number, by=step, command=command, row=row)


def _require_sound(unit: Unit, done: list[Change]) -> None:
    """What came back must not clash with what was made since: a name, the days of a grant."""
    changed = {(change.tbl, change.row) for change in done}
    grant = noun("term")
    for table, row in changed:
        if table == grant.name and rows.known(unit.con, grant, row):
            term.settle(unit, rows.get(unit.con, grant, row), None)
    if any(table in names() and not noun(table).letter for table, _ in changed):
        naming.verify_all(unit)


def origin(con: Connection, found: Entry) -> Entry:
    """The recording at the beginning of a chain of undo and redo."""
    while found.undoes is not None and (earlier := oplog.entry(con, found.undoes)):
        found = earlier
    return found


def _require_undoable(unit: Unit, found: Entry) -> None:
    """Raises the UndoBlocked that says why the step has to stay."""
    if found.undone:
        raise UndoneAlready(op=found.n, by=found.undone)
    if found.command in NEVER:
        raise FirstStep(op=found.n)
    if between := oplog.migrated_after(unit.con, found.n):
        raise MigratedSince(op=found.n, by=between)
    if any(_lost(change) for change in oplog.changes(unit.con, found.n)):
        raise ErasedSince(op=found.n)
    for number, row in oplog.in_the_way(unit.con, found.n):
        later = oplog.entry(unit.con, number)
        if later and _counts(later, found.n):
            raise UsedSince(op=found.n, by=later.n, command=later.command, row=row)


def _lost(change: Change) -> bool:
    """True where the image that undo needs was erased."""
    return change.act != "i" and change.before is None


def _counts(later: Entry, number: int) -> bool:
    """True for a later op that is in force, unless it only takes back what came after op ``number`` too."""
    return later.undone is None and (later.undoes is None or later.undoes <= number)
