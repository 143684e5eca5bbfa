"""Starting in mid-life: what an office says of itself, and whom it knew before it recorded here."""

import json

import pytest

pytestmark = pytest.mark.usefixtures("office")  # made on 22 November 2026


def client(naht, *words):
    ran = naht("client", "add", *words)
    assert ran.code == 0, ran.err
    return ran.out.strip()


def counted(naht, *figures, period="2026"):
    row = json.loads(naht("count", *figures, "-p", period, "-f", "json").out)[0]
    return tuple(row[figure] for figure in figures)


def known_since(naht, ident):
    return json.loads(naht("client", "show", ident, "-f", "json").out)[0]["known_since"]


# ---- unclear first contacts


def test_a_first_contact_of_the_first_twelve_months_is_unclear_until_it_is_said(naht):
    ident = client(naht, "w", "1985", "west")
    ran = naht("v", "west", ident)
    assert "zum ersten Mal?" in ran.err
    assert f"naht client edit {ident[:6]} neu" in ran.err
    assert f"{ident[:6]} seit-" in ran.err
    assert counted(naht, "persons", "first_persons", "unclear_persons") == (1, 0, 1)
    naht("client", "edit", ident, "neu")
    assert counted(naht, "persons", "first_persons", "unclear_persons") == (1, 1, 0)
    naht("client", "edit", ident, "seit-2019")
    assert counted(naht, "persons", "first_persons", "unclear_persons") == (1, 0, 0)


@pytest.mark.parametrize("words", [["neu"], ["seit-2019"], ["bekannt-seit", "2019"], ["--known-since", "2026"]])
def test_of_whom_it_is_said_nothing_is_asked(words, naht):
    ident = client(naht, "w", *words)
    ran = naht("v", "west", ident)
    assert "Mal hier?" not in ran.err
    assert counted(naht, "unclear_persons") == (0,)


def test_it_asks_once(naht):
    ident = client(naht, "w")
    assert "Mal hier?" in naht("v", "gestern", "west", ident).err
    assert "Mal hier?" not in naht("v", "nord", ident).err


def test_after_twelve_months_everybody_who_comes_first_is_new(naht):
    ident = client(naht, "w")
    ran = naht("v", "west", ident, "--today", "2027-11-22")
    assert "zum ersten Mal)" in ran.err
    assert "Mal hier?" not in ran.err
    assert counted(naht, "first_persons", "unclear_persons", period="2027") == (1, 0)


def test_an_office_that_does_not_say_since_when_it_records_has_no_unclear_persons(naht):
    naht("config", "recording_since", "")
    naht("v", "west", client(naht, "w"))
    assert counted(naht, "first_persons", "unclear_persons") == (1, 0)


@pytest.mark.parametrize(
    ("words", "year"),
    [(["neu"], 2026), (["new"], 2026), (["seit-2019"], 2019), (["since-2019"], 2019), (["bekannt-seit", "2019"], 2019),
     (["bekannt-seit-2019"], 2019), (["known-since", "2019"], 2019), (["seit", "2019"], 2019)],
)  # fmt: skip
def test_words_for_since_when_somebody_is_known(words, year, naht):
    ident = client(naht, "w", "1985", *words)
    assert known_since(naht, ident) == year


def test_a_year_to_come_is_refused_as_a_word_too(naht):
    assert naht("k", "w", "seit-2031").code == 4


def test_the_report_prints_the_unclear_beside_the_new(naht):
    naht("v", "west", client(naht, "w"))
    assert "ungeklärt, ob neu" in naht("report", "2026-11").out


# ---- partners


def test_a_partner_that_existed_is_never_new(naht):
    naht("partner", "edit", "jobcenter", "--origin", "bestehend")
    naht("partner", "add", "Probeverein", "neu")
    assert naht("n", "nord", "jobcenter", "probeverein").code == 0
    assert counted(naht, "active_partners", "new_partners") == (2, 1)


# ---- setup


def test_setup_prints_the_answers_with_what_changes_them(naht):
    rows = json.loads(naht("setup", "-f", "json").out)
    answers = {row["command"]: row["answer"] for row in rows}
    assert answers["naht config office …"] == "NAHT-Stelle Weimar"
    assert answers["naht config recording_since …"] == "2026-11-22"
    assert answers["naht district edit nord --funding …"] == "thinka"
    assert answers["naht district edit innenstadt --funding …"] == "basis"
    assert not any("stadtweit" in row["command"] for row in rows)


def test_the_settings_are_changed_one_by_one(naht):
    assert naht("config", "carrier", "Probeträger").code == 0
    assert naht("config", "recording_since", "1.3.2025").code == 0
    assert naht("config", "recording_since", "2027-01-01").code == 4
    assert json.loads(naht("setup", "-f", "json").out)[2]["answer"] == "2025-03-01"


@pytest.mark.parametrize("more", [(), ("--yes",)])
def test_init_says_what_it_assumes_and_what_to_try(more, naht):
    ran = naht("--db", "neu.db", "init", *more)
    assert (ran.code, ran.out) == (0, "neu.db\n")
    assert "trägt die tägliche Arbeit in Weimar-Nord: thinka  ·  naht district edit nord --funding …" in ran.err
    assert "angenommen, tibi-2009" in ran.err
    lines = ran.err.splitlines()[-5:]
    assert all(line.startswith("  naht ") for line in lines)
    assert naht("--db", "neu.db", "config", "recording_since", "-f", "value").out.split("\t")[1] == "2026-11-22"


@pytest.mark.parametrize("profile", ["weimar", "blank"])
def test_what_init_proposes_can_be_typed(profile, naht):
    lines = naht("--db", "neu.db", "init", "--profile", profile).err.splitlines()[-5:]
    for line in lines:
        command = line.strip().split("  ")[0].split()[1:]
        ran = naht("--db", "neu.db", *command)
        assert ran.code == 0, (line, ran.err)


# ---- assumed days


def test_both_days_of_a_grant_clear_what_is_assumed(naht):
    ran = naht("term", "edit", "tibi-2009", "--starts-on", "2009-08-01", "--ends-on", "2012-07-31")
    assert ran.code == 0, ran.err
    assert json.loads(naht("term", "show", "tibi-2009", "-f", "json").out)[0]["assumed"] is None


def test_one_day_of_a_grant_leaves_what_is_assumed(naht):
    naht("term", "edit", "tibi-2009", "--starts-on", "2009-08-01")
    assert json.loads(naht("term", "show", "tibi-2009", "-f", "json").out)[0]["assumed"]
