"""A noun is called one thing and kept in another: ``case`` is a word of SQL, so its table is ``casefile``.

And a noun that happens to be called like a module of the services gets no rules by accident.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from naht.cli.main import main
from naht.domain import kinds, nouns
from naht.domain.fields import Field, Noun
from naht.domain.message import Label
from naht.domain.nouns.shared import DAY, DISTRICT, ENTERED, FUNDING, MINUTES, NOTE
from naht.services import records
from naht.store.file import schema
from naht.store.file.opening import SCHEMA
from naht.store.file.sqlite import connect
from naht.store.journal import triggers
from tests.cli.completing import completed
from tests.store.make_schema import listed

CASE = Noun(
    "case", "Fall", "case", "Fälle", "cases", table="casefile", letter="f", day="day",
    about=Label("Begleitungen einer Person.", "Accompaniments of a person."),
    columns=("id", "day", "district", "client", "topics", "stage", "minutes"),
    fields=(
        DAY,
        DISTRICT,
        FUNDING,
        MINUTES,
        Field("client", kinds.REF, "Klient/in", "client", of="client", bare=True),
        Field("topics", kinds.WORD, "Thema", "topic", of="topic", one="topic", many=True, bare=True),
        Field("stage", kinds.WORD, "Phase", "stage", of="stage", bare=True, dated=True, required=True),
        Field("before", kinds.REF, "Vorgänger", "predecessor", of="case"),
        NOTE,
        ENTERED,
    ),
)  # fmt: skip
SHEET = Noun(
    "sheet",
    "Aushang",
    "poster",
    "Aushänge",
    "posters",
    columns=("id", "name"),
    fields=(Field("name", kinds.TEXT, "Name", "name", required=True),),
)
TABLES = """
CREATE TABLE casefile (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, day TEXT NOT NULL, minutes INTEGER,
  district INTEGER NOT NULL REFERENCES district (n), funding INTEGER NOT NULL REFERENCES funding (n),
  client INTEGER REFERENCES client (n), before INTEGER REFERENCES casefile (n), note TEXT, entered_at TEXT NOT NULL
) STRICT;
CREATE TABLE casefile_topic (
  casefile INTEGER NOT NULL REFERENCES casefile (n), rank INTEGER NOT NULL,
  topic INTEGER NOT NULL REFERENCES word (n), PRIMARY KEY (casefile, rank)
) STRICT, WITHOUT ROWID;
CREATE TABLE casefile_fact (
  casefile INTEGER NOT NULL REFERENCES casefile (n), rank INTEGER NOT NULL, attribute TEXT NOT NULL,
  since TEXT NOT NULL, value TEXT, word INTEGER REFERENCES word (n), PRIMARY KEY (casefile, rank)
) STRICT, WITHOUT ROWID;
CREATE TABLE sheet (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL) STRICT
"""
pytestmark = pytest.mark.usefixtures("cases")


@pytest.fixture(scope="module")
def accompanying(weimar: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A Weimar office that keeps cases and posters."""
    path = Path(shutil.copy(weimar, tmp_path_factory.mktemp("cases")))
    nouns.register(CASE)
    nouns.register(SHEET)
    con = connect(path, isolation_level=None)
    for statement in TABLES.split(";"):
        con.execute(statement)
    triggers.regenerate(con)
    parts = schema.lines(con)
    con.close()
    with listed(SCHEMA, parts):
        for ident, label in {"stage:beginn": "Beginn", "stage:ende": "Abschluss"}.items():
            assert main(["--db", str(path), "word", "add", ident, "--label-de", label]) == 0
        yield path
    nouns._nouns.pop("case")
    nouns._nouns.pop("sheet")


@pytest.fixture
def cases(accompanying: Path, office: Path) -> Path:
    shutil.copy(accompanying, office)
    return office


@pytest.fixture
def one(cases: Path, naht) -> str:
    ran = naht("case", "add", "west", "thinka", "beginn", "wohnen", "schulden", "gestern", "20m")
    assert ran.code == 0, ran.err
    return ran.out.strip()


def rows(naht, *line):
    ran = naht(*line, "-f", "json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def findings(naht):
    return json.loads(naht("check", "-f", "json").out)


def test_recording_listing_and_showing(naht, one):
    (row,) = rows(naht, "case", "list", "wohnen")
    assert (row["id"], row["topics"], row["stage"]) == (one, ["wohnen", "schulden"], "beginn")
    for shown in (naht("case", "show", "@"), naht("show", one[:6]), naht("case", "show", one)):
        assert "Fall " + one in shown.out
        assert "Phase seit 21.11.2026: Beginn" in shown.out
    assert rows(naht, "case", "list", "--stage", "ende") == []


def test_editing_undo_and_its_log(naht, one):
    assert naht("case", "edit", one[:6], "ende", "sgb2", "30m").code == 0
    assert rows(naht, "case", "list")[0]["topics"] == ["sgb2"]
    assert naht("undo").code == 0
    assert rows(naht, "case", "list")[0]["topics"] == ["wohnen", "schulden"]
    assert naht("redo").code == 0
    assert "minutes" in naht("log", one).out
    assert naht("history", one).code == 0
    assert naht("log", "verify").code == 0


def test_references_to_it_and_removing(naht, one):
    assert naht("case", "add", "west", "thinka", "beginn", "--before", one).code == 0
    refused = naht("case", "remove", one)
    assert (refused.code, "1 Fall" in refused.err) == (4, True)
    assert "naht case" not in naht("word", "remove", "stage:beginn").err
    assert "2 Fälle" in naht("word", "remove", "stage:beginn").err
    assert naht("case", "remove", "@").code == 0
    assert naht("case", "remove", one).out.strip() == one
    assert naht("case", "show", one).code == 3
    assert naht("undo").code == 0
    assert naht("case", "show", one).code == 0


def test_check(naht, one, cases):
    before = findings(naht)
    con = connect(cases, isolation_level=None)
    con.execute("UPDATE casefile SET minutes = -1, day = '2027-01-01'")
    con.execute("UPDATE casefile_topic SET topic = (SELECT n FROM word WHERE id = 'channel:telefon') WHERE rank = 1")
    con.close()
    new = {line["rule"]: line for line in findings(naht) if line not in before and line["row"] == one}
    assert {"value", "future-day", "wrong-word"} <= set(new)
    assert new["value"]["finding"].startswith("Fall, Minuten")
    assert new["wrong-word"]["mend"] == f"naht case edit {one} --topic …"
    assert "funding-term" in new or "clock" in new or len(new) > 2


def test_sql(naht, one):
    assert naht("sql", "SELECT id, topics FROM cases", "-f", "csv").out.splitlines()[1] == f"{one},wohnen;schulden"
    assert naht("sql", "SELECT casefile, topic FROM case_topics WHERE rank = 1", "-f", "csv").out.splitlines()[1] == (
        f"{one},wohnen")  # fmt: skip
    assert naht("sql", "SELECT value FROM case_facts", "-f", "value").out == "beginn\n"
    assert "cases.id" in naht("sql", "--views", "case_topics").out
    assert "Begleitungen einer Person." in naht("sql", "--views", "cases").out
    described = json.loads(naht("sql", "--datasette").out)["databases"]["office"]["tables"]
    assert described["casefile"]["title"] == "Fälle"
    assert described["casefile_topic"]["title"] == "Fälle: Thema"


@pytest.mark.usefixtures("one")
def test_completion(capsys, monkeypatch, one):
    assert completed("naht cas", capsys, monkeypatch) == {"case"}
    assert completed("naht case show f", capsys, monkeypatch) == {one}
    assert completed("naht case add west ab", capsys, monkeypatch) == {"ende"}


def test_a_noun_called_like_a_module_has_no_rules(naht):
    for name in ("sheet", "here", "history", "profile", "placing", "office"):
        noun = Noun(name, "x", "x", "x", "x", ())
        assert records.rules(noun) is None
    assert naht("sheet", "add", "Sommerfest").out == "sommerfest\n"
    assert rows(naht, "sheet", "list") == [{"id": "sommerfest", "name": "Sommerfest"}]
    assert naht("sheet", "remove", "sommerfest").code == 0


def test_every_noun_says_its_rules():
    assert {noun.name for noun in nouns.every() if noun.rules} == {
        "client", "contact", "partner", "post", "referral", "term", "visit", "word", "work", "worker"}  # fmt: skip
    assert all(hasattr(records.rules(noun), "settle") for noun in nouns.every() if noun.rules)
