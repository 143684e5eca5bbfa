"""Undo and redo: what was done is taken back to the last cell, or refused with the step that stands in the way."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from desk import Desk
from images import contents

from naht.domain.errors import NoLast, NoSuchStep, NothingToRedo, NothingToUndo
from naht.domain.nouns import noun
from naht.domain.refusals import DuplicateWord, TermsOverlap, UndoBlocked, UsedSince
from naht.output.language import say
from naht.services import records, undoing
from naht.store.file.opening import open_file
from naht.store.journal import ops
from naht.store.reading import find


@pytest.fixture
def desk(office):
    return Desk(office)


def last_op(desk):
    with closing(open_file(desk.path, writing=False)) as con:
        return con.execute("SELECT max(n) FROM op").fetchone()[0]


def blocked_by(desk, number):
    """The step that a refused undo names."""
    before = desk.path.read_bytes()
    with pytest.raises(UndoBlocked) as raised:
        desk.undo(number)
    assert desk.path.read_bytes() == before
    assert raised.value.facts["op"] == number
    return int(say(raised.value.advice, "en").rpartition(" ")[2])


DEEDS = {
    "visit": lambda d: d.add("visit", district="west", topics=["wohnen", "schulden"], minutes=20),
    "visit with a referral": lambda d: d.add("visit", district="west", refer="jobcenter"),
    "client": lambda d: d.add("client", gender="w", residence="nord", target_groups=["sucht"], labour="k-a"),
    "contact": lambda d: d.add("contact", district="nord", partners=["stadt", "gwg"]),
    "contact with a new partner": lambda d: d.add("contact", district="nord", new_partner=["Blasorchester"]),
    "work": lambda d: d.add("work", kind="team", district="west"),
    "partner": lambda d: d.add("partner", id="chor", name="Chor", roles=["netzwerk"], aliases=["Sängerkreis", "SK"]),
    "district": lambda d: d.add("district", id="sued", name="Süd", status="keine"),
    "site": lambda d: d.add("site", id="keller", name="Keller", district="nord"),
    "funding": lambda d: d.add("funding", id="spende", name="Spende", districts=["nord"], payers=["gwg"]),
    "term": lambda d: d.add("term", id="alt", funding="tibi", starts_on="2001-01-01", ends_on="2002-12-31"),
    "worker": lambda d: d.add("worker", id="ab", district="nord"),
    "word": lambda d: d.add("word", id="topic:garten", label_de="Garten", attributes={"group": "1"}, parent=None),
    "edit of many": lambda d: d.edit("partner", "stadt", roles=["netzwerk"], aliases=[], kind="sonstiges"),
    "edit of a dated value": lambda d: d.edit("district", "west", status="keine"),
    "clearing a dated value": lambda d: d.edit("district", "west", status=None),
    "edit of a term": lambda d: d.edit("term", "tibi-2009", ends_on="2011-12-31"),
    "edit of a word": lambda d: d.edit("word", "topic:wohnen", label_de="Wohnung", short="wg"),
    "removal": lambda d: d.remove("term", "eigen-immer"),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_undo_gives_back_every_cell_and_redo_takes_it_again(desk, deed):
    before = contents(desk.path)
    DEEDS[deed](desk)
    after = contents(desk.path)
    assert after != before
    for _ in range(2):
        desk.undo()
        assert contents(desk.path) == before
        desk.redo()
        assert contents(desk.path) == after


def test_all_later_steps_in_the_way_are_named_the_last_first(desk):
    visit = desk.add("visit", district="west", minutes=10)
    first = last_op(desk)
    for minutes in (20, 30, 40):
        desk.edit("visit", visit, minutes=minutes)
    with pytest.raises(UsedSince) as raised:
        desk.undo(first)
    fix = say(raised.value.advice, "de")
    assert fix == "Zuerst: " + "; ".join(f"naht undo {first + n}" for n in (3, 2, 1))
    for step in (3, 2, 1, 0):
        desk.undo(first + step)


def test_what_another_program_changed_since_stands_in_the_way(desk):
    visit = desk.add("visit", district="west", minutes=10)
    desk.edit("visit", visit, minutes=15)
    step = last_op(desk)
    with closing(sqlite3.connect(desk.path)) as con, con:
        con.execute("UPDATE visit SET minutes = 77 WHERE id = ?", (visit,))
    with pytest.raises(UsedSince) as raised:
        desk.undo(step)
    assert "(extern)" in say(raised.value.message, "de")
    desk.add("work", kind="team", district="west")  # the next step that is kept makes one of it
    foreign = step + 1
    desk.undo(foreign)
    with closing(open_file(desk.path, writing=False)) as con:
        assert con.execute("SELECT minutes FROM visit WHERE id = ?", (visit,)).fetchone() == (15,)
        assert ops.foreign(con) == []
    desk.undo(step)


def test_a_sheet_fed_again_stands_in_the_way_of_its_first_feeding(desk):
    first = desk.add("visit", district="west", source_key="a line")
    desk.undo()
    second = desk.add("visit", district="west", source_key="a line")
    with pytest.raises(UsedSince) as raised:
        desk.redo()
    assert "wiederherstellen" in say(raised.value.message, "de")
    assert first in say(raised.value.message, "de")
    desk.undo()
    desk.redo()
    assert first != second


def test_the_beginning_cannot_be_undone(desk):
    with pytest.raises(NothingToUndo):
        desk.undo()
    with pytest.raises(UndoBlocked):
        desk.undo(1)
    with pytest.raises(NothingToRedo):
        desk.redo()
    with pytest.raises(NoSuchStep):
        desk.undo(999)


def test_undo_goes_back_step_by_step_and_redo_forward(desk):
    states = [contents(desk.path)]
    visit = desk.add("visit", district="west", minutes=10)
    states.append(contents(desk.path))
    for minutes in (20, 30, 40):
        desk.edit("visit", visit, minutes=minutes)
        states.append(contents(desk.path))
    for state in states[-2::-1]:
        desk.undo()
        assert contents(desk.path) == state
    for state in states[1:]:
        desk.redo()
        assert contents(desk.path) == state


def test_redo_outlives_the_process(office, process):
    first = process("v", "west", "20m").stdout
    before = contents(office)
    assert process("undo").stdout == first
    assert process("visit", "list", "-f", "value").stdout == ""
    assert process("redo").stdout == first
    assert contents(office) == before


def test_each_worker_has_a_line_of_their_own(desk):
    for code in ("ab", "cd"):
        desk.add("worker", id=code)
    one, other = Desk(desk.path, "ab"), Desk(desk.path, "cd")
    first, second = one.add("visit", district="west"), other.add("visit", district="west")
    one.undo()
    assert list(contents(desk.path)["visit"]) == [second]
    with pytest.raises(NothingToRedo):
        other.redo()
    one.redo()
    assert set(contents(desk.path)["visit"]) == {first, second}


# ---- refused


def test_a_later_change_of_the_row_stands_in_the_way(desk):
    visit = desk.add("visit", district="west")
    step = last_op(desk)
    desk.edit("visit", visit, minutes=5)
    assert blocked_by(desk, step) == step + 1
    desk.undo(step + 1)
    desk.undo(step)
    assert contents(desk.path)["visit"] == {}


def test_a_later_reference_stands_in_the_way(desk):
    client = desk.add("client", gender="w")
    step = last_op(desk)
    desk.add("visit", district="west", clients=[client])
    assert blocked_by(desk, step) == step + 1


def test_a_later_dated_value_stands_in_the_way(desk):
    desk.add("word", id="labour:lehre", label_de="Lehre")
    step = last_op(desk)
    desk.add("client", labour="lehre")
    assert blocked_by(desk, step) == step + 1
    desk.add("district", id="sued", name="Süd")
    desk.add("client", residence="sued")
    assert blocked_by(desk, step + 2) == step + 3


def test_what_was_removed_since_is_missed(desk):
    client = desk.add("client", gender="w")
    visit = desk.add("visit", district="west", clients=[client])
    desk.remove("visit", visit)
    step = last_op(desk)
    desk.remove("client", client)
    assert blocked_by(desk, step) == step + 1
    desk.undo(step + 1)
    desk.undo(step)
    assert list(contents(desk.path)["visit"]) == [visit]


def test_what_was_removed_since_is_missed_by_an_edit(desk):
    desk.add("partner", id="chor", name="Chor")
    desk.edit("partner", "gwg", parent="chor")
    desk.edit("partner", "gwg", parent=None)
    step = last_op(desk)
    desk.remove("partner", "chor")
    assert blocked_by(desk, step) == step + 1


def test_a_redo_misses_it_too(desk):
    client = desk.add("client", gender="w")
    visit = desk.add("visit", district="west")
    desk.edit("visit", visit, clients=[client])
    desk.undo()
    step = last_op(desk)
    desk.remove("client", client)
    assert blocked_by(desk, step) == step + 1


def test_a_name_that_is_taken_now_does_not_come_back(desk):
    desk.add("word", id="topic:eins", label_de="Eins", short="ei1")
    desk.remove("word", "topic:eins")
    step = last_op(desk)
    desk.add("word", id="topic:zwei", label_de="Zwei", short="ei1")
    with pytest.raises(DuplicateWord):
        desk.undo(step)
    assert "topic:eins" not in contents(desk.path)["word"]


def test_a_grant_does_not_come_back_over_another(desk):
    desk.add("term", id="alt", funding="tibi", starts_on="2001-01-01", ends_on="2001-12-31")
    desk.remove("term", "alt")
    step = last_op(desk)
    desk.add("term", id="neu", funding="tibi", starts_on="2001-06-01", ends_on="2002-12-31")
    with pytest.raises(TermsOverlap):
        desk.undo(step)
    assert "alt" not in contents(desk.path)["term"]


def test_a_slug_made_anew_stands_in_the_way(desk):
    desk.add("partner", id="chor", name="Chor")
    desk.undo()
    step = last_op(desk)
    desk.add("partner", id="chor", name="Ganz anderer Verein")
    with pytest.raises(UndoBlocked):
        desk.redo()
    assert blocked_by(desk, step) == step + 1


def test_an_undo_of_a_redo_of_an_undo_has_a_definite_end(desk):
    """Steps taken back by their numbers: each chain ends in one state, and what came back once does not come twice."""
    visit = desk.add("visit", district="west")
    added = last_op(desk)
    desk.undo(added)
    desk.undo(added + 1)
    desk.undo(added + 2)
    assert contents(desk.path)["visit"] == {}
    desk.redo()
    assert list(contents(desk.path)["visit"]) == [visit]
    assert blocked_by(desk, added + 3) == added + 4
    desk.undo(added + 4)
    desk.undo(added + 3)
    assert list(contents(desk.path)["visit"]) == [visit]
    with closing(open_file(desk.path, writing=False)) as con:
        assert ops.entry(con, added).undone is None
    assert desk.undo() == added
    assert contents(desk.path)["visit"] == {}


def test_twice_is_refused(desk):
    desk.add("visit", district="west")
    step = last_op(desk)
    desk.undo(step)
    with pytest.raises(UndoBlocked) as raised:
        desk.undo(step)
    assert "naht redo" in say(raised.value.advice, "de")


def test_the_log_says_what_is_undone(desk):
    desk.add("visit", district="west")
    step = last_op(desk)
    for state in ("undone", "standing", "undone", "standing"):
        desk.undo() if state == "undone" else desk.redo()
        with closing(open_file(desk.path, writing=False)) as con:
            assert bool(ops.entry(con, step).undone) == (state == "undone")
            assert ops.entries(con)[-1].undone is None


# ---- what it costs


LINES = 100


def sheet(desk, lines, minutes):
    """Visits of a sheet, one step; returns its number."""
    with desk.unit("visit add") as work:
        for line in range(lines):
            given = {"district": "west", "minutes": minutes, "source_key": f"{minutes}/{line}"}
            records.add(work, noun("visit"), given)
        return work.number


def steps_of(desk, number, *, again=False):
    """The steps that SQLite's machine makes to take a step back, in hundreds."""
    made = [0]

    def count():
        made[0] += 1
        return 0

    with desk.unit("redo" if again else "undo") as work:
        work.con.set_progress_handler(count, 100)
        undoing.take_back(work, number, again=again)
        work.con.set_progress_handler(None, 0)
        work.undo(number)
    return made[0]


def test_undo_of_a_sheet_costs_the_same_however_much_came_later(desk, alone):
    number = sheet(desk, LINES, 20)
    other = Desk(shutil.copy(desk.path, alone / "other.db"))
    sheet(other, 10 * LINES, 30)
    few, many = steps_of(desk, number), steps_of(other, number)
    assert 100 < many < 1.2 * few
    few, many = (steps_of(one, last_op(one), again=True) for one in (desk, other))
    assert 100 < many < 1.2 * few


def test_the_last_record_of_somebody_who_has_none_is_not_sought_in_all(desk, monkeypatch):
    monkeypatch.setattr(find, "NEWEST", 20)
    made = []
    for _ in range(2):
        sheet(desk, LINES, 20 + len(made))
        with closing(open_file(desk.path, writing=False)) as con:
            ticks = []
            con.set_progress_handler(lambda ticks=ticks: ticks.append(1), 10)
            with pytest.raises(NoLast):
                find.identify(con, noun("visit"), "@", worker="niemand")
            made.append(len(ticks))
    assert 10 < made[1] <= made[0] + 2


def test_a_note_that_equals_a_name_stands_in_nobodys_way(desk):
    desk.add("word", id="topic:garten", label_de="Garten")
    step = last_op(desk)
    desk.add("client", paper_ref="garten")
    desk.add("visit", district="west", note="topic:garten")
    desk.undo(step)


def test_undo_does_not_cross_a_restored_copy_of_an_older_schema(alone, naht):
    schemas = Path(__file__).parent / "schemas"
    path = alone / "office.db"
    assert naht("restore", str(shutil.copy(schemas / "schema2.db", alone / "copy.db"))).code == 0
    for step in ([], ["1"], ["2"]):
        ran = naht("--db", str(path), "undo", *step)
        assert (ran.code, "aktualisiert" in ran.err) == (4, True), ran
