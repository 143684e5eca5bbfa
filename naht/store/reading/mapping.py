"""Turns fields into columns and tables. Only this module and the one of conditions make identifiers of fields.

A word or reference is a number pointing at ``word`` or the other noun's table; many values hang in ``noun_field``,
dated ones in ``noun_fact``, in the column of the table they point into (``word``, ``district``) or in ``value``.
Identifiers come from field tables alone.
"""

from naht.domain import nouns
from naht.domain.fields import Field, Noun

SEPARATOR = "\x1f"


def own_columns(noun: Noun) -> list[Field]:
    """The fields that are columns of the noun's own table."""
    return [field for field in noun.fields if not field.many and not field.dated]


def target(field: Field) -> str:
    """The table a link points into."""
    return nouns.target(field).table


def value_column(field: Field) -> str:
    """The column that holds one value of a field, in the noun's own table or its child's."""
    if field.many or not field.dated:
        return field.column if field.many else field.name
    return target(field) if field.link else "value"


def target_column(field: Field) -> str:
    """The column of the target that the outside sees: a word's slug, else the id."""
    return field.link.column if field.link else field.column


def expression(noun: Noun, field: Field, row: str = "t") -> str:
    """The SQL expression of a field as the outside sees it, for the row aliased ``row``."""
    if field.dated:
        return _outer_value(field, current_value(noun, field, row))
    if field.many:
        return f"(SELECT group_concat(v, char(31)) FROM ({_many_query(noun, field, row)}))"
    if field.link:
        return _outer_value(field, f"{row}.{field.name}")
    return f"{row}.{field.name}"


def _outer_value(field: Field, inner: str) -> str:
    """The SQL of an inner value as the outside sees it: of a link its slug or id."""
    if not field.link:
        return inner
    return f"(SELECT x.{target_column(field)} FROM {target(field)} x WHERE x.n = {inner})"


def current_value(noun: Noun, field: Field, row: str) -> str:
    """The SQL of the inner value that holds today: of those since no later day the latest."""
    values = _dated_values(noun, field, f"{row}.n")
    return f"({values} AND f.since <= today() ORDER BY f.since DESC, f.rank DESC LIMIT 1)"


def value_on(noun: Noun, field: Field, number: str, day: str) -> str:
    """The SQL of the inner value that holds on a day: of those since no later day the latest, else the first of all."""
    values = _dated_values(noun, field, number)
    return (
        f"coalesce(({values} AND f.since <= {day} ORDER BY f.since DESC, f.rank DESC LIMIT 1), "
        f"({values} ORDER BY f.since, f.rank DESC LIMIT 1))"
    )


def _dated_values(noun: Noun, field: Field, number: str) -> str:
    """The SELECT of all dated values of a field of the record ``number``, without its order."""
    return (
        f"SELECT f.{value_column(field)} FROM {noun.child(field)} f WHERE f.{noun.table} = {number} "
        f"AND f.attribute = '{field.name}'"
    )


def dated_expression(noun: Noun) -> str:
    """The SQL of whatever value a row ``f`` of its dated values holds, as the outside sees it."""
    held = {value_column(field): field for field in noun.fields if field.dated}
    return f"coalesce({', '.join([_outer_value(field, f'f.{column}') for column, field in held.items()] + ['NULL'])})"


def _many_query(noun: Noun, field: Field, row: str) -> str:
    """The query of the values of a many-valued field, in rank order."""
    child, column = noun.child(field), field.column
    if not field.link:
        return f"SELECT {column} AS v FROM {child} c WHERE c.{noun.table} = {row}.n ORDER BY rank"
    return (
        f"SELECT x.{target_column(field)} AS v FROM {child} c JOIN {target(field)} x ON x.n = c.{column} "
        f"WHERE c.{noun.table} = {row}.n ORDER BY rank"
    )
