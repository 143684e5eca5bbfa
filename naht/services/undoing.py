"""Undoes and redoes ops. An undo is a new op that takes another one back; a redo takes back an undo.

Without a number, undo takes this worker's last op that is in force. An op is not undone while a later one in force
changed or refers to one of its rows, or removed what they refer to: that one has to be undone first.
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
NOT_RECORDING = (*NEVER, MIGRATION, "config", "setup", "backup", "here", "log", "log accept", "history")
"""Commands whose steps are out of the line of bare undo."""


class Undone(NamedTuple):
    entry: Entry
    changes: list[Change]


def next_undo(con: Connection, worker: str) -> int:
    """The op that a bare undo takes back. Raises NothingToUndo."""
    for number in ops.last_of(con, worker, NOT_RECORDING):
        entry = ops.entry(con, number)
        if entry and not entry.undone:
            return number
    raise NothingToUndo


def next_redo(con: Connection, worker: str) -> int:
    """The undo that a bare redo takes back: the latest that is in force. Raises NothingToRedo."""
    for number in ops.undoings(con, worker):
        entry = ops.entry(con, number)
        if entry and not entry.undone:
            return number
    raise NothingToRedo


def take_back(unit: Unit, number: int, *, again: bool = False) -> Undone:
    """Take back op ``number``; the unit's own op says that it undoes it. Raises NoSuchStep or UndoBlocked.

    ``again`` says that it is a redo: a refusal then names the op that the redo would bring back.
    """
    entry = ops.entry(unit.con, number)
    if entry is None:
        raise NoSuchStep(number=number)
    facts = _REDONE | {"op": origin(unit.con, entry).n} if again else _UNDONE | {"op": number}
    _require_undoable(unit, entry, facts)
    words = {} if entry.command == FOREIGN else _edited_words(unit, number)  # what naht did not do may always go
    try:
        changes = replay.back(unit, number)
    except replay.MissingTarget as missing:
        raise _removed_since(unit, str(missing), facts) from None
    _require_sound(unit, changes, words)
    return Undone(entry, changes)


def _removed_since(unit: Unit, row: str, facts: dict[str, Fact]) -> RemovedSince:
    """The error that names the op which removed ``row``."""
    remover = ops.entry(unit.con, ops.remover(unit.con, row) or 0)
    step, command = (remover.n, remover.command) if remover else ("?", "?")
    return RemovedSince(by=step, command=command, row=row, **facts)


def _edited_words(unit: Unit, number: int) -> dict[str, Record]:
    """The words that op ``number`` edited, as they are before they are taken back."""
    edited = {(change.tbl, change.row) for change in ops.changes(unit.con, number) if change.act == "u"}
    return {row: rows.get(unit.con, named("word"), row) for row in _existing(unit, "word", edited)}


def _require_sound(unit: Unit, changes: list[Change], words: dict[str, Record]) -> None:
    """Raises what an edit would raise where the rows that came back break its rules.

    Those are unique names, circles, the days of a grant, words in use; ``words`` are the edited words as they were.
    """
    keys = {(change.tbl, change.row) for change in changes}
    for row in _existing(unit, "term", keys):
        term.settle(unit, rows.get(unit.con, named("term"), row), None)
    if changed_words := {row for table, row in keys if table == "word"}:
        from naht.services.rules import word  # few undos are of words

        existing = _existing(unit, "word", keys)
        for row in existing:
            word.settle(unit, rows.get(unit.con, named("word"), row), words.get(row))
        for row in sorted(changed_words.difference(existing)):
            word.require_unnamed(unit.con, row)
    owners = {table: owner(table) for table, _ in keys}
    office_named = [noun for table, noun in owners.items() if noun and table == noun.table and not noun.letter]
    if office_named:
        from naht.services.rules import circles  # only records that the office names refer to their own kind

        unique_words.verify_all(unit)
        circles.refuse_all(unit.con, office_named)


def _existing(unit: Unit, name: str, changed: set[tuple[str, str]]) -> list[str]:
    """The ids of the changed records of a noun that are there now; its table has the noun's name."""
    return [row for table, row in sorted(changed) if table == name and rows.exists(unit.con, named(name), row)]


def origin(con: Connection, entry: Entry) -> Entry:
    """The recording at the beginning of a chain of undo and redo."""
    while entry.undoes is not None and (earlier := ops.entry(con, entry.undoes)):
        entry = earlier
    return entry


def _require_undoable(unit: Unit, entry: Entry, facts: dict[str, Fact]) -> None:
    """Raises the UndoBlocked that says why the step has to stay."""
    if entry.undone:
        raise UndoneAlready(by=entry.undone, **facts)
    if entry.command in NEVER:
        raise FirstStep(**facts)
    if entry.command == MIGRATION:
        raise MigrationStep(**facts)
    if between := ops.migrated_since(unit.con, entry.n):
        raise MigratedSince(by=between, **facts)
    if any(_is_erased(change) for change in ops.changes(unit.con, entry.n)):
        raise ErasedSince(**facts)
    _require_last(unit.con, entry.n, facts)


def _require_last(con: Connection, number: int, facts: dict[str, Fact]) -> None:
    """Raises UsedSince with the later ops in the way, the last of them first: in that order they can be undone."""
    rows = ops.in_the_way(con, number)
    later = [entry for entry in ops.entries_of(con, rows) if _is_in_force(entry, number)]
    if later:
        more = " …" if len(later) > SHOWN else ""
        by = ", ".join(f"{entry.n} ({entry.command})" for entry in later[:SHOWN])
        undos = "; ".join(f"naht undo {entry.n}" for entry in later[:SHOWN])
        raise UsedSince(row=rows[later[0].n], by=by + more, undos=undos + more, **facts)


def _is_erased(change: Change) -> bool:
    """True where the image that undo needs was erased."""
    return change.act != "i" and change.before is None


def _is_in_force(later: Entry, number: int) -> bool:
    """True for a later op in force; not for one that only takes back an op which is later than ``number`` itself."""
    return later.undone is None and (later.undoes is None or later.undoes <= number)
