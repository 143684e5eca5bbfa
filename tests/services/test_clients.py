"""What is recorded of a client: limits, and values that are kept with the day since when they hold."""

import json

import pytest

from naht.domain.refusals import EmptyClient, FutureYear, LooksLikeName
from naht.services.rules.client import names_somebody

pytestmark = pytest.mark.usefixtures("office")


def new(naht, *words):
    ran = naht("client", "add", *words)
    assert ran.code == 0, ran.err
    return ran.out.strip()


# ---- limits


@pytest.mark.parametrize(
    ("noun", "words", "label"),
    [("client", ["2050"], "birth year: 2050"), ("client", ["w", "--known-since", "2027"], "known since: 2027"),
     ("partner", ["Probeverein", "--partner-since", "2031"], "partner since: 2031")],
)  # fmt: skip
def test_a_year_to_come_is_refused(noun, words, label, naht):
    ran = naht(noun, "add", *words, "--lang", "en")
    assert (ran.code, ran.out) == (4, "")
    assert f"{label} lies in the future (today is 2026-11-22)." in ran.err
    assert FutureYear.remedy in ran.err


def test_this_year_is_taken(naht):
    assert naht("client", "add", "2026").code == 0


def test_a_client_of_whom_nothing_is_said_is_refused(naht):
    ran = naht("k", "--lang", "en")
    assert (ran.code, ran.out) == (4, "")
    assert "naht k w 1984" in ran.err
    assert EmptyClient.text in ran.err
    assert json.loads(naht("client", "list", "-f", "json").out) == []


@pytest.mark.parametrize(
    "words", [["w"], ["--paper-ref", "2026/113"], ["--known-since", "2019"], ["sucht"], ["--informed-on", "heute"]]
)
def test_one_thing_is_enough(words, naht):
    new(naht, *words)


@pytest.mark.parametrize(
    "text",
    [
        "Probe, 12.03.1980",
        "Erika Probe 12.3.80",
        "erika probe 1980-03-12",
        "Probe geb. 12. 3. 1980",
        "12/3/1980 Li Probe",
    ],
)
def test_a_reference_that_is_a_name_with_a_date_of_birth_is_refused(text, naht):
    ran = naht("k", "w", "--paper-ref", text, "--lang", "en")
    assert (ran.code, ran.out) == (4, "")
    assert str(LooksLikeName.remedy) in ran.err
    assert text not in ran.err


@pytest.mark.parametrize(
    "text",
    ["2026/113", "A-17", "Ordner 3, Blatt 12", "Akte vom 12.03.2026", "Az. 12.3.2026/4", "1980-03-12", "Probe 3"],
)
def test_a_reference_is_no_name(text):
    assert not names_somebody(text)


def test_the_reference_is_tested_when_it_is_changed_too(naht):
    ident = new(naht, "w", "1985")
    assert naht("client", "edit", ident, "--paper-ref", "Probe, 12.03.1985").code == 4
    assert naht("client", "edit", ident, "--paper-ref", "2026/7").code == 0
