"""Writes a record of any noun into its rows, and reads rows as records. The field table says which tables it has."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from naht.domain.days import BEGINNING, local_day
from naht.domain.errors import NotFound
from naht.domain.fields import Field, Noun
from naht.domain.kinds import Value
from naht.domain.nouns import target
from naht.domain.record import Record
from naht.domain.table import Filter
from naht.store.file.sqlite import Connection
from naht.store.reading import mapping

if TYPE_CHECKING:  # who only reads loads no journal
    from naht.store.journal.unit import Unit
    from naht.store.reading.conditions import Condition


def insert(unit: "Unit", noun: Noun, record: Record) -> None:
    """Write a whole new record; ``record`` carries its id. Fields it does not name stay empty."""
    fields = [field for field in mapping.own_columns(noun) if record.get(field.name) is not None]
    names = ", ".join(("id", *(field.name for field in fields)))
    marks = ", ".join("?" * (len(fields) + 1))
    values = (record.id, *(inner(unit, field, record[field.name]) for field in fields))
    cursor = unit.con.execute(f"INSERT INTO {noun.table} ({names}) VALUES ({marks})", values)
    number = int(cursor.lastrowid or 0)
    for field in noun.fields:
        if field.many:
            _write_many(unit, noun, number, field, record.texts(field.name))
        elif field.dated and record.get(field.name) is not None:
            _write_dated(unit, noun, number, field, record)
    if not noun.letter:
        unit.cache.clear()


def update(unit: "Unit", noun: Noun, ident: str, changes: Record) -> None:
    """Write the changed fields of an existing record."""
    number = number_of(unit.con, noun, ident)
    own = [field for field in mapping.own_columns(noun) if field.name in changes]
    if own:
        sets = ", ".join(f"{field.name} = ?" for field in own)
        values = [inner(unit, field, changes[field.name]) for field in own]
        unit.con.execute(f"UPDATE {noun.table} SET {sets} WHERE n = ?", (*values, number))
    for field in noun.fields:
        if field.many and field.name in changes:
            _clear(unit.con, noun, number, field)
            _write_many(unit, noun, number, field, changes.texts(field.name))
        elif field.dated and field.name in changes:
            _write_dated(unit, noun, number, field, changes)
    if not noun.letter:
        unit.cache.clear()


def delete(unit: "Unit", noun: Noun, ident: str) -> None:
    """Remove a record and its parts. The caller has checked that nothing else refers to it."""
    number = number_of(unit.con, noun, ident)
    for table in noun.tables[1:]:
        unit.con.execute(f"DELETE FROM {table} WHERE {noun.table} = ?", (number,))
    unit.con.execute(f"DELETE FROM {noun.table} WHERE n = ?", (number,))
    unit.cache.clear()


def _write_many(unit: "Unit", noun: Noun, number: int, field: Field, values: list[str]) -> None:
    sql = f"INSERT INTO {noun.child(field)} ({noun.table}, rank, {field.column}) VALUES (?, ?, ?)"
    for rank, value in enumerate(values, 1):
        unit.con.execute(sql, (number, rank, inner(unit, field, value)))


def _clear(con: Connection, noun: Noun, number: int, field: Field) -> None:
    con.execute(f"DELETE FROM {noun.child(field)} WHERE {noun.table} = ?", (number,))


def _write_dated(unit: "Unit", noun: Noun, number: int, field: Field, record: Record) -> None:
    """Add the value with the day since when it holds; where it is None, delete all values of the field.

    It replaces the value that holds since the same day. Only what has a day of its own, a referral, has steps, of which
    all stay.
    """
    table, value, column = noun.child(field), record[field.name], mapping.value_column(field)
    if value is None:
        unit.con.execute(f"DELETE FROM {table} WHERE {noun.table} = ? AND attribute = ?", (number, field.name))
        return
    bound = {
        "number": number, "field": field.name, "since": _since(unit, noun, number, field, record),
        "value": inner(unit, field, value),
    }  # fmt: skip
    same = f"{noun.table} = :number AND attribute = :field AND since = :since"
    latest = f"SELECT max(rank) FROM {table} WHERE {same}"
    if not noun.day:
        replaced = unit.con.execute(f"UPDATE {table} SET {column} = :value WHERE {same} AND rank = ({latest})", bound)
        if replaced.rowcount:
            return
    unit.con.execute(
        f"INSERT INTO {table} ({noun.table}, rank, attribute, since, {column}) "
        f"SELECT :number, ifnull(max(rank), 0) + 1, :field, :since, :value FROM {table} WHERE {noun.table} = :number",
        bound,
    )


def _since(unit: "Unit", noun: Noun, number: int, field: Field, record: Record) -> str:
    """The day since when a value holds: the one that is said, else the record's own, else today.

    Without a day the first value holds from the beginning, and so does what corrects it on the day of entry.
    """
    if day := record.text("since") or (record.text(noun.day) if noun.day else ""):
        return day
    has_value = f"SELECT 1 FROM {noun.child(field)} WHERE {noun.table} = ? AND attribute = ?"
    if not noun.day and not unit.con.execute(has_value, (number, field.name)).fetchone():
        return BEGINNING
    if noun.has("entered_at") and not noun.day:
        entered = unit.con.execute(f"SELECT entered_at FROM {noun.table} WHERE n = ?", (number,)).fetchone()[0]
        if local_day(entered) == local_day(unit.op.at):
            return BEGINNING
    return unit.today.isoformat()


def forget(unit: "Unit", noun: Noun, ident: str, field: Field, since: str) -> None:
    """Take away the value of a dated field that holds since a day."""
    unit.con.execute(
        f"DELETE FROM {noun.child(field)} WHERE {noun.table} = ? AND attribute = ? AND since = ?",
        (number_of(unit.con, noun, ident), field.name, since),
    )


def inner(unit: "Unit", field: Field, value: Value) -> object:
    """A value as its column holds it. Raises NotFound for a link to nothing."""
    if value is None or not field.link:
        return value if field.kind.plain else field.kind.to_column(value)
    key = (field.link.noun(field), field.link.ident(field, str(value)))
    if key not in unit.cache:
        unit.cache[key] = number_of(unit.con, target(field), key[1])
    return unit.cache[key]


def number_of(con: Connection, noun: Noun, ident: str) -> int:
    """The inner number of the record that the outside calls ``ident``. Raises NotFound."""
    row = con.execute(f"SELECT n FROM {noun.table} WHERE id = ?", (ident,)).fetchone()
    if row is None:
        raise NotFound(noun=noun.title, text=ident, command=noun.name)
    return int(row[0])


def exists(con: Connection, noun: Noun, ident: str) -> bool:
    """True where there is a record of that whole id."""
    return con.execute(f"SELECT 1 FROM {noun.table} WHERE id = ?", (ident,)).fetchone() is not None


def fetch(con: Connection, noun: Noun, filter_: Filter, fields: tuple[Field, ...], *, newest: int = 0) -> list[Record]:
    """The records of a filter with id and the named fields, by day and order of entry.

    With ``newest`` only the last so many of them.
    """
    condition, values = _conditions(con, noun, filter_)
    columns = ", ".join(("t.id", *(mapping.expression(noun, field) for field in fields)))
    order = f"t.{noun.day}, t.n" if noun.day else "t.n"
    sql = f"SELECT {columns} FROM {noun.table} t WHERE {condition} ORDER BY {order}"
    if newest:
        down = ", ".join(f"{part} DESC" for part in order.split(", "))
        sql = f"SELECT {columns} FROM {noun.table} t WHERE {condition} ORDER BY {down} LIMIT {int(newest)}"
    records = _records(noun, fields, con.execute(sql, values))
    return records[::-1] if newest else records


def _conditions(con: Connection, noun: Noun, filter_: Filter) -> "Condition":
    if filter_ == Filter():
        return "1", []
    from naht.store.reading.conditions import conditions  # who writes asks for whole tables

    return conditions(con, noun, filter_)


def get(con: Connection, noun: Noun, ident: str, fields: tuple[Field, ...] | None = None) -> Record:
    """One record by its whole id, with all fields. Raises NotFound."""
    chosen = fields or noun.fields
    columns = ", ".join(("t.id", *(mapping.expression(noun, field) for field in chosen)))
    row = con.execute(f"SELECT {columns} FROM {noun.table} t WHERE t.id = ?", (ident,)).fetchone()
    if row is None:
        raise NotFound(noun=noun.title, text=ident, command=noun.name)
    return _records(noun, chosen, [row])[0]


def _records(noun: Noun, fields: tuple[Field, ...], rows: Iterable[tuple[str | int | None, ...]]) -> list[Record]:
    """The records of rows that hold the id and the values of the fields."""
    names = ("id", *(field.name for field in fields))
    readers = [(place, _reader(field)) for place, field in enumerate(fields, 1) if field.many or not field.kind.plain]
    records = []
    for row in rows:
        values: list[Value] = [*row]
        for place, read in readers:
            values[place] = read(row[place])
        records.append(Record(noun, dict(zip(names, values, strict=True))))
    return records


def _reader(field: Field) -> Callable[[str | int | None], Value]:
    """The function that makes a field's value of what :func:`mapping.expression` returns."""
    return _split_values if field.many else field.kind.from_column


def _split_values(value: str | int | None) -> list[str]:
    return str(value).split(mapping.SEPARATOR) if value else []


def history(con: Connection, noun: Noun, ident: str) -> list[tuple[str, str, str]]:
    """The dated values of a record: attribute, since, value; oldest first, those that are foreseen last."""
    value = mapping.dated_expression(noun)
    sql = f"SELECT attribute, since, {value} FROM {noun.facts} f WHERE {noun.table} = ? ORDER BY since, rank"
    return con.execute(sql, (number_of(con, noun, ident),)).fetchall()


def value_on(con: Connection, noun: Noun, ident: str, field: Field, day: str) -> str:
    """The value of a dated field that holds on a day: the latest since then or before, else the earliest of all.

    Empty where nothing is known. Figures are counted by the same rule.
    """
    spans = [(since, value) for name, since, value in history(con, noun, ident) if name == field.name]
    held = [value for since, value in spans if since <= day]
    earliest = [value for since, value in spans if since == spans[0][0]]
    return (held or earliest or [""])[-1]
