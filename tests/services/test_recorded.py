"""What a record may say: one funding, a length that a day has, the topic that a service implies."""

import pytest

from naht.domain.nouns import noun

SIXTEEN = 16 * 60


@pytest.mark.parametrize("line", ["v west", "n nord", "w west team"])
def test_no_record_is_longer_than_sixteen_hours(office, naht, line):
    words = line.split()
    longest = naht(*words, f"{SIXTEEN}m")
    assert longest.code == 0
    assert "mehr als 10 Stunden" in longest.err
    assert "Stunden" not in naht(*words, "600m").err
    longer = naht(*words, f"{SIXTEEN + 1}m")
    assert (longer.code, longer.out) == (4, "")


def test_an_old_record_that_is_longer_can_still_be_mended(office, naht):
    import sqlite3

    naht("v", "west", "20m")
    with sqlite3.connect(office) as con:
        con.execute("UPDATE visit SET minutes = 1200")
    con.close()
    assert naht("visit", "edit", "@", "nord").code == 0
    assert naht("visit", "edit", "@", "961m").code == 4


@pytest.mark.parametrize("line", ["v west thinka basis", "v west thinka --funding basis", "n west basis thinka",
                                  "w team basis thinka", "r jobcenter west basis thinka"])  # fmt: skip
def test_a_second_funding_is_refused_without_advice_to_split(office, naht, line):
    ran = naht(*line.split())
    assert (ran.code, ran.out) == (2, "")
    assert " ".join(ran.err.split()) == (
        "naht: Ein Eintrag gehört zu einer Förderung und zählt nur dort; "
        "wessen Arbeitszeit er ist, sagen die Stellen der Mitarbeitenden."
    )


def topics(naht):
    return naht("visit", "list", "--last", "1", "-f", "value", "--fields", "topics").out.strip()


def test_a_service_names_the_topic_that_it_implies_where_none_is_said(office, naht):
    assert "Bewerbungsunterlagen · Leistung: Bewerbungshilfe" in naht("v", "west", "bewerbung").err
    assert topics(naht) == "arbeit.bewerbung"
    assert naht("visit", "edit", "@", "schulden").code == 0
    assert topics(naht) == "schulden"
    naht("v", "west", "antrag", "bewerbung", "wohnen")
    assert topics(naht) == "wohnen"
    assert "Thema fehlt · Leistung: Schriftverkehr" in naht("v", "west", "schriftverkehr").err
    naht("visit", "edit", "@", "bewerbung")
    assert topics(naht) == "arbeit.bewerbung"


def test_the_topic_of_a_service_has_to_exist(office, naht):
    ran = naht("word", "edit", "service:antrag", "--attributes", "topic=quatsch")
    assert (ran.code, "topic:quatsch" in ran.err) == (2, True)
    assert naht("word", "edit", "service:antrag", "--attributes", "topic=wohnen,energie").code == 2


def test_every_word_that_means_one_thing_of_many_is_shown_with_its_field(office, naht):
    """A client's words say little without their field: each of them has its title beside it."""
    bare = [field for field in noun("client").fields if field.bare and field.link and field.name != "gender"]
    assert all(field.titled for field in bare)
    err = naht("k", "w", "1985", "west", "alleinerziehend", "arbeitslos", "migration").err
    assert "Haushalt: alleinerziehend · Zielgruppe: Arbeitslose; Menschen mit Migrationshintergrund" in err
