"""A second value of a single field, and what contradicts itself, is refused everywhere: exit 2, nothing happened."""

import sqlite3

import pytest

from naht.cli import tree
from naht.cli.parameters import SHARED
from naht.cli.verb import NOTHING, NUMBER
from naht.domain.nouns import every

PATHS = [found.path for found in tree.all_verbs()]


def declared(path):
    return tree.load(tree.find(path).entry)


def values(parameter):
    """Two values that an option may have."""
    if parameter.choices:
        return parameter.choices[:2]
    return ("3", "4") if parameter.takes == NUMBER else ("one", "two")


def typed(parameter, value):
    if not parameter.flags:
        return [value]
    return [parameter.flags[0]] if parameter.takes == NOTHING else [parameter.flags[0], value]


def needed(verb, but=()):
    return ["x" for word in verb.words if word.required and word.key not in but]


SINGLE = [
    (path, parameter)
    for path in PATHS
    for parameter in (*declared(path).parameters, *(SHARED if path == ("undo",) else ()))
    if parameter.flags and parameter.takes != NOTHING and not parameter.many
]
PAIRS = [
    (path, parameter, other)
    for path in PATHS
    for parameter in declared(path).parameters
    for other in declared(path).parameters
    if other.key in parameter.excludes
]


def refused(naht, office, args):
    before = office.read_bytes()
    ran = naht(*args)
    assert (ran.code, ran.out, office.read_bytes()) == (2, "", before), (args, ran)
    return ran.err


@pytest.mark.parametrize(("path", "parameter"), SINGLE, ids=lambda one: getattr(one, "name", None) or " ".join(one))
def test_a_single_option_given_twice(office, naht, path, parameter):
    first, second = values(parameter)
    line = [*path, *needed(declared(path)), *typed(parameter, first), *typed(parameter, second)]
    assert f"{parameter.flags[0]}: „{first}“ und „{second}“" in refused(naht, office, line)


def test_the_same_value_twice_is_one(office, naht):
    assert naht("v", "nord", "--minutes", "20", "--minutes", "20", "-q", "-q").code == 0


@pytest.mark.parametrize(("path", "one", "other"), PAIRS, ids=lambda one: getattr(one, "name", None) or " ".join(one))
def test_two_that_contradict_each_other(office, naht, path, one, other):
    verb = declared(path)
    line = [*path, *needed(verb, (one.key, other.key)), *typed(one, values(one)[0]), *typed(other, values(other)[0])]
    assert "zugleich geht nicht" in refused(naht, office, line)


@pytest.mark.parametrize("line", [
    "visit edit @ 30m --unset minutes", "visit edit @ --minutes 30 --unset minutes", "visit edit @ nord west",
    "visit list 2025 2026", "visit list 2025 --period 2026", "visit list 2025 --from 2026-01-01", "report 2024 2025",
    "count visits 2024 2025", "report -p 2024 --from 2024-05-01", "count visits -p 2024 --to 2024-05-01",
    "visit list --known --anonymous", "r west jobcenter --worker a --worker b", "v west 10m --minutes 20",
    "v west 10m 20m", "v --minutes 10m --minutes 20m west", "visit list --format csv --format json",
    "visit list -f csv --format json",
    "visit list --fields day,day", "visit list --fields id,day,id", "here west --off",
    "sql --views --datasette", "log @ --last 3", "visit list --lang fr", "visit list --color pink", "visit list -f xml",
    "visit list --last 0", "visit list --last drei", "visit list --last 99999999999",
])  # fmt: skip
def test_a_line_that_says_two_things(office, naht, line):
    naht("v", "west", "20m")
    refused(naht, office, line.split())


def test_the_same_period_twice_is_one(office, naht):
    assert naht("visit", "list", "2026", "--period", "2026").code == 0
    assert naht("visit", "list", "2026-11-01..2026-11-30", "2026-11").code == 0


def test_a_language_that_there_is_not(office, naht, monkeypatch):
    monkeypatch.setenv("NAHT_LANG", "fr")
    assert naht("visit", "list").code == 2
    monkeypatch.setenv("NAHT_LANG", "de_DE.UTF-8")
    assert naht("visit", "list").code == 0


# ---- what is offered has an effect

LINES = {  # what an asked option needs beside it, and a value
    ("visit", "refer"): ("v nord", "jobcenter"),
    ("visit", "kind"): ("v nord --refer jobcenter", "vermittlung"),
    ("client", "since"): ("client add nord", "2026-01-31"),
    ("client", "since", "edit"): ("client edit @ nord", "2026-01-31"),
    ("district", "since"): ("district add Tal --status keine", "2026-01-31"),
    ("district", "since", "edit"): ("district edit nord --status keine", "2026-01-31"),
    ("contact", "new_partner"): ("n nord", "Turnverein"),
    ("contact", "new_partner", "edit"): ("contact edit @ 20m", "Turnverein"),
    ("partner", "anyway"): ("partner add Jobcenter-Weimar", None),
    ("worker", "funding"): ("worker add kl", "thinka"),
}
OFFERED = [
    (noun.name, field, verb) for noun in every() for field in noun.extras for verb in ("add", "edit")
    if any(one.field == field for one in declared((noun.name, verb)).parameters)
]  # fmt: skip


def content(office):
    with sqlite3.connect(office) as con:
        tables = [name for (name,) in con.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        rows = {
            name: con.execute(f"SELECT * FROM {name}").fetchall()
            for name in tables
            if name not in ("op", "change", "change_ref")
        }
    con.close()
    return rows


@pytest.mark.parametrize(("noun", "field", "verb"), OFFERED, ids=lambda one: getattr(one, "name", one))
def test_an_option_that_is_offered_does_something(office, naht, monkeypatch, noun, field, verb):
    line, value = LINES[(noun, field.name, "edit") if verb == "edit" else (noun, field.name)]
    monkeypatch.setattr("naht.domain.ids.os.urandom", bytes)
    made = {"client": "client add w west", "contact": "n nord jobcenter"}.get(noun)
    if verb == "edit" and made:
        naht(*made.split())
    option = [f"--{field.option}", *([value] if value else [])]
    before = content(office)
    plain = naht(*line.split())
    without = content(office)
    if plain.code == 0:
        assert naht("undo").code == 0
    assert content(office) == before
    ran = naht(*line.split(), *option)
    assert ran.code == 0, ran.err
    assert content(office) != without


@pytest.mark.parametrize("line", [
    "visit edit @ --refer jobcenter", "visit edit @ --kind bg", "v nord --kind vermittlung",
    "partner edit gwg --anyway", "client add w --since 2026-01-01", "client edit @ --since 2026-01-01",
    "client edit @ --birth-year 1980 --since 2026-01-01",
])  # fmt: skip
def test_an_option_that_would_do_nothing_is_refused(office, naht, line):
    naht("client", "add", "w", "west")
    naht("v", "nord")
    refused(naht, office, line.split())


def test_a_new_partner_is_made_once(office, naht):
    ran = naht("n", "2x", "nord", "jobcenter", "--new-partner", "Turnverein")
    assert (ran.code, len(ran.out.split())) == (0, 2)
    assert naht("partner", "list", "-f", "value", "--fields", "id").out.split().count("turnverein") == 1
    assert naht("contact", "list", "-f", "value", "--fields", "partners").out == "jobcenter;turnverein\n" * 2


# ---- any record by its id


def test_a_slug_is_found_whatever_letter_it_begins_with(office, naht):
    naht("worker", "add", "kl")
    visit = naht("v", "nord").out.strip()
    for slug, noun in (
        ("nord", "Stadtteil"),
        ("kl", "Mitarbeiter/in"),
        ("jobcenter", "Partner"),
        (visit[:6], "Kontakt"),
    ):
        assert noun in naht("show", slug).out
        assert naht("history", slug).code == naht("log", slug).code == 0


def test_a_slug_of_two_nouns_names_both(office, naht):
    assert naht("term", "add", "jobcenter", "--funding", "tibi", "--starts-on", "2001-01-01", "--ends-on",
                "2001-02-01").code == 0  # fmt: skip
    for command in ("show", "log", "history"):
        ran = naht(command, "jobcenter")
        assert ran.code == 3
        assert "naht partner show jobcenter, naht term show jobcenter" in ran.err


def test_the_last_record_of_any_kind(office, naht):
    assert naht("show", "@").code == 3
    naht("v", "nord")
    assert "Kontakt v" in naht("show", "@").out
    client = naht("k", "w", "1984").out.strip()
    assert f"Klient/in {client}" in naht("show", "@").out
    assert "1984" in naht("log", "@").out
    assert "1984" in naht("history", "@").out
    naht("undo")
    assert "Kontakt v" in naht("show", "@").out


def test_the_last_client_is_the_one_whom_this_worker_had_to_do_with_last(office, naht):
    for code in ("ab", "cd"):
        naht("worker", "add", code)
    one, two = (naht("k", "w", year, "nord", "--as", "ab").out.strip() for year in ("1984", "1985"))

    def last(worker="ab"):
        return naht("client", "show", "@", "--as", worker, "-f", "value").out.split("\t")[0]

    assert last() == two
    naht("v", "tel", one, "--as", "ab")
    assert last() == one
    naht("v", "nord", "--as", "ab")
    assert last() == one  # nobody was named there
    naht("r", "jobcenter", two, "--as", "ab")
    assert last() == two
    naht("v", "hb", one, two, "--as", "ab")
    assert last() == one  # of a couple the one named first
    assert naht("client", "show", "@", "--as", "cd").code == 3
    naht("v", "tel", two, "--as", "cd")
    assert (last("cd"), last("ab")) == (two, one)
    naht("undo", "--as", "cd")
    assert naht("client", "show", "@", "--as", "cd").code == 3
    naht("client", "edit", "@", "--birth-year", "1986", "--as", "ab")
    assert "1986" in naht("log", one).out


EMPTY = [(path, option) for path, option in SINGLE if option.field is None]


@pytest.mark.parametrize(("path", "parameter"), EMPTY, ids=lambda one: getattr(one, "name", None) or " ".join(one))
def test_an_empty_text_is_never_what_was_meant(office, naht, path, parameter):
    """A shell's empty variable: `--db "$FILE"` must not write into another file."""
    refused(naht, office, [*path, *needed(declared(path)), parameter.flags[0], ""])


def test_an_empty_text_before_the_noun(office, naht):
    for option in ("--db", "--as", "--lang", "--today"):
        refused(naht, office, [option, "", "v", "west"])


@pytest.mark.parametrize("line", ["count visits visits", "count visits --by district,district",
                                  "count visits --by month --by month"])  # fmt: skip
def test_a_question_names_a_figure_and_a_breakdown_once(office, naht, line):
    assert "zweimal" in refused(naht, office, line.split())


def test_an_attribute_has_one_value(office, naht):
    words = ["word", "add", "channel:neu", "--attributes", "setting=E setting=G"]
    assert "Erwartet wird eine Liste von Merkmalen, jedes einmal" in refused(naht, office, words)
