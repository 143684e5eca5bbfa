"""Reads and shows days and periods. The grammar is closed: nothing is guessed. Both ends of a period are inclusive.

::

    day    := YYYY-MM-DD | D.M. | D.M | D.M.YYYY | heute gestern vorgestern | weekday
            | (as option value) -3d -2w 14d 2w
    period := YYYY | YYYY-MM | M.YYYY | M/YYYY | YYYY-Qn | YYYY-Hn | november nov, each also with its year
            | woche monat quartal halbjahr jahr, each also with -N | day | a..b (either side may be empty)

The calendar runs from 1900 to 2199: a day or period beyond it is a slip, and no step leads out of it.
``D.M.`` without a year and a weekday mean the latest such day (today included) for a field that looks back, the
next one for a field that looks ahead. Without its year no day reaches back more than :data:`REACH` days: what lies
further back was rarely meant. A month without its year is the latest that has begun. ``today`` is always passed in.
"""

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from naht.domain.errors import BadDay, BadPeriod, OutOfCalendar, WhichYear
from naht.domain.text import fold

WEEKDAYS_DE = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BACK = {"de": ("heute", "gestern", "vorgestern"), "en": ("today", "yesterday")}
_AHEAD = {"de": ("heute", "morgen", "uebermorgen"), "en": ("today", "tomorrow")}

_RELATIVE = {
    "heute": 0, "today": 0, "gestern": -1, "yesterday": -1, "vorgestern": -2, "morgen": 1, "tomorrow": 1,
    "übermorgen": 2, "uebermorgen": 2,
}  # fmt: skip
_WEEKDAYS = {
    word: index
    for names in (WEEKDAYS_DE, WEEKDAYS_EN)
    for index, name in enumerate(names)
    for word in (name.lower(), name[: 2 if names is WEEKDAYS_DE else 3].lower())
} | {"sonnabend": 5}
# As texts: re compiles a pattern when it is first asked for, and keeps it; a line needs few of them.
_ISO = r"(\d{4})-(\d{2})-(\d{2})"
_GERMAN = r"([0-9]{1,2})\.([0-9]{1,2})(?:\.([0-9]{4})?)?"
_STEP = r"(-?)(\d{1,4})([dtw])"
_DAYISH = (
    r"\d{4}-\d{1,2}(-\d{0,2})?|\d{1,2}\.(?:\d{1,2}(\.\d{0,4})?|\d{4})|\d{1,4}([-/])\d{1,2}\3\d{1,4}|\d{1,2}/\d{1,4}"
)

UNITS = {
    "woche": 0, "week": 0, "monat": 1, "month": 1, "quartal": 3, "quarter": 3,
    "halbjahr": 6, "half": 6, "jahr": 12, "year": 12,
}  # fmt: skip
_UNIT = rf"(?:(last|this)-)?({'|'.join(UNITS)})(?:-(\d{{1,3}}))?"
_PART = r"(\d{4})(?:-(?:(\d{2})|[qQ]([1-4])|[hH]([12])))?"
MONTHS_DE = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
)  # fmt: skip
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MONTHS = {
    word: number
    for names in (MONTHS_DE, MONTHS_EN)
    for number, name in enumerate(names, 1)
    for word in (fold(name), fold(name[:3]))
} | {"mrz": 3, "sept": 9}
_MONTH = rf"({'|'.join(_MONTHS)})(?: ([0-9]{{4}}))?"
_NUMBERED_MONTH = r"([0-9]{1,2})[./]([0-9]{4})"


FIRST, LAST = "1900-01-01", "2199-12-31"
REACH = 183  # days
BEGINNING = FIRST
"""The day since when a dated value holds whose first day nobody has said."""


class Period(NamedTuple):
    """From the first to the last day, both inclusive, as ISO text; either may be empty (open)."""

    start: str
    end: str

    def contains(self, day: str) -> bool:
        return (not self.start or day >= self.start) and (not self.end or day <= self.end)


ALWAYS = Period("", "")


def is_day_word(word: str) -> bool:
    """True for the folded words that mean a day and may therefore not name anything else."""
    return word in _RELATIVE or word in _WEEKDAYS


def is_period_word(word: str) -> bool:
    """True for folded words that mean a period (``jahr``, ``nov``, ``monat-1``, ``2026-q1``) and name nothing else."""
    return ".." in word or any(re.fullmatch(form, word) for form in (_UNIT, _PART, _MONTH, _NUMBERED_MONTH))


def is_month(word: str) -> bool:
    """True for the folded name of a month, with or without its year."""
    return re.fullmatch(_MONTH, word) is not None


def is_beginning(word: str) -> bool:
    """True for the folded words that mean no day but the beginning."""
    return word in ("anfang", "beginning")


def words(lang: str, *, ahead: bool) -> tuple[str, ...]:
    """The words for days that lie behind, or ahead."""
    weekdays = WEEKDAYS_DE if lang == "de" else WEEKDAYS_EN
    return (*(_AHEAD if ahead else _BACK)[lang], *(name.lower() for name in weekdays))


def looks_like_day(token: str) -> bool:
    """True for what can only be meant as a day, right or wrong (``31.2.``, ``2026-13-01``, ``01/02/2026``)."""
    return is_day_word(token.lower()) or re.fullmatch(_DAYISH, token) is not None


def parse_day(text: str, today: date, *, ahead: bool = False, steps: bool = False, this_year: bool = False) -> str:
    """The ISO day that ``text`` means on ``today``. Raises BadDay, OutOfCalendar or WhichYear.

    ``ahead`` chooses the next instead of the latest such day; ``steps`` allows ``-3d`` and ``2w`` (options only). With
    ``this_year`` a day without its year may lie anywhere in the running year: who asks means it so.
    """
    word = text.strip().lower()
    try:
        day = _parse_word(word, today, ahead) or _parse_date(word, today, ahead, this_year)
        if day is None and steps and (step := re.fullmatch(_STEP, word)):
            days = int(step[2]) * (7 if step[3] == "w" else 1)
            day = today + timedelta(days=-days if step[1] else days)
    except (ValueError, OverflowError):
        day = None
    if day is None:
        raise BadDay(text, today)
    return _require_in_calendar(day.isoformat(), text)


def _require_in_calendar(day: str, text: str) -> str:
    """The day, unless it lies beyond the calendar. Raises OutOfCalendar."""
    if not FIRST <= day <= LAST:
        raise OutOfCalendar(text=text, first=FIRST[:4], last=LAST[:4])
    return day


def _parse_word(word: str, today: date, ahead: bool) -> date | None:
    """The day of ``heute`` or of a weekday; None for another word."""
    if word in _RELATIVE:
        return today + timedelta(days=_RELATIVE[word])
    if word in _WEEKDAYS:
        back = (today.weekday() - _WEEKDAYS[word]) % 7
        return today + timedelta(days=(7 - back) % 7 if ahead else -back)
    return None


def _parse_date(word: str, today: date, ahead: bool, this_year: bool) -> date | None:
    """The day of ``2026-03-12``, ``12.3.2026`` or ``12.3.``; None for a text of another form. Raises WhichYear."""
    if iso := re.fullmatch(_ISO, word):
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    if german := re.fullmatch(_GERMAN, word):
        day, month = int(german[1]), int(german[2])
        if german[3]:
            return date(int(german[3]), month, day)
        nearest = _nearest_day(day, month, today, ahead)
        if nearest and not ahead:
            _require_near(nearest, today, this_year)
        return nearest
    return None


def _require_near(day: date, today: date, this_year: bool) -> None:
    """Raises WhichYear for a day, typed without its year, that lies too far back to be meant for sure."""
    if (today - day).days <= REACH or (this_year and day.year == today.year):
        return
    short = f"{day.day}.{day.month}."
    ahead = _nearest_day(day.day, day.month, today, ahead=True) or day
    raise WhichYear(text=short, past=f"{short}{day.year}", ahead=f"{short}{ahead.year}")


def latest(day: int, today: date) -> str:
    """The latest day with that number in its month, as it is typed without a year: ``20.11.``; empty for none."""
    month = today.month if day <= today.day else today.month - 1 or 12
    return f"{day}.{month}." if 1 <= day <= _days_in_month(today.year, month) else ""


def _nearest_day(day: int, month: int, today: date, ahead: bool) -> date | None:
    """The latest such day up to today; with ``ahead`` the next from today on."""
    years = range(today.year, today.year + 9) if ahead else range(today.year, today.year - 9, -1)
    for year in years:  # 29.2. exists only every fourth, sometimes eighth year
        if day <= _days_in_month(year, month):
            candidate = date(year, month, day)
            if candidate >= today if ahead else candidate <= today:
                return candidate
    return None


def parse_period(text: str, today: date) -> Period:
    """The period that ``text`` means on ``today``, ends inclusive. Raises BadPeriod or OutOfCalendar."""
    start, dots, end = text.strip().partition("..")
    if dots:
        period = Period(
            _parse_single(start, today).start if start else "", _parse_single(end, today).end if end else ""
        )
        if period.start and period.end and period.start > period.end:
            raise BadPeriod(text, today)
        return period
    return _parse_single(text.strip(), today)


def _parse_single(text: str, today: date) -> Period:
    """A period that is no ``a..b``."""
    word = text.lower()
    try:
        if part := re.fullmatch(_PART, word):
            _require_in_calendar(f"{int(part[1]):04}-01-01", text)
            return _calendar_period(*part.groups())
        if unit := re.fullmatch(_UNIT, word):
            back = int(unit[3] or 0) + (unit[1] == "last")
            period = _running_period(UNITS[unit[2]], back, today)
            return Period(_require_in_calendar(period.start, text), _require_in_calendar(period.end, text))
        if month := _parse_month(fold(word), today):
            _require_in_calendar(month.start, text)
            return month
        day = parse_day(word, today, steps=True, this_year=True)
    except (ValueError, BadDay):
        raise BadPeriod(text, today) from None
    return Period(day, day)


def _parse_month(word: str, today: date) -> Period | None:
    """The month of ``11.2026``, ``11/2026``, ``november 2026``, ``nov`` (the latest that has begun), else None."""
    if numbered := re.fullmatch(_NUMBERED_MONTH, word):
        return months(int(numbered[2]), int(numbered[1]), 1)
    if name := re.fullmatch(_MONTH, word):
        month = _MONTHS[name[1]]
        return months(int(name[2] or today.year - (month > today.month)), month, 1)
    return None


def _days_in_month(year: int, month: int) -> int:
    """How many days a month has."""
    from calendar import monthrange

    return monthrange(year, month)[1]


def _calendar_period(year: str, month: str | None, quarter: str | None, half: str | None) -> Period:
    if month:
        return months(int(year), int(month), 1)
    if quarter:
        return months(int(year), int(quarter) * 3 - 2, 3)
    if half:
        return months(int(year), int(half) * 6 - 5, 6)
    return months(int(year), 1, 12)


def _running_period(size: int, back: int, today: date) -> Period:
    """The week (``size`` 0) or the ``size`` months around today, so many of them ``back``."""
    if not size:
        monday = today - timedelta(days=today.weekday() + 7 * back)
        return Period(monday.isoformat(), (monday + timedelta(days=6)).isoformat())
    count = today.year * 12 + (today.month - 1) // size * size - back * size
    return months(count // 12, count % 12 + 1, size)


def months(year: int, month: int, count: int) -> Period:
    """The period of ``count`` months that begins with ``month``. Raises ValueError for a month that is none."""
    first = date(year, month, 1)
    last_year, last_month = divmod(year * 12 + month - 1 + count - 1, 12)
    last = date(last_year, last_month + 1, _days_in_month(last_year, last_month + 1))
    return Period(first.isoformat(), last.isoformat())


def before(period: Period) -> Period:
    """The period of the same length just before: whole months for whole months, else as many days.

    A period of the calendar is at most 300 years long, so what lies before it are days too.
    """
    start, end = date.fromisoformat(period.start), date.fromisoformat(period.end)
    if start.day == 1 and (end + timedelta(days=1)).day == 1:
        count = (end.year - start.year) * 12 + end.month - start.month + 1
        first = start.year * 12 + start.month - 1 - count
        return months(first // 12, first % 12 + 1, count)
    length = (end - start).days + 1
    return Period((start - timedelta(days=length)).isoformat(), (start - timedelta(days=1)).isoformat())


def local_day(moment: str) -> str:
    """The ISO day, where this computer is, of a moment in UTC as the journal keeps it (``2026-11-22T23:30:00Z``)."""
    return datetime.fromisoformat(moment).astimezone().date().isoformat()


def show_day(iso: str, lang: str, *, weekday: bool = False) -> str:
    """A day as people read it: ``Sa 21.11.2026``, in English ``Sat 2026-11-21``."""
    day = date.fromisoformat(iso)
    if lang == "de":
        name = f"{WEEKDAYS_DE[day.weekday()][:2]} " if weekday else ""
        return f"{name}{day.day:02}.{day.month:02}.{day.year:04}"
    name = f"{WEEKDAYS_EN[day.weekday()][:3]} " if weekday else ""
    return f"{name}{day.isoformat()}"
