"""The values of a breakdown: their order, their labels, and which of them have a row even where nothing happened."""

from datetime import date
from typing import NamedTuple

from naht.domain.days import Period
from naht.domain.filters import Filter
from naht.metrics.catalog import Dimension
from naht.metrics.query import UNKNOWN
from naht.store import settings
from naht.store.sqlite import Connection

TOTAL = "total"
_MONTHS = {
    "de": ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
           "November", "Dezember"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
}  # fmt: skip
_WORDS = """
SELECT slug, label_{0}, ifnull(starts_on <= ?2, 1) AND ifnull(ends_on >= ?1, 1)
  AND (attributes LIKE '%"group"%' = {1} OR slug = 'k-a')
FROM word WHERE list = ?3 ORDER BY sort, n
"""
_DISTRICTS = """
SELECT id, name, NOT everywhere AND ifnull(starts_on <= ?1, 1) AND ifnull(ends_on >= ?2, 1) FROM district ORDER BY n
"""
_FUNDINGS = """
SELECT id, name, id <> ?3 AND EXISTS (SELECT 1 FROM term WHERE term.funding = funding.n
  AND ifnull(starts_on <= ?1, 1) AND ifnull(ends_on >= ?2, 1))
FROM funding ORDER BY n
"""
_UNKNOWN = {"de": "keine Angabe", "en": "Not stated"}
_TOTAL = {"de": "Gesamt", "en": "Total"}


class Values(NamedTuple):
    """Slug to label, in order; and the slugs that always have a row (None: only what occurs has one)."""

    labels: dict[str, str]
    always: list[str] | None


def values(con: Connection, dimension: Dimension, wanted: Filter, found: set[str], lang: str) -> Values:
    """The values of a breakdown within a filter; ``found`` are those that occur."""
    rows = _rows(con, dimension, wanted.period, found, lang)
    labels = {slug: label for slug, label, _ in rows}
    labels |= {slug: slug for slug in sorted(found - labels.keys() - {UNKNOWN})}
    labels[UNKNOWN] = labels.pop(UNKNOWN, _UNKNOWN[lang])
    labels[TOTAL] = _TOTAL[lang]
    if not dimension.always:
        return Values(labels, None)
    narrowed = wanted.of(dimension.name)
    return Values(labels, list(narrowed) or [slug for slug, _, lives in rows if lives])


def _rows(
    con: Connection, dimension: Dimension, period: Period, found: set[str], lang: str
) -> list[tuple[str, str, int]]:
    """Slug, label, and whether it lives in the period."""
    listed = next(iter(dimension.of.values()))
    first, last = period.start or "0000", period.end or "9999"
    if dimension.values:
        return [(value["id"], value[lang], 1) for value in dimension.values]
    if listed in ("month", "quarter", "year"):
        return [(slug, _named(slug, lang), 1) for slug in _calendar(listed, period, found)]
    if listed == "district":
        return con.execute(_DISTRICTS, (last, first)).fetchall()
    if listed == "funding":
        return con.execute(_FUNDINGS, (last, first, settings.get(con, "own_funding", "eigen"))).fetchall()
    if listed in ("site", "partner"):
        return con.execute(f"SELECT id, name, 1 FROM {listed} ORDER BY name, n").fetchall()
    if listed == "worker":
        return con.execute("SELECT id, id, 1 FROM worker ORDER BY id").fetchall()
    groups = int(dimension.groups)
    return con.execute(_WORDS.format(lang, groups), (first, last, listed)).fetchall()


def _calendar(unit: str, period: Period, found: set[str]) -> list[str]:
    """Every month, quarter or year of the period without a gap; an open period runs as far as anything occurs."""
    span = sorted(found) or [""]
    first = _month(period.start or span[0], last=False)
    last = _month(period.end or span[-1], last=True)
    if not first or not last:
        return []
    counted = (date(month // 12, month % 12 + 1, 1) for month in range(first, last + 1))
    return list(dict.fromkeys(_part(unit, day) for day in counted))


def _month(text: str, *, last: bool) -> int:
    """The number of the month that a day, month, quarter or year begins (or ends) with; 0 for nothing."""
    if not text:
        return 0
    year, part = int(text[:4]), text[5:7]
    if part.startswith("Q"):
        return year * 12 + int(part[1]) * 3 - (1 if last else 3)
    return year * 12 + (int(part) - 1 if part else 11 if last else 0)


def _part(unit: str, day: date) -> str:
    parts = {"month": f"{day:%Y-%m}", "quarter": f"{day:%Y}-Q{(day.month + 2) // 3}", "year": f"{day:%Y}"}
    return parts[unit]


def _named(slug: str, lang: str) -> str:
    """A month, quarter or year as people read it."""
    year, _, part = slug.partition("-")
    if part.startswith("Q"):
        return f"{part[1]}. Quartal {year}" if lang == "de" else f"{part} {year}"
    return f"{_MONTHS[lang][int(part) - 1]} {year}" if part else year


def period_label(period: Period, lang: str) -> str:
    """A period as people read it: the name of a whole month, quarter or year, else its two days."""
    from naht.domain.days import months, show_day

    if not period.start and not period.end:
        return "alles" if lang == "de" else "everything"
    if period.start and period.end:
        year, month = int(period.start[:4]), int(period.start[5:7])
        whole = {1: period.start[:7], 3: f"{year}-Q{(month + 2) // 3}", 12: str(year)}
        for count, slug in whole.items():
            if (month - 1) % count == 0 and period == months(year, month, count):
                return _named(slug, lang)
    ends = (show_day(day, lang) if day else "…" for day in period)
    return " – ".join(ends)
