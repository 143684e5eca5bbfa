"""Text on its way in and out."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naht.domain.errors import BadText, NoSlug, TextTooLong
from naht.domain.text import LONG, SHORT, clean, fold, normalize, slug

UNSAFE = {
    "escape": "\x1b[2J", "clipboard": "\x1b]52;c;eHg=\x07", "link": "\x1b]8;;http://x\x1b\\", "c1": "\x9b31m",
    "bidi": "\u202eabc", "zero width": "a\u200bb", "joiner": "a\u200db", "nul": "a\0b", "surrogate": "a\udcffb",
    "bell": "\x07", "backspace": "a\bb", "return": "a\rb", "private": "\ue000", "tag": "\U000e0041",
    "line separator": "a\u2028b", "soft hyphen": "a\xadb", "delete": "a\x7fb", "bom": "\ufeffa",
}  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Schöndorf", "schoendorf"), ("SCHÖNDORF", "schoendorf"), ("Scho\u0308ndorf", "schoendorf"),
        ("Straße", "strasse"), ("STRASSE", "strasse"), ("STRAẞE", "strasse"), ("Çelik", "celik"), ("É", "e"),
        ("Ärztehaus", "aerztehaus"), ("ÜBER", "ueber"), ("nord", "nord"), ("", ""),
    ],
)  # fmt: skip
def test_folding(typed, folded):
    assert fold(typed) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_both_normal_forms_fold_alike(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Bürgertreff Weimar-Nord e.V.", "buergertreff-weimar-nord-ev"), ("  AWO  ", "awo"),
        ("Straße 7/8", "strasse-7-8"), ("O'Neill", "oneill"),
    ],
)  # fmt: skip
def test_slugs(name, made):
    assert slug(name) == made


@pytest.mark.parametrize("name", ["!!!", "日本", "", "ж"])
def test_a_name_without_a_letter_makes_no_slug(name):
    with pytest.raises(NoSlug):
        slug(name)


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b", "\udcff", "a\x1fb"])
def test_what_cannot_be_stored_is_refused(text):
    with pytest.raises(BadText):
        normalize(text, "--note")


def test_text_has_a_length():
    assert normalize("x" * SHORT, "--name") == "x" * SHORT
    with pytest.raises(TextTooLong):
        normalize("x" * (SHORT + 1), "--name")
    with pytest.raises(TextTooLong):
        normalize("x" * 1_000_000, "--note", LONG)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("  a  ", "a"), ("Mu\u0308ller", "Müller"), ("a\r\nb\rc\nd", "a b c d"), ("a\tb", "a\tb"), ("[/b]", "[/b]")],
)
def test_text_as_it_is_stored(typed, kept):
    assert normalize(typed, "--name") == kept


def test_a_note_keeps_its_lines():
    assert normalize("a\r\nb\rc\nd", "--note", LONG) == "a\nb\nc\nd"


@pytest.mark.parametrize("text", UNSAFE.values(), ids=UNSAFE)
def test_nothing_unsafe_gets_out(text):
    found = clean(text)
    assert "\ufffd" in found
    assert all(unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") for c in found)
    found.encode()


@given(st.text())
def test_cleaning_keeps_length_and_everything_safe(text):
    found = clean(text)
    assert len(found) == len(text)
    assert clean(found) == found
    assert all(a in (b, "\ufffd") for a, b in zip(found, text, strict=True))
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") and c not in "\n\t" for c in found)


def test_line_breaks_and_tabs_stay_unless_told_otherwise():
    assert clean("a\nb\tc") == "a\nb\tc"
    assert clean("a\nb\tc", keep="\n") == "a\nb\ufffdc"
