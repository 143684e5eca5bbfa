"""Anything the desk may do, in any order, against a plain model: lists of snapshots instead of a journal.

The model knows nothing of journals: it keeps the whole contents before and after each step, and what undoing a step
must give. Where naht refuses an undo, nothing may have changed; where it does not, the step's own rows must be back.
"""

import shutil
import tempfile
from pathlib import Path

import pytest
from desk import Desk
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from images import contents, rebuilt

from naht.domain.errors import NahtError, NothingToRedo, NothingToUndo
from naht.domain.refusals import UndoBlocked
from naht.store.file.opening import open_file
from naht.store.journal import seal

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


def difference(before, after):
    """{(table, row): (image before, image after)} of the rows that differ."""
    return {
        (table, row): (before[table].get(row), after[table].get(row))
        for table in before
        for row in before[table].keys() | after[table].keys()
        if before[table].get(row) != after[table].get(row)
    }


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
        self.done = {}
        self.order = []  # recordings that stand, oldest first
        self.undone = {}  # recordings taken back now, and the op that did it
        self.first = {}  # the same of any time
        self.origin = {}  # undos and redos, and the recording they are about

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

    def record(self, deed):
        """A writing command: all of it is there, or nothing."""
        newest = self.newest()
        try:
            deed()
        except NahtError:
            assert self.seen() == self.now
            return
        changed = difference(self.now, found := self.seen())
        if changed:
            assert self.newest() == newest + 1
            self.done[newest + 1] = changed
            self.order.append(newest + 1)
        else:
            assert self.newest() == newest
        self.now = found

    def some(self, table, pick):
        found = list(self.now[table])
        return found[pick % len(found)] if found else None

    @rule(given=VISIT, one=PICK, other=PICK, refer=st.booleans())
    def add_visit(self, given, one, other, refer):
        clients = [ident for ident in dict.fromkeys((self.some("client", one), self.some("client", other))) if ident]
        more = {"refer": "jobcenter"} if refer else {}
        self.record(lambda: self.desk.add("visit", **given, clients=clients[: one % 3], **more))

    @rule(residence=PLACE, labour=st.sampled_from([None, "k-a"]), year=st.sampled_from([None, 1950]))
    def add_client(self, residence, labour, year):
        self.record(lambda: self.desk.add("client", residence=residence, labour=labour, birth_year=year))

    @rule(pick=PICK, partner=st.sampled_from(["stadt", "gwg"]), bare=st.booleans())
    def add_referral(self, pick, partner, bare):
        visit = self.some("visit", pick)
        self.record(lambda: self.desk.add("referral", partner=partner, **({} if bare else {"visit": visit})))

    @rule(day=DAYS, district=DISTRICTS, partners=PARTNERS, headcount=NUMBER)
    def add_contact(self, day, district, partners, headcount):
        given = {"day": day, "district": district, "partners": partners, "headcount": headcount}
        self.record(lambda: self.desk.add("contact", **given))

    @rule(day=DAYS, district=DISTRICTS, minutes=NUMBER)
    def add_work(self, day, district, minutes):
        self.record(lambda: self.desk.add("work", kind="team", day=day, district=district, minutes=minutes))

    @rule(slug=st.sampled_from(["chor", "sportverein", "garten"]), parent=st.none() | PICK, alias=st.booleans())
    def add_partner(self, slug, parent, alias):
        above = None if parent is None else self.some("partner", parent)
        names = [f"{slug} eins", f"{slug} zwei"] if alias else []
        given = {"id": slug, "name": slug.title(), "parent": above, "aliases": names, "anyway": True}
        self.record(lambda: self.desk.add("partner", **given))

    @rule(pick=PICK, day=DAYS, topics=TOPICS, minutes=NUMBER, client=st.none() | PICK)
    def edit_visit(self, pick, day, topics, minutes, client):
        if visit := self.some("visit", pick):
            ident = None if client is None else self.some("client", client)
            clients = [ident] if ident else []
            changes = {"day": day, "topics": topics, "minutes": minutes, "clients": clients}
            self.record(lambda: self.desk.edit("visit", visit, **changes))

    @rule(pick=PICK, residence=PLACE, since=DAYS)
    def edit_client(self, pick, residence, since):
        if client := self.some("client", pick):
            self.record(lambda: self.desk.edit("client", client, residence=residence, since=since))

    @rule(pick=PICK, state=st.sampled_from(["kontaktiert", "termin", "angekommen", "offen"]))
    def edit_referral(self, pick, state):
        if referral := self.some("referral", pick):
            self.record(lambda: self.desk.edit("referral", referral, state=state))

    @rule(pick=PICK, partners=PARTNERS, slug=PICK)
    def edit_contact(self, pick, partners, slug):
        if contact := self.some("contact", pick):
            also = [*partners, self.some("partner", slug)]
            self.record(lambda: self.desk.edit("contact", contact, partners=list(dict.fromkeys(also))))

    @rule(pick=PICK, parent=st.none() | PICK, note=NOTE)
    def edit_partner(self, pick, parent, note):
        partner = self.some("partner", pick)
        above = None if parent is None else self.some("partner", parent)
        self.record(lambda: self.desk.edit("partner", partner, parent=above, note=note))

    @rule(pick=PICK, name=st.sampled_from(WRITTEN))
    def remove(self, pick, name):
        if ident := self.some(name, pick):
            self.record(lambda: self.desk.remove(name, ident))

    # ---- undo and redo

    def taken_back(self, number):
        """After op ``number`` was taken back: its rows are as before it, no other row has changed."""
        changed = difference(self.now, found := self.seen())
        assert changed == {key: (after, before) for key, (before, after) in self.done[number].items()}
        undo, recording = self.newest(), self.origin.get(number, number)
        self.done[undo], self.origin[undo], self.now = changed, recording, found
        if recording not in self.order:
            del self.undone[recording]
            self.order = sorted([*self.order, recording])
            return
        self.order.remove(recording)
        self.undone[recording] = undo if number == recording else self.first[recording]
        self.first[recording] = self.undone[recording]

    @rule()
    def undo(self):
        try:
            number = self.desk.undo()
        except NothingToUndo:
            assert not self.order
        except NahtError:
            assert self.seen() == self.now
        else:
            assert number == self.order[-1]
            self.taken_back(number)

    @rule()
    def redo(self):
        try:
            number = self.desk.redo()
        except NothingToRedo:
            assert not self.undone
        except NahtError:
            assert self.seen() == self.now
        else:
            assert number == max(self.undone.values())
            self.taken_back(number)

    @precondition(lambda self: self.done)
    @rule(pick=PICK)
    def undo_one(self, pick):
        """Any step by its number; where it does not stand, or others build on it, nothing happens."""
        number = list(self.done)[pick % len(self.done)]
        try:
            self.desk.undo(number)
        except UndoBlocked:
            assert self.seen() == self.now
        else:
            self.taken_back(number)

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
            max_examples=examples, stateful_step_count=steps,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip


def test_a_desk_does_what_its_model_does(weimar):
    trial(weimar, 30, 25)


@pytest.mark.heavy
def test_a_desk_does_what_its_model_does_for_long(weimar):
    trial(weimar, 300, 50)
