"""Single values as options take them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naht.domain import kinds
from naht.domain.errors import BadDay, BadValue, BareTime, NahtError
from naht.domain.fields import Field
from naht.domain.kinds import CODE, COUNT, DAY, FLAG, MAP, MINUTES, MONEY, RATE, SHARE, TEXT, TIME, YEAR
from naht.domain.nouns import names, noun
from naht.output.language import say

TODAY = date(2026, 11, 22)


def field(kind, **more):
    return Field("x", kind, "das", "this", **more)


def read(kind, text, **more):
    return kind.read(field(kind, **more), text, TODAY)


def bare(kind, token, **more):
    return kind.bare(field(kind, **more), token, TODAY)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (MINUTES, "20", 20), (MINUTES, "20m", 20), (MINUTES, "1h15", 75), (MINUTES, " 1H ", 60),
        (MINUTES, "20 min", 20), (MINUTES, "1,5h", 90), (MINUTES, "1.5 h", 90), (MINUTES, "0,5 h", 30),
        (MINUTES, "0,33h", 20), (MINUTES, "1:30h", 90), (MINUTES, "1:30", 90), (MINUTES, "1 h 5 min", 65),
        (MINUTES, "2 Std.", 120), (MINUTES, "1 Stunde", 60), (MINUTES, "10 Minuten", 10),
        (COUNT, "12", 12), (COUNT, "12p", 12), (COUNT, "+3", 3), (COUNT, "99999", 99_999),
        (TIME, "14:30 Uhr", "14:30"), (TIME, "9:05", "09:05"), (TIME, "23.59", "23:59"), (TIME, "00:00", "00:00"),
        (YEAR, "1984", 1984), (YEAR, "2026", 2026),
        (FLAG, "ja", True), (FLAG, "NO", False), (FLAG, "1", True),
        (MAP, "setting=E reach=A", {"setting": "E", "reach": "A"}),
        (DAY, "gestern", "2026-11-21"), (DAY, "-1w", "2026-11-15"),
        (TEXT, " anything ", " anything "),
    ],
)  # fmt: skip
def test_a_value(kind, text, value):
    assert read(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (MINUTES, "0"), (MINUTES, "0m"), (MINUTES, "-5"), (MINUTES, "1.5"), (MINUTES, "²"),
        (MINUTES, "0,0h"), (MINUTES, "1,555h"), (MINUTES, "1:60h"), (MINUTES, "1h60"), (MINUTES, "1,5m"),
        (MINUTES, "٢m"), (TIME, "14:30h"),
        (MINUTES, "1" * 5000), (COUNT, "0"), (COUNT, "-1"), (COUNT, "1e3"), (COUNT, "100000"),
        (COUNT, "9" * 5000), (COUNT, "12x"), (COUNT, ""), (TIME, "24:00"), (TIME, "12:60"), (TIME, "1205"),
        (TIME, "14:٣٠"), (YEAR, "84"), (YEAR, "1899"), (YEAR, "2100"), (FLAG, "vielleicht"), (FLAG, ""),
        (MAP, "a"), (MAP, "=b"), (MAP, "a="),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit(kind, text):
    with pytest.raises(BadValue) as raised:
        read(kind, text)
    assert say(raised.value.advice, "de")
    assert say(raised.value.advice, "en")


def test_a_code_is_one_of_its_own():
    assert read(CODE, "G", of="E G O") == "G"
    with pytest.raises(BadValue):
        read(CODE, "X", of="E G O")
    with pytest.raises(BadDay):
        read(DAY, "31.2.")


@given(st.sampled_from(kinds.every()), st.text(max_size=10))
def test_any_text_is_a_value_or_an_error(kind, text):
    try:
        value = read(kind, text)
    except NahtError:
        return
    if kind in (MINUTES, "count"):
        assert 0 < value < 100_000
    str(value).encode()


@given(st.integers(1, 999))
def test_minutes_written_either_way(number):
    assert bare(MINUTES, f"{number}m") == number
    hours, rest = divmod(number, 60)
    written = (
        f"{number} min", f"{number}Min.", f"{number} Minuten", f"{hours}h{rest:02}", f"{hours} h {rest} min",
        f"{hours}:{rest:02}h", f"{hours}:{rest:02} Std.",
    )  # fmt: skip
    assert {bare(MINUTES, text) for text in written} == {number}
    assert bare(TIME, f"{hours}:{rest:02}h") is None


@given(st.integers(0, 99), st.integers(0, 99))
def test_a_part_of_an_hour_is_rounded_to_minutes(hours, hundredths):
    exact = hours * 60 + hundredths * 0.6
    read_back = bare(MINUTES, f"{hours},{hundredths:02}h") or 0
    assert abs(read_back - exact) <= 0.5
    assert (bare(MINUTES, f"{hours}.{hundredths:02} h") or 0) == read_back


@given(st.times())
def test_a_time_is_bare_from_six_on(time):
    text = f"{time.hour}:{time.minute:02}"
    if "00:00" < f"{time:%H:%M}" < "06:00":
        with pytest.raises(BareTime) as raised:
            bare(TIME, text)
        assert bare(MINUTES, f"{text}h")
        assert read(TIME, str(raised.value.facts["time"])) == bare(TIME, f"{text} Uhr")
    else:
        assert bare(TIME, text) == read(TIME, text) == f"{time.hour:02}:{time.minute:02}"


@pytest.mark.parametrize(
    ("token", "p", "plus"),
    [("12p", 12, None), ("+3", None, 3), ("0p", None, None), ("+0", None, None), ("12", None, None), ("p", None, None)],
)
def test_a_count_is_bare_in_the_shape_of_its_field(token, p, plus):
    assert (bare(COUNT, token, shape="p"), bare(COUNT, token, shape="+"), bare(COUNT, token)) == (p, plus, None)


def test_years_are_of_two_centuries():
    assert [bare(YEAR, text) for text in ("1900", "2099", "1899", "2100")] == [1900, 2099, None, None]


def test_days_that_look_back_do_not_lie_ahead():
    assert not DAY.lies_ahead(field(DAY), "2026-11-22", TODAY)
    assert DAY.lies_ahead(field(DAY), "2026-11-23", TODAY)
    assert not DAY.lies_ahead(field(DAY, ahead=True), "2026-11-23", TODAY)
    assert not DAY.lies_ahead(field(DAY), None, TODAY)


@pytest.mark.parametrize(
    ("token", "meant"),
    [
        ("20m", [MINUTES]), ("1h15", [MINUTES]), ("12p", [COUNT]), ("+3", [COUNT]), ("1984", [YEAR]),
        ("gestern", [DAY]), ("12.3.", [DAY]), ("12,50€", [MONEY]), ("€12", [MONEY]), ("50%", [SHARE]),
        ("14:30", [TIME]), ("1:30h", [MINUTES]), ("1,5h", [MINUTES]), ("1.5h", [MINUTES]), ("25.11", [DAY]),
        ("20 min", [MINUTES]), ("9:00 Uhr", [TIME]), ("11.2026", [DAY]), ("14.30 Uhr", []), ("november", []),
        ("wohnen", []), ("12", []), ("12,50", []), ("k7q4m2", []),
    ],
)  # fmt: skip
def test_no_bare_form_is_of_two_kinds(token, meant):
    assert [kind for kind in kinds.every() if kind.has_form(token)] == meant


@given(st.text(alphabet="0123456789pmhstdinur+.,:/€%-x ", max_size=10))
def test_any_form_is_of_one_kind_at_most(token):
    assert len([kind for kind in kinds.every() if kind.has_form(token)]) <= 1


# ---- money and shares

HOSTILE = ("", " ", "€", "-1", "−1", "1,", ",5", ".5", "1.2.3", "1,5,5", "1.500.00", "1,500,00", "12.3456", "1e3", "²",
           "١٢", "1" * 5000, "1." * 2000 + "500",
           "€12€", "12 €€", "12€50", "0x10", "NaN", "\0", "12\n€ ", "50 %%")  # fmt: skip


@pytest.mark.parametrize(
    ("text", "cents"),
    [("12,50", 1250), ("12.50 €", 1250), ("1.500 €", 150_000), ("1500", 150_000), ("1,500", 150_000), ("0", 0),
     ("1.500,00 €", 150_000), ("€1,500.00", 150_000), ("12,5", 1250), ("1.234.567,89€", 123_456_789), ("12 EUR", 1200),
     ("12 Euro", 1200), ("1\xa0€", 100), ("0,01", 1), ("999999999,99", 99_999_999_999)],
)  # fmt: skip
def test_money_is_read_into_cents(text, cents):
    assert read(MONEY, text) == cents


@pytest.mark.parametrize(
    ("text", "thousandths"),
    [("50%", 500), ("12,5 %", 125), ("12.5%", 125), ("0%", 0), ("100 %", 1000), ("0.125", 125), ("0,5", 500),
     ("1.0", 1000), ("12,5\u202f%", 125)],
)  # fmt: skip
def test_a_share_is_read_into_thousandths(text, thousandths):
    assert read(SHARE, text) == thousandths


@pytest.mark.parametrize("text", [*HOSTILE, "1000000000"])
def test_what_is_no_money(text):
    with pytest.raises(BadValue) as raised:
        read(MONEY, text)
    assert "12,50" in say(raised.value.advice, "de")


@pytest.mark.parametrize("text", [*HOSTILE, "50", "1", "101 %", "100,1%", "1.001", "12,55 %", "0.1234"])
def test_what_is_no_share(text):
    with pytest.raises(BadValue) as raised:
        read(SHARE, text)
    assert "50%" in say(raised.value.advice, "de")


@pytest.mark.parametrize(
    ("kind", "value", "german", "english"),
    [(MONEY, 150_000, "1.500,00 €", "€1,500.00"), (MONEY, 5, "0,05 €", "€0.05"), (MONEY, -1250, "−12,50 €", "−€12.50"),
     (SHARE, 500, "50 %", "50%"), (SHARE, 125, "12,5 %", "12.5%"), (SHARE, 0, "0 %", "0%"),
     (RATE, 500, "50,0 %", "50.0%"), (RATE, -56, "−5,6 %", "−5.6%"), (RATE, "x", "x", "x")],
)  # fmt: skip
def test_how_money_and_shares_are_shown(kind, value, german, english):
    assert (kind.show(value, "de"), kind.show(value, "en")) == (german, english)


@given(st.integers(0, MONEY.most), st.sampled_from(("de", "en")))
def test_money_as_shown_is_read_again(cents, lang):
    assert read(MONEY, MONEY.show(cents, lang)) == cents
    assert MONEY.fits(field(MONEY), cents)
    assert MONEY.machine(cents) == cents


@given(st.integers(0, 1000), st.sampled_from(("de", "en")))
def test_a_share_as_shown_or_passed_on_is_read_again(thousandths, lang):
    assert read(SHARE, SHARE.show(thousandths, lang)) == thousandths
    assert read(SHARE, str(SHARE.machine(thousandths))) == thousandths


def test_a_profile_says_money_and_shares_as_one_types_them():
    assert MONEY.from_toml(field(MONEY), "1.500 €") == 150_000
    assert SHARE.from_toml(field(SHARE), "12,5 %") == 125
    assert [kind.from_toml(field(kind), value) for kind in (MONEY, SHARE) for value in (1500, 0.5, "viel", None)] == [
        None] * 8  # fmt: skip


@pytest.mark.parametrize(("kind", "value"), [(MONEY, MONEY.most + 1), (MONEY, -1), (SHARE, 1001), (MONEY, "12"),
                                             (YEAR, 1899), (COUNT, 100_000), (TIME, "25:00"), (FLAG, 2)])  # fmt: skip
def test_what_cannot_have_been_typed(kind, value):
    assert not kind.fits(field(kind), value)


@pytest.mark.parametrize("name", names())
def test_a_field_table_is_sound(name):
    """Options, columns and help come from it: nothing may stand twice, every label is there in both languages."""
    made = noun(name)
    options = [f.option for f in (*made.fields, *made.extras)]
    assert len(set(options)) == len(options)
    assert all(f.de and f.en for f in (*made.fields, *made.extras))
    assert {c for c in made.columns if c != "id"} <= {f.name for f in made.fields}
    for f in made.fields:
        assert not (f.dated and f.many)
        assert f.of or not f.given or not (f.link or f.kind is CODE)
        assert f.kind is not kinds.REF or f.of in names()
