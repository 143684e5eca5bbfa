"""Words are typed: what they carry, what stands above them, and what of it may still change."""

import csv
import json
import sqlite3
from contextlib import closing

import pytest

from naht import resources
from naht.domain import lists
from naht.domain.kinds import WORD
from naht.domain.nouns import names, noun
from naht.store.reading.circles import own_links

pytestmark = pytest.mark.usefixtures("office")


def shipped() -> list[dict[str, str]]:
    """The words of the shipped lists."""
    rows = []
    for path in sorted(resources.data("lists").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            rows += list(csv.DictReader(lines))
    return rows


# ---- the declared lists


def test_every_list_that_a_field_takes_words_of_is_declared_and_shipped():
    asked = {field.of for name in names() for field in noun(name).fields if field.kind is WORD}
    assert asked <= lists.LISTS.keys()
    assert {row["list"] for row in shipped()} == lists.LISTS.keys()


def test_every_slug_that_the_code_names_is_a_shipped_word():
    known = {(row["list"], row["id"]) for row in shipped()}
    assert {(name, made.default) for name, made in lists.LISTS.items() if made.default} <= known
    assert {("channel", lists.CASEWORK), ("contact_kind", lists.FIRST_TALK), ("topic", lists.UNKNOWN)} <= known


def test_a_list_of_an_office_knows_the_common_attributes():
    assert set(lists.word_list("farbe").attributes) == {"option_only", "sensitive"}
    assert lists.word_list("farbe").title.de == "farbe"


ATTRIBUTES = [(name, kind) for name, made in lists.LISTS.items() for kind in made.attributes.values()]


@pytest.mark.parametrize(("name", "kind"), ATTRIBUTES, ids=[f"{name}-{kind.name}" for name, kind in ATTRIBUTES])
def test_no_attribute_takes_anything(name, kind, naht):
    """The value is one that no kind of attribute takes."""
    ran = naht("word", "add", f"{name}:probe", "--label-de", "Probe", "--attributes", f"{kind.name}=,")
    assert (ran.code, ran.out) == (2, "")
    assert f"„{kind.name}=,“ geht nicht" in ran.err


@pytest.mark.parametrize("name", lists.LISTS)
def test_no_list_takes_an_attribute_that_it_does_not_declare(name, naht):
    ran = naht("word", "add", f"{name}:probe", "--label-de", "Probe", "--attributes", "format=group")
    assert (ran.code, ran.out) == (2, "")
    assert f"Liste {name} (" in ran.err
    assert "option_only" in ran.err


def test_what_a_list_declares_is_taken(naht):
    ran = naht("word", "add", "channel:kiosk", "--label-de", "Kiosk", "--attributes", "setting=E reach=A away=1")
    assert ran.code == 0
    assert naht("v", "nord", "kiosk").code == 0
    assert naht("count", "outreach", "-f", "value").out.split() == ["1"]


def test_a_setting_that_stood_before_it_was_checked_is_a_sentence(office, naht):
    with closing(sqlite3.connect(office, isolation_level=None)) as con:
        con.execute("""UPDATE word SET attributes = '{"setting": "Q"}' WHERE id = 'channel:telefon'""")
    ran = naht("v", "nord", "tel")
    assert (ran.code, ran.out) == (2, "")
    assert "setting=E / G / O" in ran.err


def test_an_attribute_that_names_words_names_those_that_there_are(naht):
    args = ("word", "add", "referral_state:pause", "--label-de", "Pause", "--attributes")
    assert naht(*args, "open=1 next=offen,mars").code == 2
    assert naht(*args, "open=1 next=offen,termin").code == 0


def test_a_word_that_an_attribute_names_is_neither_removed_nor_undone(naht):
    assert naht("word", "add", "referral_state:abgesprochen", "--label-de", "abgesprochen").code == 0
    assert naht("word", "edit", "referral_state:termin", "--attributes", "open=1 next=abgesprochen").code == 0
    removed = naht("word", "remove", "referral_state:abgesprochen")
    assert (removed.code, removed.out) == (4, "")
    assert "noch benutzt (1 Wort)" in removed.err
    assert "naht word remove referral_state:abgesprochen --ends TAG" in removed.err
    undone = naht("undo", "2")
    assert (undone.code, undone.out) == (4, "")
    assert "referral_state:abgesprochen" in undone.err
    assert naht("undo").code == 0
    assert naht("undo").code == 0


# ---- circles and other lists


def owned() -> list[tuple[str, str]]:
    return [(name, field.option) for name in names() for field in own_links(noun(name))]


MADE = {
    "word": ("topic:blau", "topic:gruen", ["--label-de"]),
    "partner": ("blau", "gruen", None),
    "funding": ("blau", "gruen", None),
}


@pytest.mark.parametrize(("name", "option"), owned(), ids=str)
def test_nothing_stands_above_itself(name, option, naht):
    """Of one record, and of two: every single reference of a noun to itself."""
    one, two, label = MADE[name]
    for ident in (one, two):
        words = [*label, ident.title()] if label else []
        assert naht(name, "add", ident, *words).code == 0, ident
    ran = naht(name, "edit", one, f"--{option}", one)
    assert ran.code == 4
    assert f"{one} → {one}" in ran.err
    assert naht(name, "edit", two, f"--{option}", one).code == 0
    ran = naht(name, "edit", one, f"--{option}", two)
    assert ran.code == 4
    assert f"{one} → {two} → {one}" in ran.err


ASKED = (
    "report 2026-11", "report 2026-11 --topic wohnen", "count visits --by topic_group -p 2026", "word list",
    "visit list --topic wohnen", "word edit topic:wohnen --sort 3", "v nord wohnen", "undo",
)  # fmt: skip


def test_a_circle_of_another_program_ends(office, naht):
    """Every question that climbs or descends comes back."""
    naht("v", "nord", "wohnen.suche")
    above = "(SELECT n FROM word WHERE id = 'topic:wohnen.suche')"
    with closing(sqlite3.connect(office, isolation_level=None)) as con:
        con.execute(f"UPDATE word SET parent = {above} WHERE id = 'topic:wohnen'")
        con.execute("UPDATE partner SET parent = n WHERE id = 'jobcenter'")
        con.execute("UPDATE funding SET predecessor = n WHERE id = 'tibi'")
    for line in ASKED:
        assert naht(*line.split()).code == 0, line
    ran = naht("check")
    assert ran.code == 6
    for path in ("topic:wohnen → topic:wohnen.suche → topic:wohnen", "jobcenter → jobcenter", "tibi → tibi"):
        assert path in ran.out


@pytest.mark.parametrize("option", ["parent", "replaced-by"])
def test_a_word_stays_in_its_list(option, naht):
    ran = naht("word", "edit", "topic:wohnen", f"--{option}", "channel:telefon")
    assert ran.code == 4
    assert "einer anderen Liste" in ran.err
    assert naht("word", "add", "topic:neu", "--label-de", "N", f"--{option}", "channel:telefon").code == 4


# ---- what decides how past records count

USED = {
    "outcome:abgelehnt": ("v nord tel abgelehnt", "met=1"),
    "channel:telefon": ("v nord tel", "setting=E reach=A away=1"),
    "topic:wohnen": ("v nord wohnen", "group=1"),
    "referral_kind:verweis": ("r nord jobcenter", "incoming=1"),
    "labour:minijob": ("k minijob", "eeco=02"),
    "age_group:18-24": ("v nord 18-24", "from=18 to=23"),
    "contact_kind:runder-tisch": ("n nord rt", "round=1 sensitive=1"),
}


@pytest.mark.parametrize("ident", [ident for ident in USED if "contact_kind" not in ident])
def test_what_decides_how_past_records_count_stays_while_a_word_is_used(ident, naht):
    line, attributes = USED[ident]
    change = ("word", "edit", ident, "--attributes", attributes)
    assert naht(*line.split()).code == 0
    ran = naht(*change)
    assert (ran.code, ran.out) == (4, "")
    assert "(1 " in ran.err
    assert f"naht word remove {ident} --ends TAG" in ran.err
    naht("undo")
    assert naht(*change).code == 0  # free while unused


def test_an_age_group_is_used_by_every_year_of_birth(naht):
    change = ("word", "edit", "age_group:18-24", "--attributes", "from=18 to=23")
    assert naht("k", "1984").code == 0
    ran = naht(*change)
    assert (ran.code, ran.out) == (4, "")
    assert "1 Klient/in" in ran.err
    naht("undo")
    assert naht(*change).code == 0


@pytest.mark.parametrize(
    ("ages", "code"), [("from=60 to=66", 4), ("from=64", 4), ("from=0 to=3", 4), ("from=9 to=8", 2)]
)
def test_an_age_belongs_to_one_group(ages, code, naht):
    ran = naht("word", "add", "age_group:neu", "--label-de", "neu", "--attributes", ages)
    assert (ran.code, ran.out) == (code, "")


def test_what_decides_nothing_may_change(naht):
    line, attributes = USED["contact_kind:runder-tisch"]
    assert naht(*line.split()).code == 0
    assert naht("word", "edit", "contact_kind:runder-tisch", "--attributes", attributes).code == 0


def test_a_word_moves_to_another_group_only_while_nothing_below_it_is_used(naht):
    move = ("word", "edit", "topic:wohnen", "--parent", "topic:g-geld")
    naht("v", "nord", "wohnen.suche")
    assert naht(*move).code == 4
    naht("undo")
    assert naht(*move).code == 0


def test_a_usual_channel_is_no_past_record(naht):
    naht("worker", "add", "kraft", "--channel", "telefon")
    naht("config", "channel", "telefon")
    assert naht("word", "edit", "channel:telefon", "--attributes", "setting=E reach=A").code == 0


# ---- names


@pytest.mark.parametrize("word", ["Jahr", "monat", "Woche", "quartal", "halbjahr", "year", "month", "last-month",
                                  "monat-1", "2026-q1", "2026-H2"])  # fmt: skip
def test_a_period_names_nothing(word, naht):
    for args in (("district", "add", word), ("district", "add", "Mitte", "--id", word), ("worker", "add", word),
                 ("word", "add", f"topic:{word}", "--label-de", "x"),
                 ("district", "add", word, "--id", "mitte"), ("word", "add", "topic:y", "--label-de", word),
                 ("partner", "add", "Chor", "--alias", word), ("partner", "edit", "jobcenter", "--name", word),
                 ("word", "add", "topic:y", "--label-de", "x", "--short", word)):  # fmt: skip
        ran = naht(*args)
        assert (ran.code, ran.out) == (4, ""), args


def last_step(naht):
    return str(max(row["step"] for row in json.loads(naht("log", "-f", "json").out)))


@pytest.mark.parametrize("ident", ["outcome:abgelehnt", "channel:telefon", "labour:minijob", "age_group:18-24"])
def test_neither_undo_nor_redo_changes_how_past_records_count(ident, naht):
    line, attributes = USED[ident]
    assert naht("word", "edit", ident, "--attributes", attributes).code == 0
    edited = last_step(naht)
    assert naht(*line.split()).code == 0
    ran = naht("undo", edited)
    assert (ran.code, ran.out) == (4, "")
    assert f"naht word remove {ident} --ends TAG" in ran.err
    assert naht("undo").code == 0
    assert naht("undo", edited).code == 0  # free while unused
    assert naht(*line.split()).code == 0
    assert naht("redo").code == 4


def test_undo_makes_no_circle(naht):
    for word in ("pa", "pb"):
        assert naht("word", "add", f"topic:{word}", "--label-de", f"Wort {word}").code == 0
    assert naht("word", "edit", "topic:pa", "--parent", "topic:pb").code == 0
    assert naht("undo").code == 0
    undone = last_step(naht)
    assert naht("word", "edit", "topic:pb", "--parent", "topic:pa").code == 0
    ran = naht("undo", undone)
    assert (ran.code, ran.out) == (4, "")
    assert "Kreis" in ran.err


def test_an_unused_word_comes_and_goes(naht):
    assert naht("word", "add", "topic:pa", "--label-de", "Paa").code == 0
    assert [naht(verb).code for verb in ("undo", "redo", "undo")] == [0, 0, 0]


def test_an_age_group_in_which_clients_count_stays(naht):
    assert naht("k", "1984").code == 0
    ran = naht("word", "remove", "age_group:30-39")
    assert (ran.code, ran.out) == (4, "")
    assert "1 Klient/in" in ran.err
    assert "naht word remove age_group:30-39 --ends TAG" in ran.err
    naht("undo")
    assert naht("word", "remove", "age_group:30-39").code == 0


def test_a_word_says_its_list(naht):
    ran = naht("word", "add", "foo", "--label-de", "Foo")
    assert (ran.code, ran.out) == (2, "")
    assert "LISTE:WORT" in ran.err
    assert "--slug" not in ran.err


def test_a_taken_id_is_told_without_options_that_are_none(naht):
    assert naht("worker", "add", "ab").code == 0
    ran = naht("worker", "add", "AB")
    assert ran.code == 4
    assert "--" not in ran.err
