"""The plain model by itself, and that the machine notices a naht that is broken on purpose."""

import sys
from importlib import import_module
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.trials.memory import in_memory
from tests.trials.model.machine import Machine
from tests.trials.model.notebook import Notebook
from tests.trials.model.rules import dated, overlapping
from tests.trials.model.trial import Job, played, prepared


@pytest.fixture
def book():
    return Notebook({"visit": {}, "client": {}, "term": {}}, 7)


def test_a_step_is_what_differs(book):
    assert book.record("a", {("visit", "v1"): {"minutes": 1, "note": None}}).number == 7
    assert book.record("a", {("visit", "v1"): {"minutes": 1, "note": None}}) is None
    step = book.record("a", {("visit", "v1"): {"minutes": 2, "note": None}})
    assert step.changes == [(("visit", "v1"), {"minutes": 1}, {"minutes": 2})]


def test_undo_and_redo_lead_back(book):
    book.record("a", {("visit", "v1"): {"minutes": 1}})
    book.record("a", {("visit", "v1"): {"minutes": 2, "note": "x"}})
    before = book.copy().records
    undo = book.take_back(book.next_undo("a"), "a")
    assert book.of("visit") == {"v1": {"minutes": 1}}
    assert book.next_redo("a") is undo
    book.take_back(undo, "a")
    assert book.records == before
    assert book.next_undo("a") is book.steps[1]
    assert book.next_redo("a") is None


def test_undo_is_each_workers_own_and_later_work_is_in_the_way(book):
    mine = book.record("a", {("client", "k1"): {}})
    other = book.record("b", {("visit", "v1"): {"clients": ["k1"]}})
    assert (book.next_undo("a"), book.next_undo("b")) == (mine, other)
    assert book.in_the_way(mine)
    book.take_back(other, "b")
    assert not book.in_the_way(mine)


def test_of_dated_values_the_latest_is_shown(book):
    cells = {}
    dated(cells, "residence", "west", "2026-03-01")
    dated(cells, "residence", "nord", "2026-01-01")
    book.record("a", {("client", "k1"): cells})
    assert book.shown("client") == {"k1": {"residence": "west"}}
    dated(cells, "residence", None)
    assert cells == {}


@pytest.mark.parametrize(("span", "clash"), [
    (("2012-01-01", "2012-12-31"), False), (("2013-01-01", None), True), ((None, "2012-12-31"), False),
    ((None, None), True), (("2014-01-01", "2013-01-01"), True),
])  # fmt: skip
def test_grants_of_one_funding_share_no_day(book, span, clash):
    book.record("a", {("term", "t"): {"funding": "thinka", "starts_on": "2013-01-01", "ends_on": None}})
    assert overlapping(book, "u", {"funding": "thinka", "starts_on": span[0], "ends_on": span[1]}) == clash


def unsealed(con, number):
    con.execute("UPDATE op SET seal = x'' WHERE n = ?", (number,))


BROKEN = {
    "undo forgets what was changed": ("naht.store.journal.replay._ACTS", {"u": lambda *_: None}),
    "undo passes over clients": ("naht.services.undoing.NOT_RECORDING", ("init", "config", "client add")),
    "every remove is allowed": ("naht.store.reading.references.users", lambda *_: []),
    "lists are not cleared": ("naht.store.reading.rows._clear", lambda *_: None),
    "seals are not kept": ("naht.store.journal.seal.close", unsealed),
    "grants overlap": ("naht.services.rules.term.settle", lambda *_: []),
}


@pytest.mark.heavy
@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_naht_is_noticed(how, tmp_path, monkeypatch):
    place, broken = BROKEN[how]
    with in_memory(tmp_path) as folder:
        source = prepared(folder / "office")
        if isinstance(broken, dict):
            for key, value in broken.items():
                module, name = place.rsplit(".", 1)
                monkeypatch.setitem(getattr(import_module(module), name), key, value)
        else:
            monkeypatch.setattr(place, broken)
        assert played(Job(source, 60, 50, 1)).failed
    assert Machine.commands == 0  # each run counts for itself
