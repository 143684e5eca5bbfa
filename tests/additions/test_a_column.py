"""A nullable column is a migration and a field; every command, format and check finds it there."""

import json

import pytest
from checkout import as_the_checklist_says

from naht.store.file.opening import SCHEMA

SCRIPT = """
ALTER TABLE work ADD COLUMN subject TEXT;
ALTER TABLE work ADD COLUMN partner INTEGER REFERENCES partner (n);
"""
FIELDS = """        Field("subject", kinds.TEXT, "Gegenstand", "subject",
              help_de="worum es ging", help_en="what it was about"),
        Field("partner", kinds.REF, "Partner", "partner", of="partner"),
        *PLACED,
"""


@pytest.fixture
def wider(checkout):
    """Work with a subject in plain text and a partner, both of which may be missing."""
    checkout.write(f"naht/store/migrations/{SCHEMA + 1:04}_subject.sql", SCRIPT)
    checkout.replace("naht/store/file/opening.py", f"\nSCHEMA = {SCHEMA}\n", f"\nSCHEMA = {SCHEMA + 1}\n")
    checkout.replace("naht/domain/nouns/work.py", "        *PLACED,\n", FIELDS)
    checkout.make_schema()
    return checkout


def rows(checkout, *more):
    return json.loads(checkout.run("work", "list", "-f", "json", *more))


def test_a_column_is_a_migration_and_a_field(wider, office, naht):
    assert as_the_checklist_says(wider, "A nullable column")
    naht("w", "team", "west", "20m")  # by the naht that does not know it
    wider.run("migrate")
    [old] = rows(wider)
    assert (old["subject"], old["partner"]) == (None, None)
    new = wider.run("w", "team", "west", "--subject", "Sommerfest", "--partner", "gwg").strip()
    [row] = rows(wider, "--partner", "gwg")
    assert (row["id"], row["subject"], row["partner"]) == (new, "Sommerfest", "gwg")
    assert "Sommerfest" in wider.run("work", "show", new)
    csv = wider.run("work", "list", "-f", "csv", "--fields", "subject,partner")
    assert csv == "subject,partner\n,\nSommerfest,gwg\n"
    assert wider.python("-m", "naht", "partner", "remove", "gwg").returncode == 4  # something points at it
    wider.run("work", "edit", new, "--unset", "subject", "--unset", "partner")
    assert [row["subject"] for row in rows(wider)] == [None, None]
    wider.run("undo")
    sql = "SELECT subject, partner FROM works ORDER BY subject"
    assert wider.run("sql", sql, "-f", "value").splitlines()[-1] == "Sommerfest\tgwg"
    wider.run("check", "--full")


@pytest.mark.usefixtures("alone")
def test_it_is_offered_and_described(wider):
    wider.run("init", "-q")
    assert wider.tab("naht w west --sub") == ["--subject"]
    assert wider.tab("naht w west --partner jobc") == ["jobcenter"]
    assert "worum es ging" in wider.run("work", "add", "--help")
    assert {"subject", "partner"} <= set(wider.run("spec").replace('"', " ").split())
