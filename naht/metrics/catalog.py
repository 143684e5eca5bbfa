"""Every figure and every breakdown, as ``data/metrics.toml`` says them; read by the commands that count, once."""

import tomllib
from difflib import get_close_matches
from functools import cache
from typing import Any, NamedTuple

from naht import resources
from naht.domain.nouns import bases
from naht.domain.text import fold
from naht.metrics.question_errors import UnknownDimension, UnknownMetric

NEAR = 3


class Metric(NamedTuple):
    """A figure. ``counts`` says rows, members or fresh ones; ``total`` is a sum's SQL, ``share`` names two figures."""

    name: str
    de: str
    en: str
    rule_de: str
    rule_en: str
    smallest: int
    base: str = ""  # a share has the bases of its parts
    where: str = "1"
    counts: str = "rows"
    total: str = ""
    share: tuple[str, ...] = ()
    known: str = ""  # the figure that says how many rows of the figure ``of`` the sum knows
    of: str = ""
    unit_de: str = ""
    unit_en: str = ""

    @property
    def members(self) -> bool:
        """True for different clients or partners: such a figure is never added up."""
        return self.counts != "rows"

    @property
    def additive(self) -> bool:
        """True where the rows of a single-valued breakdown add up to the total."""
        return not self.members and not self.share

    def label(self, lang: str) -> str:
        return self.de if lang == "de" else self.en

    def rule(self, lang: str) -> str:
        return self.rule_de if lang == "de" else self.rule_en

    def unit(self, lang: str) -> str:
        return self.unit_de if lang == "de" else self.unit_en


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
    """A breakdown. ``of`` is, per base, the list or noun of its values."""

    name: str
    de: str
    en: str
    of: dict[str, str]
    axes: dict[str, Axis]
    text: bool = False  # its value is the slug itself, not a number
    always: bool = False
    cross: bool = False
    groups: bool = False
    order: str = ""
    rule_de: str = ""
    rule_en: str = ""
    values: tuple[dict[str, str], ...] = ()

    def label(self, lang: str) -> str:
        return self.de if lang == "de" else self.en

    def rule(self, lang: str) -> str:
        return self.rule_de if lang == "de" else self.rule_en


class Catalog(NamedTuple):
    version: int
    metrics: dict[str, Metric]
    dimensions: dict[str, Dimension]

    def metric(self, name: str) -> Metric:
        """Raises UnknownMetric with the names that are close."""
        if name not in self.metrics:
            raise UnknownMetric(name, _near(name, self.metrics), list(self.metrics))
        return self.metrics[name]

    def dimension(self, name: str) -> Dimension:
        """Raises UnknownDimension with the names that are close."""
        if name not in self.dimensions:
            raise UnknownDimension(name, _near(name, self.dimensions), list(self.dimensions))
        return self.dimensions[name]

    def parts(self, metric: Metric) -> list[Metric]:
        """The figures that have to be counted for one: itself, or the two of a share."""
        return [self.metrics[name] for name in metric.share] or [metric]

    def bases(self, metric: Metric) -> list[str]:
        return list(dict.fromkeys(part.base for part in self.parts(metric)))


def _near(name: str, known: Any) -> list[str]:
    """Names close to what was typed, also by their labels in either language."""
    names = {fold(key): key for made in known.values() for key in (made.name,)}
    names |= {fold(label): made.name for made in known.values() for label in (made.de, made.en)}
    found = get_close_matches(fold(name).replace("-", "_"), names, n=NEAR, cutoff=0.6)
    return list(dict.fromkeys(names[key] for key in found))


@cache
def catalog() -> Catalog:
    """The shipped figures and breakdowns."""
    with resources.data("metrics.toml").open("rb") as file:
        read = tomllib.load(file)
    return Catalog(
        read["version"],
        {name: _metric(name, row) for name, row in read["metric"].items()},
        {name: _dimension(name, row) for name, row in read["dimension"].items()},
    )


def _metric(name: str, row: dict[str, Any]) -> Metric:
    made = {key: value for key, value in row.items() if key not in ("sum", "share")}
    return Metric(name=name, total=row.get("sum", ""), share=tuple(row.get("share", ())), **made)


def _dimension(name: str, row: dict[str, Any]) -> Dimension:
    known = [noun.name for noun in bases()]
    made = {key: value for key, value in row.items() if key not in (*known, "every", "of", "values")}
    axes = {base: _axis(row.get(base, row.get("every"))) for base in known if base in row or "every" in row}
    of = row["of"] if isinstance(row["of"], dict) else dict.fromkeys(axes, row["of"])
    return Dimension(name=name, of=of, axes=axes, values=tuple(row.get("values", ())), **made)


def _axis(said: Any) -> Axis:
    if isinstance(said, str):
        return Axis(value=said)
    return Axis(**said | {"join": tuple(said.get("join", ()))})
