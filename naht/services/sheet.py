"""Records made of the lines of a sheet, each once: a sheet that is fed again is known by what it says.

A line's mark is a hash over who types and what was typed (before any default, which may change). A sheet has a hash
over the marks of its lines, or over the name that it was given. The source key of a record is both, and a running
number among equal lines: the third flyer of a day is not the second.

An earlier sheet is this one where more than half of its different lines stand in this one, as far as they are recorded
still. So a sheet is known under any file name, from a pipe, with lines added or moved anywhere, with a line mended, and
with other sheets below it; new lines join it. A sheet that has just an equal line is another one. So is a colleague's
always, for the mark says who types. A name (``--source``) decides alone.
"""

import json
from collections import Counter, deque
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from naht.domain.fields import Noun
from naht.domain.record import Record
from naht.services import records
from naht.services.records import Done
from naht.store.journal.unit import Unit
from naht.store.reading import lookup


class Entry(NamedTuple):
    """A line that was read: what is to be recorded, how often, and its mark."""

    number: int
    record: Record
    times: int
    mark: str


class Kept(NamedTuple):
    """What became of a line: its records in their order, those that were there already by their ids alone."""

    all: list[Done | str]

    @property
    def new(self) -> list[Done]:
        return [one for one in self.all if not isinstance(one, str)]

    @property
    def old(self) -> list[str]:
        return [one for one in self.all if isinstance(one, str)]

    @property
    def ids(self) -> list[str]:
        """The ids of all of them; what is only checked has none yet."""
        return [ident for one in self.all if (ident := one if isinstance(one, str) else one.id)]


class Sheet:
    """One sheet on its way into the file; with ``again`` its lines are recorded even if they are known.

    All entries are verified in a unit that asks, then all are kept in one that writes, each time by a new ``Sheet``.
    """

    def __init__(self, unit: Unit, noun: Noun, entries: list[Entry], *, name: str = "", again: bool = False) -> None:
        self.unit, self.noun = unit, noun
        marks = {entry.mark for entry in entries}
        self._hash = _hash([name] if name else sorted(marks))
        self._numbers: Counter[str] = Counter()
        self._old: dict[str, deque[str]] = {}
        if not again:
            self._find_earlier(marks, named=bool(name))
        self.missing = [ident for mark, idents in self._old.items() if mark not in marks for ident in idents]
        """The ids of records of this sheet whose lines no longer stand in it."""

    def _find_earlier(self, marks: set[str], *, named: bool) -> None:
        """Find the records of the earlier sheets that are this one; what is new joins the first of them."""
        con, table = self.unit.con, self.noun.table
        keys = (key for mark in marks for key in lookup.sources(con, table, mark))
        hashes = {self._hash} if named else {key.split(".")[1] for key in keys}
        sheets: dict[str, dict[str, list[str]]] = {}
        for key, ident in lookup.sheets(con, table, hashes):
            mark, sheet, _ = key.split(".", 2)
            sheets.setdefault(sheet, {}).setdefault(mark, []).append(ident)
        same = {sheet: lines for sheet, lines in sheets.items() if named or 2 * len(lines.keys() & marks) > len(lines)}
        self._hash = next(iter(same), self._hash)
        for lines in same.values():
            for mark, idents in lines.items():
                self._old.setdefault(mark, deque()).extend(idents)

    def verify(self, entry: Entry) -> Kept:
        """Ask the rules of a line, unless all of it is there already. Raises what they raise."""
        old = [ident for _ in range(entry.times) if (ident := self._next(entry))]
        new = entry.times - len(old)
        return Kept([*old, *([records.verify(self.unit, self.noun, entry.record)] * new if new else [])])

    def keep(self, entry: Entry) -> Kept:
        """Record a line so often as it says. Raises what the rules of the noun raise."""
        return Kept([self._next(entry) or self._add(entry) for _ in range(entry.times)])

    def _next(self, entry: Entry) -> str | None:
        """The id that has the next of these equal lines already, or the key that the line names itself."""
        if key := entry.record.text("source_key"):
            return lookup.by_source(self.unit.con, self.noun.table, key)
        idents = self._old.get(entry.mark)
        return idents.popleft() if idents else None

    def _add(self, entry: Entry) -> Done:
        key = entry.record.text("source_key") or self._free_key(entry.mark)
        return records.add(self.unit, self.noun, entry.record | {"source_key": key})

    def _free_key(self, mark: str) -> str:
        while True:
            self._numbers[mark] += 1
            key = f"{mark}.{self._hash}.{self._numbers[mark]}"
            if lookup.by_source(self.unit.con, self.noun.table, key) is None:
                return key


def mark(worker: str, record: Record) -> str:
    """The mark of a line: who types it and what it says, the same for every order of its words."""
    return _hash([worker, json.dumps(dict(record), sort_keys=True, ensure_ascii=False)])


def _hash(texts: Iterable[str]) -> str:
    return sha256("\n".join(texts).encode()).hexdigest()[:16]
