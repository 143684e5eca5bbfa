"""A figure and a breakdown are rows of data; count, reports, Tab and the contract find them there."""

import json

import pytest
from checkout import as_the_checklist_says

FIGURE = """
[metric.long_visits]
de = "lange Kontakte"
en = "Long visits"
unit = "visits"
base = "visit"
where = "t.is_visit AND t.minutes >= 60"
smallest = 3
rule_de = "Kontakte von einer Stunde oder mehr."
rule_en = "Visits of an hour or more."

"""
BREAKDOWN = """
[dimension.length]
de = "Länge"
en = "Length"
of = "length"
always = true
text = true
values = [{ id = "short", de = "kurz", en = "short" }, { id = "long", de = "lang", en = "long" }]
visit = "iif(t.minutes >= 60, 'long', 'short')"

"""


@pytest.fixture
def office(checkout, alone):
    checkout.run("init", "-q")
    for line in ("v west 20m", "v west 1h", "v nord 2h"):
        checkout.run(*line.split())
    return checkout


def rows(checkout, *line):
    return json.loads(checkout.run("count", *line, "-f", "json"))


def test_a_figure_is_a_table_of_data(office):
    office.replace("data/metrics.toml", "\n[metric.persons]\n", f"{FIGURE}[metric.persons]\n")
    assert as_the_checklist_says(office, "A figure")
    by_district = {row["district"]: row["long_visits"] for row in rows(office, "long_visits", "--by", "district")}
    assert (by_district["west"], by_district["nord"]) == (1, 1)
    assert "Kontakte von einer Stunde oder mehr." in office.run("count", "long_visits")
    assert office.run("count", "long_visits", "-f", "value") == "2\n"
    assert office.tab("naht count long") == ["long_visits"]
    assert "long_visits" in json.dumps(json.loads(office.run("spec"))["metrics"])


def test_a_breakdown_is_a_table_of_data(office):
    office.replace("data/metrics.toml", "\n[dimension.site]\n", f"{BREAKDOWN}[dimension.site]\n")
    assert as_the_checklist_says(office, "A breakdown")
    by_length = {row["length"]: row["visits"] for row in rows(office, "visits", "--by", "length")}
    assert by_length.items() >= {"short": 1, "long": 2}.items()
    assert "lang" in office.run("count", "visits", "--by", "length")
    assert office.tab("naht count visits --by len") == ["length"]
    assert "length" in json.dumps(json.loads(office.run("spec"))["dimensions"])
