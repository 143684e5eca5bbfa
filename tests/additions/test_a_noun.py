"""A noun is a table of fields and a migration; every verb, format, check and the journal find it there."""

import json

import pytest
from checkout import as_the_checklist_says

from naht.store.file.opening import SCHEMA

NOUN = '''"""Donations: what was given to the office, and by whom."""

from naht.domain import kinds
from naht.domain.fields import Field, Noun
from naht.domain.nouns.shared import DAY, DISTRICT, ENTERED, NOTE

NOUN = Noun(
    "donation", "Spende", "donation", "Spenden", "donations", letter="q", day="day",
    columns=("id", "day", "district", "partner", "amount"),
    fields=(
        DAY,
        DISTRICT,
        Field("partner", kinds.REF, "Partner", "partner", of="partner", bare=True),
        Field("amount", kinds.MONEY, "Betrag", "amount", bare=True, required=True),
        NOTE,
        ENTERED,
    ),
)  # fmt: skip
'''
SCRIPT = """
CREATE TABLE donation (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  day TEXT NOT NULL,
  district INTEGER NOT NULL REFERENCES district (n),
  partner INTEGER REFERENCES partner (n),
  amount INTEGER NOT NULL,
  note TEXT,
  entered_at TEXT NOT NULL
) STRICT;
CREATE INDEX donation_day ON donation (day);
"""


@pytest.fixture
def giving(checkout):
    checkout.write("naht/domain/nouns/donation.py", NOUN)
    checkout.replace(
        "naht/domain/nouns/__init__.py", '"worker", "post", "word",', '"worker", "post", "word", "donation",'
    )
    checkout.write(f"naht/store/migrations/{SCHEMA + 1:04}_donation.sql", SCRIPT)
    checkout.replace("naht/store/file/opening.py", f"\nSCHEMA = {SCHEMA}\n", f"\nSCHEMA = {SCHEMA + 1}\n")
    checkout.make_schema()
    return checkout


def rows(checkout, *more):
    return json.loads(checkout.run("donation", "list", "-f", "json", *more))


@pytest.mark.usefixtures("alone")
def test_a_noun_is_a_table_of_fields_and_a_migration(giving):
    assert as_the_checklist_says(giving, "A noun")
    giving.run("init", "-q")
    new = giving.run("donation", "add", "west", "gwg", "1.500 €", "gestern").strip()
    giving.run("donation", "add", "--district", "nord", "--amount", "12,50")
    assert [row["amount"] for row in rows(giving)] == [150000, 1250]
    assert [row["id"] for row in rows(giving, "--partner", "gwg")] == [new]
    assert "1.500,00 €" in giving.run("show", new)
    giving.run("donation", "edit", new, "20€")
    assert giving.python("-m", "naht", "partner", "remove", "gwg").returncode == 4
    giving.run("undo")
    giving.run("donation", "remove", new)
    assert [row["amount"] for row in rows(giving)] == [1250]
    assert "donation add" in giving.run("log", "-f", "csv")
    assert giving.run("sql", "SELECT amount FROM donations", "-f", "value") == "1250\n"
    giving.run("check", "--full")
    assert giving.tab("naht dona") == ["donation"]
    assert "gwg" in giving.tab("naht donation add west gw")
    assert "donation" in json.loads(giving.run("spec"))["nouns"]
