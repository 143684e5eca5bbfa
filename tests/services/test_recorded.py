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
    err = naht("k", "w", "1985", "west", "alleinerziehend", "arbeitslos", "sucht").err
    assert "Haushalt: alleinerziehend · Erwerbsstatus: arbeitslos unter 12 Monaten · Zielgruppe: Suchterkrankte" in err


@pytest.mark.parametrize(("words", "said"), [
    ("nähcafé 12p", ("treffpunkt", "nord", "seniorenclub", "120")),
    ("nähcafé 12p 90m", ("treffpunkt", "nord", "seniorenclub", "90")),
    ("nähcafé west 12p", ("treffpunkt", "west", "", "120")),
    ("nähcafé kurz", ("kurz", "nord", "seniorenclub", "")),  # a talk beside it takes no two hours
    ("nähcafé abgesagt", ("treffpunkt", "nord", "seniorenclub", "")),
    ("nähcafé gruppe west 9p", ("gruppe", "west", "", "")),
])  # fmt: skip
def test_an_offer_says_what_the_line_leaves_open(office, naht, words, said):
    assert naht("offer", "add", "Nähcafé", "nord", "seniorenclub", "treffpunkt", "2h").code == 0
    ran = naht("v", *words.split())
    assert ran.code == 0, ran.err
    fields = "channel,district,site,minutes,offer"
    assert naht("visit", "list", "-f", "value", "--fields", fields).out == "\t".join((*said, "naehcafe")) + "\n"


def test_an_offer_of_a_house_is_in_its_district(office, naht):
    naht("offer", "add", "Nähcafé", "seniorenclub", "treffpunkt")
    assert "Weimar-Nord · GWG-Seniorenclub · Nähcafé" in naht("v", "nähcafé", "3p").err


@pytest.mark.parametrize("noun", ["visit", "contact", "work"])
def test_who_types_was_there_unless_the_line_names_others(office, naht, monkeypatch, noun):
    words = {"work": ["west", "team"]}.get(noun, ["west"])
    for code in ("kl", "mb"):
        naht("worker", "add", code)
    monkeypatch.setenv("NAHT_WORKER", "kl")
    for typed, workers in ((["20m"], "kl"), (["20m", "mb"], "mb"), (["mb", "--worker", "kl"], "mb;kl")):
        ran = naht(noun, "add", *words, *typed)
        assert "durch " + workers.replace(";", "; ") in ran.err
        shown = naht(noun, "list", "--last", "1", "-f", "value", "--fields", "workers").out
        assert shown == f"{workers}\n"
    naht(noun, "edit", "@", "kl")
    assert naht(noun, "list", "--last", "1", "-f", "value", "--fields", "workers").out == "kl\n"
    ids = naht(noun, "list", "--worker", "mb", "-f", "value", "--fields", "id").out.split()
    assert len(ids) == 1


def test_the_post_of_the_first_worker_decides_the_funding(office, naht):
    for code in ("kl", "mb"):
        naht("worker", "add", code)
    naht("post", "add", "mb", "basis", "--from", "2026-01-01")
    by = {"mb kl": "basis worker", "kl mb": "thinka district", "kl mb eigen": "eigen given"}
    for words, wanted in by.items():
        naht("v", "west", *words.split())
        shown = naht("visit", "list", "--last", "1", "-f", "value", "--fields", "funding,funding_by").out
        assert shown.split() == wanted.split()
    naht("v", "west", "mb", "2025-12-31")
    assert naht("visit", "list", "2025", "-f", "value", "--fields", "funding").out == "thinka\n"


@pytest.mark.usefixtures("office")
def test_a_post_on_a_funding_without_a_grant_then_is_warned_of(naht):
    """Working time of today would else stand under a programme that ended years ago."""
    assert naht("worker", "add", "kl").code == 0
    late = naht("post", "add", "kl", "tibi", "100%", "--from", "2026-01-01")
    assert late.code == 0
    assert "tibi hat zur Zeit dieser Stelle keine Bewilligung (01.01.2026 – …)" in late.err
    fit = naht("post", "add", "kl", "thinka", "--from", "2026-01-01")
    assert fit.code == 0
    assert "keine Bewilligung" not in fit.err
