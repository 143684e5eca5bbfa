"""Working time: minutes times the workers who were there, on the money of each one's post, over all kinds of record."""

from collections.abc import Callable
from typing import Any

import pytest
from make import Office

from naht.domain.days import ALWAYS, Period
from naht.domain.settings import WORKER_METRICS
from naht.domain.table import Filter
from naht.metrics.answer import count
from naht.metrics.catalog import NotBrokenDown, NotFiltered, NoWorkerFigures
from naht.services.rules.office import change_setting
from naht.store.file.sqlite import Connection

Ask = Callable[[Callable[[Office], Any]], Connection]
JANUARY, FEBRUARY = Period("2014-01-01", "2014-01-31"), Period("2014-02-01", "2014-02-28")


def team(office: Office) -> None:
    """One on ThINKA all the time, one on both until January, one without a post."""
    for code in ("anna", "bert", "carl"):
        office.add("worker", id=code)
    office.add("post", worker="anna", funding="thinka", starts_on="2014-01-01", ends_on="2014-02-28")
    office.add("post", worker="bert", funding="thinka", ends_on="2014-01-31")
    office.add("post", worker="bert", funding="basis")
    change_setting(office.work, WORKER_METRICS, "1")


def counted(con: Connection, *by: str, metric: str = "working_time", wanted: Filter | None = None) -> dict[Any, Any]:
    table = count(con, [metric], list(by), wanted or Filter())
    return {row[: len(by)] if len(by) != 1 else row[0]: row[len(by)] for row in table.rows}


def test_a_contact_of_two_is_one_contact_and_twice_its_time(asking: Ask) -> None:
    def record(office: Office) -> None:
        team(office)
        office.visit("2014-01-10", workers=["anna", "carl"], minutes=45, funding="eigen")
        office.visit("2014-01-10", minutes=10, funding="eigen")

    con = asking(record)
    assert counted(con)[()] == 100
    assert counted(con, metric="minutes")[()] == 55
    assert counted(con, metric="visits")[()] == 2
    assert counted(con, "worker") == {"anna": 45, "carl": 45, "k-a": 10, "total": 100}
    assert counted(con, "funding")["thinka"] == 45  # anna's post; carl and nobody stay with the record
    assert counted(con, "funding")["eigen"] == 55
    assert counted(con, "funding", metric="minutes")["eigen"] == 55


def test_every_kind_of_record_counts(asking: Ask) -> None:
    """Attempts, groups, casework, network and other work too: what no figure of minutes knew."""

    def record(office: Office) -> None:
        office.visit("2014-01-10", minutes=1)
        office.visit("2014-01-10", minutes=2, outcome="nicht-erschienen")
        office.visit("2014-01-10", minutes=4, channel="treffpunkt", headcount=9)
        office.visit("2014-01-10", minutes=8, channel="gruppe", outcome="abgesagt")
        office.visit("2014-01-10", minutes=16, channel="fallarbeit")
        office.add("contact", day="2014-01-10", district="west", funding="eigen", minutes=32)
        office.add("work", day="2014-01-10", district="west", funding="eigen", kind="team", minutes=64)
        office.visit("2014-01-10")

    con = asking(record)
    table = count(con, ["working_time"], [], Filter())
    assert table.rows == [(127, 7)]
    assert [note.facts["of"] for note in table.notes if getattr(note, "facts", {}).get("known")] == [8]
    assert counted(con, "activity") == {"E": 3, "G": 12, "O": 16, "contact": 32, "work": 64, "total": 127}
    assert counted(con, "district")["west"] == 127


@pytest.mark.parametrize(("day", "funding"), [
    ("2014-01-31", "eigen"), ("2014-02-01", "basis"), ("2014-02-28", "basis"),
])  # fmt: skip
def test_two_posts_on_one_day_say_nothing(asking: Ask, day: str, funding: str) -> None:
    def record(office: Office) -> None:
        team(office)
        office.visit(day, workers=["bert"], minutes=30, funding="eigen")

    assert counted(asking(record), "funding")[funding] == 30


@pytest.mark.parametrize(("day", "funding"), [
    ("2013-12-31", "eigen"), ("2014-01-01", "thinka"), ("2014-02-28", "thinka"), ("2014-03-01", "eigen"),
])  # fmt: skip
def test_both_ends_of_a_post_are_included(asking: Ask, day: str, funding: str) -> None:
    def record(office: Office) -> None:
        team(office)
        office.visit(day, workers=["anna"], minutes=30, funding="eigen")

    assert counted(asking(record), "funding")[funding] == 30


def test_a_filter_by_worker_or_funding_is_asked_of_each_ones_share(asking: Ask) -> None:
    def record(office: Office) -> None:
        team(office)
        office.visit("2014-02-10", workers=["anna", "bert"], minutes=45, funding="eigen")
        office.visit("2014-02-10", "nord", workers=["carl"], minutes=7, funding="thinka")

    con = asking(record)
    ask = {
        ("worker", "anna"): 45, ("funding", "thinka"): 52, ("funding", "basis"): 45, ("funding", "eigen"): 0,
        ("district", "nord"): 7,
    }  # fmt: skip
    assert {key: counted(con, wanted=Filter(ALWAYS, ((key[0], (key[1],)),)))[()] for key in ask} == ask
    both = Filter(FEBRUARY, (("funding", ("thinka",)), ("worker", ("bert",))))
    assert counted(con, wanted=both)[()] == 0
    assert counted(con, wanted=Filter(JANUARY))[()] == 0


def test_what_it_cannot_be_asked(asking: Ask) -> None:
    con = asking(lambda office: office.visit("2014-02-10", minutes=20))
    with pytest.raises(NotFiltered):
        counted(con, wanted=Filter(ALWAYS, (("channel", ("telefon",)),)))
    with pytest.raises(NotFiltered):
        counted(con, wanted=Filter(anonymous=True))
    with pytest.raises(NotBrokenDown):
        counted(con, "channel")
    for wanted, by in ((Filter(), ["worker"]), (Filter(ALWAYS, (("worker", ("anna",)),)), [])):
        with pytest.raises(NoWorkerFigures):
            counted(con, *by, wanted=wanted)
