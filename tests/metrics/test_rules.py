"""The counting rules an office would sign, each on a few records made by hand (field notes, acceptance tests)."""

from collections.abc import Callable
from typing import Any

import pytest
from make import Office
from spoken import count

from naht.domain.days import ALWAYS, Period
from naht.domain.refusals import DistrictNotFunded, NoTermThatDay
from naht.domain.table import Filter, Table
from naht.store.file.sqlite import Connection

Ask = Callable[..., Connection]
Y2013, Q1 = Period("2013-01-01", "2013-12-31"), Period("2013-01-01", "2013-03-31")
SUM = "Summe der Zeilen ≠ Gesamt, da Personen mehrfach vorkommen können."


def cells(table: Table, *names: str) -> dict[str, Any]:
    """First column to the named figures (one alone, several as a tuple)."""
    places = [[column.name for column in table.columns].index(name) for name in names]
    rows = {str(row[0]): tuple(row[place] for place in places) for row in table.rows}
    return {key: row[0] if len(names) == 1 else row for key, row in rows.items()}


def total(con: Connection, metric: str, period: Period = ALWAYS, **values: str) -> Any:
    wanted = Filter(period, tuple((name, (value,)) for name, value in values.items()))
    return count(con, [metric], [], wanted, "de").rows[-1][0]


def test_a_person_seen_in_three_months_is_one_in_the_quarter(asking: Ask) -> None:
    def record(office: Office) -> None:
        client = office.client()
        for day in ("2013-01-10", "2013-02-11", "2013-03-12"):
            office.visit(day, "west", client)

    table = count(asking(record), ["visits", "persons"], ["month"], Filter(Q1), "de")
    assert cells(table, "visits", "persons") == {
        "2013-01": (1, 1), "2013-02": (1, 1), "2013-03": (1, 1), "total": (3, 1),
    }  # fmt: skip
    assert f"Personen: {SUM}" in table.notes


def test_a_person_in_two_districts_is_one_in_each_and_one_in_all(asking: Ask) -> None:
    def record(office: Office) -> None:
        client = office.client()
        office.visit("2013-01-10", "west", client)
        office.visit("2013-01-11", "nord", client)

    table = count(asking(record), ["persons"], ["district"], Filter(Q1), "de")
    assert cells(table, "persons") == {"west": 1, "schoendorf": 0, "nord": 1, "innenstadt": 0, "total": 1}


def test_in_the_gap_only_own_money_carries_a_visit(asking: Ask) -> None:
    def record(office: Office) -> None:
        for funding in ("tibi", "thinka"):
            with pytest.raises(NoTermThatDay):
                office.visit("2012-09-10", "west", funding=funding)
        office.visit("2012-09-10", "west", funding="eigen")

    table = count(asking(record), ["visits"], ["funding"], Filter(Period("2012-08-01", "2012-12-31")), "de")
    assert cells(table, "visits") == {"eigen": 1, "total": 1}


def test_the_last_day_of_a_grant_counts_and_the_next_does_not(asking: Ask) -> None:
    def record(office: Office) -> None:
        office.visit("2012-07-31", "west", funding="tibi")
        with pytest.raises(NoTermThatDay):
            office.visit("2012-08-01", "west", funding="tibi")

    assert total(asking(record), "visits", funding="tibi") == 1


def test_tibi_knows_no_nord(asking: Ask) -> None:
    def record(office: Office) -> None:
        with pytest.raises(DistrictNotFunded):
            office.visit("2012-07-01", "nord", funding="tibi")

    assert total(asking(record), "visits") == 0


def test_a_district_without_data_has_its_row(asking: Ask) -> None:
    table = count(asking(lambda office: office.visit("2013-01-10", "west")), ["visits"], ["district"], Filter(Q1), "de")
    assert cells(table, "visits")["nord"] == 0
    assert "stadtweit" not in cells(table, "visits")


def test_an_empty_file_has_every_district_and_no_more(asking: Ask) -> None:
    table = count(asking(lambda _: None), ["visits", "minutes", "outreach_share"], ["district"], Filter(Q1), "de")
    assert [row[1:] for row in table.rows] == [(0, 0, 0, "x")] * 5
    assert table.rows[-1][0] == "total"


def test_districts_live_from_their_first_day_to_their_last(asking: Ask) -> None:
    def record(office: Office) -> None:
        office.add("district", id="neubau", name="Neubau", starts_on="2013-04-01")
        office.edit("district", "innenstadt", ends_on="2012-12-31")

    con = asking(record)
    assert set(cells(count(con, ["visits"], ["district"], Filter(Q1), "de"), "visits")) == {
        "west", "schoendorf", "nord", "total",
    }  # fmt: skip
    assert "neubau" in cells(count(con, ["visits"], ["district"], Filter(Y2013), "de"), "visits")


def test_citywide_has_a_row_only_where_it_has_records(asking: Ask) -> None:
    con = asking(lambda office: office.visit("2013-01-10", "stadtweit"))
    table = count(con, ["visits"], ["district"], Filter(Q1), "de")
    assert cells(table, "visits")["stadtweit"] == 1


def test_who_did_not_attend_was_not_advised(asking: Ask) -> None:
    def record(office: Office) -> None:
        client = office.client()
        for outcome in ("nicht-erschienen", "nicht-erreicht", "erreicht"):
            office.visit("2013-01-10", "west", client, outcome=outcome)

    con = asking(record)
    names = ("visits", "persons", "attempts", "no_shows")
    assert count(con, list(names), [], Filter(Q1), "de").rows == [(1, 1, 2, 1)]


@pytest.mark.parametrize(("period", "expected"), [
    (Period("2012-02-01", "2012-02-29"), 1), (Period("2012-03-01", "2012-03-31"), 1),
    (Period("2011-10-01", "2011-12-31"), 1), (Period("2012-01-01", "2012-06-30"), 4),
    (Period("2012-01-01", "2012-01-01"), 1), (Period("2012-02-29", "2012-02-29"), 1),
])  # fmt: skip
def test_borders_of_periods_belong_to_them(asking: Ask, period: Period, expected: int) -> None:
    days = ("2011-12-31", "2012-01-01", "2012-02-29", "2012-03-31", "2012-06-30", "2012-07-01")

    def record(office: Office) -> None:
        for day in days:
            office.visit(day)

    assert total(asking(record), "visits", period) == expected


def test_a_year_begins_on_the_first_of_january_whatever_its_week(asking: Ask) -> None:
    """2012-12-31 and 2013-01-01 share an ISO week; a count never does."""

    def record(office: Office) -> None:
        office.visit("2012-12-31")
        office.visit("2013-01-01")

    con = asking(record)
    assert cells(count(con, ["visits"], ["year"], Filter(), "de"), "visits") == {"2012": 1, "2013": 1, "total": 2}
    quarters = cells(count(con, ["visits"], ["quarter"], Filter(), "de"), "visits")
    assert quarters == {"2012-Q4": 1, "2013-Q1": 1, "total": 2}


def test_months_have_no_gap(asking: Ask) -> None:
    def record(office: Office) -> None:
        office.visit("2012-11-05")
        office.visit("2013-02-05")

    con = asking(record)
    assert list(cells(count(con, ["visits"], ["month"], Filter(), "de"), "visits").values()) == [1, 0, 0, 1, 2]
    assert len(count(con, ["visits"], ["month"], Filter(Y2013), "de").rows) == 13


def test_the_arrival_rate_of_nothing_ended_is_impossible(asking: Ask) -> None:
    def record(office: Office) -> None:
        for state in ("offen", "unbekannt", "nicht-erschienen"):
            office.add("referral", day="2013-01-10", district="west", funding="eigen", partner="jobcenter", state=state)

    con = asking(record)
    assert count(con, ["referrals", "ended_referrals", "arrival_rate"], [], Filter(), "de").rows == [(3, 0, "x")]
    table = count(con, ["arrival_rate", "referrals"], ["partner"], Filter(), "de")
    assert cells(table, "arrival_rate") == {"jobcenter": "x", "total": "x"}


def test_the_arrival_rate_leaves_out_incoming_and_unknown(asking: Ask) -> None:
    def record(office: Office) -> None:
        common = {"day": "2013-01-10", "district": "west", "funding": "eigen", "partner": "jobcenter"}
        for state in ("angekommen", "teilweise", "abgebrochen", "unbekannt", "offen"):
            office.add("referral", **common, state=state)
        office.add("referral", **common, state="abgebrochen", kind="eingang")

    names = ["arrivals", "ended_referrals", "arrival_rate"]
    assert count(asking(record), names, [], Filter(), "de").rows == [(2, 3, 667)]


def test_a_person_in_both_parts_of_the_project_counts_once_in_all(asking: Ask) -> None:
    def record(office: Office) -> None:
        client = office.client()
        office.visit("2013-01-10", "west", client, funding="thinka")
        office.visit("2013-01-11", "west", client, funding="basis")

    con = asking(record)
    table = count(con, ["persons"], ["funding"], Filter(Q1), "de")
    assert cells(table, "persons") == {"basis": 1, "thinka": 1, "total": 1}
    assert total(con, "persons", funding="basis") == total(con, "persons", funding="thinka") == 1


def test_a_couple_is_one_visit_and_two_whole_people(asking: Ask) -> None:
    def record(office: Office) -> None:
        her, him = office.client(gender="w", birth_year=1980), office.client(gender="m", birth_year=1940)
        office.visit("2013-01-10", "west", her, him, minutes=30)

    con = asking(record)
    assert count(con, ["visits", "persons", "minutes"], [], Filter(), "de").rows == [(1, 2, 30, 1)]
    table = count(con, ["visits", "persons", "minutes"], ["gender"], Filter(), "de")
    assert cells(table, "visits", "persons", "minutes")["w"] == (1, 1, 30)
    assert cells(table, "visits", "persons", "minutes")["total"] == (1, 2, 30)
    crossed = count(con, ["visits"], ["gender", "age_group"], Filter(), "de")
    assert {row[:2]: row[2] for row in crossed.rows if row[2]} == {
        ("w", "30-39"): 1, ("m", "65+"): 1, ("total", ""): 1,
    }  # fmt: skip


def test_two_topics_of_one_group_are_one_visit_there(asking: Ask) -> None:
    def record(office: Office) -> None:
        office.visit("2013-01-10", topics=["schulden", "schulden.miete", "wohnen"], minutes=20)

    con = asking(record)
    groups = cells(count(con, ["visits", "minutes"], ["topic_group"], Filter(), "de"), "visits", "minutes")
    assert groups["g-geld"] == groups["g-wohnen"] == groups["total"] == (1, 20)
    assert cells(count(con, ["visits"], ["topic"], Filter(), "de"), "visits") == {"schulden": 1, "total": 1}
    assert cells(count(con, ["visits"], ["mention"], Filter(), "de"), "visits")["schulden.miete"] == 1


def test_a_first_time_person_is_new_to_the_office_not_to_the_filter(asking: Ask) -> None:
    def record(office: Office) -> None:
        old, new, known = office.client(), office.client(), office.client(known_since=2012)
        office.visit("2012-12-30", "nord", old)
        for client in (old, new, known):
            office.visit("2013-01-10", "west", client)
        office.visit("2013-01-09", "nord", office.client(known_since=2013), outcome="nicht-erreicht")

    con = asking(record)
    assert count(con, ["persons", "first_persons"], [], Filter(Q1, (("district", ("west",)),)), "de").rows == [(3, 1)]
    assert total(con, "first_persons", Q1) == 1
    assert total(con, "first_persons", Period("2012-01-01", "2012-12-31")) == 1


def test_a_dated_value_holds_from_its_day_and_the_first_also_before(asking: Ask) -> None:
    def record(office: Office) -> None:
        client = office.client(residence="nord", since="2013-02-01")
        office.edit("client", client, residence="west", since="2013-03-01")
        for day in ("2013-01-10", "2013-02-10", "2013-03-10"):
            office.visit(day, "west", client)

    con = asking(record)
    table = count(con, ["visits", "persons"], ["residence"], Filter(), "de")
    assert cells(table, "visits", "persons") == {"west": (1, 1), "nord": (2, 1), "total": (3, 1)}


def test_of_two_values_for_one_day_the_later_entry_holds(asking: Ask) -> None:
    def record(office: Office) -> None:
        client = office.client(residence="nord", since="2013-02-01")
        office.edit("client", client, residence="west", since="2013-02-01")
        office.visit("2013-01-10", "west", client)
        office.visit("2013-02-10", "west", client)

    table = count(asking(record), ["visits"], ["residence"], Filter(), "de")
    assert cells(table, "visits") == {"west": 2, "total": 2}


def test_minutes_say_how_much_they_know(asking: Ask) -> None:
    def record(office: Office) -> None:
        office.visit("2013-01-10", "west", minutes=20)
        office.visit("2013-01-10", "west")
        office.visit("2013-01-10", "nord")

    table = count(asking(record), ["visits", "minutes"], ["district"], Filter(), "de")
    assert cells(table, "visits", "minutes", "minutes_known") == {
        "west": (2, 20, 1), "schoendorf": (0, 0, 0), "nord": (1, None, 0), "innenstadt": (0, 0, 0), "total": (3, 20, 1),
    }  # fmt: skip
    assert "Kontaktminuten: 20 min in 1 von 3." in table.notes


def test_several_partners_at_one_table_are_one_contact(asking: Ask) -> None:
    def record(office: Office) -> None:
        office.edit("partner", "gwg", partner_since=2011, origin=None)
        office.edit("partner", "wws", partner_since=2013, origin="neu")
        office.add("contact", day="2013-01-10", district="west", funding="eigen", partners=["gwg", "wws", "jobcenter"])

    con = asking(record)
    table = count(con, ["network_contacts", "active_partners", "new_partners"], ["partner"], Filter(), "de")
    found = cells(table, "network_contacts", "active_partners", "new_partners")
    assert (found["total"], found["gwg"], found["wws"]) == ((1, 3, 1), (1, 1, 0), (1, 1, 1))
    assert found["jobcenter"] == (1, 1, 0)  # it existed


def test_a_group_that_did_not_meet_is_no_event(asking: Ask) -> None:
    def record(office: Office) -> None:
        office.visit("2013-01-10", channel="gruppe", headcount=12)
        office.visit("2013-01-11", "west", office.client(), channel="treffpunkt")
        office.visit("2013-01-12", channel="gruppe", outcome="abgesagt")

    names = ["visits", "persons", "events", "cancelled_events", "attendances", "attempts"]
    assert count(asking(record), names, [], Filter(), "de").rows == [(0, 0, 2, 1, 13, 0)]
