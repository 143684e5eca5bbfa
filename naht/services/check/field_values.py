"""What the field tables ask of every value: fit texts, days that exist and have come, words of the right list."""

from collections.abc import Iterator

from naht.domain.days import FIRST, LAST
from naht.domain.errors import NahtError
from naht.domain.fields import Field, Noun
from naht.domain.kinds import DAY, WORD, Text
from naht.domain.kinds.amounts import Year
from naht.domain.nouns import every, target
from naht.domain.text import normalize
from naht.services.check.model import Facts, Probe, Rule, Scene, filled, lenient
from naht.store.file.sqlite import Connection
from naht.store.reading import mapping

_REAL = "date({}, '+0 days')"  # 30 February becomes 2 March only when something is added to it


def _all() -> Iterator[tuple[Noun, Field]]:
    yield from ((noun, field) for noun in every() for field in noun.fields)


def _held(noun: Noun, field: Field) -> str:
    """Where the values of a field stand, the record aliased ``t``, a row of its child ``c``."""
    if field.dated:
        return f"{noun.child(field)} c JOIN {noun.table} t ON t.n = c.{noun.table} AND c.attribute = '{field.name}'"
    if field.many:
        return f"{noun.child(field)} c JOIN {noun.table} t ON t.n = c.{noun.table}"
    return f"{noun.table} t"


def _column(field: Field) -> str:
    return f"c.{mapping.value_column(field)}" if field.dated or field.many else f"t.{field.name}"


def _facts(noun: Noun, field: Field, ident: str) -> Facts:
    facts: Facts = {"row": ident, "noun": noun.name, "label": field.title, "option": field.option}
    if field.grows:  # to give it again would leave the wrong one
        return facts | {"mend": filled("naht {noun} edit {row} --unset {option}", **facts)}
    return facts


# ---- texts


def _texts(scene: Scene) -> Iterator[Facts]:
    for noun, field in _all():
        if isinstance(field.kind, Text):
            for ident, text in _values(scene.con, noun, field):
                yield from _unfit(_facts(noun, field, ident), field, text, field.kind.limit)


def _values(con: Connection, noun: Noun, field: Field) -> list[tuple[str, str]]:
    column = _column(field)
    with lenient(con):
        sql = f"SELECT t.id, {column} FROM {_held(noun, field)} WHERE {column} IS NOT NULL ORDER BY t.n"
        return con.execute(sql).fetchall()


def _unfit(facts: Facts, field: Field, text: str, limit: int) -> Iterator[Facts]:
    try:
        normalize(text, field.title, limit)
    except NahtError as error:
        yield facts | {"why": error.message}


# ---- days


def _bad_days(scene: Scene) -> Iterator[Facts]:
    """Each day is a day of the calendar, written as ISO says."""
    for noun, field, column, tables in _days():
        wrong = f"({_REAL.format(column)} IS NOT {column} OR {column} NOT BETWEEN ? AND ?)"
        sql = f"SELECT t.id, {column} FROM {tables} WHERE {column} NOTNULL AND {wrong} ORDER BY t.n"
        for ident, day in scene.con.execute(sql, (FIRST, LAST)).fetchall():
            yield _facts(noun, field, ident) | {"found": day}


def _future_days(scene: Scene) -> Iterator[Facts]:
    """What looks back has come; a dated value of what the office names itself, a district's status, may be foreseen."""
    for noun, field, column, tables in _days():
        if not field.ahead and (noun.letter or not field.dated):
            sql = f"SELECT t.id, {column} FROM {tables} WHERE {column} > ? AND {_REAL.format(column)} = {column}"
            for ident, day in scene.con.execute(f"{sql} ORDER BY t.n", (scene.today,)).fetchall():
                yield _facts(noun, field, ident) | {"day": day}


def _future_years(scene: Scene) -> Iterator[Facts]:
    """A year that looks back has begun."""
    for noun, field in _all():
        if isinstance(field.kind, Year) and not field.ahead:
            sql = f"SELECT id, {field.name} FROM {noun.table} WHERE {field.name} > ? ORDER BY n"
            for ident, year in scene.con.execute(sql, (int(scene.today[:4]),)).fetchall():
                yield _facts(noun, field, ident) | {"year": year}


def _days() -> Iterator[tuple[Noun, Field, str, str]]:
    """Every column that holds a day, those since when a dated value holds included: noun, field, column, FROM."""
    for noun, field in _all():
        if field.dated:
            yield noun, field, "c.since", _held(noun, field)
        elif field.kind is DAY:
            yield noun, field, f"t.{field.name}", _held(noun, field)


# ---- amounts, times, codes


def _unlikely(scene: Scene) -> Iterator[Facts]:
    """Each value could have been typed; the different ones are few, so each is asked once."""
    for noun, field in _all():
        if field.given and field.kind.closed:
            column, tables = _column(field), _held(noun, field)
            found = scene.con.execute(f"SELECT DISTINCT {column} FROM {tables} WHERE {column} NOTNULL").fetchall()
            for value in sorted({value for (value,) in found if not field.kind.fits(field, value)}, key=str):
                sql = f"SELECT t.id FROM {tables} WHERE {column} = ? ORDER BY t.n"
                for (ident,) in scene.con.execute(sql, (value,)).fetchall():
                    yield _facts(noun, field, ident) | {"value": value}


# ---- words and other links


def _wrong_list(scene: Scene) -> Iterator[Facts]:
    """A word of another list; a dated value that stands where none of its kind is sought."""
    for noun, field in _all():
        if field.dated:
            sql = f"SELECT t.id FROM {_held(noun, field)} WHERE {_column(field)} IS NULL ORDER BY t.n"
            for (ident,) in scene.con.execute(sql).fetchall():
                yield _facts(noun, field, ident) | {"word": None}
        if field.kind is WORD:
            sql = f"SELECT t.id, x.id FROM {_held(noun, field)} JOIN word x ON x.n = {_column(field)} WHERE x.list <> ?"
            for ident, word in scene.con.execute(f"{sql} ORDER BY t.n", (field.of,)).fetchall():
                yield _facts(noun, field, ident) | {"word": word}


def _ended(scene: Scene) -> Iterator[Facts]:
    """Words, districts, partners and workers are valid on the record's day."""
    for noun, field in _all():
        if noun.day and field.link and not field.dated:
            other = target(field)
            if other.since or other.until:
                yield from _outside(scene.con, noun, field, other)


def _outside(con: Connection, noun: Noun, field: Field, other: Noun) -> Iterator[Facts]:
    since, until = (f"x.{name}" if name else "NULL" for name in (other.since, other.until))
    sql = (
        f"SELECT t.id, t.{noun.day}, x.{mapping.target_column(field)}, {since}, {until} "
        f"FROM {_held(noun, field)} JOIN {other.table} x ON x.n = {_column(field)} "
        f"WHERE {since} > t.{noun.day} OR {until} < t.{noun.day} ORDER BY t.{noun.day}, t.n"
    )
    for ident, day, word, first, last in con.execute(sql).fetchall():
        yield _facts(noun, field, ident) | {"day": day, "word": word, "first": first, "last": last}


_EDIT = "naht {noun} edit {row} --{option} …"
PROBES = (
    Probe(
        Rule("text", "error", de="{noun}, {why}", en="{noun}, {why}", mend=_EDIT),
        _texts,
    ),
    Probe(
        Rule(
            "day", "error",
            de="{noun}, {label}: „{found}“ ist kein Tag.",
            en="{noun}, {label}: “{found}” is not a day.",
            mend=_EDIT,
        ),
        _bad_days,
    ),
    Probe(
        Rule(
            "value", "error",
            de="{noun}, {label}: „{value}“ kann dort nicht stehen.",
            en="{noun}, {label}: “{value}” cannot stand there.",
            mend=_EDIT,
        ),
        _unlikely,
    ),
    Probe(
        Rule(
            "future-day", "error",
            de="{noun}, {label}: Der {day} liegt in der Zukunft.",
            en="{noun}, {label}: {day} lies in the future.",
            mend=_EDIT,
        ),
        _future_days,
    ),
    Probe(
        Rule(
            "future-year", "error",
            de="{noun}, {label}: {year} liegt in der Zukunft.",
            en="{noun}, {label}: {year} lies in the future.",
            mend=_EDIT,
        ),
        _future_years,
    ),
    Probe(
        Rule(
            "wrong-word", "error",
            de="{noun}, {label}: „{word}“ ist dafür kein Wort.",
            en="{noun}, {label}: “{word}” is no word for that.",
            mend=_EDIT,
        ),
        _wrong_list,
    ),
    Probe(
        Rule(
            "ended-word", "warning",
            de="{noun} am {day}: „{word}“ ({label}) gilt an diesem Tag nicht ({first} – {last}).",
            en="{noun} on {day}: “{word}” ({label}) is not valid on that day ({first} – {last}).",
            mend=_EDIT,
        ),
        _ended,
    ),
)  # fmt: skip
