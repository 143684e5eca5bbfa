"""Plans the demo: the months it covers, how busy each day is, and how many visits the office has in all."""

from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from naht.demo.chance import spread
from naht.domain.holidays import holidays

_WEEKDAYS = ("mo", "di", "mi", "do", "fr", "sa", "so")
_DAY = timedelta(days=1)


class Month(NamedTuple):
    """A month of the demo; the first and the last may be cut."""

    number: int  # from 0
    first: date
    last: date


class Calendar:
    """The weight of every day: 0 at weekends and on holidays."""

    def __init__(self, calendar: dict[str, Any]) -> None:
        self.weekdays = [calendar["weekdays"].get(name, 0) for name in _WEEKDAYS]
        self.months: list[float] = calendar["months"]
        self.quiet = [(span["from"], span["to"], span["factor"]) for span in calendar["quiet"]]
        self.holidays = cache(holidays)

    def weight(self, day: date) -> float:
        """How much happens on a day, compared with others."""
        weekday = self.weekdays[day.weekday()]
        if not weekday or day in self.holidays(day.year):
            return 0
        return float(weekday * self.months[day.month - 1] * self._quiet(f"{day:%m-%d}"))

    def days(self, month: Month) -> list[tuple[str, float]]:
        """The open days of a month as ISO text, with their weights."""
        days = (month.first + _DAY * n for n in range((month.last - month.first).days + 1))
        return [(day.isoformat(), weight) for day in days if (weight := self.weight(day))]

    def open_from(self, day: date) -> date:
        """The day itself, or the next one on which people work."""
        while not self.weight(day):
            day += _DAY
        return day

    def _quiet(self, day: str) -> float:
        """The factor of a day (month and day); a span may run over the end of the year."""
        for start, end, factor in self.quiet:
            if start <= day <= end if start <= end else day >= start or day <= end:
                return float(factor)
        return 1


SEED = 2013
MOST_YEARS = 14  # the life of the real office so far: 2013 to 2026
_YEAR = 365.25


class Wish(NamedTuple):
    """The size of a demo. Without ``years`` as many as an office needs for the ``visits``; without both, one."""

    today: date
    years: int = 0
    visits: int = 0
    seed: int = SEED


class Plan(NamedTuple):
    """The months, the last of which ends today, and how many visits one to one they have together.

    ``scale`` is the size of the office: 1 is the one that demo.toml describes.
    """

    months: list[Month]
    weights: list[float]  # by month
    visits: int
    scale: float

    @property
    def first(self) -> date:
        return self.months[0].first

    @property
    def last(self) -> date:
        return self.months[-1].last

    def spread(self, a_year: float) -> list[int]:
        """What an office does ``a_year`` as whole numbers per month."""
        return spread(round(a_year * self.scale * self.length), self.weights)

    @property
    def length(self) -> float:
        """In years."""
        return ((self.last - self.first).days + 1) / _YEAR


def make_plan(wish: Wish, calendar: Calendar, usual: int) -> Plan:
    """The plan of a wish: whole months back, then the running one up to today; ``usual`` visits make a year."""
    years = wish.years or min(MOST_YEARS, max(1, -(-wish.visits // usual)))
    covered = months(wish.today, years)
    weights = [sum(weight for _, weight in calendar.days(month)) for month in covered]
    length = ((wish.today - covered[0].first).days + 1) / _YEAR
    visits = wish.visits or round(usual * length)
    return Plan(covered, weights, visits, visits / (usual * length))


def months(today: date, years: int) -> list[Month]:
    """The same month ``years`` before, all that follow, and the running one up to ``today``."""
    covered: list[Month] = []
    first = date(max(1, today.year - years), today.month, 1)
    while first <= today:
        following = (first + timedelta(days=31)).replace(day=1)
        covered.append(Month(len(covered), first, min(following - timedelta(days=1), today)))
        first = following
    return covered


def blocks(all_months: list[Month]) -> list[list[Month]]:
    """The months year by year; a running one that is left over joins the last."""
    starts = range(0, max(len(all_months) - 11, 1), 12)
    cut = [all_months[start : start + 12] for start in starts]
    cut[-1] += all_months[starts[-1] + 12 :]
    return cut
