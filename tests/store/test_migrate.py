"""Migrations: brought in once, whole or not at all, a backup first, triggers and views anew."""

import json
import shutil
import sqlite3
from contextlib import ExitStack, closing
from datetime import date
from importlib import import_module
from pathlib import Path
from threading import Timer

import pytest

from naht.domain.file_errors import NewerFile, NotMigrated
from naht.domain.ids import looks_like_id, new_id
from naht.domain.refusals import UndoBlocked
from naht.store.copies import rotation
from naht.store.copies.migrate import migrate, scripts
from naht.store.file import schema
from naht.store.file.opening import SCHEMA, open_file
from naht.store.journal import triggers
from naht.store.journal.unit import Op
from tests.store.make_schema import lines, listed

OP = Op("migrate", (), "", "2026-11-22T10:00:00Z", date(2026, 11, 22), "0")
MORE = """
CREATE TABLE bench (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
ALTER TABLE work ADD COLUMN mood TEXT;
"""
FIXTURES = sorted((Path(__file__).parent / "schemas").glob("*.db"))


def read(path: Path, sql: str) -> list[tuple[object, ...]]:
    con = sqlite3.connect(path)
    try:
        return con.execute(sql).fetchall()
    finally:
        con.close()


def test_the_program_knows_its_own_number():
    assert len(scripts()) == SCHEMA


@pytest.mark.parametrize("old", FIXTURES, ids=lambda path: path.stem)
def test_every_schema_that_ever_landed(old, alone, naht):
    """A small office of each schema; the newest one is text for text what a new file has."""
    path = alone / "office.db"
    shutil.copy(old, path)
    naht("migrate")
    con = open_file(path, writing=False)
    assert schema.lines(con) == lines(scripts())
    con.close()
    visits = naht("visit", "list", "-p", "2026", "-f", "value", "--fields", "id,day,minutes")
    kept = read(old, "SELECT id, day, minutes FROM visit ORDER BY day, n")
    assert visits.out == "".join("\t".join(map(str, row)) + "\n" for row in kept)
    assert naht("log", "verify").code == 0


def test_each_schema_has_its_fixture_and_its_list():
    assert [path.stem for path in FIXTURES] == [f"schema{n}" for n in range(1, SCHEMA + 1)]
    assert sorted(path.name for path in Path(schema.FOLDER).iterdir()) == [f"{n:04}.txt" for n in range(1, SCHEMA + 1)]


@pytest.mark.parametrize("old", FIXTURES, ids=lambda path: path.stem)
def test_the_list_of_a_schema_has_every_part_of_its_fixture(old):
    with closing(sqlite3.connect(old)) as con:
        assert schema.odd_parts(con, int(old.stem.removeprefix("schema"))) == []


def test_the_list_of_todays_schema_is_what_a_new_file_has():
    assert schema.listing(SCHEMA) == lines(scripts())


@pytest.fixture
def later():
    """The scripts of a naht whose schema has one more, which this process knows."""
    with ExitStack() as stack:

        def known(script):
            steps = [*scripts(), script]
            stack.enter_context(listed(len(steps), lines(steps)))
            return steps

        yield known


def test_a_step_is_brought_in_with_its_triggers(office, naht, later):
    naht("v", "west", "20m")
    before = read(office, "SELECT id FROM visit")
    copy = migrate(office, OP, later(MORE))
    assert read(office, "PRAGMA user_version") == [(SCHEMA + 1,)]
    assert read(office, "SELECT id FROM visit") == before == read(copy, "SELECT id FROM visit")
    con = sqlite3.connect(office)
    wanted = {statement.split()[2] for statement in triggers.statements(con)}
    assert {"bench_insert", "work_update"} <= wanted
    assert wanted == {name for (name,) in con.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")}
    con.close()
    assert migrate(office, OP, later(MORE)) is None


def test_what_a_step_changes_is_journalled(office, naht, later):
    naht("w", "west", "team")
    migrate(office, OP, later(MORE + "UPDATE work SET minutes = 5;"))
    [found] = read(office, "SELECT op, tbl, act, before, after FROM change ORDER BY op DESC, k DESC LIMIT 1")
    assert found[1:] == ("work", "u", '{"minutes":null}', '{"minutes":5}')
    assert read(office, "SELECT command FROM op ORDER BY n DESC LIMIT 1") == [("migrate",)]


def test_a_newer_file_is_refused(office, naht, later):
    migrate(office, OP, later(MORE))
    with pytest.raises(NewerFile):
        open_file(office, writing=False)
    assert naht("visit", "list").code == 5


def test_what_fails_leaves_the_old_file(office):
    before = office.read_bytes()
    with pytest.raises(NotMigrated):
        migrate(office, OP, [*scripts(), MORE + "INSERT INTO nowhere VALUES (1);"])
    assert office.read_bytes() == before
    assert len(rotation.listed(office, office.parent / "backups")) == 1


def test_a_migration_waits_for_whoever_holds_the_file(office, naht, monkeypatch):
    """A restore, say, that begins when the migration has just opened the file: then not even its number can be read."""
    module = import_module("naht.store.copies.migrate")
    open_raw = module.open_raw
    with closing(sqlite3.connect(office, isolation_level=None, check_same_thread=False)) as other:
        waiting = Timer(0.5, lambda: other.execute("ROLLBACK"))

        def opened(path):
            con = open_raw(path)
            other.execute("BEGIN EXCLUSIVE")
            waiting.start()
            return con

        monkeypatch.setattr(module, "open_raw", opened)
        ran = naht("migrate")
        waiting.join()
    assert (ran.code, ran.out) == (0, "")


def test_undo_does_not_cross_a_migration(office, naht, later):
    naht("v", "west", "20m")
    number = read(office, "SELECT max(n) FROM op")[0][0]
    migrate(office, OP, later("SELECT 1;"))
    con = sqlite3.connect(office)
    con.execute(f"PRAGMA user_version = {SCHEMA}")
    con.commit()
    con.close()
    ran = naht("undo", str(number))
    assert ran.code == UndoBlocked.code
    assert "aktualisiert" in ran.err


def test_foreign_triggers_and_views_are_swept_out(office, naht):
    """Naht's own stand there again, and what was recorded is whole; the file as it was lies among the backups."""
    naht("v", "west", "20m")
    con = sqlite3.connect(office)
    con.executescript(
        """
        CREATE TRIGGER spy AFTER INSERT ON op BEGIN DELETE FROM work; END; DROP TRIGGER visit_insert;
        CREATE VIEW "two ""words" AS SELECT 1; CREATE TRIGGER "two"" words" AFTER DELETE ON visit BEGIN SELECT 1; END;
        """
    )
    con.close()
    assert naht("check").code == 5
    copy = naht("migrate").out.strip()
    con = open_file(office, writing=False)
    assert schema.lines(con) == lines(scripts())
    con.close()
    assert "error" not in naht("check", "--full", "-f", "csv").out
    assert read(copy, "SELECT count(*) FROM sqlite_schema WHERE name = 'spy'") == [(1,)]
    assert naht("migrate").out == ""


@pytest.mark.parametrize("table", ["'alte liste' (a)", "evil (id TEXT, x)", "x (a)", "y (a TEXT) STRICT"])
def test_somebody_elses_table_is_not_thrown_away(office, naht, table):
    """Its rows are somebody's: whoever put it there takes it out."""
    con = sqlite3.connect(office)
    con.executescript(f"CREATE TABLE {table}; DROP TRIGGER visit_update;")
    con.close()
    before = office.read_bytes()
    for words in (["migrate"], ["backup"], ["v", "west", "20m"]):
        ran = naht(*words)
        assert (ran.code, "nicht so aufgebaut" in ran.err) == (5, True)
    assert office.read_bytes() == before
    assert rotation.listed(office, office.parent / "backups") == []


@pytest.mark.parametrize("old", FIXTURES[:-1], ids=lambda path: path.stem)
def test_no_trigger_of_an_older_file_runs_when_it_is_brought_up(old, alone, naht):
    path = alone / "office.db"
    shutil.copy(old, path)
    con = sqlite3.connect(path)
    for table in ("op", "change", "setting"):
        con.execute(f"CREATE TRIGGER spy_{table} BEFORE INSERT ON {table} BEGIN DELETE FROM visit; END")
    con.close()
    assert naht("migrate").code == 0
    assert read(path, "SELECT count(*) FROM visit") == [(1,)]
    assert read(path, "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'spy%'") == [(0,)]


# ---- schema 3: what named a record by a text points at it

OLDER = """
INSERT INTO worker (id) VALUES ('ab');
INSERT INTO site (id, name, district) VALUES ('haus', 'Haus', 1);
INSERT INTO setting VALUES
  ('worker', 'ab'), ('channel', 'sprechstunde'), ('own_funding', 'eigen'), ('citywide', 'weg'), ('office', 'Amt'),
  ('lang', ''), ('here:ab', '2026-11-22 site haus'), ('here:', '2026-11-22 district quartier'), ('here:cd', ''),
  ('here:weg', '2026-11-22 site haus');
INSERT INTO word (id, list, slug, label_de, label_en) VALUES ('labour:lehre', 'labour', 'lehre', 'Lehre', 'Lehre');
INSERT INTO client_fact VALUES (1, 2, 'labour', '2026-11-22', 'lehre'), (1, 3, 'housing', '2026-11-22', 'weg');
"""
POINTED = """
SELECT s.key, coalesce(s.value, w.id, f.id, d.id, k.id) FROM setting s LEFT JOIN word w ON w.n = s.word
LEFT JOIN funding f ON f.n = s.funding LEFT JOIN district d ON d.n = s.district LEFT JOIN worker k ON k.n = s.worker
"""
FACTS = """
SELECT attribute, w.slug, d.id FROM client_fact f LEFT JOIN word w ON w.n = f.word
LEFT JOIN district d ON d.n = f.district ORDER BY rank
"""


@pytest.mark.parametrize("old", FIXTURES[:2], ids=lambda path: path.stem)
def test_what_was_named_by_a_text_is_pointed_at(old, alone, naht):
    """What named nothing any more is gone, all the rest is there, and the journal knows how it came."""
    path = alone / "office.db"
    shutil.copy(old, path)
    con = sqlite3.connect(path)
    con.executescript(OLDER)
    con.close()
    assert naht("migrate").code == 0
    assert dict(read(path, POINTED)) == {
        "channel": "channel:sprechstunde", "office": "Amt", "own_funding": "eigen", "worker": "ab",
    }  # fmt: skip
    places = read(path, "SELECT id, worker, day, site, district FROM here ORDER BY id")
    assert places == [("here:", None, "2026-11-22", None, 1), ("here:ab", 1, "2026-11-22", 1, None)]
    assert read(path, FACTS) == [("residence", None, "quartier"), ("labour", "lehre", None)]
    assert naht("here").out == "haus\n"
    assert naht("visit", "list").code == 0
    [client] = naht("client", "list", "-f", "value", "--fields", "id").out.split()
    assert naht("client", "list", "-f", "value", "--fields", "residence,labour").out == "quartier\tlehre\n"
    assert read(path, f"SELECT count(*) FROM change_ref WHERE tbl = 'client' AND row = '{client}'") == [(1,)]
    findings = json.loads(naht("check", "--full", "-f", "json").out)
    assert [finding for finding in findings if finding["severity"] == "error"] == []
    assert "stimmen" in naht("log", "verify").err
    assert naht("undo").code in (3, 4)


def test_a_migration_is_not_undone_nor_what_was_undone_before_it_redone(office, naht, later):
    naht("w", "west", "team")
    naht("w", "nord", "team")
    naht("undo")
    migrate(office, OP, later("UPDATE work SET minutes = 5;"))
    con = sqlite3.connect(office)
    con.execute(f"PRAGMA user_version = {SCHEMA}")
    con.commit()
    con.close()
    [(number,)] = read(office, "SELECT max(n) FROM op")
    for line in (("undo",), ("undo", str(number)), ("redo",)):
        ran = naht(*line)
        assert ran.code in (3, 4), line
        assert "aktualisiert" in ran.err or "wiederholen" in ran.err, (line, ran.err)
    assert "er hat die Datei aktualisiert" in naht("undo", str(number)).err
    assert read(office, "SELECT minutes FROM work") == [(5,)]


# ---- schema 4: several workers of a record, their posts; words carry what single slugs stood for

TEAM = """
INSERT INTO worker (id, funding) VALUES ('kl', 1), ('mb', 1), ('xy', NULL);
UPDATE visit SET worker = (SELECT n FROM worker WHERE id = 'kl');
UPDATE contact SET worker = (SELECT n FROM worker WHERE id = 'mb');
UPDATE work SET worker = (SELECT n FROM worker WHERE id = 'kl');
UPDATE referral SET worker = (SELECT n FROM worker WHERE id = 'mb');
INSERT INTO word (id, list, slug, label_de, label_en, attributes) VALUES
  ('channel:hausbesuch', 'channel', 'hausbesuch', 'Hausbesuch', 'Home visit', '{"reach": "A"}'),
  ('outcome:nicht-erschienen', 'outcome', 'nicht-erschienen', 'nicht erschienen', 'Did not attend', '{}'),
  ('service:bewerbung', 'service', 'bewerbung', 'Bewerbung', 'Application', '{"topic": "k-a"}');
"""


@pytest.mark.parametrize("old", FIXTURES[:3], ids=lambda path: path.stem)
def test_the_worker_of_a_record_is_the_first_of_several(old, alone, naht):
    """Each has what it had, under a new name, and the journal knows how it came."""
    path = alone / "office.db"
    shutil.copy(old, path)
    con = sqlite3.connect(path)
    con.executescript(TEAM)
    con.close()
    assert naht("migrate").code == 0
    for noun, code in (("visit", "kl"), ("contact", "mb"), ("work", "kl")):
        assert naht(noun, "list", "-p", "2026", "-f", "value", "--fields", "workers").out == f"{code}\n"
        assert naht(noun, "list", "-p", "2026", "--worker", code, "-f", "value", "--fields", "id").out
    assert naht("referral", "list", "-p", "2026", "-f", "value", "--fields", "worker").out == "mb\n"
    posts = [line.split("\t") for line in naht("post", "list", "-f", "value").out.splitlines()]
    assert [post[1:4] for post in posts] == [["kl", "eigen", ""], ["mb", "eigen", ""]]
    assert len({post[0] for post in posts}) == 2
    assert all(new_id("p")[0] == post[0][0] and looks_like_id(post[0]) and len(post[0]) == 11 for post in posts)
    carried = dict(read(path, "SELECT id, attributes FROM word WHERE id LIKE '%:_%' AND attributes LIKE '%\"%'"))
    assert json.loads(carried["channel:hausbesuch"]) == {"reach": "A", "home": "1"}
    assert json.loads(carried["outcome:nicht-erschienen"]) == {"no_show": "1"}
    assert json.loads(carried["service:bewerbung"]) == {"topic": "k-a"}
    [visit] = naht("visit", "list", "-p", "2026", "-f", "value", "--fields", "id").out.split()
    moved = read(path, f"SELECT tbl, act, before, after FROM change WHERE row LIKE '{visit}%' ORDER BY op, k")[-2:]
    assert moved[0] == ("visit", "u", '{"worker":"kl"}', '{"worker":null}')
    assert moved[1][:3] == ("visit_worker", "i", None)
    assert json.loads(moved[1][3]) == {"visit": visit, "rank": 1, "worker": "kl"}
    findings = json.loads(naht("check", "--full", "-f", "json").out)
    assert [finding for finding in findings if finding["severity"] == "error"] == []
    assert "stimmen" in naht("log", "verify").err
    assert naht("worker", "remove", "kl").code == 4
    assert naht("visit", "edit", visit, "mb", "kl").code == 0
    assert naht("undo").code == 0


def test_what_was_told_of_a_client_first_holds_from_the_beginning(alone, naht):
    """But where a day was told with it, that day stays."""
    path = alone / "office.db"
    shutil.copy(FIXTURES[2], path)
    con = sqlite3.connect(path)
    con.executescript("""
        UPDATE op SET options = 'words' WHERE n = (SELECT max(n) FROM op);
        INSERT INTO op (at, worker, command, options, version) VALUES ('2026-11-23', '', 'client add', 'since', '0');
        INSERT INTO client (id, entered_at) VALUES ('k1234567890', '2026-11-23');
        INSERT INTO client_fact (client, rank, attribute, since, district) VALUES (2, 1, 'residence', '2026-05-01', 1);
        INSERT INTO client_fact (client, rank, attribute, since, district) VALUES (1, 2, 'residence', '2026-11-23', 1);
        UPDATE op SET seal = x'00' WHERE seal IS NULL;
    """)
    con.close()
    assert naht("migrate").code == 0
    days = read(path, "SELECT client, rank, since FROM client_fact ORDER BY client, rank")
    assert days == [(1, 1, "1900-01-01"), (1, 2, "2026-11-23"), (2, 1, "2026-05-01")]
    assert read(path, "SELECT before, after FROM change WHERE tbl = 'client_fact' AND act = 'u'") == [
        ('{"since":"2026-11-22"}', '{"since":"1900-01-01"}')
    ]
