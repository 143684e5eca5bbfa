"""The synthetic office: drawn the same from the same seed, and no rule broken on the way."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from naht.demo import Demo, Wish, closing, furnish, plan_of
from naht.demo.chance import Luck, choice, spread
from naht.demo.months import Calendar, blocks, months
from naht.demo.weights import load
from naht.domain.file_errors import FileExists
from naht.domain.holidays import easter
from naht.domain.nouns import noun
from naht.domain.table import Filter
from naht.store.file.opening import reading
from naht.store.journal import seal, triggers
from naht.store.reading import rows

TODAY = date(2026, 11, 22)
ACTIVITY = ("visit", "referral", "contact", "work")
Records = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Demo]:
    path = tmp_path_factory.mktemp("demo") / "office.naht"
    return path, furnish(path, Wish(TODAY, visits=400))


@pytest.fixture(scope="module")
def written(office: tuple[Path, Demo]) -> Records:
    return everything(office[0])


@pytest.fixture(scope="module")
def early(tmp_path_factory: pytest.TempPathFactory) -> Records:
    """An office whose two years run from TIBI over the gap into ThINKA."""
    path = tmp_path_factory.mktemp("early") / "office.naht"
    furnish(path, Wish(date(2013, 5, 10), years=2, visits=200))
    return everything(path)


def everything(path: Path) -> Records:
    names = (*ACTIVITY, "client", "partner", "funding", "term", "district", "site")
    with reading(path) as con:
        return {n: [dict(row) for row in rows.fetch(con, noun(n), Filter(), noun(n).fields)] for n in names}


def of_setting(written: Records, setting: str) -> list[dict[str, Any]]:
    return [visit for visit in written["visit"] if visit["setting"] == setting]


def open_days() -> Calendar:
    return Calendar(load().raw["calendar"])


# ---- chance


def test_the_same_seed_draws_the_same_office(tmp_path: Path) -> None:
    def drawn(name: str, seed: int) -> list[tuple[Any, ...]]:
        furnish(tmp_path / name, Wish(TODAY, visits=60, seed=seed))
        found = everything(tmp_path / name)
        return [
            (
                kind,
                row["day"],
                row["district"],
                row["funding"],
                *row.get("workers", [row.get("worker")]),
                row.get("channel"),
                row.get("minutes"),
            )
            for kind in ACTIVITY
            for row in found[kind]
        ]

    first = drawn("a.naht", 7)
    assert drawn("b.naht", 7) == first
    assert drawn("c.naht", 8) != first


def test_spread_keeps_the_sum() -> None:
    assert spread(10, [1, 1, 1]) == [3, 4, 3]
    assert sum(spread(840_000, [0.1 * n for n in range(169)])) == 840_000
    assert spread(5, [0, 0]) == [0, 0]


def test_pick_follows_the_weights() -> None:
    luck, weights = Luck(1), choice({"a": 90, "b": 10, "c": 0}.items())
    drawn = Counter(luck.pick(weights) for _ in range(2000))
    assert drawn["c"] == 0
    assert 1700 < drawn["a"] < 1900


# ---- the calendar


@pytest.mark.parametrize(
    ("year", "day"), [(2013, "2013-03-31"), (2019, "2019-04-21"), (2026, "2026-04-05"), (2038, "2038-04-25")]
)
def test_easter(year: int, day: str) -> None:
    assert easter(year).isoformat() == day


def test_holidays_of_thueringen_are_free() -> None:
    calendar = open_days()
    free = ["2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-14", "2026-05-25", "2026-12-25"]
    assert not any(calendar.weight(date.fromisoformat(day)) for day in free)
    assert calendar.weight(date(2018, 9, 20))  # a holiday only since 2019
    assert not calendar.weight(date(2019, 9, 20))
    assert calendar.weight(date(2026, 12, 29)) < calendar.weight(date(2026, 12, 8)) / 3
    assert calendar.open_from(date(2026, 5, 1)) == date(2026, 5, 4)


def test_months_end_today_and_years_take_the_rest() -> None:
    found = months(TODAY, 1)
    assert (found[0].first, found[-1].last, len(found)) == (date(2025, 11, 1), TODAY, 13)
    assert [len(block) for block in blocks(found)] == [13]
    assert [len(block) for block in blocks(months(TODAY, 3))] == [12, 12, 13]
    assert [len(block) for block in blocks(months(date(2026, 11, 30), 1)[:3])] == [3]


def test_a_large_office_takes_fourteen_years() -> None:
    plan = plan_of(Wish(TODAY, visits=840_000))
    assert (plan.first, plan.visits) == (date(2012, 11, 1), 840_000)
    assert plan_of(Wish(TODAY)).visits == pytest.approx(2650, rel=0.02)


@pytest.mark.parametrize("name", ACTIVITY)
def test_nothing_happens_on_free_days(written: Records, name: str) -> None:
    calendar = open_days()
    assert [row["day"] for row in written[name] if not calendar.weight(date.fromisoformat(row["day"]))] == []


def test_it_ends_today_and_summer_is_quiet(written: Records) -> None:
    days = [visit["day"] for visit in written["visit"]]
    assert max(days) <= TODAY.isoformat()
    assert max(days) >= (TODAY - timedelta(days=14)).isoformat()
    by_month = Counter(day[5:7] for day in days if day >= "2025-12-01")
    assert by_month["07"] + by_month["08"] < by_month["09"] + by_month["10"]


# ---- the rules


def allowed(written: Records, row: dict[str, Any]) -> bool:
    funding = next(one for one in written["funding"] if one["id"] == row["funding"])
    district = next(one for one in written["district"] if one["id"] == row["district"])
    covered = not funding["districts"] or row["district"] in funding["districts"] or district["everywhere"]
    terms = [term for term in written["term"] if term["funding"] == row["funding"]]
    return covered and any((term["starts_on"] or "0") <= row["day"] <= (term["ends_on"] or "9") for term in terms)


@pytest.mark.parametrize("name", ACTIVITY)
def test_every_funding_runs_and_covers_the_district(written: Records, early: Records, name: str) -> None:
    assert [row for row in written[name] if not allowed(written, row)] == []
    assert [row for row in early[name] if not allowed(early, row)] == []


def test_fundings_share_the_work(written: Records) -> None:
    visits = of_setting(written, "E")
    by = Counter(visit["funding"] for visit in visits)
    assert set(by) == {"basis", "thinka"}
    assert 0.5 < by["basis"] / len(visits) < 0.72


def test_before_2013_tibi_or_the_office_itself_carries_the_work(early: Records) -> None:
    def carriers(start: str, end: str) -> set[str]:
        return {visit["funding"] for visit in early["visit"] if start <= visit["day"] <= end}

    assert carriers("2011-05-01", "2012-07-31") <= {"tibi", "eigen"}
    assert "tibi" in carriers("2011-05-01", "2012-07-31")
    assert carriers("2012-08-01", "2012-12-31") == {"eigen"}
    assert carriers("2013-01-01", "2013-05-10") == {"basis", "thinka"}
    assert not [visit for visit in early["visit"] if visit["district"] == "nord" and visit["day"] < "2013-01-01"]


def test_a_contact_point_is_used_once_it_is_open(early: Records) -> None:
    opened = {site["id"]: site["opened_on"] or "" for site in early["site"]}
    assert opened["marktstrasse"] == "2013-03-19"
    assert [visit for visit in early["visit"] if visit["site"] and visit["day"] < opened[visit["site"]]] == []


def test_every_month_is_one_sealed_command(office: tuple[Path, Demo]) -> None:
    path, made = office
    with reading(path) as con:
        ops = con.execute("SELECT command, at FROM op ORDER BY n").fetchall()
        assert list(seal.broken(con)) == []
    assert ops[0] == ("init", closing(made.plan.first))
    assert ops[1:] == [("demo", closing(month.last)) for month in made.plan.months]


def test_the_journal_knows_every_row(office: tuple[Path, Demo]) -> None:
    with reading(office[0]) as con:
        for table in triggers.tables(con):
            there = con.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            acts = dict(con.execute("SELECT act, count(*) FROM change WHERE tbl = ? GROUP BY act", (table,)))
            assert (table, acts.get("i", 0) - acts.get("d", 0)) == (table, there)


def test_states_of_a_referral_follow_each_other(office: tuple[Path, Demo], written: Records) -> None:
    calendar, moved = open_days(), 0
    with reading(office[0]) as con:
        following = dict(con.execute("SELECT slug, attributes ->> 'next' FROM word WHERE list = 'referral_state'"))
        for referral in written["referral"]:
            steps = rows.history(con, noun("referral"), referral["id"])
            assert steps[0][1:] == (referral["day"], "offen")
            assert steps[-1][2] == referral["state"]
            for (_, before, old), (_, since, new) in pairwise(steps):
                assert new in following[old].split(",")
                assert before <= since <= TODAY.isoformat()
                assert calendar.weight(date.fromisoformat(since))
                moved += 1
    assert moved > len(written["referral"]) / 2


# ---- what is in it


def test_as_much_as_was_wished(office: tuple[Path, Demo], written: Records) -> None:
    one_to_one = of_setting(written, "E")
    assert len(one_to_one) == office[1].plan.visits == 400
    assert 10 <= len(of_setting(written, "G")) <= 22
    assert 30 <= len(of_setting(written, "O")) <= 50
    assert 0.28 <= len(written["referral"]) / 400 <= 0.44
    assert office[1].written["visit"] == len(written["visit"])
    assert all(visit["headcount"] for visit in of_setting(written, "G"))
    assert not any(visit["headcount"] for visit in one_to_one)


def test_visits_are_of_many_kinds(written: Records) -> None:
    visits = of_setting(written, "E")
    anonymous = [visit for visit in visits if not visit["clients"]]
    assert 0.08 < len(anonymous) / len(visits) < 0.25
    assert any(visit["gender"] for visit in anonymous)
    assert any(not visit["gender"] for visit in anonymous)
    assert any(visit["residence"] for visit in anonymous)
    assert any(len(visit["clients"]) > 1 for visit in visits)
    assert any(visit["co_advised"] for visit in visits)
    assert any(len(visit["topics"]) > 2 for visit in visits)
    assert 0.02 < sum(visit["outcome"] != "erreicht" for visit in visits) / len(visits) < 0.15
    assert 0.05 < sum(visit["minutes"] is None for visit in visits) / len(visits) < 0.3
    assert all(visit["clients"] for visit in of_setting(written, "O"))


def test_most_people_come_once_and_a_few_very_often(written: Records) -> None:
    often = Counter(client for visit in of_setting(written, "E") for client in visit["clients"])
    assert len(often) > 80
    assert 0.45 < sum(count == 1 for count in often.values()) / len(often) < 0.8
    assert max(often.values()) > 10
    assert len(often) == len(written["client"])


def test_nord_grows_from_nothing(written: Records) -> None:
    days = [visit["day"] for visit in of_setting(written, "E") if visit["district"] == "nord"]
    assert sum(day < "2026-02-01" for day in days) < 5
    assert sum(day >= "2026-08-01" for day in days) > 2 * sum(day < "2026-05-01" for day in days)


def test_clients_have_statistics_that_change(office: tuple[Path, Demo], written: Records) -> None:
    clients = written["client"]
    assert all(client["gender"] and client["residence"] for client in clients)
    assert 0.5 < sum(bool(client["labour"]) for client in clients) / len(clients) < 0.85
    assert any(client["known_since"] for client in clients)
    with reading(office[0]) as con:
        assert con.execute("SELECT 1 FROM client_fact GROUP BY client, attribute HAVING count(*) > 1").fetchone()


def test_the_network_meets(written: Records) -> None:
    contacts = written["contact"]
    steering = [contact["day"][5:7] for contact in contacts if contact["kind"] == "steuerungsgruppe"]
    assert sorted(steering) == ["03", "06", "09", "12"]
    assert 2 < sum(len(contact["partners"]) for contact in contacts) / len(contacts) < 4.5
    assert all(contact["partners"] for contact in contacts)
    first_talks = {partner for one in contacts if one["kind"] == "erstgespraech" for partner in one["partners"]}
    joined = {row["id"] for row in load().raw["partner"] if row["joins"]}
    assert joined <= first_talks
    assert {row["kind"] for row in written["work"]} >= {"dokumentation", "fahrt", "team"}


def test_names_are_plainly_invented() -> None:
    assert all(row["name"].startswith("Beispiel-") for row in load().raw["partner"])


# ---- the file


def test_what_is_interrupted_leaves_no_file(tmp_path: Path) -> None:
    def stop(done: int, whole: int) -> None:
        assert (done < whole) == (done < 40)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        furnish(tmp_path / "office.naht", Wish(TODAY, visits=40), progress=stop)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["NAHT_DB", "--db", ""])
def test_the_real_file_is_never_the_demo(
    alone: Path, naht: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """``NAHT_DB`` names the office's own file: the demo goes elsewhere and says so."""
    if place != "NAHT_DB":
        monkeypatch.delenv("NAHT_DB")
    wished = ("--db", "there.db") if place == "--db" else ()
    ran = naht("demo", "--visits", "20", *wished)
    assert ran.code == 0
    assert ("NAHT_DB bleibt, wie sie ist" in ran.err) == (place == "NAHT_DB")
    made = alone / "there.db" if place == "--db" else alone / "data" / "naht" / "demo.db"
    assert made.exists()
    assert not (alone / "office.db").exists()


def test_an_existing_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "mine.naht"
    path.write_text("mine")
    with pytest.raises(FileExists):
        furnish(path, Wish(TODAY))
    assert path.read_text() == "mine"
