"""Days and periods: one closed grammar, both ends inclusive, nothing guessed (acceptance test 19)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naht.domain.days import (
    ALWAYS,
    FIRST,
    LAST,
    MONTHS_DE,
    MONTHS_EN,
    REACH,
    UNITS,
    Period,
    before,
    is_day_word,
    is_period_word,
    latest,
    looks_like_day,
    months,
    parse_day,
    parse_period,
    show_day,
)
from naht.domain.errors import BadDay, BadPeriod, OutOfCalendar, WhichYear
from naht.metrics.breakdown import period_label
from naht.output.language import say

SUNDAY = date(2026, 11, 22)
TODAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "back", "ahead"),
    [
        ("2026-03-12", "2026-03-12", "2026-03-12"),
        ("12.7.", "2026-07-12", "2027-07-12"),
        ("12.07.", "2026-07-12", "2027-07-12"),
        ("12.7", "2026-07-12", "2027-07-12"),
        ("01.11", "2026-11-01", "2027-11-01"),
        ("12.03.2026", "2026-03-12", "2026-03-12"),
        ("22.11.", "2026-11-22", "2026-11-22"),
        ("heute", "2026-11-22", "2026-11-22"),
        ("Gestern", "2026-11-21", "2026-11-21"),
        ("vorgestern", "2026-11-20", "2026-11-20"),
        ("so", "2026-11-22", "2026-11-22"),
        ("sun", "2026-11-22", "2026-11-22"),
        ("mo", "2026-11-16", "2026-11-23"),
        ("Sonnabend", "2026-11-21", "2026-11-28"),
        (" 12.7. ", "2026-07-12", "2027-07-12"),
        ("23.5.", "2026-05-23", "2027-05-23"),
    ],
)
def test_a_day_looking_back_and_ahead(text, back, ahead):
    assert parse_day(text, SUNDAY) == back
    assert parse_day(text, SUNDAY, ahead=True) == ahead


@pytest.mark.parametrize("text", ["22.5.", "22.5", "23.11.", "24.12.", "29.2."])
def test_a_day_too_far_back_needs_its_year(text):
    """On a Sunday in November 22 May is 184 days ago; both years that may be meant are named."""
    with pytest.raises(WhichYear) as raised:
        parse_day(text, SUNDAY, steps=True)
    past, ahead = raised.value.facts["past"], raised.value.facts["ahead"]
    assert str(past) in say(raised.value.advice, "de")
    assert parse_day(str(past), SUNDAY) < SUNDAY.isoformat() < parse_day(str(ahead), SUNDAY)
    assert parse_day(text, SUNDAY, ahead=True) == parse_day(str(ahead), SUNDAY)


def test_who_asks_means_any_day_of_this_year():
    assert parse_day("1.1.", SUNDAY, this_year=True) == "2026-01-01"
    assert parse_period("1.1.", SUNDAY).start == "2026-01-01"
    for text in ("31.12.", "31.12...31.12.", "29.2."):
        with pytest.raises(WhichYear):
            parse_period(text, SUNDAY)
    with pytest.raises(WhichYear):
        parse_day("31.12.", SUNDAY, this_year=True)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("-3d", "2026-11-19"), ("-2w", "2026-11-08"), ("14d", "2026-12-06"), ("2w", "2026-12-06"), ("0t", "2026-11-22")],
)
def test_steps_are_for_options_only(text, meant):
    assert parse_day(text, SUNDAY, steps=True) == meant
    with pytest.raises(BadDay):
        parse_day(text, SUNDAY)


@pytest.mark.parametrize(
    "text",
    [
        "31.2.", "29.2.2025", "30.02.2024", "0.1.", "1.0.", "32.1.", "1.13.", "12.3.26", "01/02/2026", "11/2026",
        "11.2026", "november", "2026-02-29", "2026-13-01", "2026-1-1", "2026-03", "26-03-12", "20260312", "0000-01-01",
    ],
)  # fmt: skip
def test_no_day(text):
    with pytest.raises(BadDay):
        parse_day(text, SUNDAY, steps=True)


@pytest.mark.parametrize("text", ["", " ", "bald", "-", "..", "99999w", "\0", "12.3.\0", "١٢.٣", "m", "\ud800"])
def test_nonsense_is_no_day(text):
    with pytest.raises(BadDay):
        parse_day(text, SUNDAY, steps=True)


@pytest.mark.parametrize("text", ["31.2.", "2026-13-01", "2026-13", "01/02/2026", "12.3.26", "12.3", "10.2026",
                                  "11/2026", "mo", "HEUTE"])  # fmt: skip
def test_what_can_only_be_meant_as_a_day(text):
    assert looks_like_day(text)


@pytest.mark.parametrize("text", ["wohnen", "20m", "12p", "2026", "k7q4m2", "v.2", "montags"])
def test_what_is_not_meant_as_a_day(text):
    assert not looks_like_day(text)


def test_period_words_are_folded_words():
    for word in ("november", "nov", "maerz", "mrz", "may", "11.2026", "november 2026", "jahr", "2026-q1"):
        assert is_period_word(word)
    for word in ("novembe", "März", "mail", "11.26", "neu"):
        assert not is_period_word(word)


def test_day_words_are_folded_words():
    assert is_day_word("mo")
    assert not is_day_word("MO")


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), TODAYS, st.sampled_from(["de", "en"]))
def test_what_is_shown_can_be_typed(day, today, lang):
    assert parse_day(show_day(day.isoformat(), lang), today) == day.isoformat()
    assert parse_day(day.isoformat(), today, ahead=True) == day.isoformat()


@given(st.dates(date(1996, 1, 1), date(2120, 12, 31)), TODAYS)
def test_a_day_without_a_year_is_the_nearest_on_its_side(day, today):
    text = f"{day.day}.{day.month}."
    ahead = date.fromisoformat(parse_day(text, today, ahead=True))
    try:
        back = date.fromisoformat(parse_day(text, today))
    except WhichYear as error:
        back = date.fromisoformat(parse_day(str(error.facts["past"]), today))
        assert (today - back).days > REACH
    else:
        assert (today - back).days <= REACH
    assert back <= today <= ahead
    assert all((found.day, found.month) == (day.day, day.month) for found in (back, ahead))
    years = range(back.year + 1, ahead.year)
    assert all((day.day, day.month) == (29, 2) for year in years)


@given(TODAYS, st.sampled_from(["mo", "di", "mi", "do", "fr", "sa", "so"]))
def test_a_weekday_is_at_most_six_days_away(today, word):
    back, ahead = (date.fromisoformat(parse_day(word, today, ahead=side)) for side in (False, True))
    assert timedelta(0) <= today - back < timedelta(7)
    assert timedelta(0) <= ahead - today < timedelta(7)
    assert back.weekday() == ahead.weekday() == ["mo", "di", "mi", "do", "fr", "sa", "so"].index(word)


@given(st.text(max_size=12), TODAYS)
def test_any_text_is_a_day_or_an_error(text, today):
    try:
        found = parse_day(text, today, steps=True)
    except (BadDay, OutOfCalendar, WhichYear):
        return
    assert date.fromisoformat(found).isoformat() == found


# ---- periods


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-Q1", "2026-01-01", "2026-03-31"),
        ("2026-q2", "2026-04-01", "2026-06-30"),
        ("2026-Q3", "2026-07-01", "2026-09-30"),
        ("2026-Q4", "2026-10-01", "2026-12-31"),
        ("2026-H1", "2026-01-01", "2026-06-30"),
        ("2026-h2", "2026-07-01", "2026-12-31"),
        ("11.2026", "2026-11-01", "2026-11-30"),
        ("2/2024", "2024-02-01", "2024-02-29"),
        ("02.2024", "2024-02-01", "2024-02-29"),
        ("november", "2026-11-01", "2026-11-30"),
        ("Nov", "2026-11-01", "2026-11-30"),
        ("dezember", "2025-12-01", "2025-12-31"),
        ("Ma\u0308rz", "2026-03-01", "2026-03-31"),
        ("maerz 2024", "2024-03-01", "2024-03-31"),
        ("march", "2026-03-01", "2026-03-31"),
        ("oktober..", "2026-10-01", ""),
        ("heute", "2026-11-22", "2026-11-22"),
        ("woche", "2026-11-16", "2026-11-22"),
        ("woche-1", "2026-11-09", "2026-11-15"),
        ("last-week", "2026-11-09", "2026-11-15"),
        ("monat", "2026-11-01", "2026-11-30"),
        ("monat-1", "2026-10-01", "2026-10-31"),
        ("last-month", "2026-10-01", "2026-10-31"),
        ("this-month", "2026-11-01", "2026-11-30"),
        ("monat-11", "2025-12-01", "2025-12-31"),
        ("quartal", "2026-10-01", "2026-12-31"),
        ("quartal-4", "2025-10-01", "2025-12-31"),
        ("halbjahr-1", "2026-01-01", "2026-06-30"),
        ("halbjahr-2", "2025-07-01", "2025-12-31"),
        ("jahr-1", "2025-01-01", "2025-12-31"),
        ("2026-03-01..2026-03-15", "2026-03-01", "2026-03-15"),
        ("2026-01..2026-02", "2026-01-01", "2026-02-28"),
        ("..2026-02", "", "2026-02-28"),
        ("2026-02..", "2026-02-01", ""),
        ("..", "", ""),
        ("2026-03-12..2026-03-12", "2026-03-12", "2026-03-12"),
    ],
)
def test_a_period(text, start, end):
    assert parse_period(text, SUNDAY) == Period(start, end)


@pytest.mark.parametrize(
    ("today", "text", "start", "end"),
    [
        ("2026-01-01", "monat-1", "2025-12-01", "2025-12-31"),
        ("2026-01-01", "quartal-1", "2025-10-01", "2025-12-31"),
        ("2026-01-01", "halbjahr-1", "2025-07-01", "2025-12-31"),
        ("2026-01-01", "woche", "2025-12-29", "2026-01-04"),
        ("2026-03-31", "quartal", "2026-01-01", "2026-03-31"),
        ("2026-04-01", "quartal", "2026-04-01", "2026-06-30"),
        ("2026-06-30", "halbjahr", "2026-01-01", "2026-06-30"),
        ("2026-07-01", "halbjahr", "2026-07-01", "2026-12-31"),
        ("2026-12-31", "jahr", "2026-01-01", "2026-12-31"),
        ("2024-03-01", "monat-1", "2024-02-01", "2024-02-29"),
        ("2027-01-03", "woche", "2026-12-28", "2027-01-03"),
    ],
)
def test_borders_of_quarter_half_and_year(today, text, start, end):
    assert parse_period(text, date.fromisoformat(today)) == Period(start, end)


@pytest.mark.parametrize(
    "text",
    ["", "2026-13", "2026-00", "2026-Q5", "2026-Q0", "2026-H3", "26", "2026-03-15..2026-03-01", "a..b", "2026-W12",
     "last-month-0x", "monat--1", "2026..2025", "31.2.", "nord", "2026-1", "13.2026", "0/2026", "11/26", "11.26",
     "november 26", "novembe", "november-1", "1/2/2026"],
)  # fmt: skip
def test_no_period(text):
    with pytest.raises(BadPeriod):
        parse_period(text, SUNDAY)


@given(st.integers(1900, 2200), st.integers(1, 12), st.sampled_from([1, 3, 6, 12]))
def test_months_are_inclusive_and_whole(year, month, count):
    period = months(year, month, count)
    start, end = date.fromisoformat(period.start), date.fromisoformat(period.end)
    assert start.day == (end + timedelta(days=1)).day == 1
    assert (end.year - start.year) * 12 + end.month - start.month + 1 == count
    assert period.contains(period.start)
    assert period.contains(period.end)
    assert not period.contains((end + timedelta(days=1)).isoformat())
    assert not period.contains((start - timedelta(days=1)).isoformat())


@given(TODAYS, st.sampled_from(["monat", "quartal", "halbjahr", "jahr", "woche"]), st.integers(0, 99))
def test_running_periods_touch_and_hold_today(today, unit, back):
    assert parse_period(unit, today).contains(today.isoformat())
    later, earlier = parse_period(f"{unit}-{back}", today), parse_period(f"{unit}-{back + 1}", today)
    assert date.fromisoformat(earlier.end) + timedelta(days=1) == date.fromisoformat(later.start)
    assert before(later) == earlier


NAMED = st.sampled_from([(number, name) for names in (MONTHS_DE, MONTHS_EN) for number, name in enumerate(names, 1)])


@given(TODAYS, NAMED, st.integers(1900, 2199))
def test_every_way_to_name_a_month_means_the_same(today, named, year):
    number, name = named
    whole = months(year, number, 1)
    numbers = (f"{year:04}-{number:02}", f"{number}.{year}", f"{number:02}.{year}", f"{number}/{year}")
    written = (*numbers, f"{name} {year}", f"{name[:3].upper()} {year}")
    assert {parse_period(text, today) for text in written} == {whole}
    latest = parse_period(name, today)
    assert latest == parse_period(name[:3], today)
    assert latest.start <= today.isoformat() < months(int(latest.start[:4]) + 1, number, 1).start


@given(TODAYS, st.integers(1, 31))
def test_the_latest_day_of_a_number_can_be_typed(today, number):
    if text := latest(number, today):
        assert 0 <= (today - date.fromisoformat(parse_day(text, today))).days <= 62
    else:
        assert number > 28


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 800))
def test_the_period_before_touches_and_is_as_long(start, length):
    period = Period(start.isoformat(), (start + timedelta(days=length)).isoformat())
    found = before(period)
    assert date.fromisoformat(found.end) + timedelta(days=1) == start
    whole_months = start.day == 1 and (start + timedelta(days=length + 1)).day == 1
    if not whole_months:
        assert (date.fromisoformat(found.end) - date.fromisoformat(found.start)).days == length


@pytest.mark.parametrize(
    ("period", "found"),
    [
        (("2024-03-01", "2024-03-31"), ("2024-02-01", "2024-02-29")),
        (("2026-01-01", "2026-03-31"), ("2025-10-01", "2025-12-31")),
        (("2026-01-01", "2026-12-31"), ("2025-01-01", "2025-12-31")),
        (("2026-03-02", "2026-03-08"), ("2026-02-23", "2026-03-01")),
    ],
)
def test_the_period_before(period, found):
    assert before(Period(*period)) == Period(*found)


def test_always_holds_every_day():
    assert ALWAYS.contains("0001-01-01")
    assert ALWAYS.contains("9999-12-31")


@given(st.text(max_size=14), TODAYS)
def test_any_text_is_a_period_or_an_error(text, today):
    try:
        period = parse_period(text, today)
    except (BadPeriod, OutOfCalendar, WhichYear):
        return
    assert not (period.start and period.end) or period.start <= period.end


# ---- the ends of the calendar


@pytest.mark.parametrize("text", ["1899-12-31", "2200-01-01", "0001-01-01", "9999-12-31", "31.12.1899", "1.1.2200"])
def test_a_day_beyond_the_calendar_is_refused(text):
    for read in (lambda: parse_day(text, SUNDAY), lambda: parse_day(text, SUNDAY, ahead=True, steps=True),
                 lambda: parse_period(text, SUNDAY), lambda: parse_period(f"{text}..", SUNDAY),
                 lambda: parse_period(f"..{text}", SUNDAY)):  # fmt: skip
        with pytest.raises(OutOfCalendar):
            read()


@pytest.mark.parametrize(
    "text",
    ["0001-01", "0000", "1899", "2200", "9999", "9999-12", "0001-Q1", "9999-H2", "2026..2200", "jahr-999", "-9999w"],
)
def test_a_period_beyond_the_calendar_is_refused(text):
    with pytest.raises(OutOfCalendar):
        parse_period(text, SUNDAY)


def test_the_ends_of_the_calendar_are_in_it():
    for day in (FIRST, LAST):
        assert parse_day(day, SUNDAY) == day
        assert parse_period(day, SUNDAY) == Period(day, day)
    assert parse_period("1900..2199", SUNDAY) == Period(FIRST, LAST)


ENDS = [
    date(1900, 1, 1),
    date(1900, 2, 28),
    date(1900, 12, 31),
    date(2000, 2, 29),
    date(2199, 1, 1),
    date(2199, 12, 31),
]
INSIDE = st.one_of(st.sampled_from(ENDS), st.dates(date(1900, 1, 1), date(2199, 12, 31)))
NUMBER = st.integers(0, 9999)
WRITTEN = st.one_of(
    st.builds("{:04}-{:02}-{:02}".format, NUMBER, st.integers(0, 13), st.integers(0, 32)),
    st.builds("{:04}-{:02}".format, NUMBER, st.integers(0, 13)),
    st.builds("{:04}-{}".format, NUMBER, st.sampled_from(("Q1", "Q4", "H1", "H2"))),
    st.builds("{:04}".format, NUMBER),
    st.builds("{}.{}.".format, st.integers(0, 32), st.integers(0, 13)),
    st.builds("{}.{}".format, st.integers(0, 32), st.integers(0, 13)),
    st.builds("{}{}{:04}".format, st.integers(0, 13), st.sampled_from("./"), NUMBER),
    st.builds("{} {:04}".format, st.sampled_from((*MONTHS_DE, "nov", "mrz")), NUMBER),
    st.sampled_from((*MONTHS_DE, *MONTHS_EN)),
    st.builds("{}-{}".format, st.sampled_from(sorted(UNITS)), st.integers(0, 999)),
    st.builds("{}{}{}".format, st.sampled_from(("", "-")), NUMBER, st.sampled_from("dtw")),
    st.sampled_from(("heute", "gestern", "morgen", "so", "mo", "monat", "last-year", "this-week", "")),
)


@given(WRITTEN, INSIDE, st.booleans())
def test_every_day_that_is_understood_lies_in_the_calendar(text, today, ahead):
    try:
        day = parse_day(text, today, ahead=ahead, steps=True)
    except (BadDay, OutOfCalendar, WhichYear):
        return
    assert FIRST <= day <= LAST


@given(st.one_of(WRITTEN, st.builds("{}..{}".format, WRITTEN, WRITTEN)), INSIDE)
def test_every_period_that_is_understood_can_be_reported(text, today):
    """Its ends lie in the calendar, what lies before it are days, and it has a name in both languages."""
    try:
        period = parse_period(text, today)
    except (BadPeriod, OutOfCalendar, WhichYear):
        return
    assert all(FIRST <= day <= LAST for day in period if day)
    if period.start and period.end:
        earlier = before(period)
        assert earlier.start <= earlier.end < period.start
    for lang in ("de", "en"):
        assert say(period_label(period), lang)
