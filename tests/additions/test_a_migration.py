"""A migration is added by one script and the number of the schema; older files follow, nothing is lost."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from checkout import as_the_checklist_says

from naht.store.file.opening import SCHEMA

FIXTURES = sorted((Path(__file__).parents[1] / "store" / "schemas").glob("*.db"))
NUMBER = f"{SCHEMA + 1:04}"
SCRIPT = """-- A place where work is found by its kind.
CREATE INDEX work_kind ON work (kind);
UPDATE work SET minutes = 5 WHERE minutes IS NULL;
"""


@pytest.fixture
def migrated(checkout):
    checkout.write(f"naht/store/migrations/{NUMBER}_work_kind.sql", SCRIPT)
    checkout.replace("naht/store/file/opening.py", f"\nSCHEMA = {SCHEMA}\n", f"\nSCHEMA = {SCHEMA + 1}\n")
    checkout.make_schema()
    return checkout


def asked(path, sql):
    with closing(sqlite3.connect(path)) as con:
        return con.execute(sql).fetchall()


def test_a_migration_is_a_script_and_a_number(migrated, office, naht):
    assert as_the_checklist_says(migrated, "A migration")
    naht("w", "team", "west", "-q")
    assert migrated.python("-m", "naht", "work", "list").returncode == 5  # refused, with the remedy
    migrated.run("migrate")
    assert asked(office, "PRAGMA user_version") == [(SCHEMA + 1,)]
    [work] = json.loads(migrated.run("work", "list", "-f", "json"))
    assert work["minutes"] == 5
    assert "migrate" in migrated.run("history", work["id"], "-f", "csv")  # what a script changes is in the journal
    for line in ("log verify", "check --full", "w team west", "undo"):
        migrated.run(*line.split())
    assert len(list((office.parent / "backups").iterdir())) == 1
    assert naht("work", "list").code == 5  # the older naht leaves the newer file alone


def test_a_new_file_has_it_from_the_start(migrated, alone):
    migrated.run("init", "-q")
    assert asked(alone / "office.db", "SELECT count(*) FROM sqlite_schema WHERE name = 'work_kind'") == [(1,)]
    migrated.run("check", "--full")


@pytest.mark.parametrize("old", FIXTURES, ids=lambda path: path.stem)
def test_every_older_file_follows(migrated, alone, old):
    shutil.copy(old, alone / "office.db")
    before = asked(old, "SELECT id, day FROM visit ORDER BY id")
    migrated.run("migrate")
    assert asked(alone / "office.db", "SELECT id, day FROM visit ORDER BY id") == before
    migrated.run("log", "verify")
