"""A report is added by one file."""

import json

from checkout import as_the_checklist_says

REPORT = """
de = "Nachbarschaft kurz"
en = "Neighbourhood in short"
internal = true

[[section]]
de = "Kontakte je Stadtteil"
en = "Visits by district"
by = ["district"]
metrics = ["visits", "persons"]

[[section]]
de = "Veränderung"
en = "Change"
compare = true
metrics = ["visits", "work"]
"""


def test_a_report_is_one_file(checkout):
    checkout.write("data/reports/short.toml", REPORT)
    assert as_the_checklist_says(checkout, "A report")
    checkout.run("init", "-q")
    checkout.run("v", "west", "20m")
    assert "Nachbarschaft kurz" in checkout.run("report", "2026-11", "--template", "short")
    assert "Visits by district" in checkout.run("--lang", "en", "report", "2026-11", "--template", "short")
    _heading, first, change, *_rules = json.loads(
        checkout.run("report", "2026-11", "--template", "short", "-f", "json")
    )
    west = next(row for row in first["rows"] if row["district"] == "west")
    assert (west["visits"], len(change["rows"])) == (1, 2)
    assert "short" in checkout.tab("naht report --template s")
