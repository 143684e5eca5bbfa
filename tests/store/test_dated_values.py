"""Dated values: each is kept with the day since when it holds, and the one that holds today is read."""

import json


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
