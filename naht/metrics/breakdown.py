"""Lists the values of a breakdown in order, with their labels, and says which of them always have a row.

They are words of a list, records that the office names itself, values that the catalog lists, or months, quarters and
years.
"""

import re
from datetime import date
from typing import NamedTuple

from naht.domain.days import FIRST, LAST, MONTHS_DE, MONTHS_EN, Period, months
from naht.domain.lists import UNKNOWN
from naht.domain.message import Day, Joined, Label, Text, message
from naht.domain.nouns import names, noun
from naht.domain.table import Filter
from naht.metrics.catalog import SPANS, Dimension
from naht.store.file.sqlite import Connection
from naht.store.reading import validity
from naht.store.reading.validity import Value

TOTAL = "total"
_SPAN = re.compile(r"\d{4}(-(0[1-9]|1[0-2]|Q[1-4]))?")
_MONTHS = tuple(map(Label, MONTHS_DE, MONTHS_EN))


class Values(NamedTuple):
    """Slug to label, in order; and the slugs that always have a row (None: only what occurs has one)."""

    labels: dict[str, Text]
    always: list[str] | None


def values(con: Connection, dimension: Dimension, of: str, filter_: Filter, occurring: set[str]) -> Values:
    """The values of a breakdown, words of the list (or records of the noun) ``of``, within a filter."""
    possible = _possible(con, dimension, of, filter_.period, occurring)
    labels = {value.slug: value.label for value in possible}
    labels |= {slug: slug for slug in sorted(occurring - labels.keys() - {UNKNOWN})}
    labels[UNKNOWN] = labels.pop(UNKNOWN, message("Not stated"))
    labels[TOTAL] = message("Total")
    if not dimension.always:
        return Values(labels, None)
    chosen = filter_.of(dimension.name)
    return Values(labels, list(chosen) or [value.slug for value in possible if value.valid])


def _possible(con: Connection, dimension: Dimension, of: str, period: Period, occurring: set[str]) -> list[Value]:
    if dimension.values:
        return [Value(slug, label, valid=True) for slug, label in dimension.values.items()]
    if of in SPANS:
        return [Value(slug, span_label(slug), valid=True) for slug in spans(of, period, occurring)]
    if of in names():
        return validity.records(con, noun(of), period)
    return validity.words(con, of, period, groups=dimension.groups)


# ---- months, quarters and years


def spans(unit: str, period: Period, occurring: set[str]) -> list[str]:
    """Every month, quarter or year of the period without a gap; an open period runs as far as anything occurs."""
    ends = sorted(slug for slug in occurring if _SPAN.fullmatch(slug) and FIRST[:4] <= slug[:4] <= LAST[:4]) or [""]
    first = _month(period.start or ends[0], last=False)
    last = _month(period.end or ends[-1], last=True)
    if not first or not last:
        return []
    days = (date(month // 12, month % 12 + 1, 1) for month in range(first, last + 1))
    return list(dict.fromkeys(_part(unit, day) for day in days))


def _month(text: str, *, last: bool) -> int:
    """The number of the month that a day, month, quarter or year begins (or ends) with; 0 for nothing."""
    if not text:
        return 0
    year, part = int(text[:4]), text[5:7]
    if part.startswith("Q"):
        return year * 12 + int(part[1]) * 3 - (1 if last else 3)
    return year * 12 + (int(part) - 1 if part else 11 if last else 0)


def _part(unit: str, day: date) -> str:
    year = f"{day.year:04}"
    return {"month": f"{year}-{day.month:02}", "quarter": f"{year}-Q{(day.month + 2) // 3}", "year": year}[unit]


def span_label(slug: str) -> Text:
    """A month, quarter or year as people read it."""
    year, _, part = slug.partition("-")
    if part.startswith("Q"):
        return Label(f"{part[1]}. Quartal {year}", f"{part} {year}")
    if not part:
        return year
    month = _MONTHS[int(part) - 1]
    return Label(f"{month.de} {year}", f"{month.en} {year}")


def period_label(period: Period) -> Text:
    """A period as people read it: the name of a whole month, quarter or year, else its two days."""
    if not period.start and not period.end:
        return message("everything")
    if period.start and period.end:
        year, month = int(period.start[:4]), int(period.start[5:7])
        whole = {1: period.start[:7], 3: f"{year}-Q{(month + 2) // 3}", 12: str(year)}
        for count, slug in whole.items():
            if (month - 1) % count == 0 and period == months(year, month, count):
                return span_label(slug)
    return Joined(tuple(Day(day) if day else "…" for day in period), " – ")
