"""The one place where a Filter becomes SQL. A filter never multiplies rows: many-valued fields are asked by EXISTS."""

from typing import Any

from naht.domain.fields import LINKS, Field, Noun
from naht.domain.filters import Filter
from naht.store import schema
from naht.store.sqlite import Connection

Condition = tuple[str, list[Any]]


def conditions(con: Connection, noun: Noun, wanted: Filter, row: str = "t") -> Condition:
    """The WHERE (without the word) and its values for rows of ``noun`` aliased ``row``."""
    parts: list[Condition] = [_period(noun, wanted, row)]
    for name, values in wanted.values:
        parts.append(_any_of(con, noun, noun.field(name), values, row))
    if wanted.anonymous is not None and noun.has("clients"):
        negation = "NOT " if wanted.anonymous else ""
        parts.append((f"{negation}EXISTS (SELECT 1 FROM {noun.name}_client c WHERE c.{noun.name} = {row}.n)", []))
    kept = [part for part in parts if part[0]]
    return " AND ".join(sql for sql, _ in kept) or "1", [value for _, values in kept for value in values]


def _period(noun: Noun, wanted: Filter, row: str) -> Condition:
    bounds = [(">=", wanted.period.start), ("<=", wanted.period.end)]
    used = [(sign, day) for sign, day in bounds if day and noun.day]
    return " AND ".join(f"{row}.{noun.day} {sign} ?" for sign, _ in used), [day for _, day in used]


def _any_of(con: Connection, noun: Noun, field: Field, values: tuple[str, ...], row: str) -> Condition:
    if field.kind in LINKS and not field.dated:
        numbers: list[Any] = [n for value in values for n in _numbers(con, field, value)]
        column = field.column
    else:
        numbers, column = list(values), field.column
    marks = ", ".join("?" * len(numbers))
    if field.dated:
        return f"{schema.selected(noun, field, row)} IN ({marks})", numbers
    if field.many:
        child = noun.child(field)
        return f"EXISTS (SELECT 1 FROM {child} c WHERE c.{noun.name} = {row}.n AND c.{column} IN ({marks}))", numbers
    return f"{row}.{field.name} IN ({marks})", numbers


def _numbers(con: Connection, field: Field, value: str) -> list[int]:
    """The inner numbers a wanted value stands for: a word includes the words below it."""
    if field.kind == "ref":
        return [n for (n,) in con.execute(f"SELECT n FROM {field.of} WHERE id = ?", (value,))]
    rows = con.execute(
        "WITH RECURSIVE below (n) AS (SELECT n FROM word WHERE id = ? "
        "UNION SELECT word.n FROM word JOIN below ON word.parent = below.n) SELECT n FROM below",
        (f"{field.of}:{value}",),
    )
    return [n for (n,) in rows]
