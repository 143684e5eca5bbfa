"""Profiles: every shipped one loads without a clash; a broken one is refused with its place and leaves no file."""

import csv
import shutil
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from naht import resources
from naht.domain import words
from naht.domain.days import is_period_word
from naht.domain.errors import NahtError
from naht.domain.kinds import WORD
from naht.domain.nouns import names, noun
from naht.domain.reserved import clashes, refuse_reserved
from naht.services import profile
from naht.services.rules import unique_words
from naht.store.file.creation import create
from naht.store.file.opening import open_file
from naht.store.journal.unit import Op, unit
from naht.store.reading.vocabulary import read_vocabulary

BLANK = resources.data("profiles", "blank", "profile.toml").read_text(encoding="utf-8")
TODAY = date(2026, 11, 22)
LISTS = sorted(resources.data("lists").glob("*.csv"))


@pytest.fixture
def made(tmp_path):
    def make(name):
        path = tmp_path / "new.db"
        create(path)
        with unit(path, Op("init", (), "", "2026-11-22T10:00:00Z", TODAY, "test")) as work:
            profile.apply(work, profile.load(name))
            unique_words.verify_all(work)
        return path

    return make


@pytest.mark.parametrize("name", profile.shipped())
def test_a_shipped_profile_has_no_word_with_two_meanings(made, name):
    with closing(open_file(made(name), writing=False)) as con:
        for one in names():
            assert clashes(read_vocabulary(con, noun(one), groups=True)) == {}


@pytest.mark.parametrize("name", profile.shipped())
def test_every_key_of_a_shipped_profile_can_be_typed(made, name):
    with closing(open_file(made(name), writing=False)) as con:
        for one in names():
            known = read_vocabulary(con, noun(one))
            for key in known.exact:
                assert len(known.find(key)) == 1


@pytest.mark.parametrize("name", profile.shipped())
def test_no_shape_takes_a_key_of_a_shipped_profile(made, name):
    """Neither alone nor beside a neighbour: what parts of a line are joined is never made of words."""
    with closing(open_file(made(name), writing=False)) as con:
        for one in names():
            known = read_vocabulary(con, noun(one), groups=True)
            for key in known.exact:
                assert not words.read_shape(key, noun(one), TODAY), key
                assert not is_period_word(key)
            short = sorted(key for key in known.exact if len(key) <= len("2026-"))
            for first in short:
                assert words.join([first, *short], noun(one)) == [first, *short]


@pytest.mark.parametrize("name", profile.shipped())
def test_no_word_has_a_reserved_form(made, name):
    with closing(open_file(made(name), writing=False)) as con:
        for slug, short in con.execute("SELECT slug, short FROM word"):
            refuse_reserved(slug)
            refuse_reserved(short or slug)


def test_every_list_a_field_needs_is_shipped():
    needed = {f.of for name in names() for f in (*noun(name).fields, *noun(name).extras) if f.kind is WORD}
    assert needed <= {path.stem for path in LISTS}
    assert all(f.of in (*names(), *needed) for name in names() for f in noun(name).fields if f.link)


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_a_list_is_complete(path):
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert rows
    assert {row["list"] for row in rows} == {path.stem}
    assert all(row["id"] and row["label_de"] and row["label_en"] for row in rows)
    assert len({row["id"] for row in rows}) == len(rows)
    assert {row["parent"] for row in rows} - {""} <= {row["id"] for row in rows}


def test_defaults_are_words(made):
    with closing(open_file(made("blank"), writing=False)) as con:
        for name in names():
            for field in noun(name).fields:
                for value in field.default if isinstance(field.default, list) else [field.default]:
                    if field.kind is WORD and value:
                        assert con.execute("SELECT 1 FROM word WHERE id = ?", (f"{field.of}:{value}",)).fetchone()


# ---- broken ones

BROKEN = {
    "bad toml": ("[[district", "profile.toml"),
    "unknown table": ('[[planet]]\nid = "mars"', "profile.toml"),
    "unknown key": ('[[district]]\nid = "sued"\nname = "Süd"\ncolour = "red"', "colour"),
    "no id": ('[[district]]\nname = "Süd"', "[[district]] 4"),
    "id is a number": ("[[district]]\nid = 7", "[[district]] 4"),
    "unknown reference": ('[[site]]\nid = "keller"\nname = "Keller"\ndistrict = "mars"', "[[site]] 1"),
    "unknown word": ('[[partner]]\nid = "chor"\nname = "Chor"\nkind = "chor"', "[[partner]] 1"),
    "unknown late reference": ('[[partner]]\nid = "chor"\nname = "Chor"\nparent = "mars"', "[[partner]] 1"),
    "missing name": ('[[district]]\nid = "sued"', "[[district]] 4"),
    "overlapping terms": ('[[term]]\nid = "zwei"\nfunding = "eigen"\nstarts_on = "2020-01-01"', "[[term]] 2"),
    "ends before it starts": (
        '[[term]]\nid = "t"\nfunding = "eigen"\nstarts_on = 2020-01-02\nends_on = 2020-01-01',
        "[[term]] 2",
    ),
    "the same id twice": ('[[district]]\nid = "quartier"\nname = "Noch eins"', "[[district]] 4"),
    "a shipped word again": ('[[word]]\nlist = "topic"\nid = "wohnen"\nlabel_de = "x"', "[[word]] 1"),
    "a word with two meanings": ('[[word]]\nlist = "topic"\nid = "hb"\nlabel_de = "x"', "[[word]] 1"),
    "a short word with two meanings": (
        '[[word]]\nlist = "topic"\nid = "garten"\nshort = "tel"\nlabel_de = "x"',
        "[[word]] 1",
    ),
    "an alias with two meanings": (
        '[[partner]]\nid = "chor"\nname = "Chor"\naliases = ["Verweis"]',
        "[[partner]] 1",
    ),
    "a label with two meanings": ('[[word]]\nlist = "topic"\nid = "garten"\nlabel_de = "Hausbesuch"', "[[word]] 1"),
    "a reserved word": ('[[word]]\nlist = "topic"\nid = "12x"\nlabel_de = "x"', "[[word]] 1"),
    "a reserved id": ('[[district]]\nid = "heute"\nname = "Heute"', "[[district]] 4"),
    "a word of no list": ('[[word]]\nid = "garten"\nlabel_de = "x"', "[[word]] 1"),
    "a word of an unknown list": ('[[word]]\nlist = "toppic"\nid = "garten"\nlabel_de = "x"', "[[word]] 1"),
    "attributes": ('[[word]]\nlist = "topic"\nid = "garten"\nlabel_de = "x"\nattributes = "group"', "[[word]] 1"),
    "an unknown attribute": (
        '[[word]]\nlist = "topic"\nid = "garten"\nlabel_de = "x"\nattributes = "format=group"',
        "[[word]] 1",
    ),
    "a value an attribute cannot have": (
        '[[word]]\nlist = "channel"\nid = "garten"\nlabel_de = "x"\nattributes = "setting=Q"',
        "[[word]] 1",
    ),
    "an attribute that names no word": (
        '[[word]]\nlist = "referral_state"\nid = "garten"\nlabel_de = "x"\nattributes = "next=mars"',
        "[[word]] 1",
    ),
    "a word replaced by one of another list": (
        '[[word]]\nlist = "topic"\nid = "garten"\nlabel_de = "x"\nreplaced_by = "channel:telefon"',
        "[[word]] 1",
    ),
    "a circle": ('[[partner]]\nid = "chor"\nname = "Chor"\nparent = "chor"', "[[partner]] 1"),
    "a circle of words": ('[[word]]\nlist = "topic"\nid = "garten"\nlabel_de = "x"\nparent = "garten"', "[[word]] 1"),
    "a word for a period": ('[[district]]\nid = "jahr"\nname = "Jahr"', "[[district]] 4"),
    "a name for a period": ('[[district]]\nid = "mitte"\nname = "Jahr"', "[[district]] 4"),
    "a day beyond the calendar": ('[[district]]\nid = "sued"\nname = "Süd"\nends_on = 1899-12-31', "ends_on"),
    "a number for a name": ('[[district]]\nid = "sued"\nname = 5', "name = 5"),
    "a text for a list": ('[[partner]]\nid = "chor"\nname = "Chor"\nroles = "netzwerk"', "roles"),
    "a list of numbers": ('[[partner]]\nid = "chor"\nname = "Chor"\naliases = [1]', "aliases"),
    "a text for a flag": ('[[district]]\nid = "sued"\nname = "Süd"\neverywhere = "ja"', "everywhere"),
    "a text for a year": ('[[partner]]\nid = "chor"\nname = "Chor"\npartner_since = "2011"', "partner_since"),
    "a huge number": (f'[[partner]]\nid = "chor"\nname = "Chor"\npartner_since = {2**70}', "partner_since"),
    "no day": ('[[district]]\nid = "sued"\nname = "Süd"\nends_on = "2020-02-30"', "ends_on"),
    "a time for a day": ('[[district]]\nid = "sued"\nname = "Süd"\nends_on = 2020-02-01T10:00:00', "ends_on"),
    "a control character": ('[[district]]\nid = "sued"\nname = "S\\u0000d"', "[[district]] 4"),
    "a long name": (f'[[district]]\nid = "sued"\nname = "{"x" * 501}"', "[[district]] 4"),
}


def folder_with(alone, text):
    folder = alone / "profile"
    folder.mkdir()
    head, tail = BLANK.split("[[district]]", 1)
    (folder / "profile.toml").write_text(f"{head}[[district]]{tail}\n{text}\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_profile_is_refused_with_its_place(kind, alone, naht):
    text, place = BROKEN[kind]
    folder = folder_with(alone, text)
    ran = naht("init", "--profile", str(folder))
    assert (ran.code, ran.out) == (2, "")
    first, remedy = ran.err.splitlines()
    assert first.startswith("naht: Das Profil ist fehlerhaft: ")
    assert place in first
    assert "keine Datei" in remedy
    assert sorted(path.name for path in alone.iterdir()) == ["profile"]


@pytest.mark.parametrize(
    "name", [".", "..", "../..", "/", "nichts", "../lists", "weimar/../..", "a\0b", "profile.toml", "x" * 300]
)
def test_what_is_no_profile_is_refused(name, alone, naht):
    (alone / "empty").mkdir()
    ran = naht("init", "--profile", name)
    assert ran.code == 3
    assert "blank, weimar" in ran.err
    assert not (alone / "office.db").exists()


def test_bytes_that_are_no_text_are_refused(alone, naht):
    folder = folder_with(alone, "")
    (folder / "more.toml").write_bytes(b'name = "\xff"')
    ran = naht("init", "--profile", str(folder))
    assert ran.code == 2
    assert "more.toml" in ran.err
    assert not (alone / "office.db").exists()


def test_a_folder_called_like_a_shipped_profile_does_not_hide_it(alone, naht):
    (alone / "weimar").mkdir()
    assert naht("init", "--profile", "weimar").code == 0
    assert "Weimar-Nord" in naht("district", "list").out


@pytest.mark.parametrize("name", profile.shipped())
def test_a_copied_profile_may_lie_anywhere(name, alone, naht):
    shutil.copytree(resources.data("profiles", name), alone / "ours")
    assert naht("init", "--profile", str(alone / "ours")).code == 0
    assert Path("office.db").exists()


def test_a_day_may_be_a_toml_date(alone, naht):
    folder = folder_with(alone, '[[district]]\nid = "sued"\nname = "Süd"\nends_on = 2030-01-31')
    assert naht("init", "--profile", str(folder)).code == 0
    assert "2030-01-31" in naht("district", "list", "-f", "csv").out


# ---- words made later


@pytest.mark.parametrize(
    "args",
    [
        ["word", "add", "topic:hb", "--label-de", "x"],
        ["word", "add", "topic:garten", "--short", "tel", "--label-de", "x"],
        ["word", "add", "topic:garten", "--label-de", "Hausbesuch"],
        ["word", "add", "topic:wohnen", "--label-de", "x"],
        ["word", "add", "topic:12x", "--label-de", "x"],
        ["word", "add", "topic:garten", "--short", "20m", "--label-de", "x"],
        ["word", "edit", "topic:wohnen", "--short", "hb"],
        ["partner", "add", "Verweis"],
        ["partner", "add", "Chor", "--id", "nord"],
        ["partner", "add", "Chor", "--alias", "wohnen"],
        ["partner", "edit", "gwg", "--alias", "Verweis"],
        ["partner", "add", "!!!"],
        ["district", "add", "Telefon"],
        ["district", "add", "West"],
        ["district", "add", "Süd", "--id", "mo"],
        ["site", "add", "Keller", "--id", "wohnen", "--district", "west"],
        ["worker", "add", "hb"],
        ["worker", "add", "12p"],
        ["term", "add", "heute", "--funding", "tibi"],
    ],
    ids=" ".join,
)
def test_a_word_is_made_unique_when_it_is_made(args, office, naht):
    before = office.read_bytes()
    ran = naht(*args)
    assert (ran.code, ran.out) == (4, "")
    assert office.read_bytes() == before


def test_refusals_are_naht_errors(made, tmp_path):
    with pytest.raises(NahtError):
        made(str(tmp_path / "nowhere"))
