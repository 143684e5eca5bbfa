"""What the machine's rules stand on: the file, the model beside it, what is drawn, and how the two are compared.

After each rule the nouns it touched are compared with the model, now and then and at the end all of them as naht lists
them; then the whole file is checked as well: seals, foreign keys and SQLite's own check.
"""

import shutil
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize

from naht.domain.nouns import noun as named
from naht.store.file.opening import open_file
from naht.store.journal import seal
from tests.trials.model.hand import SETTING, Hand, Ran
from tests.trials.model.notebook import Cells, Key, Notebook, Step
from tests.trials.model.rules import CHANNELS, DISTRICTS
from tests.trials.office import TODAY

NOUNS = ("visit", "client", "referral", "contact", "work", "partner", "term", "worker", "word",
         "site", "district", "funding")  # fmt: skip
KEPT = (*NOUNS, SETTING)
DATED = {noun: tuple(field.name for field in named(noun).fields if field.dated) for noun in NOUNS} | {SETTING: ()}
EVERY = 25

PICK = st.integers(0, 30)
DAYS = st.sampled_from([TODAY, "2026-11-01", "2026-02-28", "2013-03-01", "2012-10-01"])
DISTRICT = st.sampled_from(sorted(DISTRICTS))
CHANNEL = st.sampled_from(sorted(CHANNELS))
TOPIC = st.sampled_from(["wohnen", "schulden", "wohnen.suche", "quitte", "rhabarber"])
TOPICS = st.lists(TOPIC, unique=True, max_size=3)
WORDS = st.sampled_from(["quitte", "rhabarber"])
PARTNERS = st.lists(st.sampled_from(["stadt", "gwg", "jobcenter"]), unique=True, max_size=2)
NAMES = st.sampled_from(["Xylophon", "Zwirnclub", "Mohnblume Jena"])
MINUTES = st.one_of(st.none(), st.integers(1, 300))
NOTE = st.one_of(st.none(), st.sampled_from(["kurz", "Ä ß", "{x}", "it's"]))
FUNDING = st.sampled_from([None, None, None, "basis", "thinka", "tibi", "eigen"])
WORKER = st.sampled_from(["anna", "anna", "bert"])
CODES = st.sampled_from(["carl", "dora"])
TERMS = st.sampled_from(["probe-eins", "probe-zwei"])
SPANS = (("2008-01-01", "2008-12-31"), ("2012-09-01", "2012-12-31"), ("2012-10-01", None), (None, "2007-06-30"))
SPAN = st.sampled_from(SPANS)


def options(**given: Any) -> list[str]:
    """``--day 2026-11-22 --topic a --topic b``: what is None or empty is left out."""
    return [part for name, value in given.items() for one in (value if isinstance(value, list) else [value])
            if one is not None for part in (f"--{name.replace('_', '-')}", str(one))]  # fmt: skip


class Ground(RuleBasedStateMachine):
    source: ClassVar[Path]
    steps_done: ClassVar[int] = 0
    commands: ClassVar[int] = 0
    refused: ClassVar[int] = 0

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=self.source.parent))
        self.hand = Hand(self.folder / "office.db")
        shutil.copy(self.source, self.hand.path)
        known = {noun: {ident: self.cells(noun, record) for ident, record in self.hand.listed(noun).items()}
                 for noun in KEPT}  # fmt: skip
        self.keys: dict[str, tuple[str, str]] = {}  # source keys, as naht made them, to who typed which line
        self.book = Notebook(known, self.last_op() + 1)
        self.copies: dict[Path, Notebook] = {}
        self.rules = 0

    @staticmethod
    def cells(noun: str, record: dict[str, Any]) -> Cells:
        """A listed record as cells; dated values have no history yet."""
        return {name: value for name, value in record.items() if value is not None or name not in DATED[noun]}

    def teardown(self) -> None:
        if hasattr(self, "book"):
            try:
                self.compare(KEPT, self.hand.listed)
                self.sound()
            finally:
                self.hand.close()
                kind = type(self)
                kind.commands += self.hand.commands
                kind.refused += self.hand.refused
                shutil.rmtree(self.folder)

    def last_op(self) -> int:
        with closing(open_file(self.hand.path, writing=False)) as con:
            return int(con.execute("SELECT max(n) FROM op").fetchone()[0])

    def sound(self) -> None:
        with closing(open_file(self.hand.path, writing=False)) as con:
            assert con.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert con.execute("PRAGMA foreign_key_check").fetchall() == []
            assert list(seal.broken(con)) == []
            assert con.execute("SELECT count(*) FROM change WHERE op = 0").fetchone() == (0,)
        assert self.last_op() == self.book.first + len(self.book.steps) - 1
        self.hand.must("log", "verify")

    def compare(self, nouns: Any, looked: Any = None) -> None:
        for noun in nouns:
            empty = dict.fromkeys(DATED[noun])
            wanted = {ident: empty | record for ident, record in self.book.shown(noun).items()}
            found = (looked or self.hand.seen)(noun)
            assert found == wanted, (noun, difference(found, wanted))

    def pick(self, noun: str, number: int) -> str | None:
        found = list(self.book.of(noun))  # in order: ids are random, and what is drawn must not depend on them
        return found[number % len(found)] if found else None

    def picked(self, noun: str, number: int) -> str | None:
        """One that the model made: what the profile brought is left alone."""
        found = [ident for ident in self.book.of(noun) if ident in self.book.made]
        return found[number % len(found)] if found else None

    def checked(self, *nouns: str) -> None:
        """At the end of a rule: what it touched is as the model has it."""
        self.rules += 1
        type(self).steps_done += 1
        if self.rules % EVERY:
            self.compare(dict.fromkeys(nouns))
        else:
            self.compare(KEPT, self.hand.listed)

    def expect(self, ran: Ran, *, holds: bool) -> bool:
        """A command that the rules allow succeeds; one they refuse ends with 4."""
        assert ran.code == (0 if holds else 4), (ran, holds)
        return holds

    def plain(self, noun: str, ident: str, now: Cells, worker: str, *, may: bool = True) -> None:
        """An edit without consequences."""
        now = {key: value for key, value in now.items() if value}
        if now:
            ran = self.hand.run(noun, "edit", ident, *options(**now), worker=worker)
            if self.expect(ran, holds=may):
                self.put(worker, {(noun, ident): self.book.of(noun)[ident] | now})

    def put(self, worker: str, now: dict[Key, Cells | None], *, aside: bool = False) -> Step | None:
        step = self.book.record(worker, now, aside=aside)
        self.checked(*{noun for noun, _ in now})
        return step

    def usable(self, topics: list[str]) -> list[str]:
        """The topics that there are."""
        return [topic for topic in topics if f"topic:{topic}" in self.book.of("word")]

    def partner(self, name: str) -> Cells:
        return self.blank("partner") | {"name": name, "kind": "sonstiges"}

    def blank(self, noun: str) -> Cells:
        """A record of which nothing is known."""
        fields = [f for f in named(noun).fields if f.name != "entered_at" and not f.dated]
        return {field.name: [] if field.many else None for field in fields}


def difference(found: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    return {ident: (found.get(ident), wanted.get(ident)) for ident in found | wanted
            if found.get(ident) != wanted.get(ident)}  # fmt: skip
