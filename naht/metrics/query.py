"""Builds the SQL of figures over the cube. No join multiplies a figure: a row with several values counts once in each
of them, as a distinct entry, or, where something is added up, through distinct pairs of row and value.

Figures of one base are counted in one query; different clients or partners in a second one, over the members, and
those met for the first time in a third.
"""

from typing import Any, NamedTuple

from naht.domain import nouns
from naht.domain.lists import UNKNOWN
from naht.domain.nouns import names, noun
from naht.metrics.catalog import Axis, Catalog, Dimension, Metric
from naht.metrics.definitions import catalog
from naht.metrics.question import Question
from naht.metrics.toml import BadExpression
from naht.store.file.sqlite import Connection, OperationalError
from naht.store.file.sqlite_errors import ERROR, code_of
from naht.store.reading import mapping

_SOURCES = {
    "rows": "temp.cube_{base} t",
    "members": "temp.cube_{base} t CROSS JOIN temp.cube_{base}_member m ON m.{table} = t.n",
    "fresh": "temp.cube_{base}_fresh m CROSS JOIN temp.cube_{base} t ON t.n = m.{table}",
}


class Query(NamedTuple):
    """A SELECT whose rows are the slugs of the breakdowns, then the figures named in ``metrics``.

    ``keys`` is another one, for the rows without their figures: it need not go to its end.
    """

    sql: str
    metrics: tuple[str, ...]
    keys: str = ""


def statements(question: Question) -> list[str]:
    """The SQL of a question's queries: the cube is made with the parts that they name."""
    counted, by = list(question.counted), list(question.by)
    return [query.sql for query in queries(counted, []) + (queries(counted, by) if by else [])]


def queries(metrics: list[Metric], by: list[Dimension]) -> list[Query]:
    """The fewest queries that count the figures, which are no shares."""
    groups: dict[tuple[str, str], list[Metric]] = {}
    for metric in dict.fromkeys(metrics):
        groups.setdefault((metric.base, metric.counts), []).append(metric)
    return [_query(group, by) for group in groups.values()]


def _query(metrics: list[Metric], by: list[Dimension]) -> Query:
    base, members = metrics[0].base, metrics[0].members
    where = _common_condition(metrics)
    owner = nouns.base(base)
    rows = _SOURCES[metrics[0].counts].format(base=base, table=owner.table)
    source = f"{rows} {_joins(base, by, members=members)} WHERE {where}"
    multiplied = not members and any(dimension.axes[base].many for dimension in by)
    paired = multiplied and any(metric.total for metric in metrics)
    counted = f"DISTINCT m.{owner.member}" if members else "DISTINCT t.n" if multiplied and not paired else "*"
    figures = ", ".join(f"{_figure(metric, counted, where)} AS a{i}" for i, metric in enumerate(metrics))
    counts = tuple(metric.name for metric in metrics)
    if not by:
        return Query(f"SELECT {figures} FROM {source}", counts)
    keys = ", ".join(f"{_value(dimension, base)} AS k{i}" for i, dimension in enumerate(by))
    columns = ", ".join(f"k{i}" for i in range(len(by)))
    distinct = f"SELECT DISTINCT {keys} FROM {source}"
    if paired:
        pairs = f"(SELECT DISTINCT t.n AS entry, {keys} FROM {source})"
        source, keys = f"{pairs} d CROSS JOIN temp.cube_{base} t ON t.n = d.entry", columns
    groups = f"SELECT {keys}, {figures} FROM {source} GROUP BY {', '.join(str(i + 1) for i in range(len(by)))}"
    slugs = ", ".join(_slug(dimension, base, f"g.k{i}") for i, dimension in enumerate(by))
    answers = ", ".join(f"g.a{i}" for i in range(len(metrics)))
    return Query(f"SELECT {slugs}, {answers} FROM ({groups}) g", counts, distinct)


def _common_condition(metrics: list[Metric]) -> str:
    """The condition that all figures have in common: other rows are left out before they are sorted."""
    return metrics[0].where if len({metric.where for metric in metrics}) == 1 else "1"


def _joins(base: str, by: list[Dimension], *, members: bool) -> str:
    joins: dict[str, None] = {}
    for axis in (dimension.axes[base] for dimension in by):
        if axis.member and not members:
            joins[f"LEFT JOIN {base}_{axis.member} m ON m.{base} = t.n"] = None
        if axis.member:
            joins[f"LEFT JOIN {axis.member} k ON k.n = m.{axis.member}"] = None
        joins |= dict.fromkeys(axis.join)
    return " ".join(joins)


def _value(dimension: Dimension, base: str) -> str:
    """The SQL of a row's value, a number or a slug; for a row without one it is that of k-a."""
    of = dimension.of[base]
    value = _axis_value(dimension.axes[base])
    if dimension.text:
        return f"ifnull({value}, '{UNKNOWN}')"
    if of in names():
        return value
    return f"ifnull({value}, (SELECT n FROM word WHERE id = '{of}:{UNKNOWN}'))"


def _axis_value(axis: Axis) -> str:
    value = axis.value
    if axis.fact:
        whose = noun(axis.member)
        value = mapping.value_on(whose, whose.field(axis.fact), f"m.{axis.member}", "t.day")
    return f"CASE WHEN m.{axis.member} IS NULL THEN {axis.nobody} ELSE {value} END" if axis.member else value


def _slug(dimension: Dimension, base: str, key: str) -> str:
    if dimension.text:
        return key
    of = dimension.of[base]
    table, column = (noun(of).table, "id") if of in names() else ("word", "slug")
    return f"ifnull((SELECT x.{column} FROM {table} x WHERE x.n = {key}), '{UNKNOWN}')"


def _figure(metric: Metric, counted: str, where: str) -> str:
    """The SQL of a figure. A sum of unknown values alone is unknown (NULL), a sum over no rows is 0."""
    where_clause = f"FILTER (WHERE {metric.where})" if metric.where != where else ""
    if metric.total:
        return f"CASE count(*) {where_clause} WHEN 0 THEN 0 ELSE sum({metric.total}) {where_clause} END"
    return f"count({counted}) {where_clause}"


def ask(con: Connection, query: Query, by: list[Dimension], most: int = 1) -> list[tuple[Any, ...]]:
    """The first rows of a query over the cube. Raises BadExpression for SQL in the catalog that does not work."""
    return _fetch(con, query.sql, query, by, most)


def some_keys(con: Connection, query: Query, by: list[Dimension], most: int) -> list[tuple[Any, ...]]:
    """The keys of so many rows, as numbers, in no order: nothing is counted for them. Raises BadExpression."""
    return _fetch(con, query.keys, query, by, most)


def _fetch(con: Connection, sql: str, query: Query, by: list[Dimension], most: int) -> list[tuple[Any, ...]]:
    try:
        return con.execute(sql).fetchmany(most)
    except OperationalError as error:
        if code_of(error) == ERROR:
            figures = catalog()
            require_sql(con, figures, [figures.metrics[name] for name in query.metrics], by)
        raise


def require_sql(con: Connection, figures: Catalog, metrics: list[Metric], by: list[Dimension]) -> None:
    """Raises BadExpression for the first figure, or breakdown of one, whose SQL does not work over the open cube."""
    for metric in metrics:
        parts = {"where": metric._replace(total=""), "sum": metric} if metric.total else {"where": metric}
        for key, part in parts.items():
            _require(con, figures, queries([part], []), f"metric.{metric.name}", key)
        for dimension in by:
            _require(con, figures, queries([metric], [dimension]), f"dimension.{dimension.name}", metric.base)


def _require(con: Connection, figures: Catalog, queries_: list[Query], table: str, key: str) -> None:
    for query in queries_:
        try:
            con.execute(f"EXPLAIN {query.sql}").close()
        except OperationalError as error:
            raise BadExpression(**figures.source.at(table, key), why=str(error)) from error
