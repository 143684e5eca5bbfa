"""Anything the desk may do, in any order, against a plain model: lists of snapshots instead of a journal.

The model knows nothing of journals: it keeps the whole contents before and after each step, and what undoing a step
must give. It knows why naht may refuse: a refusal without that reason is an error, as is a reason without a refusal.
Where naht refuses, nothing may have changed; where it takes a step back, the step's own rows must be as they were.
"""

import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from desk import Desk
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from images import contents, rebuilt, references

from naht.domain.errors import NothingToRedo, NothingToUndo, WhichFunding
from naht.domain.refusals import Circle, DuplicateWord, EmptyClient, InUse, NoTermThatDay, UndoBlocked, WrongStep
from naht.store.file.opening import open_file
from naht.store.journal import seal

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.trials.model.rules import following

DISTRICTS = st.sampled_from(["west", "nord", "schoendorf", "innenstadt"])
DAYS = st.sampled_from(["2026-11-22", "2026-11-01", "2026-02-28", "2012-07-31", "2012-10-01"])
TOPICS = st.lists(st.sampled_from(["wohnen", "schulden", "k-a", "wohnen.suche"]), unique=True, max_size=3)
PARTNERS = st.lists(st.sampled_from(["stadt", "gwg", "jobcenter"]), unique=True, max_size=3)
NUMBER = st.none() | st.integers(1, 300)
NOTE = st.none() | st.sampled_from(["kurz", "Ä\nß", "{x}", "'"])
PLACE = st.none() | DISTRICTS
VISIT = st.fixed_dictionaries({"day": DAYS, "district": DISTRICTS, "topics": TOPICS, "minutes": NUMBER, "note": NOTE})
PICK = st.integers(0, 50)
WRITTEN = ("visit", "client", "referral", "contact", "work", "partner")
TODAY = "2026-11-22"
NOT_PAID = (NoTermThatDay, WhichFunding)
STATES = following()


def difference(before, after):
    """{(table, row): (image before, image after)} of the rows that differ."""
    return {
        (table, row): (before[table].get(row), after[table].get(row))
        for table in before
        for row in before[table].keys() | after[table].keys()
        if before[table].get(row) != after[table].get(row)
    }


def texts(image):
    return {value for value in (image or {}).values() if isinstance(value, str)}


def owners(changed):
    """The records whose rows a step changed."""
    return {row.partition("/")[0] for _, row in changed}


def mentioned(changed):
    """The same, and all that their images refer to."""
    return owners(changed).union(*(texts(image) for pair in changed.values() for image in pair))


class Office(RuleBasedStateMachine):
    """``done`` are the steps of the model: op number to what it changed."""

    source = None

    @initialize()
    def open(self):
        self.folder = tempfile.mkdtemp()
        path = Path(self.folder) / "office.db"
        shutil.copy(self.source, path)
        self.desk = Desk(path)
        self.now = self.seen()
        self.references = references(path)
        self.frame = contents(path)  # what no rule changes: districts, grants, the office's words
        self.done = {}
        self.order = []  # recordings that stand, oldest first
        self.undone = {}  # recordings taken back now, and the op that did it
        self.first = {}  # the same of any time
        self.origin = {}  # undos and redos, and the recording they are about
        self.takes = {}  # the same, and the step that they take back

    def teardown(self):
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    def seen(self):
        return contents(self.desk.path, WRITTEN)

    def newest(self):
        con = open_file(self.desk.path, writing=False)
        try:
            return con.execute("SELECT max(n) FROM op").fetchone()[0]
        finally:
            con.close()

    def record(self, deed, why=()):
        """A writing command: all of it is there, or nothing, where there is a reason ``why`` it has to be refused."""
        newest = self.newest()
        if why:
            with pytest.raises(why):
                deed()
            assert self.seen() == self.now
            return
        deed()
        changed = difference(self.now, found := self.seen())
        if changed:
            assert self.newest() == newest + 1
            self.done[newest + 1] = changed
            self.order.append(newest + 1)
        else:
            assert self.newest() == newest
        self.now = found

    # ---- why something has to be refused

    def not_paid(self, day, district):
        """Nobody pays for that day: the district's funding has no grant then."""
        funding = self.frame["district"][district]["funding"]
        terms = [term for term in self.frame["term"].values() if term["funding"] == funding]
        paid = any((term["starts_on"] or day) <= day <= (term["ends_on"] or day) for term in terms)
        return () if paid else NOT_PAID

    def used(self, table, ident):
        """Another record refers to it."""
        there = self.frame | self.now
        used = any(
            image[column] == ident and row.partition("/")[0] != ident
            for (kind, column), target in self.references.items() if target == table
            for row, image in there[kind].items()
        )  # fmt: skip
        return InUse if used else ()

    def circle(self, partner, parent):
        """It would belong to something that belongs to it."""
        while parent and parent != partner:
            parent = self.now["partner"][parent]["parent"]
        return Circle if parent else ()

    def out_of_step(self, referral, state):
        """The state that it has does not lead there."""
        facts = [fact for row, fact in self.now["referral_fact"].items() if row.startswith(f"{referral}/")]
        since, _, word = max((fact["since"], fact["rank"], fact["word"]) for fact in facts)
        old = word.partition(":")[2]
        return () if state == old or (state in STATES[old] and since <= TODAY) else WrongStep

    def in_the_way(self, number):
        """A later step that is in force has to do with what this one is about."""
        mine = self.done[number]
        later = [self.done[step] for step in self.done if step > number and self.stands(step)]
        return any(owners(mine) & mentioned(one) or owners(one) & mentioned(mine) for one in later)

    def stands(self, number):
        return not any(taken == number and self.stands(step) for step, taken in self.takes.items())

    def some(self, table, pick):
        found = list(self.now[table])
        return found[pick % len(found)] if found else None

    @rule(given=VISIT, one=PICK, other=PICK, refer=st.booleans())
    def add_visit(self, given, one, other, refer):
        clients = [ident for ident in dict.fromkeys((self.some("client", one), self.some("client", other))) if ident]
        more = {"refer": "jobcenter"} if refer else {}
        deed = lambda: self.desk.add("visit", **given, clients=clients[: one % 3], **more)  # noqa: E731
        self.record(deed, self.not_paid(given["day"], given["district"]))

    @rule(residence=PLACE, labour=st.sampled_from([None, "k-a"]), year=st.sampled_from([None, 1950]))
    def add_client(self, residence, labour, year):
        empty = () if residence or labour or year else EmptyClient
        self.record(lambda: self.desk.add("client", residence=residence, labour=labour, birth_year=year), empty)

    @rule(pick=PICK, partner=st.sampled_from(["stadt", "gwg"]), bare=st.booleans())
    def add_referral(self, pick, partner, bare):
        visit = self.some("visit", pick)
        source = None if bare else visit
        nowhere = () if source else NOT_PAID  # no district is said
        self.record(lambda: self.desk.add("referral", partner=partner, visit=source), nowhere)

    @rule(day=DAYS, district=DISTRICTS, partners=PARTNERS, headcount=NUMBER)
    def add_contact(self, day, district, partners, headcount):
        given = {"day": day, "district": district, "partners": partners, "headcount": headcount}
        self.record(lambda: self.desk.add("contact", **given), self.not_paid(day, district))

    @rule(day=DAYS, district=DISTRICTS, minutes=NUMBER)
    def add_work(self, day, district, minutes):
        deed = lambda: self.desk.add("work", kind="team", day=day, district=district, minutes=minutes)  # noqa: E731
        self.record(deed, self.not_paid(day, district))

    @rule(slug=st.sampled_from(["chor", "sportverein", "garten"]), parent=st.none() | PICK, alias=st.booleans())
    def add_partner(self, slug, parent, alias):
        above = None if parent is None else self.some("partner", parent)
        names = [f"{slug} eins", f"{slug} zwei"] if alias else []
        given = {"id": slug, "name": slug.title(), "parent": above, "aliases": names, "anyway": True}
        self.record(lambda: self.desk.add("partner", **given), DuplicateWord if slug in self.now["partner"] else ())

    @rule(pick=PICK, day=DAYS, topics=TOPICS, minutes=NUMBER, client=st.none() | PICK)
    def edit_visit(self, pick, day, topics, minutes, client):
        if visit := self.some("visit", pick):
            ident = None if client is None else self.some("client", client)
            clients = [ident] if ident else []
            changes = {"day": day, "topics": topics, "minutes": minutes, "clients": clients}
            old = self.now["visit"][visit]
            moved = () if day == old["day"] else self.not_paid(day, old["district"])
            self.record(lambda: self.desk.edit("visit", visit, **changes), moved)

    @rule(pick=PICK, residence=PLACE, since=DAYS)
    def edit_client(self, pick, residence, since):
        if client := self.some("client", pick):
            self.record(lambda: self.desk.edit("client", client, residence=residence, since=since))

    @rule(pick=PICK, state=st.sampled_from(["kontaktiert", "termin", "angekommen", "offen"]))
    def edit_referral(self, pick, state):
        if referral := self.some("referral", pick):
            self.record(lambda: self.desk.edit("referral", referral, state=state), self.out_of_step(referral, state))

    @rule(pick=PICK, partners=PARTNERS, slug=PICK)
    def edit_contact(self, pick, partners, slug):
        if contact := self.some("contact", pick):
            also = [*partners, self.some("partner", slug)]
            self.record(lambda: self.desk.edit("contact", contact, partners=list(dict.fromkeys(also))))

    @rule(pick=PICK, parent=st.none() | PICK, note=NOTE)
    def edit_partner(self, pick, parent, note):
        partner = self.some("partner", pick)
        above = None if parent is None else self.some("partner", parent)
        self.record(lambda: self.desk.edit("partner", partner, parent=above, note=note), self.circle(partner, above))

    @rule(pick=PICK, name=st.sampled_from(WRITTEN))
    def remove(self, pick, name):
        if ident := self.some(name, pick):
            self.record(lambda: self.desk.remove(name, ident), self.used(name, ident))

    # ---- undo and redo

    def taken_back(self, number):
        """After op ``number`` was taken back: its rows are as before it, no other row has changed."""
        changed = difference(self.now, found := self.seen())
        assert changed == {key: (after, before) for key, (before, after) in self.done[number].items()}
        undo, recording = self.newest(), self.origin.get(number, number)
        self.takes[undo] = number
        self.done[undo], self.origin[undo], self.now = changed, recording, found
        if recording not in self.order:
            del self.undone[recording]
            self.order = sorted([*self.order, recording])
            return
        self.order.remove(recording)
        self.undone[recording] = undo if number == recording else self.first[recording]
        self.first[recording] = self.undone[recording]

    def take_back(self, act, number):
        """Take back the step ``number``, or be refused: it does not stand, is in use, or breaks a rule coming back."""
        try:
            assert act() == number
        except UndoBlocked:
            assert not self.stands(number) or self.in_the_way(number)
            assert self.seen() == self.now
        except (DuplicateWord, Circle):
            assert any(table == "partner" for table, _ in self.done[number])
            assert self.seen() == self.now
        else:
            assert self.stands(number)
            self.taken_back(number)

    @rule()
    def undo(self):
        if self.order:
            self.take_back(self.desk.undo, self.order[-1])
        else:
            with pytest.raises(NothingToUndo):
                self.desk.undo()

    @rule()
    def redo(self):
        if self.undone:
            self.take_back(self.desk.redo, max(self.undone.values()))
        else:
            with pytest.raises(NothingToRedo):
                self.desk.redo()

    @precondition(lambda self: self.done)
    @rule(pick=PICK)
    def undo_one(self, pick):
        """Any step by its number; where it does not stand, or others build on it, nothing happens."""
        number = list(self.done)[pick % len(self.done)]
        self.take_back(lambda: self.desk.undo(number), number)

    @invariant()
    def the_file_is_sound(self):
        if not hasattr(self, "desk"):
            return
        con = open_file(self.desk.path, writing=False)
        try:
            assert con.execute("PRAGMA foreign_key_check").fetchall() == []
            assert con.execute("SELECT count(*) FROM op WHERE seal IS NULL").fetchone() == (0,)
        finally:
            con.close()


class Whole(Office):
    def teardown(self):
        if hasattr(self, "desk"):
            assert rebuilt(self.desk.path) == contents(self.desk.path)
            con = open_file(self.desk.path, writing=False)
            assert list(seal.broken(con)) == []
            con.close()
        super().teardown()


def trial(weimar, examples, steps):
    class Here(Whole):
        source = weimar

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=examples, stateful_step_count=steps, phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


def test_a_desk_does_what_its_model_does(weimar):
    trial(weimar, 12, 25)


@pytest.mark.heavy
def test_a_desk_does_what_its_model_does_for_long(weimar):
    trial(weimar, 300, 50)
