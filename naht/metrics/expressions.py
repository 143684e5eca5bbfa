"""The SQL that stands in the catalog: where SQLite does not understand it, the error names the file and the line."""

from typing import Any

from naht.metrics.catalog import Catalog, Dimension, Metric
from naht.metrics.definitions import catalog
from naht.metrics.query import Query, queries
from naht.metrics.toml_errors import BadExpression
from naht.store.file.sqlite import Connection, OperationalError
from naht.store.file.sqlite_errors import ERROR, code_of


def asked(con: Connection, query: Query, by: list[Dimension]) -> list[tuple[Any, ...]]:
    """The rows of a query over the cube. Raises BadExpression for what the catalog says wrongly."""
    try:
        return con.execute(query.sql).fetchall()
    except OperationalError as error:
        if code_of(error) == ERROR:
            figures = catalog()
            require(con, figures, [figures.metrics[name] for name in query.metrics], by)
        raise


def require(con: Connection, figures: Catalog, metrics: list[Metric], by: list[Dimension]) -> None:
    """Raises BadExpression for the first figure, or breakdown of one, that is no SQL over the cube, which is there."""
    for metric in metrics:
        parts = {"where": metric._replace(total=""), "sum": metric} if metric.total else {"where": metric}
        for key, part in parts.items():
            _require(con, figures, queries([part], []), f"metric.{metric.name}", key)
        for dimension in by:
            _require(con, figures, queries([metric], [dimension]), f"dimension.{dimension.name}", metric.base)


def _require(con: Connection, figures: Catalog, made: list[Query], table: str, key: str) -> None:
    for query in made:
        try:
            con.execute(f"EXPLAIN {query.sql}").close()
        except OperationalError as error:
            raise BadExpression(**figures.source.at(table, key), why=str(error)) from error
