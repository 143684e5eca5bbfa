"""Single values as options take them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naht.domain.errors import BadDay, BadValue, NahtError
from naht.domain.fields import Field
from naht.domain.nouns import names, noun
from naht.domain.values import count_shape, is_year, minutes, parse, past
from naht.output.words import say

TODAY = date(2026, 11, 22)
KINDS = ("day", "time", "minutes", "count", "year", "flag", "map")


def field(kind, **more):
    return Field("x", kind, "das", "this", **more)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("minutes", "20", 20), ("minutes", "20m", 20), ("minutes", "1h15", 75), ("minutes", " 1H ", 60),
        ("count", "12", 12), ("count", "12p", 12), ("count", "+3", 3), ("count", "99999", 99_999),
        ("time", "9:05", "09:05"), ("time", "23.59", "23:59"), ("time", "00:00", "00:00"),
        ("year", "1984", 1984), ("year", "2026", 2026),
        ("flag", "ja", True), ("flag", "NO", False), ("flag", "1", True),
        ("map", "setting=E reach=A", {"setting": "E", "reach": "A"}),
        ("day", "gestern", "2026-11-21"), ("day", "-1w", "2026-11-15"),
        ("text", " anything ", " anything "),
    ],
)  # fmt: skip
def test_a_value(kind, text, value):
    assert parse(field(kind), text, TODAY) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("minutes", "0"), ("minutes", "0m"), ("minutes", "-5"), ("minutes", "1.5"), ("minutes", "²"),
        ("minutes", "1" * 5000), ("count", "0"), ("count", "-1"), ("count", "1e3"), ("count", "100000"),
        ("count", "9" * 5000), ("count", "12x"), ("count", ""), ("time", "24:00"), ("time", "12:60"), ("time", "1205"),
        ("time", "14:٣٠"), ("year", "84"), ("year", "1899"), ("year", "2100"), ("flag", "vielleicht"), ("flag", ""),
        ("map", "a"), ("map", "=b"), ("map", "a="),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit(kind, text):
    with pytest.raises(BadValue) as raised:
        parse(field(kind), text, TODAY)
    assert say(raised.value.advice, "de")
    assert say(raised.value.advice, "en")


def test_a_code_is_one_of_its_own():
    assert parse(field("code", of="E G O"), "G", TODAY) == "G"
    with pytest.raises(BadValue):
        parse(field("code", of="E G O"), "X", TODAY)
    with pytest.raises(BadDay):
        parse(field("day"), "31.2.", TODAY)


@given(st.sampled_from(KINDS), st.text(max_size=10))
def test_any_text_is_a_value_or_an_error(kind, text):
    try:
        value = parse(field(kind), text, TODAY)
    except NahtError:
        return
    if kind in ("minutes", "count"):
        assert 0 < value < 100_000
    str(value).encode()


@given(st.integers(1, 999))
def test_minutes_written_either_way(number):
    assert minutes(f"{number}m") == number
    assert minutes(f"{number // 60}h{number % 60:02}") == number


@pytest.mark.parametrize(("token", "shape"), [("12p", "p"), ("+3", "+"), ("0p", ""), ("+0", ""), ("12", ""), ("p", "")])
def test_count_shapes(token, shape):
    assert count_shape(token) == shape


def test_years_are_of_two_centuries():
    assert is_year("1900")
    assert is_year("2099")
    assert not is_year("1899")


def test_days_that_look_back_do_not_lie_ahead():
    assert past(field("day"), "2026-11-22", TODAY)
    assert not past(field("day"), "2026-11-23", TODAY)
    assert past(field("day", ahead=True), "2026-11-23", TODAY)
    assert past(field("day"), None, TODAY)


@pytest.mark.parametrize("name", names())
def test_a_field_table_is_sound(name):
    """Options, columns and help come from it: nothing may stand twice, every label is there in both languages."""
    made = noun(name)
    options = [f.option for f in (*made.fields, *made.asked)]
    assert len(set(options)) == len(options)
    assert all(f.de and f.en for f in (*made.fields, *made.asked))
    assert {c for c in made.columns if c != "id"} <= {f.name for f in made.fields}
    for f in made.fields:
        assert not (f.dated and f.many)
        assert f.of or not f.given or f.kind not in ("word", "ref", "code")
        assert f.kind != "ref" or f.of in names()
