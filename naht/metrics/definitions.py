"""Reads ``data/metrics.toml`` into figures and breakdowns. A mistake in it is an error that names the line."""

from functools import cache

from naht import resources
from naht.domain.lists import LISTS
from naht.domain.message import Label
from naht.domain.nouns import base as whole
from naht.domain.nouns import bases, noun
from naht.domain.nouns import names as nouns
from naht.metrics.catalog import SPANS, Axis, Catalog, Dimension, Metric
from naht.metrics.toml import (
    FLAG,
    NUMBER,
    TABLE,
    TABLES,
    TEXT,
    TEXT_OR_TABLE,
    TEXTS,
    Keys,
    MissingKey,
    Row,
    Source,
    TwoOfOne,
    WrongType,
)

_COUNTS = ("rows", "members", "fresh")
_NAMES: Keys = {"de": TEXT, "en": TEXT}
_RULES: Keys = {"rule_de": TEXT, "rule_en": TEXT}
_WHOLE: Keys = {"version": NUMBER, "unit": TABLE, "metric": TABLE, "dimension": TABLE}
_METRIC: Keys = _NAMES | _RULES | {"unit": TEXT, "smallest": NUMBER}
_COUNTING: Keys = {"base": TEXT, "where": TEXT, "counts": TEXT, "sum": TEXT, "known": TEXT, "of": TEXT}
_DIMENSION: Keys = _NAMES | {"of": TEXT_OR_TABLE}
_SHOWING: Keys = _RULES | {
    "text": FLAG, "always": FLAG, "cross": FLAG, "groups": FLAG, "order": TEXT, "values": TABLES,
    "every": TEXT_OR_TABLE,
}  # fmt: skip
_AXIS: Keys = {"value": TEXT, "join": TEXTS, "member": TEXT, "fact": TEXT, "nobody": TEXT}


@cache
def catalog() -> Catalog:
    """The shipped figures and breakdowns. Raises BadTable for the first mistake in their file, with its line."""
    path = resources.data("metrics.toml")
    return parse(Source.of(path))


def parse(source: Source) -> Catalog:
    """The figures and breakdowns of a file. Raises BadTable for the first mistake, with its line."""
    document = source.read()
    source.require("", document, _WHOLE, {})
    units = {name: _unit(source, name, row) for name, row in document["unit"].items()}
    metrics = {name: _metric(source, name, row, units) for name, row in document["metric"].items()}
    for metric in metrics.values():
        _require_parts(source, metric, metrics)
    dimensions = {name: _dimension(source, name, row) for name, row in document["dimension"].items()}
    return Catalog(document["version"], metrics, dimensions, source)


def _unit(source: Source, name: str, row: Row) -> Label:
    source.require(f"unit.{name}", row, _NAMES, {})
    return Label(**row)


# ---- the figures


def _metric(source: Source, name: str, row: Row, units: dict[str, Label]) -> Metric:
    table = f"metric.{name}"
    source.require(table, row, _METRIC, _COUNTING | {"share": TEXTS})
    source.require_names([row["unit"]], units, table, "unit")
    _require_base(source, table, row)
    options = {key: row[key] for key in ("base", "where", "counts", "known", "of") if key in row}
    return Metric(
        name, Label(row["de"], row["en"]), Label(row["rule_de"], row["rule_en"]), row["unit"], units[row["unit"]],
        row["smallest"], total=row.get("sum", ""), share=tuple(row.get("share", ())), **options,
    )  # fmt: skip


def _require_base(source: Source, table: str, row: Row) -> None:
    """Raises BadTable for a figure that is neither counted from a base nor the share of two others."""
    if "share" in row:
        for key in _COUNTING.keys() & row.keys():
            raise TwoOfOne(**source.at(table, key), other="share")
        return
    if "base" not in row:
        raise MissingKey(**source.at(table, "base"))
    counts = row.get("counts", "rows")
    source.require_names([counts], _COUNTS, table, "counts")
    possible = [noun.name for noun in bases() if counts == "rows" or noun.members]
    source.require_names([row["base"]], possible, table, "base")
    if counts != "rows" and "sum" in row:
        raise TwoOfOne(**source.at(table, "sum"), other="counts")


def _require_parts(source: Source, metric: Metric, metrics: dict[str, Metric]) -> None:
    """Raises BadTable where a figure names another that does not exist or is a share."""
    table, countable = f"metric.{metric.name}", [name for name, one in metrics.items() if one.base]
    if len(metric.share) not in (0, 2):  # a part, and the whole
        raise WrongType(**source.at(table, "share"), expected='["…", "…"]')
    source.require_names(metric.share, countable, table, "share")
    for key, name, other in (("known", metric.known, "of"), ("of", metric.of, "known")):
        source.require_names([name] if name else [], countable, table, key)
        if name and not getattr(metric, other):
            raise MissingKey(**source.at(table, other))


# ---- the breakdowns


def _dimension(source: Source, name: str, row: Row) -> Dimension:
    table = f"dimension.{name}"
    base_names = [noun.name for noun in bases()]
    source.require(table, row, _DIMENSION, _SHOWING | dict.fromkeys(base_names, TEXT_OR_TABLE))
    source.require_names([row["order"]] if "order" in row else [], ["size"], table, "order")
    keys = {base: key for base in base_names for key in ("every", base) if key in row}
    if not keys:
        raise MissingKey(**source.at(table, "every"))
    axes = {base: _axis(source, table, base, row[key]) for base, key in keys.items()}
    values = {value["id"]: _own_value(source, table, value) for value in row.get("values", [])}
    options = {key: row[key] for key in ("text", "always", "cross", "groups", "order") if key in row}
    return Dimension(
        name, Label(row["de"], row["en"]), Label(row.get("rule_de", ""), row.get("rule_en", "")),
        _lists(source, table, row, keys), axes, values, **options,
    )  # fmt: skip


def _own_value(source: Source, table: str, value: Row) -> Label:
    source.require(table, value, {"id": TEXT} | _NAMES, {})
    return Label(value["de"], value["en"])


def _lists(source: Source, table: str, row: Row, bases: dict[str, str]) -> dict[str, str]:
    """The list or noun of the values, per base; values of its own need none."""
    every = row["of"]
    of: dict[str, str] = every if isinstance(every, dict) else {base: str(every) for base in bases}
    source.require_names(bases, of, table, "of")
    if "values" not in row:
        source.require_names(of.values(), [*LISTS, *nouns(), *SPANS], table, "of")
    return of


def _axis(source: Source, table: str, base: str, axis: str | Row) -> Axis:
    """The axis of a base. A table written in one line has no lines for its keys: errors name the line of the base."""
    if isinstance(axis, str):
        return Axis(value=axis)
    source.require(table, axis, {}, _AXIS)
    if "fact" in axis and "value" in axis:
        raise TwoOfOne(**source.at(table, "value"), other="fact")
    if not {"fact", "value"} & axis.keys():
        raise MissingKey(**source.at(table, "value"))
    if "member" in axis:
        source.require_names([axis["member"]], filter(None, [whole(base).member]), table, "member")
    if "fact" in axis:
        if "member" not in axis:
            raise MissingKey(**source.at(table, "member"))
        dated = [field.name for field in noun(axis["member"]).fields if field.dated]
        source.require_names([axis["fact"]], dated, table, "fact")
    return Axis(**axis | {"join": tuple(axis.get("join", ()))})
