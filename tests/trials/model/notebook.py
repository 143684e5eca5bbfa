"""The plain model: records as dicts of cells, and the steps that changed them. It knows no SQL and no journal.

A cell is a field's value; a dated value is a cell ``(rank, name)`` holding ``(since, value)``. A step is what one
command changed, cell by cell. Taking a step back sets its cells to what they were before; that is a step itself.
"""

from collections.abc import Hashable, Iterator
from copy import deepcopy
from typing import Any, NamedTuple

Cells = dict[Hashable, Any]
Key = tuple[str, str]  # noun, id
MISSING = "(no such cell)"


class Change(NamedTuple):
    """What became of one record: None where it was not there; else the cells that differ."""

    key: Key
    before: Cells | None
    after: Cells | None

    def reversed(self) -> "Change":
        return Change(self.key, self.after, self.before)


class Step:
    """What one command changed. One that is ``aside`` is out of the line of a bare undo."""

    def __init__(self, number: int, worker: str, changes: list[Change], undoes: "Step | None" = None, *,
                 aside: bool = False) -> None:  # fmt: skip
        self.number = number
        self.worker = worker
        self.changes = changes
        self.undoes = undoes
        self.aside = aside

    @property
    def ids(self) -> set[str]:
        return {ident for (_, ident), _, _ in self.changes}

    def mentioned(self) -> set[str]:
        """Every text in its changes: ids of what it touched, and whatever that refers to."""
        return {text for (_, ident), before, after in self.changes for text in (ident, *_texts(before), *_texts(after))}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


class Notebook:
    """All records by noun and id, and all steps since the beginning."""

    def __init__(self, records: dict[str, dict[str, Cells]], first: int) -> None:
        self.records = records
        self.first = first
        self.steps: list[Step] = []
        self.made: set[str] = set()  # ids that were not there at the beginning

    def copy(self) -> "Notebook":
        return deepcopy(self)

    # ---- records

    def of(self, noun: str) -> dict[str, Cells]:
        return self.records[noun]

    def shown(self, noun: str) -> dict[str, dict[str, Any]]:
        """The records as a list shows them: of the dated values the latest."""
        return {ident: shown(cells) for ident, cells in self.records[noun].items()}

    def users(self, ident: str) -> list[str]:
        """The records that refer to this one."""
        return [other for table in self.records.values() for other, cells in table.items()
                if other != ident and ident in _texts(cells)]  # fmt: skip

    # ---- steps

    def record(self, worker: str, now: dict[Key, Cells | None], *, aside: bool = False) -> Step | None:
        """Put records as they are now (None: removed); one step, or none where nothing differs."""
        changes = []
        for (noun, ident), cells in now.items():
            old = self.records[noun].get(ident)
            if old is None or cells is None:
                changes.append(Change((noun, ident), deepcopy(old), deepcopy(cells)))
            elif different := [name for name in old | cells if old.get(name, MISSING) != cells.get(name, MISSING)]:
                before, after = ({name: deepcopy(one.get(name, MISSING)) for name in different} for one in (old, cells))
                changes.append(Change((noun, ident), before, after))
        return self._step(worker, changes, aside=aside) if changes else None

    def _step(self, worker: str, changes: list[Change], undoes: Step | None = None, *, aside: bool = False) -> Step:
        step = Step(self.first + len(self.steps), worker, changes, undoes, aside=aside)
        self.steps.append(step)
        for change in changes:
            self._apply(change)
            if change.before is None:
                self.made.add(change.key[1])
        return step

    def _apply(self, change: Change) -> None:
        noun, ident = change.key
        if change.after is None:
            del self.records[noun][ident]
        elif change.before is None:
            self.records[noun][ident] = deepcopy(change.after)
        else:
            cells = self.records[noun][ident]
            for name, value in change.after.items():
                cells.pop(name, None)
                if value != MISSING:
                    cells[name] = deepcopy(value)

    # ---- undo and redo

    def stands(self, step: Step) -> bool:
        return not any(other.undoes is step and self.stands(other) for other in self.steps)

    def next_undo(self, worker: str) -> Step | None:
        """What a bare undo takes back: this worker's latest recording that stands."""
        mine = (s for s in reversed(self.steps) if s.worker == worker and s.undoes is None and not s.aside)
        return next((step for step in mine if self.stands(step)), None)

    def next_redo(self, worker: str) -> Step | None:
        """What a bare redo takes back: this worker's latest undo (no redo) that stands."""
        mine = (s for s in reversed(self.steps) if s.worker == worker and s.undoes and s.undoes.undoes is None)
        return next((step for step in mine if self.stands(step)), None)

    def fits(self, step: Step) -> bool:
        """True where everything is still as the step left it, so that it can be taken back."""
        return all(self._as_left(change) for change in step.changes)

    def _as_left(self, change: Change) -> bool:
        noun, ident = change.key
        found = self.records[noun].get(ident)
        if found is None or change.after is None:
            return found is None and change.after is None
        if change.before is None:
            return found == change.after
        return all(found.get(name, MISSING) == value for name, value in change.after.items())

    def in_the_way(self, step: Step) -> bool:
        """True where a later step in force has anything to do with what this one changed.

        An undo of what itself came later does not count. A word is used by its slug.
        """
        known = self.made | step.ids
        slugs = {ident.partition(":")[2] for ident in known if ident.startswith("topic:")}
        mine = step.mentioned() & (known | slugs)
        later = self.steps[self.steps.index(step) + 1 :]
        return any(s.mentioned() & mine for s in later
                   if self.stands(s) and (s.undoes is None or s.undoes.number <= step.number))  # fmt: skip

    def take_back(self, step: Step, worker: str) -> Step:
        return self._step(worker, [change.reversed() for change in reversed(step.changes)], step)

    def dangling(self, links: dict[str, tuple[str, ...]]) -> list[str]:
        """References to records that the model made and that are not there."""
        there = {ident for table in self.records.values() for ident in table}
        return [ident for noun, names in links.items() for cells in self.records[noun].values()
                for name in names for ident in _texts(cells.get(name)) if ident in self.made - there]  # fmt: skip

    def last_added(self, noun: str, worker: str) -> str | None:
        """What ``@`` means: this worker's latest of a kind that is there."""
        for step in reversed(self.steps):
            if step.worker == worker:
                for change in reversed(step.changes):
                    if change.key[0] == noun and change.before is None and change.key[1] in self.records[noun]:
                        return change.key[1]
        return None


def shown(cells: Cells) -> dict[str, Any]:
    """A record as a list shows it."""
    found = {name: value for name, value in cells.items() if isinstance(name, str)}
    dated: dict[str, tuple[str, int]] = {}
    for name, value in cells.items():
        if isinstance(name, tuple):
            rank, attribute = name
            if (value[0], rank) >= dated.get(attribute, ("", 0)):
                dated[attribute] = (value[0], rank)
                found[attribute] = value[1]
    return found
