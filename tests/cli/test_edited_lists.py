"""Words where a noun has fields for them, and what edit does to a list: a value comes, one goes, an old name stays."""

import json

import pytest

pytestmark = pytest.mark.usefixtures("office")


def field(naht, noun, ident, name):
    return json.loads(naht(noun, "show", ident, "-f", "json").out)[0][name]


@pytest.mark.parametrize(
    ("line", "ident", "values"),
    [
        (["site", "add", "Anlaufpunkt Mitte", "nord"], "anlaufpunkt-mitte", {"district": "nord"}),
        (["site", "add", "Laden Zwei", "thinka", "schön"], "laden-zwei",
         {"district": "schoendorf", "funding": "thinka", "name": "Laden Zwei"}),
        (["district", "add", "Südhang", "thinka"], "suedhang", {"funding": "thinka"}),
        (["funding", "add", "Quartier Neu", "nord", "west", "gwg"], "quartier-neu",
         {"districts": ["nord", "west"], "payers": ["gwg"]}),
        (["worker", "add", "mb", "west", "tel"], "mb", {"district": "west", "channel": "telefon"}),
    ],
)  # fmt: skip
def test_words_fill_the_fields_of_what_the_office_names_itself(naht, line, ident, values):
    ran = naht(*line)
    assert (ran.code, ran.out) == (0, f"{ident}\n"), ran.err
    for name, value in values.items():
        assert field(naht, line[0], ident, name) == value


def test_a_further_alias_is_added_and_one_can_be_taken_away(naht):
    assert field(naht, "partner", "jobcenter", "aliases") == ["JC"]
    assert "JC; ARGE" in naht("partner", "edit", "jobcenter", "--alias", "ARGE").err
    naht("partner", "edit", "jobcenter", "--alias", "ARGE", "--alias", "Amt für Arbeit")
    assert field(naht, "partner", "jobcenter", "aliases") == ["JC", "ARGE", "Amt für Arbeit"]
    assert naht("n", "nord", "arge").code == 0
    assert naht("partner", "edit", "jobcenter", "--unset", "alias=arge").code == 0
    assert naht("partner", "edit", "jobcenter", "--unset", "alias=amt für arbeit", "--alias", "Amt").code == 0
    assert field(naht, "partner", "jobcenter", "aliases") == ["JC", "Amt"]
    assert naht("partner", "edit", "jobcenter", "--unset", "alias").code == 0
    assert field(naht, "partner", "jobcenter", "aliases") == []
    ran = naht("partner", "edit", "gwg", "--unset", "alias=gibtsnicht")
    assert ran.code == 2
    assert "Es gibt: Wohnungsgenossenschaft, Genossenschaft" in ran.err


def test_one_value_of_any_list_can_be_taken_away(naht):
    one, two = (naht("k", "w", year).out.strip() for year in ("1984", "1985"))
    visit = naht("v", "nord", "wohnen", "schulden", "rente", one, two).out.strip()
    assert naht("visit", "edit", visit, "--unset", "topic=schulden", "--unset", f"client={one[:6]}").code == 0
    assert field(naht, "visit", visit, "topics") == ["wohnen", "rente"]
    assert field(naht, "visit", visit, "clients") == [two]
    assert naht("visit", "edit", visit, "--unset", "topic=wohnen", "rente").code == 2  # to set and to clear it
    assert naht("visit", "edit", visit, "--unset", "topic=psyche").code == 2
    assert naht("visit", "edit", visit, "10m").code == 0
    assert naht("visit", "edit", visit, "--unset", "minutes=20").code == 2
    assert naht("visit", "edit", visit, "--unset", "minutes=10").code == 0
    assert field(naht, "visit", visit, "minutes") is None
    assert naht("visit", "edit", visit, "--unset", "minutes=10").code == 2


def test_a_renamed_partner_is_still_found_under_its_old_name(naht):
    ran = naht("partner", "edit", "jobcenter", "--name", "Grundsicherungsamt")
    assert ran.code == 0
    command = ran.err.partition("weg damit: ")[2].strip()
    assert command == "naht partner edit jobcenter --unset 'alias=Jobcenter Weimar'"
    assert naht("n", "nord", "Jobcenter Weimar").code == 0
    assert naht("partner", "edit", "jobcenter", "--unset", "alias=Jobcenter Weimar").code == 0
    assert field(naht, "partner", "jobcenter", "aliases") == ["JC"]
    naht("partner", "edit", "jobcenter", "--name", "GRUNDSICHERUNGSAMT")
    assert field(naht, "partner", "jobcenter", "aliases") == ["JC"]  # found under either
    naht("partner", "edit", "jobcenter", "--name", "JC")
    naht("undo")
    assert field(naht, "partner", "jobcenter", "aliases") == ["JC"]


def test_a_name_that_must_go_is_not_kept(naht, office):
    """A check proposes another name where one means two things; kept as an alias it would go on to mean both."""
    import sqlite3

    with sqlite3.connect(office) as con:
        con.execute("UPDATE partner SET name = 'Wohnen und Miete' WHERE id = 'gwg'")
    con.close()
    assert naht("partner", "edit", "gwg", "--name", "Genossenschaft Weimar").code == 0
    assert "Wohnen und Miete" not in field(naht, "partner", "gwg", "aliases")


def test_a_part_of_a_district_is_the_district_and_not_where_somebody_lives(naht):
    """``aus-bad-ettern`` ends on the same part; it is typed with its beginning."""
    assert naht("district", "add", "Bad Ettern").code == 0
    visit = naht("v", "ettern", "eigen").out.strip()
    assert (field(naht, "visit", visit, "district"), field(naht, "visit", visit, "residence")) == ("bad-ettern", None)
    visit = naht("v", "nord", "eigen", "aus-bad").out.strip()
    assert field(naht, "visit", visit, "residence") == "bad-ettern"
