"""Answers a question: counts its rows and its total over the cube, and adds the notes that belong below the table."""

from collections.abc import Collection, Iterable
from itertools import product
from math import prod

from naht.domain.kinds import RATE, WORD, Kind, figure
from naht.domain.lists import UNKNOWN
from naht.domain.message import Joined, Message, Text, message
from naht.domain.table import Column, Filter, Table
from naht.metrics.breakdown import TOTAL, Values, values
from naht.metrics.catalog import Dimension, Metric, TooManyCells
from naht.metrics.query import ask, queries, some_keys, statements
from naht.metrics.question import Question, build_question, require_allowed
from naht.store.figures.cube import cube
from naht.store.file.sqlite import Connection

IMPOSSIBLE = "x"
MOST = 50_000  # cells of a table
CROSS = 2  # breakdowns of a cross-table; more of them make long tables
Key = tuple[str, ...]
Cells = tuple[int | str | None, ...]
Counts = dict[str, int | None]  # a figure's name to its value; a figure that is missing is 0
Groups = dict[Key, Counts]


def count(con: Connection, metrics: list[str], by: list[str], filter_: Filter) -> Table:
    """The table of any figures by any breakdowns, with a total that is counted anew, and the counting rules below.

    Raises NoMetric, UnknownMetric, UnknownDimension, NotBrokenDown, NotTogether, NotFiltered, NoWorkerFigures,
    TooManyCells or BadTable.
    """
    question = build_question(metrics, by)
    require_allowed(con, question, filter_)
    with cube(con, filter_, statements(question)):
        groups = count_groups(con, question.counted, question.by, most_rows([question]))
        table = build_table(con, question, groups, count_totals(con, question.counted), filter_)
    return table._replace(notes=(*table.notes, *_rules(question)))


def count_totals(con: Connection, metrics: Iterable[Metric]) -> Counts:
    """The figures over the whole cube, each counted on its own."""
    counts: Counts = {}
    for query in queries(list(metrics), []):
        counts |= zip(query.metrics, ask(con, query, [])[0], strict=True)
    return counts


def count_groups(con: Connection, metrics: Iterable[Metric], by: tuple[Dimension, ...], most: int) -> Groups:
    """The figures by the breakdowns: a row for every combination that occurs.

    Raises TooManyCells where there are more than ``most``: by three breakdowns and more before anything is counted.
    """
    groups: Groups = {}
    queries_ = queries(list(metrics), list(by)) if by else []
    for query in queries_ if len(by) > CROSS else []:
        _require_few(by, some_keys(con, query, list(by), most + 1), most)
    for query in queries_:
        for row in ask(con, query, list(by), most + 1):
            groups.setdefault(row[: len(by)], {}).update(zip(query.metrics, row[len(by) :], strict=True))
        _require_few(by, groups, most)
    return groups


def _require_few(by: tuple[Dimension, ...], keys: Collection[Key], most: int) -> None:
    """Raises TooManyCells."""
    if len(keys) > most:
        raise _too_many(by, [len({key[place] for key in keys}) for place in range(len(by))])


def most_rows(questions: Iterable[Question]) -> int:
    """How many rows their tables may have."""
    return MOST // max(len(question.shown) for question in questions)


def _too_many(by: tuple[Dimension, ...], numbers: list[int]) -> TooManyCells:
    """The error; ``numbers`` are how many values each breakdown has."""
    return TooManyCells(most=MOST, dimension=by[numbers.index(max(numbers))].title)


def build_table(con: Connection, question: Question, groups: Groups, whole: Counts, filter_: Filter) -> Table:
    """The table of a question; ``groups`` and ``whole`` hold the rows and totals of (at least) its figures."""
    counts_by_key = {key: _own_counts(question, counts) for key, counts in groups.items()}
    occurring = {key: counts for key, counts in counts_by_key.items() if any(count != 0 for count in counts.values())}
    sides = [
        values(con, dimension, _list_of(question, place), filter_, {key[place] for key in occurring})
        for place, dimension in enumerate(question.by)
    ]
    rows = {key: cells(question.shown, occurring.get(key, {})) for key in _keys(question, occurring, sides)}
    table = Table(
        _columns(question), _sort_rows(question, rows, sides), labels=_labels(question, sides),
        notes=(*_coverage(question, whole), *_not_additive(question, rows.values(), whole)),
    )  # fmt: skip
    total = (TOTAL, *[""] * (len(question.by) - 1)) if question.by else ()
    return table._replace(rows=[*table.rows, (*total, *cells(question.shown, whole))])


def cells(metrics: Iterable[Metric], counts: Counts) -> Cells:
    """The printed values of figures: a share in thousandths, ``x`` where there is nothing to share."""
    return tuple(_share(metric, counts) if metric.share else counts.get(metric.name, 0) for metric in metrics)


def _share(metric: Metric, counts: Counts) -> int | str:
    part, whole = (counts.get(name, 0) or 0 for name in metric.share)
    return (2000 * part + whole) // (2 * whole) if whole else IMPOSSIBLE


def _own_counts(question: Question, counts: Counts) -> Counts:
    """The counts of the question's own figures: several questions may have been counted together."""
    return {metric.name: counts[metric.name] for metric in question.counted if metric.name in counts}


def _keys(question: Question, occurring: Groups, sides: list[Values]) -> set[Key]:
    """The keys of the rows: those that occur.

    A table by one breakdown, or by districts and spans of time alone, also has those in which nothing happened: there a
    gap says something. In any other table by several it would only be long. Raises TooManyCells.
    """
    spans = [side.always for side in sides if side.always is not None]
    crossing = len(question.by) == 1 or all(dimension.cross for dimension in question.by)
    if not question.by or not crossing or len(spans) < len(sides):
        return set(occurring)
    if prod(map(len, spans)) > most_rows([question]):
        raise _too_many(question.by, list(map(len, spans)))
    return set(occurring) | set(product(*spans))


def _sort_rows(question: Question, rows: dict[Key, Cells], sides: list[Values]) -> list[Cells]:
    """The rows with their keys, in the order of each breakdown; “not stated” comes last."""
    places = [{slug: place for place, slug in enumerate(side.labels)} for side in sides]

    def order(key: Key) -> list[tuple[bool, int, int]]:
        first = rows[key][0]
        size = first if isinstance(first, int) else 0
        return [
            (slug == UNKNOWN, -size if dimension.order == "size" else 0, place[slug])
            for slug, dimension, place in zip(key, question.by, places, strict=True)
        ]

    return [(*key, *rows[key]) for key in sorted(rows, key=order)]


def kind_of(metric: Metric) -> Kind:
    """The kind of a figure's cells."""
    return RATE if metric.share else figure(metric.unit)


def _columns(question: Question) -> tuple[Column, ...]:
    keys = (Column(d.name, d.title, WORD, _list_of(question, place)) for place, d in enumerate(question.by))
    return (*keys, *(Column(m.name, m.title, kind_of(m)) for m in question.shown))


def _list_of(question: Question, place: int) -> str:
    """The list or noun that the slugs of a breakdown belong to."""
    return question.by[place].of[question.counted[0].base]


def _labels(question: Question, sides: list[Values]) -> dict[tuple[str, str], Text]:
    return {
        (_list_of(question, place), slug): label
        for place, side in enumerate(sides)
        for slug, label in side.labels.items()
    }


# ---- the notes below a table: how many rows a sum covers, why rows do not add up, the counting rules


def _coverage(question: Question, whole: Counts) -> list[Message]:
    """One line for each sum that not every row contributes to: 812 min in 640 of 702."""
    return [
        message(
            "{figure}: {sum} {unit} in {known} of {of}.", figure=metric.title, sum=whole.get(metric.name) or 0,
            unit=metric.unit_title, known=whole.get(metric.known) or 0, of=whole.get(metric.of) or 0,
        )
        for metric in question.shown if metric.known and whole.get(metric.of)
    ]  # fmt: skip


def _not_additive(question: Question, rows: Collection[Cells], whole: Counts) -> list[Message]:
    """One line for each reason why rows do not add up to the total, with the figures it holds for."""
    reasons: dict[Text, list[Text]] = {}
    for place, metric in enumerate(question.shown):
        added = sum(cell for cell in (row[place] for row in rows) if isinstance(cell, int))
        if question.by and not metric.share and added != (whole.get(metric.name) or 0):
            reasons.setdefault(metric.unit_title if metric.members else "", []).append(metric.title)
    return [_reason(Joined(tuple(titles)), unit) for unit, titles in reasons.items()]


def _reason(figures: Text, unit: Text) -> Message:
    if unit:
        return message("{figures}: sum of the rows ≠ total, as {unit} can occur more than once.", figures=figures,
                       unit=unit)  # fmt: skip
    return message("{figures}: sum of the rows ≠ total, as one entry can stand in several rows.", figures=figures)


def _rules(question: Question) -> list[Text]:
    """The counting rules of all figures and breakdowns of a question."""
    counting: list[Metric | Dimension] = [*question.shown, *(one for one in question.by if one.rule.en)]
    return [Joined((one.title, one.rule), ": ") for one in counting]
