"""Thüringen's public holidays: fixed days, and those that hang on Easter Sunday."""

from datetime import date, timedelta
from typing import NamedTuple


class Holiday(NamedTuple):
    """A holiday's name; ``since`` is the first year in which it was one."""

    de: str
    en: str
    since: int = 0


FIXED = {
    (1, 1): Holiday("Neujahr", "New Year's Day"),
    (5, 1): Holiday("Tag der Arbeit", "Labour Day"),
    (9, 20): Holiday("Weltkindertag", "Children's Day", since=2019),
    (10, 3): Holiday("Tag der Deutschen Einheit", "Day of German Unity"),
    (10, 31): Holiday("Reformationstag", "Reformation Day"),
    (12, 25): Holiday("1. Weihnachtstag", "Christmas Day"),
    (12, 26): Holiday("2. Weihnachtstag", "Boxing Day"),
}
BY_EASTER = {
    -2: Holiday("Karfreitag", "Good Friday"),
    1: Holiday("Ostermontag", "Easter Monday"),
    39: Holiday("Christi Himmelfahrt", "Ascension Day"),
    50: Holiday("Pfingstmontag", "Whit Monday"),
}


def holidays(year: int) -> dict[date, Holiday]:
    """The holidays of a year."""
    fixed = {date(year, month, day): one for (month, day), one in FIXED.items() if year >= one.since}
    sunday = easter(year)
    return fixed | {sunday + timedelta(days=offset): one for offset, one in BY_EASTER.items()}


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    x = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * x) // 451
    month, day = divmod(h + x - 7 * m + 114, 31)
    return date(year, month, day + 1)
