"""Undo and redo: an op taken back is a new op; redo takes that one back.

Bare undo is for what this worker recorded last and still stands. Refused where a later command that stands touches
or refers to one of its rows, or removed what they refer to: then that one has to go first.
"""

from typing import NamedTuple

from naht.domain.errors import NoSuchStep, NothingToRedo, NothingToUndo
from naht.domain.message import Fact, message
from naht.domain.nouns import noun as named
from naht.domain.nouns import owner
from naht.domain.record import Record
from naht.domain.refusals import (
    ErasedSince,
    FirstStep,
    MigratedSince,
    MigrationStep,
    RemovedSince,
    UndoneAlready,
    UsedSince,
)
from naht.services.rules import term, unique_words
from naht.store.file.sqlite import Connection
from naht.store.journal import ops, replay
from naht.store.journal.ops import Change, Entry
from naht.store.journal.unit import FOREIGN, MIGRATION, Unit
from naht.store.reading import rows

SHOWN = 10
_UNDONE: dict[str, Fact] = {"verb": message("undone", context="cannot be …")}
_REDONE: dict[str, Fact] = {"verb": message("done again", context="cannot be …")}
NEVER = ("init",)
NOT_RECORDING = (*NEVER, MIGRATION, "config", "here", "log", "log accept", "history")  # out of the line of bare undo


class Undone(NamedTuple):
    entry: Entry
    changes: list[Change]


def next_undo(con: Connection, worker: str) -> int:
    """The op that a bare undo takes back. Raises NothingToUndo."""
    for number in ops.last_of(con, worker, NOT_RECORDING):
        found = ops.entry(con, number)
        if found and not found.undone:
            return number
    raise NothingToUndo


def next_redo(con: Connection, worker: str) -> int:
    """The undo that a bare redo takes back: the latest that still stands. Raises NothingToRedo."""
    for number in ops.undoings(con, worker):
        found = ops.entry(con, number)
        if found and not found.undone:
            return number
    raise NothingToRedo


def take_back(unit: Unit, number: int, *, again: bool = False) -> Undone:
    """Take back op ``number``; the unit's own op says that it undoes it. Raises NoSuchStep or UndoBlocked.

    ``again`` says that it is a redo: a refusal then speaks of the recording that it would bring back.
    """
    found = ops.entry(unit.con, number)
    if found is None:
        raise NoSuchStep(number=number)
    facts = _REDONE | {"op": origin(unit.con, found).n} if again else _UNDONE | {"op": number}
    _require_undoable(unit, found, facts)
    words = {} if found.command == FOREIGN else _words(unit, number)  # what naht did not do may always go
    try:
        done = replay.back(unit, number)
    except replay.MissingTarget as gone:
        raise _removed(unit, str(gone), facts) from None
    _require_sound(unit, done, words)
    return Undone(found, done)


def _removed(unit: Unit, row: str, facts: dict[str, Fact]) -> RemovedSince:
    remover = ops.entry(unit.con, ops.remover(unit.con, row) or 0)
    step, command = (remover.n, remover.command) if remover else ("?", "?")
    return RemovedSince(by=step, command=command, row=row, **facts)


def _words(unit: Unit, number: int) -> dict[str, Record]:
    """The words that op ``number`` edited, as they are before they are taken back."""
    edited = {(change.tbl, change.row) for change in ops.changes(unit.con, number) if change.act == "u"}
    return {row: rows.get(unit.con, named("word"), row) for row in _standing(unit, "word", edited)}


def _require_sound(unit: Unit, done: list[Change], words: dict[str, Record]) -> None:
    """What came back obeys the rules of an edit: names, circles, the days of a grant, words that are in use.

    ``words`` are the edited words as they were until now. Raises what the edit would raise.
    """
    changed = {(change.tbl, change.row) for change in done}
    for row in _standing(unit, "term", changed):
        term.settle(unit, rows.get(unit.con, named("term"), row), None)
    if changed_words := {row for table, row in changed if table == "word"}:
        from naht.services.rules import word  # few undos are of words

        standing = _standing(unit, "word", changed)
        for row in standing:
            word.settle(unit, rows.get(unit.con, named("word"), row), words.get(row))
        for row in sorted(changed_words.difference(standing)):
            word.require_unnamed(unit.con, row)
    owners = {table: owner(table) for table, _ in changed}
    chosen = [thing for table, thing in owners.items() if thing and table == thing.table and not thing.letter]
    if chosen:
        from naht.services.rules import circles  # only records that the office names refer to their own kind

        unique_words.verify_all(unit)
        circles.refuse_all(unit.con, chosen)


def _standing(unit: Unit, name: str, changed: set[tuple[str, str]]) -> list[str]:
    """The ids of the changed records of a noun that are there now; its table has the noun's name."""
    return [row for table, row in sorted(changed) if table == name and rows.exists(unit.con, named(name), row)]


def origin(con: Connection, found: Entry) -> Entry:
    """The recording at the beginning of a chain of undo and redo."""
    while found.undoes is not None and (earlier := ops.entry(con, found.undoes)):
        found = earlier
    return found


def _require_undoable(unit: Unit, found: Entry, facts: dict[str, Fact]) -> None:
    """Raises the UndoBlocked that says why the step has to stay."""
    if found.undone:
        raise UndoneAlready(by=found.undone, **facts)
    if found.command in NEVER:
        raise FirstStep(**facts)
    if found.command == MIGRATION:
        raise MigrationStep(**facts)
    if between := ops.migrated_since(unit.con, found.n):
        raise MigratedSince(by=between, **facts)
    if any(_lost(change) for change in ops.changes(unit.con, found.n)):
        raise ErasedSince(**facts)
    _require_last(unit.con, found, facts)


def _require_last(con: Connection, found: Entry, facts: dict[str, Fact]) -> None:
    """Raises UsedSince with the later steps in the way, the last of them first: in that order they can go."""
    rows = ops.in_the_way(con, found.n)
    later = [entry for entry in ops.entries_of(con, rows) if _counts(entry, found.n)]
    if later:
        more = " …" if len(later) > SHOWN else ""
        by = ", ".join(f"{entry.n} ({entry.command})" for entry in later[:SHOWN])
        undos = "; ".join(f"naht undo {entry.n}" for entry in later[:SHOWN])
        raise UsedSince(row=rows[later[0].n], by=by + more, undos=undos + more, **facts)


def _lost(change: Change) -> bool:
    """True where the image that undo needs was erased."""
    return change.act != "i" and change.before is None


def _counts(later: Entry, number: int) -> bool:
    """True for a later op that is in force, unless it only takes back what came after op ``number`` too."""
    return later.undone is None and (later.undoes is None or later.undoes <= number)
