"""What can be asked, and what is said where something cannot."""

from collections.abc import Callable
from typing import Any

import pytest
from make import TOPICS, Office
from spoken import count

from naht.domain.days import Period
from naht.domain.errors import NahtError
from naht.domain.settings import WORKER_METRICS
from naht.domain.table import Filter
from naht.metrics import answer, query
from naht.metrics.catalog import (
    NoMetric,
    NotBrokenDown,
    NotFiltered,
    NotTogether,
    NoWorkerFigures,
    TooManyCells,
    UnknownDimension,
    UnknownMetric,
)  # fmt: skip
from naht.output.language import say
from naht.store.file.sqlite import Connection
from naht.store.reading import settings

Ask = Callable[..., Connection]
YEAR = Filter(Period("2013-01-01", "2013-12-31"))


@pytest.mark.parametrize(("metrics", "by", "wanted", "error", "said"), [
    ([], [], Filter(), NoMetric, "visits"),
    (["visit"], [], Filter(), UnknownMetric, "visits"),
    (["erstperson"], [], Filter(), UnknownMetric, "first_persons"),
    (["first-person"], [], Filter(), UnknownMetric, "first_persons"),
    (["visits"], ["stadteil"], Filter(), UnknownDimension, "district"),
    (["work"], ["topic"], Filter(), NotBrokenDown, "month"),
    (["visits", "work"], ["channel"], Filter(), NotBrokenDown, "district"),
    (["arrival_rate"], ["gender"], Filter(), NotBrokenDown, "partner"),
    (["referrals", "work"], ["kind"], Filter(), NotTogether, "getrennt"),
    (["work"], [], Filter(values=(("channel", ("telefon",)),)), NotFiltered, "--channel"),
    (["work"], [], Filter(anonymous=True), NotFiltered, "--anonymous"),
    (["visits"], ["worker"], Filter(), NoWorkerFigures, "worker_metrics"),
    (["visits"], [], Filter(values=(("worker", ("a",)),)), NoWorkerFigures, "worker_metrics"),
])  # fmt: skip
def test_what_cannot_be_counted(
    asking: Ask, metrics: list[str], by: list[str], wanted: Filter, error: type[NahtError], said: str
) -> None:
    con = asking(lambda _: None)
    with pytest.raises(error) as caught:
        count(con, metrics, by, wanted, "de")
    assert say(caught.value.message, "de") != say(caught.value.message, "en")
    assert said in say(caught.value.advice, "de") + say(caught.value.advice, "en")


def test_figures_by_worker_once_the_office_allows_them(asking: Ask) -> None:
    def record(office: Office) -> None:
        settings.put(office.work, WORKER_METRICS, "1")
        office.add("worker", id="anna")
        office.visit("2013-01-10", workers=["anna"])
        office.visit("2013-01-10")

    rows = count(asking(record), ["visits"], ["worker"], Filter(), "de").rows
    assert rows == [("anna", 1), ("k-a", 1), ("total", 2)]


def test_several_bases_in_one_table(asking: Ask) -> None:
    def record(office: Office) -> None:
        office.visit("2013-01-10", "west")
        office.add("work", day="2013-01-10", district="nord", funding="eigen", kind="team")

    rows = count(asking(record), ["visits", "network_contacts", "work"], ["district"], Filter(), "de").rows
    assert rows[:3] == [("west", 1, 0, 0), ("schoendorf", 0, 0, 0), ("nord", 0, 0, 1)]


def test_rows_speak_slugs_and_people_read_labels(asking: Ask) -> None:
    con = asking(lambda office: office.visit("2013-01-10", "schoendorf", gender="w"))
    german = count(con, ["visits"], ["district", "gender"], Filter(), "de")
    assert german.labels["district", "schoendorf"] == "Schöndorf"
    assert german.labels["gender", "w"] == "weiblich"
    assert (german.labels["district", "total"], german.columns[0].label) == ("Gesamt", "Stadtteil")
    english = count(con, ["visits"], ["gender", "month"], Filter(), "en")
    assert english.labels["gender", "w"] == "Female"
    assert english.labels["month", "2013-01"] == "January 2013"


def test_a_crossed_table_is_complete_by_district_and_month_only(asking: Ask) -> None:
    """By others it has only what occurs: of a hundred thousand rows of five breakdowns a few hundred are not empty."""
    con = asking(lambda office: office.visit("2013-01-10", "west", gender="w"))
    first = Filter(Period("2013-01-01", "2013-02-28"))
    assert count(con, ["visits"], ["month", "district"], first, "de").rows == [
        *(("2013-01", district, int(district == "west")) for district in ("west", "schoendorf", "nord", "innenstadt")),
        *(("2013-02", district, 0) for district in ("west", "schoendorf", "nord", "innenstadt")), ("total", "", 1),
    ]  # fmt: skip
    rows = count(con, ["visits"], ["district", "gender"], first, "de").rows
    assert rows == [("west", "w", 1), ("total", "", 1)]
    nothing = Filter(Period("2014-01-01", "2014-01-31"))
    assert count(con, ["visits"], ["district", "gender"], nothing, "de").rows == [("total", "", 0)]
    assert len(count(con, ["visits"], ["district"], nothing, "de").rows) == 5


def test_a_table_has_a_limit(asking: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def record(office: Office) -> None:
        for day in range(1, 11):
            office.visit(f"2013-01-{day:02}", ("west", "nord")[day % 2], topics=[TOPICS[day % 5]])

    con = asking(record)
    ten, many = ["visits", "attempts"], ["district", "topic"]
    for cells, metrics, by, widest in (
        (20, ten, many, ""), (19, ten, many, "Hauptanliegen"), (10, ["visits"], many, ""),
        (9, ["visits"], many, "Hauptanliegen"), (5, ["visits"], ["topic"], ""),
        (4, ["visits"], ["topic"], "Hauptanliegen"), (4, ["visits"], ["district"], ""),
        (3, ["visits"], ["district"], "Stadtteil"), (48, ["visits"], ["month", "district"], ""),
        (47, ["visits"], ["month", "district"], "Monat"),
    ):  # fmt: skip
        monkeypatch.setattr(answer, "MOST", cells)
        if not widest:
            count(con, metrics, by, YEAR, "de")
            continue
        with pytest.raises(TooManyCells) as caught:
            count(con, metrics, by, YEAR, "de")
        assert str(cells) in say(caught.value.message, "de")
        assert f"„{widest}“" in say(caught.value.advice, "de")


@pytest.mark.parametrize(
    ("by", "asked"), [(["month", "weekday"], ["ask"]), (["month", "weekday", "district"], ["some_keys"])]
)
def test_no_more_rows_are_fetched_than_a_table_may_have(
    asking: Ask, monkeypatch: pytest.MonkeyPatch, by: list[str], asked: list[str]
) -> None:
    """What is refused needs no memory, and by three breakdowns and more no counting."""
    con = asking(lambda office: [office.visit(f"2013-01-{day:02}") for day in range(1, 29)])
    fetched: dict[str, int] = {}

    def noting(name: str) -> Callable[..., Any]:
        function = getattr(query, name)

        def note(*args: Any) -> Any:
            rows = function(*args)
            fetched[name] = len(rows)
            return rows

        return note

    monkeypatch.setattr(answer, "MOST", 3)
    for name in ("ask", "some_keys"):
        monkeypatch.setattr(answer, name, noting(name))
    with pytest.raises(TooManyCells):
        count(con, ["visits"], by, Filter(), "de")
    assert fetched == dict.fromkeys(asked, 4)


def test_every_question_leaves_the_connection_as_it_was(asking: Ask) -> None:
    con = asking(lambda office: office.visit("2013-01-10"))
    count(con, ["visits", "persons", "first_persons"], ["age_group", "topic_group"], Filter(), "de")
    assert con.execute("PRAGMA query_only").fetchone() == (1,)
    assert con.execute("SELECT count(*) FROM temp.sqlite_schema").fetchone() == (0,)
    assert con.in_transaction
