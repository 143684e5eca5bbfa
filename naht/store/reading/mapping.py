"""Turns fields into columns and tables, and a Filter into a WHERE. No other module makes identifiers of fields.

A word or reference is a number pointing at ``word`` or the other noun's table; many values hang in ``noun_field``,
dated ones in ``noun_fact``, in the column of the table they point into (``word``, ``district``) or in ``value``.
Identifiers come from field tables alone, values are always bound.
A filter never multiplies rows: many-valued fields are asked by EXISTS.
"""

from naht.domain import nouns
from naht.domain.fields import Field, Noun
from naht.domain.kinds import REF
from naht.domain.table import Filter
from naht.store.file.sqlite import Connection
from naht.store.reading.attributes import FAMILY

SEPARATOR = "\x1f"
Condition = tuple[str, list[object]]


def own_columns(noun: Noun) -> list[Field]:
    """The fields that are columns of the noun's own table."""
    return [field for field in noun.fields if not field.many and not field.dated]


def target(field: Field) -> str:
    """The table a link points into."""
    return nouns.target(field).table


def value_column(field: Field) -> str:
    """The column that holds one value of a field, in the noun's own table or its child's."""
    if not field.dated:
        return field.column
    return target(field) if field.link else "value"


def target_column(field: Field) -> str:
    """The column of the target that the outside sees: a word's slug, else the id."""
    return field.link.column if field.link else field.column


def expression(noun: Noun, field: Field, row: str = "t") -> str:
    """The SQL expression of a field as the outside sees it, for the row aliased ``row``."""
    if field.dated:
        return _outer_value(field, _current_value(noun, field, row))
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


def _current_value(noun: Noun, field: Field, row: str) -> str:
    """The SQL of the inner value that holds today: of those since no later day the latest."""
    return (
        f"(SELECT f.{value_column(field)} FROM {noun.child(field)} f WHERE f.{noun.table} = {row}.n "
        f"AND f.attribute = '{field.name}' AND f.since <= today() ORDER BY f.since DESC, f.rank DESC LIMIT 1)"
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


def conditions(con: Connection, noun: Noun, filter_: Filter, row: str = "t") -> Condition:
    """The WHERE (without the word) and its values for rows of ``noun`` aliased ``row``."""
    parts: list[Condition] = [_period(noun, filter_, row)]
    for name, values in filter_.values:
        parts.append(_any_of(con, noun, noun.field(name), values, row))
    if filter_.anonymous is not None and noun.has("clients"):
        clients = noun.child(noun.field("clients"))
        negation = "NOT " if filter_.anonymous else ""
        parts.append((f"{negation}EXISTS (SELECT 1 FROM {clients} c WHERE c.{noun.table} = {row}.n)", []))
    effective = [part for part in parts if part[0]]
    return " AND ".join(sql for sql, _ in effective) or "1", [value for _, values in effective for value in values]


def _period(noun: Noun, filter_: Filter, row: str) -> Condition:
    bounds = [(">=", filter_.period.start), ("<=", filter_.period.end)]
    effective = [(sign, day) for sign, day in bounds if day and noun.day]
    return " AND ".join(f"{row}.{noun.day} {sign} ?" for sign, _ in effective), [day for _, day in effective]


def _any_of(con: Connection, noun: Noun, field: Field, values: tuple[str, ...], row: str) -> Condition:
    numbers: list[object] = list(values)
    if field.link:
        numbers = [n for value in values for n in _numbers(con, field, value)]
    column, marks = field.column, ", ".join("?" * len(numbers))
    if field.dated:
        return f"{_current_value(noun, field, row)} IN ({marks})", numbers
    if field.many:
        child = noun.child(field)
        return f"EXISTS (SELECT 1 FROM {child} c WHERE c.{noun.table} = {row}.n AND c.{column} IN ({marks}))", numbers
    return f"{row}.{field.name} IN ({marks})", numbers


def _numbers(con: Connection, field: Field, value: str) -> list[int]:
    """The inner numbers of a filter's value: a word includes the words below it."""
    if field.kind is REF:
        return [n for (n,) in con.execute(f"SELECT n FROM {target(field)} WHERE id = ?", (value,))]
    return [n for (n,) in con.execute(f"{FAMILY} SELECT n FROM below", (f"{field.of}:{value}",))]
