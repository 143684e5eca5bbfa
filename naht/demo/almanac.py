"""When the office is open, and how busy a day is."""

from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from naht.domain.holidays import holidays

_WEEKDAYS = ("mo", "di", "mi", "do", "fr", "sa", "so")
_DAY = timedelta(days=1)


class Month(NamedTuple):
    """A month of the demo; the first and the last may be cut."""

    number: int  # from 0
    first: date
    last: date


class Almanac:
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
        found = (month.first + _DAY * n for n in range((month.last - month.first).days + 1))
        return [(day.isoformat(), weight) for day in found if (weight := self.weight(day))]

    def open_from(self, day: date) -> date:
        """The day itself, or the next one on which people work."""
        while not self.weight(day):
            day += _DAY
        return day

    def _quiet(self, day: str) -> float:
        """The factor of a day (month and day); a span may run over the turn of the year."""
        for start, end, factor in self.quiet:
            if start <= day <= end if start <= end else day >= start or day <= end:
                return float(factor)
        return 1
