"""Months, quarters and years as values: which lie in a period, and how people read them."""

from datetime import date

from naht.domain.days import Period, months, show_day

UNITS = ("month", "quarter", "year")
_MONTHS = {
    "de": ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
           "November", "Dezember"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
}  # fmt: skip


def span(unit: str, period: Period, found: set[str]) -> list[str]:
    """Every month, quarter or year of the period without a gap; an open period runs as far as anything occurs."""
    ends = sorted(found) or [""]
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


def label(slug: str, lang: str) -> str:
    """A month, quarter or year as people read it."""
    year, _, part = slug.partition("-")
    if part.startswith("Q"):
        return f"{part[1]}. Quartal {year}" if lang == "de" else f"{part} {year}"
    return f"{_MONTHS[lang][int(part) - 1]} {year}" if part else year


def period_label(period: Period, lang: str) -> str:
    """A period as people read it: the name of a whole month, quarter or year, else its two days."""
    if not period.start and not period.end:
        return "alles" if lang == "de" else "everything"
    if period.start and period.end:
        year, month = int(period.start[:4]), int(period.start[5:7])
        whole = {1: period.start[:7], 3: f"{year}-Q{(month + 2) // 3}", 12: str(year)}
        for count, slug in whole.items():
            if (month - 1) % count == 0 and period == months(year, month, count):
                return label(slug, lang)
    ends = (show_day(day, lang) if day else "…" for day in period)
    return " – ".join(ends)
