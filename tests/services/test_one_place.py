"""One thing stands in one place: a target group that says what another field says is kept and counted there."""

import json
import sqlite3

import pytest

from naht.domain import lists
from naht.domain.nouns import noun

pytestmark = pytest.mark.usefixtures("office")


def client(naht, *words):
    ran = naht("client", "add", *words)
    assert ran.code == 0, ran.err
    return ran.out.strip()


def shown(naht, ident):
    return json.loads(naht("client", "show", ident, "-f", "json").out)[0]


def groups(naht, period="2026"):
    """The persons by target group."""
    rows = json.loads(naht("count", "persons", "--by", "target_group", "-p", period, "-f", "json").out)
    return {row["target_group"]: row["persons"] for row in rows if row["target_group"] != "total"}


def test_what_a_word_says_goes_where_it_belongs(naht):
    ran = naht("k", "w", "1985", "west", "alleinerziehend", "arbeitslos", "migration")
    assert ran.code == 0, ran.err
    record = shown(naht, ran.out.strip())
    assert (record["household"], record["labour"], record["migration"]) == (
        "alleinerziehend", "arbeitslos-kurz", "mit-migration",
    )  # fmt: skip
    assert record["target_groups"] == []
    assert "Arbeitslose: steht als Erwerbsstatus „arbeitslos unter 12 Monaten“" in ran.err
    assert "steht als Migrationshintergrund „mit Migrationshintergrund“" in ran.err


def test_the_figure_by_group_counts_from_there(naht):
    one = client(naht, "w", "1985", "alleinerziehend", "langzeitarbeitslos", "sucht")
    two = client(naht, "m", "2008", "--labour", "arbeitslos-kurz")
    three = client(naht, "m", "1955", "west")
    for ident in (one, two, three):
        naht("v", "west", ident)
    naht("v", "nord", one)
    assert groups(naht) == {
        "arbeitslos": 2, "langzeitarbeitslos": 1, "alleinerziehend": 1, "familie-kinder": 1, "sucht": 1, "jugend": 1,
        "senior": 1,
    }  # fmt: skip
    found = json.loads(naht("client", "list", "--target-group", "arbeitslos", "-f", "json").out)
    assert {row["id"] for row in found} == {one, two}
    found = json.loads(naht("client", "list", "--target-group", "senior", "--target-group", "sucht", "-f", "json").out)
    assert {row["id"] for row in found} == {one, three}


def test_a_row_of_before_counts_once(naht, office):
    ident = client(naht, "w", "1985", "--labour", "arbeitslos-kurz")
    with sqlite3.connect(office) as con:
        con.execute(
            "INSERT INTO client_target_group SELECT k.n, 1, w.n FROM client k, word w "
            "WHERE w.id = 'target_group:arbeitslos'"
        )
    con.close()
    naht("v", "west", ident)
    assert groups(naht) == {"arbeitslos": 1}


def test_it_counts_by_what_holds_on_the_day(naht):
    ident = client(naht, "w", "1985", "--labour", "arbeitslos-kurz")
    naht("client", "edit", ident, "--labour", "erwerbstaetig", "--since", "1.10.2026")
    naht("v", "5.9.2026", "west", ident)
    assert groups(naht) == {"arbeitslos": 1}
    naht("v", "5.11.2026", "west", ident)
    assert groups(naht, "2026-11") == {"k-a": 1}


def test_a_change_leaves_the_other_groups(naht):
    ident = client(naht, "w", "sucht")
    ran = naht("client", "edit", ident, "arbeitslos", "--since", "1.11.2026")
    assert ran.code == 0, ran.err
    assert shown(naht, ident)["target_groups"] == ["sucht"]
    assert shown(naht, ident)["labour"] == "arbeitslos-kurz"


def test_what_follows_already_is_not_said_anew(naht):
    ident = client(naht, "w", "--labour", "arbeitslos-lang")
    assert naht("client", "edit", ident, "arbeitslos", "sucht").code == 0
    assert (shown(naht, ident)["labour"], shown(naht, ident)["target_groups"]) == ("arbeitslos-lang", ["sucht"])
    ident = client(naht, "w", "arbeitslos", "langzeitarbeitslos")
    assert shown(naht, ident)["labour"] == "arbeitslos-lang"


def test_two_that_contradict_each_other_are_refused(naht):
    ran = naht("k", "w", "arbeitslos", "minijob", "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert "labour status: “minijob” and “arbeitslos” in one line" in ran.err


def test_by_option_and_by_word_is_the_same(naht):
    ident = client(naht, "w", "--target-group", "langzeitarbeitslos", "--target-group", "sucht")
    assert (shown(naht, ident)["labour"], shown(naht, ident)["target_groups"]) == ("arbeitslos-lang", ["sucht"])


@pytest.mark.parametrize("text", ["labour", "topic:wohnen", "labour:", "labour:minijob,labour:ruhestand"])
def test_a_word_sets_one_value_of_a_client(text, naht):
    ran = naht("word", "add", "target_group:probe", "--label-de", "Probe", "--attributes", f"sets={text}")
    assert (ran.code, ran.out) == (2, "")


def test_a_word_of_the_office_does_it_too(naht):
    ran = naht("word", "add", "target_group:probe", "--label-de", "Probe", "--attributes", "sets=labour:nichts")
    assert ran.code == 2
    assert "labour:nichts" in ran.err
    word = ("word", "add", "target_group:probe", "--label-de", "Probe", "--attributes", "sets=labour:minijob")
    assert naht(*word).code == 0
    assert shown(naht, client(naht, "probe"))["labour"] == "minijob"
    assert naht("word", "remove", "labour:minijob").code == 4


def test_the_values_that_a_group_can_set_are_those_kept_with_their_day():
    dated = {field.name for field in noun("client").fields if field.dated and field.of == field.name}
    assert set(lists.FACTS) == dated
