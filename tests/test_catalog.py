"""Every text in the code has its German, no German is left over, and both hold the same facts."""

from string import Formatter

import catalog
import pytest

from naht.domain.message import Day, Joined, Label, counted, message
from naht.output.language import say

ENTRIES = [entry for entry in catalog.catalog() if entry.id]


def forms(text):
    return [text] if isinstance(text, str) else list(text)


def holes(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_the_catalog_has_the_texts_of_the_code_and_no_other():
    known = {catalog.key_of(entry) for entry in ENTRIES}
    texts = set(catalog.said())
    assert sorted(texts - known) == [], "new: python -m tests.catalog, then translate"
    assert sorted(known - texts) == [], "said no more: python -m tests.catalog"


def test_the_file_is_as_the_program_writes_it():
    before = catalog.PO.read_bytes()
    catalog.save(catalog.brought_up_to_date())
    after = catalog.PO.read_bytes()
    catalog.PO.write_bytes(before)
    assert after == before


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: str(entry.id)[:40])
def test_each_text_has_a_german_one_with_the_same_facts(entry):
    german = forms(entry.string)
    assert all(german)
    assert "fuzzy" not in entry.flags
    wanted = set().union(*map(holes, forms(entry.id)))
    assert all(holes(form) <= wanted for form in german)
    assert set().union(*map(holes, german)) == wanted
    assert all('"' not in form for form in german if "„" in form)  # quotation marks are German ones throughout


def test_a_text_is_put_into_words():
    told = message("{day} lies in the future (today is {today}).", day=Day("2026-11-30"), today=Day("2026-11-22"))
    assert say(told, "de") == "Der 30.11.2026 liegt in der Zukunft (heute ist der 22.11.2026)."
    assert say(told, "en") == "2026-11-30 lies in the future (today is 2026-11-22)."


def test_texts_within_texts_are_put_into_the_same_language():
    told = message("There is no {noun} “{text}”.", noun=Label("Kontakt", "visit"), text="v1")
    assert say(told, "de") == "Kontakt „v1“ gibt es nicht."
    assert say(Joined((told, "x"), " · "), "en") == "There is no visit “v1”. · x"


def test_braces_in_what_was_typed_do_no_harm():
    assert "{x}" in say(message("“{text}” is not a day.", text="{x}"), "de")


def test_an_unknown_text_is_said_in_english():
    assert say(counted("{n} thing", "{n} things", 1), "de") == "1 thing"
    assert say(counted("{n} thing", "{n} things", 2), "en") == "2 things"
