"""A kind of value is added in one place: a class and its object, here kilometres, which naht does not know.

A noun with a field of that kind, and with money and a share, finds it in every command without a line of the product.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from naht.domain import kinds, nouns
from naht.domain.fields import Field, Noun
from naht.domain.kinds import kind
from naht.domain.kinds.amounts import Number
from naht.domain.message import Label
from naht.domain.nouns.shared import DAY, DISTRICT, ENTERED
from naht.metrics.definitions import catalog
from naht.store.file import schema
from naht.store.file.opening import SCHEMA
from naht.store.file.sqlite import connect
from naht.store.journal import triggers
from tests.cli.completing import completed
from tests.store.make_schema import listed


class Kilometres(Number):
    """A way: ``12km``."""

    name = "km"
    most = 2000
    metavar = Label("12km", "12km")
    expected, example = Label("eine Strecke", "a distance"), "12km"
    looks = Label("Kilometer", "kilometres")
    reserves = Label("eine Strecke", "a distance")
    unit, summed = "km", True
    narrows = True

    def parse(self, text):
        return self.number(text.removesuffix("km"))

    def bare(self, _slot, token, _today):
        return self.parse(token) if self.has_form(token) else None

    def has_form(self, word):
        return word.endswith("km") and self.parse(word) is not None

    def show(self, value, _lang):
        return f"{value} km"

    def offers(self, _slot, _lang):
        return ("5km", "10km")


KM = Kilometres()
TRIP = Noun(
    "trip", "Fahrt", "trip", "Fahrten", "trips", letter="x", day="day",
    columns=("id", "day", "district", "way", "fare", "part"),
    fields=(
        DAY,
        DISTRICT,
        Field("way", KM, "Strecke", "way", bare=True, required=True),
        Field("fare", kinds.MONEY, "Fahrgeld", "fare", bare=True),
        Field("part", kinds.SHARE, "Eigenanteil", "own part", bare=True),
        ENTERED,
    ),
)  # fmt: skip
TABLE = """
CREATE TABLE trip (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, day TEXT NOT NULL, district INTEGER NOT NULL REFERENCES district (n),
  way INTEGER, fare INTEGER, part INTEGER, entered_at TEXT NOT NULL
) STRICT
"""
pytestmark = pytest.mark.usefixtures("trips")


@pytest.fixture(scope="module")
def travelling(weimar: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A Weimar office that keeps trips."""
    path = Path(shutil.copy(weimar, tmp_path_factory.mktemp("trips")))
    kinds.register(KM)
    nouns.register(TRIP)
    con = connect(path, isolation_level=None)
    con.execute(TABLE)
    triggers.regenerate(con)
    parts = schema.lines(con)
    con.close()
    with listed(SCHEMA, parts):
        yield path
    nouns._nouns.pop("trip")
    kind._registered.remove(KM)


@pytest.fixture
def trips(travelling: Path, office: Path) -> Path:
    shutil.copy(travelling, office)
    return office


@pytest.fixture
def one(trips: Path, naht) -> str:
    ran = naht("trip", "add", "west", "12km", "7,50€", "12,5%", "gestern")
    assert ran.code == 0, ran.err
    return ran.out.strip()


def rows(naht, *line):
    ran = naht("trip", "list", *line, "-f", "json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def test_as_words_and_as_options(naht):
    words = naht("trip", "add", "west", "12km", "7,50€", "12,5%")
    options = naht("trip", "add", "--district", "west", "--way", "12", "--fare", "7.50", "--part", "0.125")
    assert (words.code, options.code) == (0, 0), words.err + options.err
    assert words.err[6:] == options.err[6:]
    assert "Strecke 12 km · Fahrgeld 7,50 € · Eigenanteil 12,5 %" in words.err


@pytest.mark.parametrize(
    ("option", "expected"),
    [("--way", "eine Strecke, zum Beispiel 12km"), ("--fare", "ein Betrag in Euro"), ("--part", "ein Anteil")],
)
def test_what_is_refused(naht, option, expected):
    ran = naht("trip", "add", "west", "1km", option, "viel")
    assert (ran.code, ran.out) == (2, "")
    assert expected in ran.err
    assert naht("trip", "add", "west", "2001km").code == 2


def test_edit_and_undo(naht, one):
    assert naht("trip", "edit", one, "20km").code == 0
    assert rows(naht)[0]["way"] == 20
    assert naht("undo").code == 0
    assert rows(naht)[0]["way"] == 12
    assert naht("trip", "edit", one, "--unset", "fare").code == 0
    assert rows(naht)[0]["fare"] is None


@pytest.mark.usefixtures("one")
def test_list_and_show(naht):
    shown = naht("trip", "show", "@").out
    listed = naht("trip", "list").out
    for text in ("12 km", "7,50 €", "12,5 %"):
        assert text in listed
        assert text in shown
    assert "€7.50" in naht("--lang", "en", "trip", "list").out
    assert len(rows(naht, "--way", "12km")) == 1
    assert rows(naht, "13km") == []


@pytest.mark.usefixtures("one")
@pytest.mark.parametrize(
    ("form", "line"),
    [
        ("csv", "12,750,0.125"), ("tsv", "12\t750\t0.125"), ("value", "12\t750\t0.125"),
        ("jsonl", '{"way": 12, "fare": 750, "part": 0.125}'),
    ],
)  # fmt: skip
def test_machines_get_whole_units(naht, form, line):
    assert naht("trip", "list", "--fields", "way,fare,part", "-f", form).out.splitlines()[-1] == line


@pytest.mark.usefixtures("one")
def test_a_german_excel_gets_decimal_commas(naht):
    assert naht("trip", "list", "--fields", "part,fare", "-f", "csv", "--excel").out.endswith("0,125;750\r\n")


def test_check_finds_what_cannot_have_been_typed(naht, trips, one):
    assert not [line for line in json.loads(naht("check", "-f", "json").out) if line["rule"] == "value"]
    con = connect(trips, isolation_level=None)
    con.execute("UPDATE trip SET way = 3000, fare = -1, part = 1001")
    con.close()
    found = [line for line in json.loads(naht("check", "-f", "json").out) if line["rule"] == "value"]
    assert [(line["row"], line["finding"]) for line in found] == [
        (one, f"Fahrt, {label}: „{value}“ kann dort nicht stehen.")
        for label, value in (("Strecke", 3000), ("Fahrgeld", -1), ("Eigenanteil", 1001))
    ]


def test_a_word_cannot_have_its_form(naht):
    assert "eine Strecke" in naht("word", "add", "topic:12km", "--label-de", "K").err


def test_help_spec_and_catalogue(naht):
    assert "12km" in naht("trip", "add", "--help").out
    fields = {field["name"]: field for field in json.loads(naht("spec").out)["nouns"]["trip"]["fields"]}
    assert [(fields[name]["kind"], fields[name]["unit"]) for name in ("way", "fare", "part")] == [
        ("km", "km"), ("money", "ct"), ("share", "1")]  # fmt: skip
    assert [line.split()[-1] for line in naht("sql", "--views", "trips").out.splitlines() if "Strecke" in line] == [
        "Kilometer"]  # fmt: skip
    units = json.loads(naht("sql", "--datasette").out)["databases"]["office"]["tables"]["trip"]["units"]
    assert units == {"way": "km", "fare": "ct", "part": "‰"}


def test_a_figure_in_its_unit_is_written_as_it_is(naht, monkeypatch):
    """What is added up is minutes of other work; the figures say that they were kilometres, and cents."""
    work = catalog().metrics["work_minutes"]
    known = {
        name: work._replace(name=name, unit=unit, known="", of="") for name, unit in (("ways", "km"), ("fares", "ct"))
    }
    made = catalog()._replace(metrics=catalog().metrics | known)
    for place in ("question", "definitions"):
        monkeypatch.setattr(f"naht.metrics.{place}.catalog", lambda: made)
    assert naht("w", "west", "team", "150m").code == 0
    row = naht("count", "ways", "fares", "--by", "district").out.splitlines()[2]
    assert row.split() == ["Weimar-West", "150", "km", "1,50", "€"]
    assert naht("count", "ways", "fares", "-f", "value").out == "150\t150\n"


def test_completion(capsys, monkeypatch):
    assert completed("naht trip add --way ", capsys, monkeypatch) == {"5km", "10km"}
    assert completed("naht trip add --w", capsys, monkeypatch) == {"--way"}
