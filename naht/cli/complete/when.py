"""Days and periods, as people type them."""

from contextlib import suppress
from datetime import date

from naht.cli.complete.request import Choice, Question, plain
from naht.domain.days import MONTHS_DE, MONTHS_EN, looks_like_day, parse_day, parse_period, words
from naht.domain.errors import NahtError
from naht.store.reading import suggestions

_UNITS = {"de": ("monat", "quartal", "jahr", "woche"), "en": ("month", "quarter", "year", "week")}
_YEARS = 50  # more do not stand in any list


def days(question: Question) -> list[Choice]:
    """The words for days that lie behind."""
    return plain(words(question.lang, ahead=False))


def days_ahead(question: Question) -> list[Choice]:
    return plain(words(question.lang, ahead=True))


def periods(question: Question) -> list[Choice]:
    """The last and the current month, quarter, year, week; by number the latest first; the grants, months by name."""
    begun, dots, typed = question.typed.rpartition("..")
    with question.file() as con:
        first, grants = suggestions.first_year(con) or question.today.year, suggestions.grants(con)
    numbers = _numbers(question.today, first, whole=len(typed) >= len("2026"))
    if dots:
        return plain(f"{begun}..{number}" for number in numbers)
    words = [f"{unit}{back}" for unit in _UNITS[question.lang] for back in ("-1", "")]
    now = [] if typed else _parts(question.today.year, question.today)[:3]
    names = [name.lower() for name in (MONTHS_DE if question.lang == "de" else MONTHS_EN)] if typed else []
    return [*plain([*words, *now, *numbers]), *(Choice(ident, (days,)) for ident, days in grants), *plain(names)]


def _numbers(today: date, first: int, *, whole: bool) -> list[str]:
    """The years since the first, the latest first; with their parts where the year is typed."""
    years = range(today.year, max(first, today.year - _YEARS) - 1, -1)
    return [part for year in years for part in (_parts(year, today) if whole else [f"{year:04}"])]


def day_of(question: Question) -> str:
    """The day that the line is about: the one typed, else today."""
    for text in (*question.line.options.get("day", ()), *question.line.words):
        if looks_like_day(text):
            with suppress(NahtError):
                return parse_day(text, question.today)
    return question.today.isoformat()


def _parts(year: int, today: date) -> list[str]:
    """A year, and its months, quarters and halves that have begun."""
    last = today.month if year == today.year else 12
    months = [f"{year:04}-{month:02}" for month in range(last, 0, -1)]
    quarters = [f"{year:04}-Q{quarter}" for quarter in range((last + 2) // 3, 0, -1)]
    halves = [f"{year:04}-H{half}" for half in range((last + 5) // 6, 0, -1)]
    return [f"{year:04}", *months, *quarters, *halves]


def is_period(token: str, today: date) -> bool:
    """True for a word that a filter reads as its period."""
    try:
        return bool(parse_period(token, today))
    except NahtError:
        return False
