"""Dated values: each is kept with the day since when it holds, and the one that holds today is read."""

import json
import sqlite3

import pytest


def status(naht, *more):
    return json.loads(naht("district", "list", "-f", "json", *more).out)


def of_nord(naht, *more):
    return next(row["status"] for row in status(naht, *more) if row["id"] == "nord")


def test_a_status_that_is_foreseen_is_not_todays(office, naht):
    today = of_nord(naht)
    assert today != "keine"
    ran = naht("district", "edit", "nord", "--status", "keine", "--since", "2027-06-01")
    assert ran.code == 0, ran.err
    assert "ab 01.06.2027" in ran.err
    assert of_nord(naht) == today
    assert json.loads(naht("district", "show", "nord", "-f", "json").out)[0]["status"] == today
    assert of_nord(naht, "--today", "2027-05-31") == today
    assert of_nord(naht, "--today", "2027-06-01") == "keine"
    assert "nord" not in {row["id"] for row in status(naht, "--status", "keine")}
    assert "nord" in {row["id"] for row in status(naht, "--status", "keine", "--today", "2027-06-01")}
    assert naht("sql", "SELECT status FROM districts WHERE id = 'nord'", "-f", "value").out == f"{today}\n"
    facts = "SELECT since, value FROM district_facts WHERE district = 'nord' ORDER BY since"
    assert naht("sql", facts, "-f", "value").out.endswith("2027-06-01\tkeine\n")
    findings = json.loads(naht("check", "--full", "-f", "json").out)
    assert [finding for finding in findings if finding["severity"] != "hint"] == []


def test_what_is_foreseen_stays_where_something_else_is_changed(office, naht):
    naht("district", "edit", "nord", "--status", "keine", "--since", "2027-06-01")
    assert naht("district", "edit", "nord", "--name", "Nordstadt").code == 0
    assert of_nord(naht, "--today", "2027-06-01") == "keine"
    assert of_nord(naht) != "keine"


# ---- a client's: told late, corrected, taken away


def client(naht, *words):
    ran = naht("client", "add", *words)
    assert ran.code == 0, ran.err
    return ran.out.strip()


def values(naht, ident, *more):
    ran = naht("client", "values", ident, "-f", "json", *more)
    assert ran.code == 0, ran.err
    return [(row["field"], row["since"], row["value"]) for row in json.loads(ran.out)]


def residence(naht, ident, day):
    """Where the figures say that somebody lived on a day; a visit of that day is made for it."""
    assert naht("v", day, "innenstadt", ident).code == 0
    counted = json.loads(naht("count", "visits", "--by", "residence", "-p", day, "--client", ident, "-f", "json").out)
    return next(row["residence"] for row in counted if row["visits"] and row["residence"] != "total")


def test_a_move_told_late_leaves_the_days_before_it_alone(office, naht):
    ident = client(naht, "w", "1985", "west", "--today", "2026-11-20")
    ran = naht("client", "edit", ident, "nord", "--since", "15.11.2026")
    assert ran.code == 0, ran.err
    assert "Wohnort: Weimar-Nord ab 15.11.2026, davor Weimar-West" in ran.err
    assert residence(naht, ident, "2026-10-05") == "west"
    assert residence(naht, ident, "2026-11-14") == "west"
    assert residence(naht, ident, "2026-11-15") == "nord"
    assert residence(naht, ident, "2026-11-22") == "nord"


def test_what_was_said_for_a_later_day_still_holds_and_is_named(office, naht):
    ident = client(naht, "west")
    naht("client", "edit", ident, "schöndorf", "--since", "20.11.2026")
    ran = naht("client", "edit", ident, "nord", "--since", "15.11.2026")
    assert (ran.code, ran.out) == (0, f"{ident}\n")
    assert (
        "Weimar-Nord ab 15.11.2026, davor Weimar-West; ab 20.11.2026 gilt weiter Schöndorf. Stimmt das nicht?"
        in ran.err
    )
    assert f"naht client values {ident[:6]}" in ran.err
    assert residence(naht, ident, "2026-11-21") == "schoendorf"


def test_the_first_value_told_without_a_day_holds_from_the_beginning(office, naht):
    ident = client(naht, "w", "1985")
    assert naht("client", "edit", ident, "minijob").code == 0
    naht("client", "edit", ident, "ruhestand", "--since", "1.11.2026")
    assert values(naht, ident) == [("labour", "1900-01-01", "minijob"), ("labour", "2026-11-01", "ruhestand")]


def test_a_correction_on_the_day_of_entry_replaces(office, naht):
    ident = client(naht, "west")
    ran = naht("client", "edit", ident, "nord")
    assert "Wohnort: Weimar-Nord statt Weimar-West" in ran.err
    assert values(naht, ident) == [("residence", "1900-01-01", "nord")]


def test_a_value_said_later_without_a_day_holds_from_that_day(office, naht):
    ident = client(naht, "west")
    _entered_before(office)
    ran = naht("client", "edit", ident, "nord")
    assert "Wohnort: Weimar-Nord ab 22.11.2026, davor Weimar-West" in ran.err
    assert values(naht, ident)[1] == ("residence", "2026-11-22", "nord")


def _entered_before(office):
    with sqlite3.connect(office) as con:
        con.execute("UPDATE client SET entered_at = '2026-01-05T10:00:00Z'")
    con.close()


def test_a_value_said_again_for_the_same_day_replaces_the_first(office, naht):
    ident = client(naht, "west")
    naht("client", "edit", ident, "nord", "--since", "15.11.2026")
    ran = naht("client", "edit", ident, "schöndorf", "--since", "15.11.2026")
    assert "Wohnort: Schöndorf statt Weimar-Nord, ab 15.11.2026" in ran.err
    assert [value for _, _, value in values(naht, ident)] == ["west", "schoendorf"]
    assert naht("undo").code == 0
    assert [value for _, _, value in values(naht, ident)] == ["west", "nord"]


def test_a_word_is_tested_on_the_day_it_is_for(office, naht):
    naht("district", "add", "Altstadt", "--id", "alta", "--ends-on", "2025-12-31")
    assert naht("client", "add", "w", "alta").code == 4
    ident = client(naht, "w", "alta", "--since", "2023-06-15")
    assert naht("client", "edit", ident, "--residence", "alta", "--since", "2026-02-01").code == 4
    assert naht("client", "edit", ident, "--residence", "alta", "--since", "2022-02-01").code == 0
    assert values(naht, ident) == [("residence", "2022-02-01", "alta"), ("residence", "2023-06-15", "alta")]


def test_a_word_that_has_ended_does_not_hinder_another_value(office, naht):
    ident = client(naht, "w", "west", "minijob")
    naht("word", "edit", "labour:minijob", "--ends-on", "2026-11-10")
    assert naht("client", "edit", ident, "nord", "--since", "15.11.2026").code == 0
    assert naht("client", "edit", ident, "minijob", "--since", "15.11.2026").code == 4
    assert naht("client", "edit", ident, "minijob", "--since", "9.11.2026").code == 0


def test_an_outside_channel_belongs_where_the_client_lived_that_day(office, naht):
    ident = client(naht, "west")
    naht("client", "edit", ident, "nord", "--since", "15.11.2026")
    for day, district in (("10.11.2026", "west"), ("16.11.2026", "nord")):
        visit = naht("v", day, "hb", ident).out.strip()
        assert json.loads(naht("visit", "show", visit, "-f", "json").out)[0]["district"] == district
        referral = naht("r", day, "jobcenter", ident).out.strip()
        assert json.loads(naht("referral", "show", referral, "-f", "json").out)[0]["district"] == district


def test_what_unset_takes_away_is_named_and_comes_back(office, naht):
    ident = client(naht, "west", "minijob")
    naht("client", "edit", ident, "nord", "--since", "15.11.2026")
    ran = naht("client", "edit", ident, "--unset", "residence")
    assert ran.code == 0
    assert "Wohnort: weggenommen Weimar-West (von Anfang an), Weimar-Nord (seit 15.11.2026)" in ran.err
    assert "naht undo" in ran.err
    assert values(naht, ident) == [("labour", "1900-01-01", "minijob")]
    naht("undo")
    assert len(values(naht, ident)) == 3


# ---- the verb


def test_one_value_is_taken_away(office, naht):
    ident = client(naht, "west")
    naht("client", "edit", ident, "nord", "--since", "15.11.2026")
    ran = naht("client", "values", ident, "--drop", "residence@15.11.2026")
    assert ran.code == 0, ran.err
    assert "Wohnort: weggenommen Weimar-Nord (seit 15.11.2026)" in ran.err
    assert "Weimar-West" in ran.out
    assert values(naht, ident) == [("residence", "1900-01-01", "west")]
    assert naht("undo").code == 0
    assert [value for _, _, value in values(naht, ident)] == ["west", "nord"]
    naht("client", "values", ident, "--drop", "wohnort@anfang")
    assert values(naht, ident) == [("residence", "2026-11-15", "nord")]
    naht("client", "values", ident, "--drop", "residence")
    assert values(naht, ident) == []


def test_the_values_for_people(office, naht):
    ident = client(naht, "west", "minijob")
    naht("client", "edit", ident, "nord", "--since", "15.11.2026")
    out = naht("client", "values", ident).out
    assert [line.split() for line in out.splitlines()[2:]][:3] == [
        ["Wohnort", "Weimar-West", "von", "Anfang", "an", "Sa", "14.11.2026"],
        ["Wohnort", "Weimar-Nord", "So", "15.11.2026"],
        ["Erwerbsstatus", "Minijob", "von", "Anfang", "an"],
    ]
    assert "Wohnort von Anfang an: Weimar-West" in naht("show", ident).out


@pytest.mark.parametrize(
    ("drop", "code", "says"),
    [("residence@1.1.2026", 3, "residence@beginning, residence@2026-11-15"), ("residence", 2, "residence@2026-11-15"),
     ("gender@1.1.2026", 2, "residence"), ("labour", 3, "labour"), ("residence@x", 2, "“x” is not a day")],
)  # fmt: skip
def test_what_cannot_be_taken_away(drop, code, says, office, naht):
    ident = client(naht, "west")
    naht("client", "edit", ident, "nord", "--since", "15.11.2026")
    ran = naht("client", "values", ident, "--drop", drop, "--lang", "en")
    assert (ran.code, ran.out) == (code, "")
    assert says in ran.err
    assert len(values(naht, ident)) == 2


def test_a_status_that_was_foreseen_is_taken_away(office, naht):
    naht("district", "edit", "nord", "--status", "keine", "--since", "2027-06-01")
    assert naht("district", "values", "nord", "--drop", "status@2027-06-01").code == 0
    assert of_nord(naht, "--today", "2027-06-02") != "keine"


def test_steps_of_a_referral_of_one_day_all_stay(office, naht):
    ident = naht("r", "west", "jobcenter").out.strip()
    naht("referral", "step", ident, "termin")
    naht("referral", "step", ident, "angekommen")
    facts = "SELECT value FROM referral_facts ORDER BY rank"
    assert naht("sql", facts, "-f", "value").out.split() == ["offen", "termin", "angekommen"]
