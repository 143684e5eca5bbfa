"""An answer: the rows of a question over the cube, its total counted anew, and what has to be said about it."""

from collections.abc import Iterable
from itertools import product
from typing import Any

from naht.domain.filters import Filter
from naht.domain.kinds import NUMBER, RATE, WORD
from naht.domain.lists import UNKNOWN
from naht.domain.table import Column, Table
from naht.metrics.breakdown import TOTAL, Values, values
from naht.metrics.catalog import Dimension, Metric
from naht.metrics.notes import coverage, not_additive
from naht.metrics.query import queries
from naht.metrics.question import Question
from naht.store.file.sqlite import Connection

IMPOSSIBLE = "x"
Key = tuple[str, ...]
Counts = dict[str, int | None]  # a figure's name to its value; a figure that is missing is 0
Grouped = dict[Key, Counts]


def totals(con: Connection, metrics: Iterable[Metric]) -> Counts:
    """The figures over the whole cube, each counted on its own."""
    found: Counts = {}
    for query in queries(list(metrics), []):
        found |= zip(query.metrics, con.execute(query.sql).fetchone(), strict=True)
    return found


def grouped(con: Connection, metrics: Iterable[Metric], by: tuple[Dimension, ...]) -> Grouped:
    """The figures by the breakdowns: a row for every combination that occurs."""
    found: Grouped = {}
    for query in queries(list(metrics), list(by)) if by else []:
        for row in con.execute(query.sql):
            found.setdefault(row[: len(by)], {}).update(zip(query.metrics, row[len(by) :], strict=True))
    return found


def answered(con: Connection, question: Question, found: Grouped, whole: Counts, wanted: Filter, lang: str) -> Table:
    """The table of a question; ``found`` and ``whole`` hold the rows and totals of (at least) its figures."""
    own = {key: _only(question, counts) for key, counts in found.items()}
    found = {key: counts for key, counts in own.items() if any(count != 0 for count in counts.values())}
    sides = [
        values(con, dimension, _listed(question, place), wanted, {key[place] for key in found}, lang)
        for place, dimension in enumerate(question.by)
    ]
    rows = {key: cells(question.shown, found.get(key, {})) for key in _keys(question, found, sides)}
    table = Table(
        _columns(question, lang), _sorted(question, rows, sides), labels=_labels(question, sides),
        notes=(*coverage(question, whole, lang), *not_additive(question, rows.values(), whole, lang)),
    )  # fmt: skip
    total = (TOTAL, *[""] * (len(question.by) - 1)) if question.by else ()
    table.rows.append((*total, *cells(question.shown, whole)))
    return table


def cells(metrics: Iterable[Metric], counts: Counts) -> tuple[Any, ...]:
    """The printed values of figures: a share in thousandths, ``x`` where there is nothing to share."""
    return tuple(_share(metric, counts) if metric.share else counts.get(metric.name, 0) for metric in metrics)


def _share(metric: Metric, counts: Counts) -> int | str:
    part, whole = (counts.get(name, 0) or 0 for name in metric.share)
    return (2000 * part + whole) // (2 * whole) if whole else IMPOSSIBLE


def _only(question: Question, counts: Counts) -> Counts:
    return {metric.name: counts[metric.name] for metric in question.counted if metric.name in counts}


def _keys(question: Question, found: Grouped, sides: list[Values]) -> set[Key]:
    """What occurs, completed by the values that always have a row."""
    if not question.by:
        return set()
    spans = [_span(question, place, side, found) for place, side in enumerate(sides)]
    seeds = set(found) or ({("",) * len(sides)} if None not in spans else set())
    ranges = ([[key[i]] if span is None else span for i, span in enumerate(spans)] for key in seeds)
    return set(found) | {made for range_ in ranges for made in product(*range_)}


def _span(question: Question, place: int, side: Values, found: Grouped) -> list[str] | None:
    """The values of one breakdown that every row is completed with; None where it only shows what occurs."""
    if side.always is None or len(question.by) == 1 or question.by[place].cross:
        return side.always
    return sorted({key[place] for key in found})


def _sorted(question: Question, rows: dict[Key, tuple[Any, ...]], sides: list[Values]) -> list[tuple[Any, ...]]:
    places = [{slug: place for place, slug in enumerate(side.labels)} for side in sides]

    def order(key: Key) -> list[tuple[bool, int, int]]:
        size = rows[key][0] if isinstance(rows[key][0], int) else 0
        return [
            (slug == UNKNOWN, -size if dimension.order == "size" else 0, place[slug])
            for slug, dimension, place in zip(key, question.by, places, strict=True)
        ]

    return [(*key, *rows[key]) for key in sorted(rows, key=order)]


def _columns(question: Question, lang: str) -> tuple[Column, ...]:
    keys = (Column(d.name, d.label(lang), WORD, _listed(question, place)) for place, d in enumerate(question.by))
    return (*keys, *(column(metric, lang) for metric in question.shown))


def column(metric: Metric, lang: str) -> Column:
    return Column(metric.name, metric.label(lang), RATE if metric.share else NUMBER)


def _listed(question: Question, place: int) -> str:
    """The list or noun that the slugs of a breakdown belong to."""
    return question.by[place].of[question.counted[0].base]


def _labels(question: Question, sides: list[Values]) -> dict[tuple[str, str], str]:
    return {
        (_listed(question, place), slug): label
        for place, side in enumerate(sides)
        for slug, label in side.labels.items()
    }
