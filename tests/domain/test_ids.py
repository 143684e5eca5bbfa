"""Ids: their form, their ranges, how they are read."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naht.domain.ids import ALPHABET, LENGTH, after, looks_like_id, new_id, normalize
from naht.domain.nouns import by_letter, names, noun

SHAPE = re.compile(r"[a-z][0-9][0-9abcdefghjkmnpqrstvwxyz]{9}")
BODY = st.text(ALPHABET, min_size=9, max_size=9)


def test_a_new_id_has_its_form():
    for _ in range(500):
        ident = new_id("v")
        assert len(ident) == LENGTH
        assert SHAPE.fullmatch(ident)
        assert looks_like_id(ident)


def test_ids_do_not_repeat():
    assert len({new_id("v") for _ in range(20_000)}) == 20_000


def test_every_character_of_an_id_varies():
    made = [new_id("v") for _ in range(2000)]
    assert {ident[1] for ident in made} == set("0123456789")
    for place in range(2, LENGTH):
        assert {ident[place] for ident in made} == set(ALPHABET)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("V7Q4M2", "v7q4m2"), ("v7o4il", "v70411"), (" v7q4m2 ", "v7q4m2"), ("l1", "l1"), ("", ""), ("O1", "o1")],
)
def test_what_is_typed_is_read_kindly(typed, stored):
    assert normalize(typed) == stored


@given(st.sampled_from("kvrnwfet"), st.integers(0, 9), BODY, st.integers(1, LENGTH))
def test_an_id_lies_in_the_range_of_each_of_its_beginnings(letter, digit, body, length):
    ident = f"{letter}{digit}{body}"
    prefix = ident[:length]
    assert prefix <= ident < after(prefix)


@given(BODY, BODY)
def test_no_other_id_lies_in_the_range(one, other):
    prefix, ident = f"v1{one}"[:7], f"v1{other}"
    assert (prefix <= ident < after(prefix)) == ident.startswith(prefix)


@given(st.sampled_from("kvrnwfet"), st.integers(0, 9), BODY, st.integers(6, LENGTH))
def test_confused_letters_still_look_like_an_id(letter, digit, body, length):
    ident = f"{letter}{digit}{body}"[:length]
    typed = (ident[:2] + ident[2:].replace("0", "O").replace("1", "l")).upper()
    assert looks_like_id(typed)
    assert normalize(typed) == ident


@pytest.mark.parametrize(
    "token", ["v7q4m", "v7q4m2x9hbdz", "77q4m2", "vaq4m2", "v7q4mu", "v7q4-2", "ſ7q4m2", "v٧q4m2", ""]
)
def test_what_is_no_id(token):
    assert not looks_like_id(token)


def test_every_letter_belongs_to_one_noun():
    letters = [noun(name).letter for name in names() if noun(name).letter]
    assert len(set(letters)) == len(letters)
    for letter in letters:
        assert by_letter(letter).letter == letter
