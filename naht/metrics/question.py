"""Builds a question, figures by breakdowns, and checks that it can be answered before anything is counted."""

from typing import NamedTuple

from naht.domain import nouns
from naht.domain.nouns import traits
from naht.domain.settings import WORKER_METRICS
from naht.domain.table import Filter
from naht.metrics.catalog import (
    AskedTwice,
    Catalog,
    Dimension,
    Metric,
    NoMetric,
    NotBrokenDown,
    NotFiltered,
    NotTogether,
    NoWorkerFigures,
)
from naht.metrics.definitions import catalog
from naht.store.file.sqlite import Connection
from naht.store.reading import settings


class Question(NamedTuple):
    """``shown`` are the columns; ``counted`` the figures behind them: the parts of shares, the rows behind a sum."""

    shown: tuple[Metric, ...]
    counted: tuple[Metric, ...]
    by: tuple[Dimension, ...]


def build_question(metrics: list[str], by: list[str]) -> Question:
    """The question with these names or labels.

    Raises NoMetric, UnknownMetric, UnknownDimension, AskedTwice, NotBrokenDown or NotTogether.
    """
    figures = catalog()
    if not metrics:
        raise NoMetric(figures=", ".join(figures.metrics))
    named = [figures.metric(name) for name in metrics]
    shown = _with_coverage(figures, named)
    dimensions = tuple(figures.dimension(name) for name in by)
    _require_once([*(metric.name for metric in named), *(dimension.name for dimension in dimensions)])
    for metric in shown:
        _require_axes(figures, metric, dimensions)
    _require_one_meaning(figures, shown, dimensions)
    return Question(tuple(shown), tuple(_figures_behind(figures, shown)), dimensions)


def _require_once(names: list[str]) -> None:
    """Raises AskedTwice for a figure or a breakdown that the question names a second time."""
    for name in names:
        if names.count(name) > 1:
            raise AskedTwice(name=name)


def _with_coverage(figures: Catalog, metrics: list[Metric]) -> list[Metric]:
    """Each sum is followed by the figure that says of how many rows it is."""
    pairs = ((metric, figures.metrics[metric.known]) if metric.known else (metric,) for metric in metrics)
    return list(dict.fromkeys(metric for pair in pairs for metric in pair))


def _figures_behind(figures: Catalog, shown: list[Metric]) -> list[Metric]:
    parts = [part for metric in shown for part in figures.parts(metric)]
    return list(dict.fromkeys(parts + [figures.metrics[metric.of] for metric in shown if metric.of]))


def _require_axes(figures: Catalog, metric: Metric, by: tuple[Dimension, ...]) -> None:
    bases = figures.bases(metric)
    for dimension in by:
        if not set(bases) <= dimension.axes.keys():
            possible = [name for name, other in figures.dimensions.items() if set(bases) <= other.axes.keys()]
            raise NotBrokenDown(metric=metric.name, dimension=dimension.name, possible=", ".join(possible))


def _require_one_meaning(figures: Catalog, metrics: list[Metric], by: tuple[Dimension, ...]) -> None:
    for dimension in by:
        lists = {dimension.of[base]: metric.name for metric in metrics for base in figures.bases(metric)}
        if len(lists) > 1:
            one, other = list(lists.values())[:2]
            raise NotTogether(dimension=dimension.name, one=one, other=other)


def require_allowed(con: Connection, question: Question, filter_: Filter) -> None:
    """Raises NoWorkerFigures for figures by worker where the office does not allow them.

    Raises NotFiltered where a figure's base has no field that the filter names.
    """
    by_worker = filter_.of("worker") or any(dimension.name == "worker" for dimension in question.by)
    if by_worker and not con.execute(f"SELECT {settings.is_on(WORKER_METRICS)}").fetchone()[0]:
        raise NoWorkerFigures
    for metric in question.counted:
        if option := unknown_field(metric, filter_):
            raise NotFiltered(metric=metric.name, option=option)


def unknown_field(metric: Metric, filter_: Filter) -> str:
    """The first option of the filter that the figure's base has no field for; empty where there is none."""
    base = nouns.base(metric.base)
    for name, _ in filter_.values:
        if not any(name in (field.name, field.column) for field in (*base.fields, *traits(base))):
            return name.replace("_", "-")
    return "anonymous" if filter_.anonymous is not None and not base.has("clients") else ""
