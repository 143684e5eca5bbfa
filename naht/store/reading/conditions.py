"""Turns a Filter into a WHERE. A filter never multiplies rows: what a record has several of is asked by EXISTS.

A trait is what is known of a record's client, on the record's day: sex, age, residence, labour status … Of a visit
without a client it is what the visit itself says. Values are bound, or are numbers that the file itself gave.
"""

from naht.domain.fields import Field, Noun
from naht.domain.kinds import REF
from naht.domain.lists import AGES, TARGET_GROUPS, UNKNOWN
from naht.domain.nouns import noun as named
from naht.domain.nouns import traits
from naht.domain.table import Filter
from naht.store.file.sqlite import Connection
from naht.store.reading import attributes, groups, mapping
from naht.store.reading.attributes import FAMILY

Condition = tuple[str, list[object]]


def conditions(con: Connection, noun: Noun, filter_: Filter, row: str = "t") -> Condition:
    """The WHERE (without the word) and its values for rows of ``noun`` aliased ``row``."""
    parts: list[Condition] = [_period(noun, filter_, row)]
    for name, values in filter_.values:
        trait = trait_of(noun, name)
        parts.append(_of_clients(con, noun, trait, values, row) if trait else _any_of(con, noun, name, values, row))
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


def _any_of(con: Connection, noun: Noun, name: str, values: tuple[str, ...], row: str) -> Condition:
    field = noun.field(name)
    numbers: list[object] = list(values)
    if field.link:
        numbers = [n for value in values for n in _numbers(con, field, value)]
    column, marks = field.column, ", ".join("?" * len(numbers))
    if field.dated:
        return f"{mapping.current_value(noun, field, row)} IN ({marks})", numbers
    if field.of == TARGET_GROUPS:
        return f"EXISTS (SELECT 1 FROM ({groups.select(f'{row}.n', 'today()')}) g WHERE g.word IN ({marks}))", numbers
    if field.many:
        child = noun.child(field)
        return f"EXISTS (SELECT 1 FROM {child} c WHERE c.{noun.table} = {row}.n AND c.{column} IN ({marks}))", numbers
    return f"{row}.{field.name} IN ({marks})", numbers


def _numbers(con: Connection, field: Field, value: str) -> list[int]:
    """The inner numbers of a filter's value: a word includes the words below it."""
    if field.kind is REF:
        return [n for (n,) in con.execute(f"SELECT n FROM {mapping.target(field)} WHERE id = ?", (value,))]
    return [n for (n,) in con.execute(f"{FAMILY} SELECT n FROM below", (f"{field.of}:{value}",))]


# ---- traits of clients


def trait_of(noun: Noun, name: str) -> Field | None:
    """The trait that a filter's field is for records of the noun; None for a field of their own."""
    if any(name in (field.name, field.column) and field.narrows for field in noun.fields):
        return None
    return next((field for field in traits(noun) if name in (field.name, field.column)), None)


def _of_clients(con: Connection, noun: Noun, trait: Field, values: tuple[str, ...], row: str) -> Condition:
    """Records with a client of whom the trait holds, and records without any that say so themselves, or nothing."""
    clients = _clients(noun, row)
    has = has_trait(con, trait, values, f"{row}.{noun.day}")
    some = f"EXISTS (SELECT 1 FROM {clients} AND {has})"
    own = "1" if UNKNOWN in values else "0"
    if noun.has(trait.name):
        own = _is_among(f"{row}.{trait.name}", _inner(con, trait, values), unknown=UNKNOWN in values)
    return f"({some} OR (NOT EXISTS (SELECT 1 FROM {clients}) AND {own}))", []


def _clients(noun: Noun, row: str) -> str:
    """The FROM and WHERE of the clients ``k`` of a record."""
    field = next(field for field in noun.fields if field.of == "client")
    if not field.many:
        return f"client k WHERE k.n = {row}.{field.name}"
    return f"{noun.child(field)} c JOIN client k ON k.n = c.{field.column} WHERE c.{noun.table} = {row}.n"


def has_trait(con: Connection, trait: Field, values: tuple[str, ...], day: str) -> str:
    """The SQL condition that one of the values holds of the client ``k`` on a day; what is unknown is ``k-a``."""
    client, unknown = named("client"), UNKNOWN in values
    if trait.of == AGES:
        return _has_age(con, values, day)
    numbers = _inner(con, trait, values)
    if trait.dated:
        return _is_among(mapping.value_on(client, trait, "k.n", day), numbers, unknown=unknown)
    if not trait.many:
        return _is_among(f"k.{trait.name}", numbers, unknown=unknown)
    rows = f"SELECT 1 FROM ({groups.select('k.n', day)}) g"
    among = f"EXISTS ({rows} WHERE {_is_among('g.word', numbers, unknown=False)})"
    return f"({among} OR NOT EXISTS ({rows}))" if unknown else among


def _has_age(con: Connection, values: tuple[str, ...], day: str) -> str:
    """The age is that of the year; one that no group has is unknown."""
    age = f"CAST(substr({day}, 1, 4) AS INTEGER) - k.birth_year"
    groups = {slug: f"{age} BETWEEN {first} AND {last}" for slug, (first, last) in attributes.ages(con).items()}
    parts = [groups[value] for value in values if value in groups]
    if UNKNOWN in values:
        parts.append(f"ifnull(NOT ({' OR '.join(groups.values()) or '0'}), 1)")
    return f"({' OR '.join(parts) or '0'})"


def _inner(con: Connection, field: Field, values: tuple[str, ...]) -> list[int]:
    return [n for value in values for n in _numbers(con, field, value)]


def _is_among(value: str, numbers: list[int], *, unknown: bool) -> str:
    among = f"{value} IN ({', '.join(map(str, numbers))})"
    return f"({among} OR {value} IS NULL)" if unknown else among
