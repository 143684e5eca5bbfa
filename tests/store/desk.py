"""A desk to work at without a command line: one call, one unit, one op."""

from datetime import date

from naht.domain.nouns import noun
from naht.services import records, removal, undoing
from naht.store.journal.unit import Op, unit

TODAY = date(2026, 11, 22)


class Desk:
    def __init__(self, path, worker=""):
        self.path = path
        self.worker = worker

    def unit(self, command, today=TODAY, **more):
        return unit(self.path, Op(command, (), self.worker, "2026-11-22T10:00:00Z", today, "test", **more))

    def add(self, name, /, **given):
        with self.unit(f"{name} add") as work:
            return records.add(work, noun(name), given).id

    def edit(self, name, ident, /, **changes):
        with self.unit(f"{name} edit") as work:
            return records.edit(work, noun(name), ident, changes).record

    def remove(self, name, ident):
        with self.unit(f"{name} remove") as work:
            removal.remove(work, noun(name), ident)

    def undo(self, number=None):
        """The op taken back."""
        with self.unit("undo") as work:
            return self._take(work, number or undoing.next_undo(work.con, work.worker))

    def redo(self):
        """The undo taken back."""
        with self.unit("redo") as work:
            return self._take(work, undoing.next_redo(work.con, work.worker), again=True)

    @staticmethod
    def _take(work, number, *, again=False):
        undoing.take_back(work, number, again=again)
        work.undo(number)
        return number
