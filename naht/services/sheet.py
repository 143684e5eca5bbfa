"""Records made of the lines of a sheet, each once: fed again, a line is known by what it says.

Its key is a hash over what was typed (before any default, which may change) and its running number among equal
lines of the sheet: the third flyer of a day is not the second.
"""

import json
from collections import Counter
from hashlib import sha256
from typing import NamedTuple

from naht.domain.fields import Noun
from naht.domain.record import Record
from naht.services import records
from naht.services.records import Done
from naht.store.journal.unit import Unit
from naht.store.reading import lookup


class Kept(NamedTuple):
    """What became of a line: the records made of it, and the ids of those that were there already."""

    new: list[Done]
    old: list[str]


class Sheet:
    """One sheet on its way into the file; with ``again`` its lines are recorded even if they are known.

    All lines are verified in a unit that asks, then all are kept in one that writes, each time by a new ``Sheet``.
    """

    def __init__(self, unit: Unit, noun: Noun, *, again: bool = False) -> None:
        self.unit, self.noun, self.again = unit, noun, again
        self._equal: Counter[str] = Counter()

    def verify(self, record: Record, times: int) -> None:
        """Ask the rules of a line, unless all of it is there already. Raises what they raise."""
        ids = [self._next(_text(record))[1] for _ in range(times)]
        if None in ids:
            records.verify(self.unit, self.noun, record)

    def keep(self, record: Record, times: int) -> Kept:
        """Record a line so often as it says. Raises what the rules of the noun raise."""
        kept = Kept([], [])
        for _ in range(times):
            key, old = self._next(_text(record))
            if old:
                kept.old.append(old)
            else:
                kept.new.append(records.add(self.unit, self.noun, record | {"source_key": key}))
        return kept

    def _next(self, text: str) -> tuple[str, str | None]:
        """The key of the next of these equal lines, and the id that has it already."""
        while True:
            self._equal[text] += 1
            key = sha256(f"{text}\n{self._equal[text]}".encode()).hexdigest()[:24]
            old = lookup.by_source(self.unit.con, self.noun.table, key)
            if old is None or not self.again:
                return key, old


def _text(record: Record) -> str:
    """What a line says, the same for every order of its words."""
    return json.dumps(dict(record), sort_keys=True, ensure_ascii=False)
