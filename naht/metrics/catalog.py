"""The types of a figure and a breakdown, the catalog that holds them, and the errors of asking for one."""

import re
from typing import Any, NamedTuple, TypeVar

from naht.domain.errors import Exit, NahtError, near_words
from naht.domain.message import Label
from naht.domain.text import fold
from naht.metrics.toml import Source


class NoMetric(NahtError):
    text = "What is to be counted?"
    remedy = "Figures: {figures}"


class AskedTwice(NahtError):
    text = "“{name}” stands twice in one question."
    remedy = "Please drop one."


class UnknownMetric(NahtError):
    text = "There is no figure “{text}”."
    remedy = "{near}All: {names}"

    def __init__(self, text: str, near: list[str], names: list[str]) -> None:
        super().__init__(text=text, names=", ".join(names), near=near_words(near))


class UnknownDimension(UnknownMetric):
    text = "There is no breakdown “{text}”."


class NotBrokenDown(NahtError):
    text = "“{metric}” cannot be broken down by “{dimension}”."
    remedy = "Possible are: {possible}"


class NotTogether(NahtError):
    text = "“{dimension}” means something else for {one} than for {other}."
    remedy = "Please count them apart."


class NotFiltered(NahtError):
    text = "“{metric}” cannot be narrowed by --{option}."
    remedy = "Please leave out --{option} or count another figure."


class NoWorkerFigures(NahtError):
    code = Exit.REFUSED
    text = "Figures by worker are not allowed in this office."
    remedy = "This is for co-determination to settle; after that: naht config worker_metrics 1"


class TooManyCells(NahtError):
    """``dimension`` is the breakdown with the most values, as far as they were looked at."""

    code = Exit.REFUSED
    text = "This would be a table of more than {most} cells; nothing was counted out."
    remedy = "Please leave out a breakdown, for example “{dimension}”, or ask for less: --period 2026-10"


class UnknownReport(UnknownMetric):
    code = Exit.NOT_FOUND
    text = "There is no report template “{text}”."


SPANS = ("month", "quarter", "year")  # values that no list and no noun has


class Metric(NamedTuple):
    """A figure. ``counts`` says rows, members or fresh ones; ``total`` is a sum's SQL, ``share`` names two figures."""

    name: str
    title: Label
    rule: Label
    unit: str
    unit_title: Label
    smallest: int
    base: str = ""  # a share has the bases of its parts
    where: str = "1"
    counts: str = "rows"
    total: str = ""
    share: tuple[str, ...] = ()
    known: str = ""  # the figure that counts for how many rows of the figure ``of`` the sum's value is known
    of: str = ""

    @property
    def members(self) -> bool:
        """True for different clients or partners: such a figure is never added up."""
        return self.counts != "rows"

    @property
    def additive(self) -> bool:
        """True where the rows of a single-valued breakdown add up to the total."""
        return not self.members and not self.share


class Axis(NamedTuple):
    """How a breakdown reads its value from the rows of one base."""

    value: str = ""
    join: tuple[str, ...] = ()
    member: str = ""  # the noun of the member whose value it is
    fact: str = ""
    nobody: str = "NULL"

    @property
    def many(self) -> bool:
        """True where one row can have several values."""
        return bool(self.join or self.member)


class Dimension(NamedTuple):
    """A breakdown. ``of`` is, per base, the list or noun of its values; ``values`` are its own, by their ids."""

    name: str
    title: Label
    rule: Label
    of: dict[str, str]
    axes: dict[str, Axis]
    values: dict[str, Label]
    text: bool = False  # its value is the slug itself, not a number
    always: bool = False
    cross: bool = False
    groups: bool = False
    order: str = ""


class Catalog(NamedTuple):
    version: int
    metrics: dict[str, Metric]
    dimensions: dict[str, Dimension]
    source: Source

    def metric(self, name: str) -> Metric:
        """The figure of that name or label. Raises UnknownMetric with the names that are close."""
        if metric := _find(name, self.metrics):
            return metric
        raise UnknownMetric(name, self.near_metrics(name), list(self.metrics))

    def has_metric(self, name: str) -> bool:
        """True for the name or a label of a figure."""
        return _find(name, self.metrics) is not None

    def near_metrics(self, name: str) -> list[str]:
        """The names of figures that are called nearly so."""
        return _near(name, self.metrics)

    def dimension(self, name: str) -> Dimension:
        """The breakdown of that name or label. Raises UnknownDimension with the names that are close."""
        if dimension := _find(name, self.dimensions):
            return dimension
        raise UnknownDimension(name, _near(name, self.dimensions), list(self.dimensions))

    def parts(self, metric: Metric) -> list[Metric]:
        """The figures that have to be counted for one: itself, or the two of a share."""
        return [self.metrics[name] for name in metric.share] or [metric]

    def bases(self, metric: Metric) -> list[str]:
        return list(dict.fromkeys(part.base for part in self.parts(metric)))


E = TypeVar("E", Metric, Dimension)


def _find(name: str, entries: dict[str, E]) -> E | None:
    """The entry of that name, else the only one that is called so in either language."""
    if name in entries:
        return entries[name]
    matches = [entry for key, entry in entries.items() if _typed(name) in _labels(key, entry)]
    return matches[0] if len(matches) == 1 else None


def _labels(key: str, entry: Metric | Dimension) -> list[str]:
    """What an entry is called, as it is typed: ``Mitarbeiter/in`` is ``mitarbeiter`` too."""
    return [_typed(text) for label in (key, *entry.title) for text in (label, label.partition("/")[0])]


def _typed(label: str) -> str:
    """A label as one word that can be typed: ``neue Partner`` is ``neue-partner``."""
    return re.sub(r"[\s_-]+", "-", fold(label))


def _near(name: str, entries: Any) -> list[str]:
    """Names close to what was typed, also by their labels in either language."""
    from difflib import get_close_matches  # only a mistake needs it

    names = {label: key for key, entry in entries.items() for label in _labels(key, entry)}
    close = get_close_matches(_typed(name), names, n=3, cutoff=0.6)
    return list(dict.fromkeys(names[key] for key in close))
