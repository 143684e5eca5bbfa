"""What is taken back, brought back and moved. Each rule is one command; refusals are part of the model."""

from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.trials.model.ground import (
    NOUNS,
    PICK,
    WORKER,
    Ground,
)  # fmt: skip
from tests.trials.model.rules import LINKS, overlapping


class Returning(Ground):
    # ---- undo and redo

    @rule(worker=WORKER)
    def undo(self, worker):
        self.taken_back("undo", self.book.next_undo(worker), worker)

    @rule(worker=WORKER)
    def redo(self, worker):
        self.taken_back("redo", self.book.next_redo(worker), worker)

    @precondition(lambda self: self.book.steps)
    @rule(number=PICK, worker=WORKER)
    def undo_one(self, number, worker):
        step = self.book.steps[-1 - number % len(self.book.steps)]
        self.taken_back("undo", step, worker, str(step.number))

    def taken_back(self, verb, step, worker, *number):
        """Undo and redo do what the model says; a refusal has a reason and changes nothing."""
        ran = self.hand.run(verb, *number, worker=worker)
        if step is None or not self.book.stands(step):
            assert ran.code == (4 if step else 3), ran
            self.checked()
            return
        nouns = {change.key[0] for change in step.changes}
        if ran.code:
            assert ran.code == 4, ran
            assert self.book.in_the_way(step) or self.against_a_rule(step), ("refused without a reason", ran)
            self.checked(*nouns)
            return
        assert self.book.fits(step), ("taken back over somebody else's", ran)
        assert set(ran.lines) == step.ids, ran
        self.book.take_back(step, worker)
        assert self.book.dangling(LINKS) == []
        self.checked(*nouns)

    def against_a_rule(self, step):
        """True where a grant as it was shares days with one that came afterwards."""
        then = self.book.copy()
        then.take_back(then.steps[self.book.steps.index(step)], step.worker)
        return any(overlapping(then, ident, cells) for ident, cells in then.of("term").items())

    @rule(back=st.integers(1, 4), forth=st.integers(0, 4), worker=WORKER)
    def back_and_forth(self, back, forth, worker):
        """Several steps back, and some of them again."""
        for _ in range(back):
            self.undo(worker)
        for _ in range(forth):
            self.redo(worker)

    @rule(noun=st.sampled_from(NOUNS[:6]), worker=WORKER)
    def undo_is_the_opposite(self, noun, worker):
        """Undo of the last step and redo of that lead back, and the same again."""
        before = self.hand.seen(noun)
        if (step := self.book.next_undo(worker)) is None or step is not self.book.steps[-1]:
            return
        self.undo(worker)
        self.redo(worker)
        assert self.hand.seen(noun) == before

    # ---- the file

    @rule(keep=st.booleans())
    def backup(self, keep):
        [path] = self.hand.must("backup", *(["--keep-all"] if keep else []))
        assert Path(path).exists()
        self.copies[Path(path)] = self.book.copy()
        self.copies = {copy: book for copy, book in self.copies.items() if copy.exists()}
        self.checked()

    @precondition(lambda self: self.copies)
    @rule(number=PICK)
    def restore(self, number):
        copy = list(self.copies)[number % len(self.copies)]
        aside = set(self.folder.glob("*-vor-*"))
        self.hand.must("restore", str(copy))
        [kept] = set(self.folder.glob("*-vor-*")) - aside
        assert self.hand.listed("visit", path=kept) == self.book.shown("visit")
        kept.unlink()
        self.book = self.copies[copy].copy()
        self.checked("visit", "client")

    @rule()
    def reopen(self):
        """The file is moved and opened there: nothing of it lives in the process."""
        new = self.hand.path.with_name("amt.db" if self.hand.path.name == "office.db" else "office.db")
        self.hand.path.rename(new)
        self.hand.path = new
        self.checked("visit")
