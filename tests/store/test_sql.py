"""SQL of somebody else's: what the public views show, and what nothing but them may."""

import json
import shutil
import time
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

import pytest
from desk import Desk

from naht.demo import Wish, furnish
from naht.domain import kinds, nouns
from naht.domain.errors import Exit, NahtError
from naht.domain.nouns.shared import DAY, FUNDING
from naht.domain.settings import WORKER_METRICS
from naht.domain.sql_errors import LongValue, MissingParameter, TooSlow, UnknownParameter
from naht.domain.table import Filter
from naht.output.language import say
from naht.services.rules.office import change_setting
from naht.store.file.opening import reading
from naht.store.file.sqlite import connect
from naht.store.reading import rows
from naht.store.sql import public
from naht.store.sql.datasette import metadata
from naht.store.sql.statement import ask

ENDLESS = "WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)"
SECRET = "hat am Telefon geweint"
VIEWS = public.views("de")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    path = tmp_path_factory.mktemp("sql") / "demo.naht"
    furnish(path, Wish(date(2026, 11, 22), visits=300))
    desk = Desk(path)
    with desk.unit("config") as work:
        change_setting(work, WORKER_METRICS, "1")
    return path


@pytest.fixture(scope="module")
def secret(weimar, tmp_path_factory):
    """An office with a note, and one that was deleted."""
    path = Path(shutil.copy(weimar, tmp_path_factory.mktemp("secret") / "office.db"))
    desk = Desk(path)
    for _ in range(2):
        last = desk.add("visit", district="west", topics=["wohnen"], note=SECRET)
    desk.remove("visit", last)
    return path


def answered(path, statement, seconds=10, lang="de", **given):
    with reading(path) as con:
        return ask(con, statement, given, seconds, lang)


def found(path, statement, **given):
    return answered(path, statement, **given).rows


# ---- what it shows


def test_every_noun_has_a_view_and_no_view_hides_a_table(demo):
    with closing(connect(demo)) as con:
        stored = {name for (name,) in con.execute("SELECT name FROM sqlite_schema")}
    shown = [view.name for view in VIEWS]
    assert {noun.view for noun in nouns.every()} < set(shown)
    assert len(shown) == len(set(shown))
    assert not stored & set(shown)


def listed(naht, path, noun):
    """All records of a noun, as JSON lists them."""
    return json.loads(naht("--db", str(path), noun.name, "list", *(["2000.."] if noun.day else []), "-f", "json").out)


def example(naht, path, field):
    """A value that the option of a required field takes: one that is there, or what a refusal would propose."""
    if field.kind is kinds.REF:
        return listed(naht, path, nouns.noun(field.of))[0]["id"]
    if field.kind is kinds.WORD:
        return next(word["slug"] for word in listed(naht, path, nouns.noun("word")) if word["list"] == field.of)
    if field.kind is kinds.CODE:
        return field.of.split()[0]
    return field.kind.example or "x"


def add_one(naht, path, noun):
    """A record of no more than a noun asks for, through its own verb."""
    words = ["w"] if noun.name == "client" else [] if noun.letter else ["eins"]  # of a client anything, but one thing
    if noun.has("worker"):
        naht("--db", str(path), "worker", "add", "kl")
    for field in noun.fields:
        settled = (DAY, FUNDING) if noun.has("funding_by") else (DAY,)  # what naht finds itself
        if field.required and field.given and field not in settled and field.name != "name":
            words += [f"--{field.option}", example(naht, path, field)]
    ran = naht("--db", str(path), noun.name, "add", *words)
    assert ran.code == 0, ran.err


@pytest.mark.parametrize("name", nouns.names())
def test_a_view_has_the_values_of_the_list(demo, office, name, naht):
    """Value for value what ``naht NOUN list -f json`` prints; lists as CSV writes them, flags as 1 and 0."""
    naht("--db", str(office), "config", "worker_metrics", "1")
    noun = nouns.noun(name)
    if not listed(naht, office, noun):
        add_one(naht, office, noun)
    for path in (office, *([demo] if listed(naht, demo, noun) else [])):
        same(path, noun, listed(naht, path, noun))


def same(path, noun, records):
    """The noun's view has these records and no other."""
    fields = list(records[0])
    answer = answered(path, f"SELECT * FROM {noun.view}")
    assert answer.names == [*fields, *(["is_visit"] if noun.name == "visit" else [])]
    wanted = {record["id"]: tuple(plain(kept(noun, *pair)) for pair in record.items()) for record in records}
    assert {row[0]: row[: len(fields)] for row in answer.rows} == wanted


def kept(noun, name, value):
    """A value as the file keeps it: a share in thousandths, which stands so in SQL."""
    share = name != "id" and value is not None and noun.field(name).kind is kinds.SHARE
    return round(value * 1000) if share else value


def test_what_counts_as_a_visit_is_one_thing_everywhere(office, naht):
    """Here a word of the office's own says that somebody was met."""
    naht("word", "add", "outcome:teilweise", "--label-de", "teilweise", "--attributes", "met=1")
    for line in ("v nord", "v nord tel teilweise", "v nord tel ne", "v nord treffpunkt 7p", "v nord fallarbeit"):
        assert naht(*line.split()).code == 0
    assert "5 Zeilen, davon 2 Kontakte" in naht("visit", "list").out
    assert "4 Zeilen, davon 1 Kontakt" in naht("visit", "list", "--last", "4").out
    assert naht("count", "visits", "-f", "value").out.split() == ["2"]
    assert naht("report", "2026-11", "-f", "csv").out.count("nord,2,0,0,0,2,0") == 1
    assert naht("sql", "SELECT sum(is_visit) FROM visits", "-f", "value").out.split() == ["2"]
    with reading(office) as con:
        sql = metadata(con, "office", "de")["databases"]["office"]["queries"]["kontakte_je_monat"]["sql"]
        assert [row[2] for row in con.execute(sql, {"von": "", "bis": ""})] == [2]


def plain(value):
    if isinstance(value, list):
        return ";".join(value) or None
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return int(value) if isinstance(value, bool) else value


MANY = [(name, field) for name in nouns.NAMES for field in nouns.noun(name).fields if field.many]


@pytest.mark.parametrize(("name", "field"), MANY, ids=lambda part: getattr(part, "name", part))
def test_many_values_stand_one_by_one_in_a_view_of_their_own(demo, name, field):
    noun = nouns.noun(name)
    with reading(demo) as con:
        records = rows.fetch(con, noun, Filter(), (field,))
    wanted = [(r["id"], rank, value) for r in records for rank, value in enumerate(r[field.name], 1)]
    seen = found(demo, f"SELECT {name}, rank, {field.column} FROM {name}_{field.name}")
    assert sorted(seen) == sorted(wanted)


def test_the_latest_dated_value_is_in_the_nouns_own_view(demo):
    latest = """SELECT value FROM client_facts WHERE client = :id AND attribute = 'residence'
                ORDER BY since DESC, rank DESC LIMIT 1"""
    clients = found(demo, "SELECT id, residence FROM clients LIMIT 20")
    assert clients
    for ident, known in clients:
        assert found(demo, latest, id=ident) == [(known,)]


def test_every_view_can_be_asked(demo):
    for view in VIEWS:
        answer = answered(demo, f"SELECT * FROM {view.name}")
        assert answer.names == [column.name for column in view.columns]


def test_no_inner_number_and_no_note_is_shown(secret):
    for view in VIEWS:
        assert {"n", "note", "source_key"} & {column.name for column in view.columns} == set()
        assert SECRET not in str(found(secret, f"SELECT * FROM {view.name}"))


def test_labels_are_in_the_users_language(demo):
    assert found(demo, "SELECT label FROM labels WHERE list = 'district' AND value = 'west'") == [("Weimar-West",)]
    assert found(demo, "SELECT label FROM labels WHERE list = 'setting' AND value = 'G'", lang="en") == [("group",)]


def test_values_are_bound(demo):
    assert found(demo, "SELECT :a AS a", a="'; DROP TABLE visit; --") == [("'; DROP TABLE visit; --",)]
    with pytest.raises(MissingParameter):
        found(demo, "SELECT :a", b=1)
    with pytest.raises(UnknownParameter):
        found(demo, "SELECT :a", a=1, b=1)


def test_columns_of_one_name_are_kept_apart(demo):
    answer = answered(demo, "SELECT 1 AS a, 2 AS a, 3 AS a_2, x'00ff' AS b")
    assert answer == (["a", "a_2", "a_2_2", "b"], [(1, 2, 3, "00ff")])


def test_ordinary_sql_is_possible(demo):
    for statement in (
        f"{ENDLESS} SELECT x FROM c LIMIT 3",
        "SELECT value FROM json_each('[1,2,3]')",
        "SELECT count(*) FROM json_tree('[1,2,3]')",
        "WITH v AS (SELECT * FROM visits) SELECT count(*) FROM v",
        "WITH visits AS (SELECT 1 AS a) SELECT a FROM visits",
        "SELECT row_number() OVER (ORDER BY day) FROM visits",
        "SELECT strftime('%Y', day), count(*) FROM visits GROUP BY 1",
        "SELECT * FROM visits EXCEPT SELECT * FROM temp.visits",
        "VALUES (1), (2)",
        "EXPLAIN QUERY PLAN SELECT * FROM visits",
    ):
        found(demo, statement)


# ---- what it refuses

WRITES = [
    "INSERT INTO visit (id) VALUES ('x')", "INSERT INTO visits VALUES (1)", "UPDATE visit SET minutes = 1",
    "UPDATE visits SET minutes = 1", "DELETE FROM visit", "DELETE FROM visits",
    "REPLACE INTO setting VALUES ('a', 'b')",
    "WITH x AS (SELECT 1) DELETE FROM visit", "WITH x AS (SELECT 'a') INSERT INTO setting SELECT * FROM x, x",
    "INSERT INTO setting VALUES ('a', 'b') RETURNING key", "EXPLAIN DELETE FROM visit",
    "CREATE TABLE x (a)", "CREATE TEMP TABLE x (a)", "CREATE TEMP TABLE x AS SELECT * FROM visits",
    "CREATE VIEW x AS SELECT 1", "CREATE TEMP VIEW x AS SELECT * FROM op", "CREATE INDEX x ON visit (minutes)",
    "CREATE VIRTUAL TABLE x USING fts5 (a)", "CREATE TRIGGER x AFTER INSERT ON visit BEGIN SELECT 1; END",
    "DROP TABLE visit", "DROP VIEW image", "DROP VIEW temp.visits", "DROP TRIGGER visit_insert",
    "ALTER TABLE visit RENAME TO x", "REINDEX", "ANALYZE", "VACUUM", "VACUUM INTO 'x.db'",
    "ATTACH ':memory:' AS x", "ATTACH 'x.db' AS x", "DETACH main", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT x",
    "PRAGMA query_only = OFF", "PRAGMA user_version = 9", "PRAGMA user_version", "PRAGMA table_info(visit)",
    "PRAGMA writable_schema = ON", "PRAGMA journal_mode = WAL", "PRAGMA hard_heap_limit = 0",
]  # fmt: skip
READS = [
    "SELECT * FROM op", "SELECT after FROM change", "SELECT max(after) FROM main.change", "SELECT * FROM setting",
    "SELECT * FROM visit", "SELECT n FROM visit", "SELECT note FROM visit", "SELECT minutes FROM main.visit",
    "SELECT * FROM visit_client", "SELECT * FROM client_fact", "SELECT * FROM image",
    "SELECT count(*) FROM change", "SELECT count(*) FROM op", "SELECT count(*) FROM sqlite_schema",
    "SELECT count(*) FROM OP", 'SELECT count(*) FROM main."Change"', "SELECT 1 FROM visits, op",
    "SELECT * FROM sqlite_schema", "SELECT * FROM sqlite_master", "SELECT sql FROM main.sqlite_schema",
    "SELECT * FROM sqlite_temp_schema", "SELECT sql FROM temp.sqlite_schema", "SELECT * FROM sqlite_sequence",
    "SELECT * FROM pragma_table_info('visit')", "SELECT * FROM pragma_table_list", "SELECT * FROM pragma_database_list",
    "SELECT count(*) FROM pragma_table_list", "SELECT * FROM dbstat", "SELECT * FROM sqlite_dbpage",
    # in somebody else's name
    "WITH visits AS (SELECT after FROM change) SELECT * FROM visits",
    "WITH visits AS MATERIALIZED (SELECT after FROM change) SELECT * FROM visits",
    "WITH visits (a) AS (SELECT after FROM change UNION ALL SELECT a FROM visits LIMIT 9) SELECT a FROM visits",
    "WITH labels AS (SELECT note FROM visit) SELECT * FROM labels, visits",
    "WITH json_each AS (SELECT after FROM change) SELECT * FROM json_each",
    "SELECT * FROM (SELECT after FROM change) AS visits",
    "SELECT (SELECT after FROM change LIMIT 1) FROM visits",
    "SELECT * FROM visits WHERE EXISTS (SELECT 1 FROM change WHERE after LIKE '%a%')",
    "SELECT * FROM visits ORDER BY (SELECT after FROM change)",
    "SELECT day FROM visits UNION SELECT after FROM change",
    "SELECT visits.day FROM visits JOIN visit ON visit.id = visits.id",
    "SELECT visits.note FROM visits", "SELECT v.n FROM visits v", "SELECT rowid FROM visit", "SELECT oid FROM op",
    "SELECT count(*) FILTER (WHERE after > 'a') FROM change",
]  # fmt: skip
FUNCTIONS = [
    "SELECT load_extension('x')", "SELECT LOAD_EXTENSION('x', 'y')", "SELECT writefile('x', 'y')",
    "SELECT readfile('office.db')", "SELECT edit('x')", "SELECT fts3_tokenizer('simple')",
]  # fmt: skip
BOMBS = [
    "SELECT randomblob(1000000000)", "SELECT zeroblob(1000000000)", "SELECT length(hex(zeroblob(900000)))",
    "SELECT printf('%1000000000d', 1)", "SELECT printf('%.*c', 100000000, 'x')",
    "SELECT replace(hex(zeroblob(400000)), '0', 'xxxxxxxxxx')",
    f"{ENDLESS} SELECT group_concat(x) FROM (SELECT x FROM c LIMIT 1000000)",
]  # fmt: skip


@pytest.mark.parametrize("statement", [*WRITES, *READS, *FUNCTIONS])
def test_it_is_refused_and_the_file_unchanged(secret, statement):
    folder, before = secret.parent, secret.read_bytes()
    there = set(folder.iterdir())
    with pytest.raises(NahtError) as caught:
        found(secret, statement)
    assert caught.value.code in (Exit.USAGE, Exit.REFUSED)
    assert caught.value.code == Exit.REFUSED or statement not in WRITES
    assert SECRET not in say(caught.value.message, "de")
    assert secret.read_bytes() == before
    assert set(folder.iterdir()) == there


def test_deleted_things_stay_hidden(secret):
    """The note is in the file, in its row and in the journal, and nowhere to be found."""
    assert SECRET.encode() in secret.read_bytes()
    assert found(secret, "SELECT count(*) FROM visits") == [(1,)]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_no_view_lends_its_name(secret, view):
    for name in (view.name, view.name.upper(), f'"{view.name}"'):
        with pytest.raises(NahtError):
            found(secret, f"WITH {name} AS (SELECT after FROM change) SELECT * FROM {name}")


# ---- bounds


@pytest.mark.parametrize(
    "statement",
    [f"{ENDLESS} SELECT max(x) FROM c", f"{ENDLESS} SELECT count(*) FROM c, c",
     "SELECT count(*) FROM visits a, visits b, visits c, visits d WHERE a.day || b.day || c.day = d.day"],
)  # fmt: skip
def test_a_query_ends_when_its_time_is_over(demo, statement):
    start = time.monotonic()
    with pytest.raises(TooSlow):
        found(demo, statement, seconds=1)
    assert time.monotonic() - start < 30


@pytest.mark.parametrize("statement", BOMBS)
def test_a_value_is_never_very_long(demo, statement):
    """Some functions refuse on their own, others answer with nothing."""
    with suppress(LongValue):
        assert found(demo, statement) in ([("",)], [(None,)])


def test_a_write_protected_file_answers_too(demo, tmp_path):
    path = shutil.copy(demo, tmp_path / "copy.naht")
    path.chmod(0o400)
    assert found(path, "SELECT count(*) > 0 FROM visits") == [(1,)]


def test_who_made_a_record_is_there_once_figures_by_worker_are_allowed(office, naht):
    """SQL counts: without that setting it knows no worker of a record, by whatever view."""
    naht("worker", "add", "kl", "thinka")
    naht("v", "west", "20m", "kl")
    naht("r", "jobcenter", "west", "kl")
    questions = (
        "SELECT workers FROM visits WHERE workers NOTNULL", "SELECT worker FROM visit_workers",
        "SELECT worker FROM referrals WHERE worker NOTNULL",
    )  # fmt: skip
    for question in questions:
        assert naht("sql", question, "-f", "value").out == ""
    assert naht("sql", "SELECT worker FROM posts", "-f", "value").out == "kl\n"
    assert "Kontakt\n" not in naht("visit", "list", "--worker", "kl").out
    assert "worker_metrics" in naht("sql", "--views", "visits").out
    naht("config", "worker_metrics", "ja")
    for question in questions:
        assert naht("sql", question, "-f", "value").out == "kl\n"
    naht("config", "worker_metrics", "nein")
    assert naht("sql", questions[0], "-f", "value").out == ""
