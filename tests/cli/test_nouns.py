"""The proof of the field tables: a noun made of one table of fields, its CREATE TABLE statements and its words.

A park bench is nothing naht knows. It gets five verbs, words, filters, formats, help, completion, history and undo
without another line of the product.
"""

import io
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from naht.cli.main import main
from naht.domain import kinds, nouns
from naht.domain.fields import Field, Noun
from naht.domain.nouns.shared import DAY, DISTRICT, ENTERED, MINUTES, NOTE
from naht.output.formats import FORMATS
from naht.store.file import schema
from naht.store.file.opening import SCHEMA
from naht.store.file.sqlite import connect
from naht.store.journal import triggers
from tests.cli.completing import completed
from tests.store.make_schema import listed

BENCH = Noun(
    "bench", "Parkbank", "park bench", "Parkbänke", "park benches", letter="b", day="day",
    columns=("id", "day", "district", "wood", "state", "uses", "seats", "minutes"),
    fields=(
        DAY,
        MINUTES,
        DISTRICT,
        Field("wood", kinds.WORD, "Holz", "wood", of="bench_wood", bare=True, default="eiche"),
        Field("state", kinds.WORD, "Zustand", "state", of="bench_state", bare=True, dated=True, required=True),
        Field("uses", kinds.WORD, "Nutzung", "use", of="bench_use", one="use", many=True, bare=True),
        Field("seats", kinds.COUNT, "Plätze", "seats", bare=True, shape="p"),
        NOTE,
        ENTERED,
    ),
)  # fmt: skip

MIGRATION = """
CREATE TABLE bench (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, day TEXT NOT NULL, minutes INTEGER,
  district INTEGER NOT NULL REFERENCES district (n), wood INTEGER REFERENCES word (n), seats INTEGER, note TEXT,
  entered_at TEXT NOT NULL
) STRICT;
CREATE TABLE bench_use (
  bench INTEGER NOT NULL REFERENCES bench (n), rank INTEGER NOT NULL, use INTEGER NOT NULL REFERENCES word (n),
  PRIMARY KEY (bench, rank)
) STRICT, WITHOUT ROWID;
CREATE TABLE bench_fact (
  bench INTEGER NOT NULL REFERENCES bench (n), rank INTEGER NOT NULL, attribute TEXT NOT NULL, since TEXT NOT NULL,
  value TEXT, word INTEGER REFERENCES word (n), PRIMARY KEY (bench, rank)
) STRICT, WITHOUT ROWID;
"""

pytestmark = pytest.mark.usefixtures("benches")

WORDS = {
    "bench_wood:eiche": "Eiche", "bench_wood:laerche": "Lärche",
    "bench_state:ganz": "ganz", "bench_state:kaputt": "kaputt",
    "bench_use:lesen": "Lesen", "bench_use:rasten": "Rasten", "bench_use:reden": "Reden",
}  # fmt: skip


@pytest.fixture(scope="module")
def park(weimar: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A Weimar office that has benches."""
    path = Path(shutil.copy(weimar, tmp_path_factory.mktemp("park")))
    nouns.register(BENCH)
    con = connect(path, isolation_level=None)
    for statement in MIGRATION.split(";"):
        con.execute(statement)
    triggers.regenerate(con)
    parts = schema.lines(con)
    con.close()
    with listed(SCHEMA, parts):
        for ident, label in WORDS.items():
            assert main(["--db", str(path), "word", "add", ident, "--label-de", label]) == 0
        yield path
    nouns._nouns.pop("bench")


@pytest.fixture
def benches(park: Path, office: Path) -> Path:
    shutil.copy(park, office)
    return office


@pytest.fixture
def two(benches: Path, naht) -> tuple[str, str]:
    """A whole bench in the west, a broken one in the north."""
    made = (
        naht("bench", "add", "west", "ganz", "gestern", "lesen", "reden", "4p", "20m"),
        naht("bench", "add", "kap", "nord", "lärche", "rasten"),
    )
    return made[0].out.strip(), made[1].out.strip()


def values(ran) -> list[str]:
    assert ran.code == 0, ran.err
    return ran.out.split()


def test_recording_by_words_in_any_order(naht):
    ran = naht("bench", "add", "20m", "lesen", "gestern", "lärche", "west", "ganz", "4p", "reden")
    assert (ran.code, ran.out[0], len(ran.out)) == (0, "b", 12)
    assert ran.err == (
        f"{ran.out[:6]} · Sa 21.11.2026 · Weimar-West · ganz · 20 min · Lärche · Lesen; Reden · 4 Plätze\n"
    )


def test_recording_by_options(naht):
    words = naht("bench", "add", "west", "kaputt", "lesen", "reden", "4p")
    options = naht("bench", "add", "--district", "west", "--state", "kaputt", "--use", "lesen", "--use", "reden",
                   "--seats", "4")  # fmt: skip
    assert words.err[6:] == options.err[6:]
    assert values(naht("bench", "list", "--fields", "uses", "-f", "value")) == ["lesen;reden"] * 2


def test_several_at_once_are_one_step(naht):
    assert len(values(naht("bench", "add", "nord", "ganz", "3x"))) == 3
    assert len(values(naht("undo"))) == 3
    assert values(naht("bench", "list", "-f", "value")) == []


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ("west nord ganz", 2, "Stadtteil: „west“ und „nord“"),
        ("west", 2, "Es fehlt: Zustand"),
        ("ganz", 2, "Es fehlt: Stadtteil"),
        ("west gans", 2, "Meinten Sie: ganz"),
        ("west ganz 31.2.", 2, "kein Tag"),
        ("west ganz 23.11.2026", 4, "in der Zukunft"),
        ("west ganz hausbesuch", 2, "kein bekanntes Wort"),
    ],
)
def test_what_is_refused(naht, typed, code, said):
    ran = naht("bench", "add", *typed.split())
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


def test_its_words_are_unique(naht):
    assert "Stadtteil west / Nutzung west (Parkbank)" in naht("word", "add", "bench_use:west", "--label-de", "W").err


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", (0, 1)), ("gestern", (0,)), ("2026-11", (0, 1)), ("2025", ()), ("west", (0,)), ("west nord", (0, 1)),
        ("west kaputt", ()), ("lesen rasten", (0, 1)), ("--use reden", (0,)), ("--state kaputt", (1,)),
        ("--wood laerche --district nord", (1,)), ("--from 2026-11-22", (1,)), ("--last 1", (1,)),
    ],
)  # fmt: skip
def test_filters(two, naht, typed, found):
    ran = naht("bench", "list", *typed.split(), "--fields", "id", "-f", "value")
    assert values(ran) == [two[place] for place in found]


@pytest.mark.parametrize("form", FORMATS)
def test_formats(two, naht, form):
    ran = naht("bench", "list", "-f", form)
    assert ran.code == 0
    for text in ("Lärche", "Weimar-Nord", "kaputt") if FORMATS[form].people else ("laerche", "nord", "kaputt", *two):
        assert text in ran.out


@pytest.mark.usefixtures("two")
def test_the_contract_of_machine_formats(naht):
    first, second = json.loads(naht("bench", "list", "-f", "json").out)
    assert list(first) == ["id", *(field.name for field in BENCH.fields if field.name != "note")]
    assert (first["uses"], first["seats"], first["minutes"]) == (["lesen", "reden"], 4, 20)
    assert (second["uses"], second["wood"], second["minutes"]) == (["rasten"], "laerche", None)


def test_showing_by_the_beginning_of_its_id(two, naht):
    for shown in (naht("bench", "show", two[1][:6]), naht("show", two[1][:6]), naht("bench", "show", "@")):
        assert "Parkbank " + two[1] in shown.out
        assert "Zustand seit 22.11.2026: kaputt" in shown.out


def test_editing_keeps_the_history_of_dated_values(two, naht):
    assert naht("bench", "edit", two[0], "kaputt", "rasten").code == 0
    shown = naht("bench", "show", two[0]).out
    assert "Zustand seit 21.11.2026: ganz\n  Zustand seit 22.11.2026: kaputt" in shown
    assert "Lesen" not in shown
    assert naht("bench", "edit", two[0], "--unset", "seats").code == 0
    assert "Plätze" not in naht("bench", "show", two[0]).out
    assert naht("bench", "edit", two[0], "--unset", "state").code == 2


def test_undo_and_redo(two, naht):
    before = naht("bench", "list", "-f", "json").out
    for command in (("edit", two[0], "nord", "2p"), ("remove", two[1]), ("edit", two[0], "kaputt", "--note", "x")):
        assert naht("bench", *command).code == 0
        after = naht("bench", "list", "-f", "json").out
        assert naht("undo").code == 0
        assert naht("bench", "list", "-f", "json").out == before
        assert naht("redo").code == 0
        assert naht("bench", "list", "-f", "json").out == after
        assert naht("undo").code == 0


def test_its_journal(two, naht):
    naht("bench", "edit", two[0], "8p")
    ran = naht("log", two[0])
    assert ran.code == 0
    assert "seats" in ran.out
    assert naht("log", "verify").code == 0


def test_removing(two, naht):
    assert naht("word", "remove", "bench_use:rasten").code == 4
    assert "1 Parkbank" in naht("word", "remove", "bench_use:rasten").err
    assert values(naht("bench", "remove", two[1])) == [two[1]]
    assert naht("bench", "show", two[1]).code == 3
    assert naht("word", "remove", "bench_use:rasten").code == 0


def test_a_note_by_stdin(naht, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"wackelt, Lehne fehlt\n")))
    assert naht("bench", "add", "west", "kaputt", "--note", "-").code == 0
    assert "wackelt, Lehne fehlt" in naht("bench", "show", "@").out
    assert "wackelt" not in naht("bench", "list", "-f", "csv").out


@pytest.mark.parametrize(("lang", "noun", "field"), [("de", "Parkbänke", "Holz"), ("en", "park benches", "wood")])
def test_help(naht, monkeypatch, lang, noun, field):
    monkeypatch.setenv("NAHT_LANG", lang)
    assert noun in naht("--help").out
    assert all(verb in naht("bench", "--help").out for verb in ("add", "list", "show", "edit", "remove"))
    assert field in naht("bench", "add", "--help").out
    assert "--note" not in naht("bench", "list", "--help").out


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("naht ben", {"bench"}),
        ("naht bench ", {"add", "list", "show", "edit", "remove"}),
        ("naht bench add la", {"laerche"}),
        ("naht bench add west --use r", {"rasten", "reden"}),
        ("naht bench list --state ", {"ganz", "kaputt"}),
        ("naht bench add --se", {"--seats"}),
    ],
)
def test_completion(capsys, monkeypatch, line, offered):
    assert completed(line, capsys, monkeypatch) == offered


def test_completion_of_ids(two, capsys, monkeypatch):
    assert completed("naht bench show b", capsys, monkeypatch) == set(two)
