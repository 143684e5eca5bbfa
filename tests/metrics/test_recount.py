"""Every figure, by every breakdown, equals its recount in plain Python, on offices that chance has filled."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from recount import CLIENT, SHARES, base_of, figures, read, recounted
from spoken import count

from naht.domain.days import ALWAYS, Period
from naht.domain.table import Filter
from naht.metrics.definitions import catalog
from naht.store.file.opening import reading

PERIODS = (
    ALWAYS, Period("2013-03-01", "2013-03-31"), Period("2013-01-01", "2013-12-31"), Period("", "2012-12-31"),
    Period("2013-06-15", ""), Period("2012-07-30", "2012-08-02"), Period("2019-01-01", "2019-12-31"),
)  # fmt: skip


@cache
def _read(path: Path) -> Any:
    with reading(path) as con:
        return read(con)


def _same(path: Path, metrics: list[str], by: list[str], wanted: Filter) -> None:
    data = _read(path)
    with reading(path) as con:
        table = count(con, metrics, by, wanted, "de")
    names = [column.name for column in table.columns]
    for metric in dict.fromkeys(metrics):
        expected = recounted(data, metric, by, wanted)
        place = names.index(metric)
        counted = {row[: len(by)]: row[place] for row in table.rows}
        total = counted.pop(("total", *[""] * (len(by) - 1)) if by else ())
        zero = "x" if metric in SHARES else 0
        assert total == expected.pop((), zero), (metric, by)
        rows = {key: value for key, value in counted.items() if key}
        assert len(rows) == len(table.rows) - 1
        assert {k: v for k, v in rows.items() if v != zero} == {k: v for k, v in expected.items() if v != zero}
    if len(by) > 1 and not all(catalog().dimensions[name].cross for name in by) and not set(metrics) & SHARES.keys():
        assert all(set(row[len(by) :]) != {0} for row in table.rows[:-1]), by  # what occurs, and no more


def _dimensions(metrics: list[str]) -> list[str]:
    known = catalog()
    bases = {base for metric in metrics for base in known.bases(known.metric(metric))}
    return [
        name for name, dimension in known.dimensions.items()
        if bases <= dimension.axes.keys() and len({dimension.of[base] for base in bases}) == 1
    ]  # fmt: skip


def test_the_recount_knows_every_figure() -> None:
    assert figures() == set(catalog().metrics)


@pytest.mark.parametrize("metric", sorted(figures()))
def test_every_figure_by_every_breakdown(metric: str, random_offices: list[Path]) -> None:
    for by in ([], *([name] for name in _dimensions([metric]))):
        for path in random_offices:
            _same(path, [metric], by, Filter())


@st.composite
def questions(draw: st.DrawFn) -> tuple[int, list[str], list[str], Filter]:
    metrics = draw(st.lists(st.sampled_from(sorted(figures())), min_size=1, max_size=4, unique=True))
    by = draw(st.lists(st.sampled_from(_dimensions(metrics)), max_size=3, unique=True))
    values = draw(st.fixed_dictionaries({}, optional={
        "district": st.lists(st.sampled_from(("west", "nord", "stadtweit")), min_size=1, max_size=2, unique=True),
        "funding": st.lists(st.sampled_from(("tibi", "thinka", "basis")), min_size=1, max_size=2, unique=True),
        "worker": st.lists(st.sampled_from(("anna", "bert")), min_size=1, max_size=2, unique=True),
    }))  # fmt: skip
    anonymous = None
    if {base_of(metric) for metric in metrics} == {"visit"}:
        anonymous = draw(st.sampled_from((None, None, True, False)))
        values |= draw(st.fixed_dictionaries({}, optional={
            "topic": st.just(["wohnen"]), "channel": st.just(["hausbesuch", "telefon"]),
            "outcome": st.just(["erreicht"]),
        }))  # fmt: skip
    wanted = Filter(draw(st.sampled_from(PERIODS)), tuple((k, tuple(v)) for k, v in values.items()), anonymous)
    return draw(st.integers(0, 2)), metrics, by, wanted


@settings(max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(questions())
def test_any_question(random_offices: list[Path], question: tuple[int, list[str], list[str], Filter]) -> None:
    office, metrics, by, wanted = question
    _same(random_offices[office], metrics, by, wanted)


def test_chance_reaches_what_matters(random_offices: list[Path]) -> None:
    data = _read(random_offices[0])
    assert any(len(visit["clients"]) == 3 for visit in data.records["visit"])
    assert {visit["setting"] for visit in data.records["visit"]} == {"E", "G", "O"}
    assert len({visit["outcome"] for visit in data.records["visit"]}) == 7
    assert "untergekommen" in {referral["state"] for referral in data.records["referral"]}
    assert {"tibi", "basis", "thinka"} <= {visit["funding"] for visit in data.records["visit"]}
    assert any(len({value for name, _, value in facts if name == "residence"}) > 1 for facts in data.facts.values())
    assert any({"wohnen", "wohnen.suche"} <= set(visit["topics"]) for visit in data.records["visit"])
    assert set(CLIENT) <= catalog().dimensions.keys()
    shifts = data.records["time"]
    assert {shift["worker"] for shift in shifts} == {None, "anna", "bert", "carl"}
    own = {(visit["day"], worker, visit["funding"]) for visit in data.records["visit"] for worker in visit["workers"]}
    assert any(shift["worker"] and (shift["day"], shift["worker"], shift["funding"]) not in own for shift in shifts)
    assert {len(work["workers"]) for work in data.records["work"]} >= {0, 1, 2}
    assert {visit["offer"] for visit in data.records["visit"]} == {None, "cafe", "fest"}
