"""How much of an office is wanted: from which day to which, how many visits, month by month."""

from datetime import date, timedelta
from typing import NamedTuple

from naht.demo.almanac import Almanac, Month
from naht.demo.draw import spread

SEED = 2013
MOST_YEARS = 14  # the life of the real office so far: 2013 to 2026
_YEAR = 365.25


class Wish(NamedTuple):
    """What is asked for. Without ``years`` as many as an office needs for the ``visits``; without both, one."""

    today: date
    years: int = 0
    visits: int = 0
    seed: int = SEED


class Plan(NamedTuple):
    """The months, the last of which ends today, and how many visits one to one they have together.

    ``scale`` is the size of the office: 1 is the one that the weights describe.
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


def planned(wish: Wish, almanac: Almanac, usual: int) -> Plan:
    """The plan of a wish: whole months back, then the running one up to today; ``usual`` visits make a year."""
    years = wish.years or min(MOST_YEARS, max(1, -(-wish.visits // usual)))
    found = months(wish.today, years)
    weights = [sum(weight for _, weight in almanac.days(month)) for month in found]
    length = ((wish.today - found[0].first).days + 1) / _YEAR
    visits = wish.visits or round(usual * length)
    return Plan(found, weights, visits, visits / (usual * length))


def months(today: date, years: int) -> list[Month]:
    """The same month ``years`` before, all that follow, and the running one up to ``today``."""
    found: list[Month] = []
    first = date(max(1, today.year - years), today.month, 1)
    while first <= today:
        following = (first + timedelta(days=31)).replace(day=1)
        found.append(Month(len(found), first, min(following - timedelta(days=1), today)))
        first = following
    return found


def blocks(all_months: list[Month]) -> list[list[Month]]:
    """The months year by year; a running one that is left over joins the last."""
    starts = range(0, max(len(all_months) - 11, 1), 12)
    cut = [all_months[start : start + 12] for start in starts]
    cut[-1] += all_months[starts[-1] + 12 :]
    return cut
