"""The values of a breakdown: their order, their labels, and which of them have a row even where nothing happened."""

from typing import NamedTuple

from naht.domain.days import Period
from naht.domain.filters import Filter
from naht.domain.lists import OWN_FUNDING, UNKNOWN
from naht.metrics import calendar
from naht.metrics.catalog import Dimension
from naht.metrics.query import NOUNS
from naht.store.file.sqlite import Connection
from naht.store.reading import settings

TOTAL = "total"
_WORDS = """
SELECT slug, label_{lang}, ifnull(starts_on <= :end, 1) AND ifnull(ends_on >= :start, 1)
  AND (attributes LIKE '%"group"%' = :groups OR slug = 'k-a')
FROM word WHERE list = :listed ORDER BY sort, n
"""
_DISTRICTS = """
SELECT id, name, NOT everywhere AND ifnull(starts_on <= :end, 1) AND ifnull(ends_on >= :start, 1)
FROM district ORDER BY n
"""
_FUNDINGS = """
SELECT id, name, id <> :own AND EXISTS (SELECT 1 FROM term WHERE term.funding = funding.n
  AND ifnull(starts_on <= :end, 1) AND ifnull(ends_on >= :start, 1))
FROM funding ORDER BY n
"""
_NAMED = {
    "site": "SELECT id, name, 1 FROM site ORDER BY name, n",
    "partner": "SELECT id, name, 1 FROM partner ORDER BY name, n",
    "worker": "SELECT id, id, 1 FROM worker ORDER BY id",
}
_UNKNOWN = {"de": "keine Angabe", "en": "Not stated"}
_TOTAL = {"de": "Gesamt", "en": "Total"}


class Values(NamedTuple):
    """Slug to label, in order; and the slugs that always have a row (None: only what occurs has one)."""

    labels: dict[str, str]
    always: list[str] | None


def values(con: Connection, dimension: Dimension, listed: str, wanted: Filter, found: set[str], lang: str) -> Values:
    """The values of a breakdown, words of ``listed``, within a filter; ``found`` are those that occur."""
    rows = _rows(con, dimension, listed, wanted.period, found, lang)
    labels = {slug: label for slug, label, _ in rows}
    labels |= {slug: slug for slug in sorted(found - labels.keys() - {UNKNOWN})}
    labels[UNKNOWN] = labels.pop(UNKNOWN, _UNKNOWN[lang])
    labels[TOTAL] = _TOTAL[lang]
    if not dimension.always:
        return Values(labels, None)
    narrowed = wanted.of(dimension.name)
    return Values(labels, list(narrowed) or [slug for slug, _, lives in rows if lives])


def _rows(
    con: Connection, dimension: Dimension, listed: str, period: Period, found: set[str], lang: str
) -> list[tuple[str, str, int]]:
    """Slug, label, and whether it lives in the period."""
    if dimension.values:
        return [(value["id"], value[lang], 1) for value in dimension.values]
    if listed in calendar.UNITS:
        return [(slug, calendar.label(slug, lang), 1) for slug in calendar.span(listed, period, found)]
    sql, bound = _kept(con, dimension, listed, period)
    return con.execute(sql.format(lang=lang), bound).fetchall()


def _kept(con: Connection, dimension: Dimension, listed: str, period: Period) -> tuple[str, dict[str, str | int]]:
    """The SQL for values that the file keeps, with what it binds."""
    ends: dict[str, str | int] = {"end": period.end or "9999", "start": period.start or "0000"}
    if listed == "district":
        return _DISTRICTS, ends
    if listed == "funding":
        return _FUNDINGS, ends | {"own": settings.get(con, "own_funding", OWN_FUNDING)}
    if listed in NOUNS:
        return _NAMED[listed], {}
    return _WORDS, ends | {"listed": listed, "groups": int(dimension.groups)}
