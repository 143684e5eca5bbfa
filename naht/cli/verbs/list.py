"""``naht NOUN list``: the records of a filter by day, in any format. Any limit is announced."""

from typing import Any

from naht.cli import build, select
from naht.cli.context import Context
from naht.domain.days import show_day
from naht.domain.fields import Field, Noun
from naht.domain.filters import Filter
from naht.domain.kinds import ID, TEXT
from naht.domain.nouns import letter_of
from naht.domain.nouns import noun as named
from naht.domain.record import Record
from naht.domain.table import Column, Table
from naht.output.style import PEOPLES
from naht.store.reading import rows, visits
from naht.store.reading.vocabulary import labels


def command(name: str, lang: str, help_text: str, noun_name: str) -> Any:
    noun = named(noun_name)
    last = build.option("last", "nur die letzten N" if lang == "de" else "the last N only", kind=int, metavar="N")
    parameters = [*select.parameters(noun, lang, anonymous=noun.has("clients")), last, *select.output_options(lang)]
    return build.make(name, f"{noun.name} list", help_text, parameters, lambda c, g: run(c, noun, g), lang)


def run(context: Context, noun: Noun, given: dict[str, Any]) -> None:
    """Print the records that the filter lets through."""
    form = select.format_of(given)
    fields = _fields(noun, form, given.get("fields"))
    with context.reading() as con:
        wanted, dated = select.filter_of(con, noun, given, context)
        limited = bool(noun.day) and not dated and not given.get("last")
        if limited:
            wanted = wanted._replace(period=select.usual(context))
        found = rows.fetch(con, noun, wanted, fields, newest=given.get("last") or 0)
        counting = visits.count(con, wanted, given.get("last") or 0) if noun.name == "visit" else None
        known = labels(con, noun)
    names = _names(noun, fields, given.get("fields"))
    if form in PEOPLES and not given.get("fields"):
        names = _filled(noun, names, found)
    table = _table(noun, names, found, known, context.lang)
    notes = (*_limits(limited, wanted, context.lang), *_count(len(found), counting, context.lang))
    context.show([table._replace(notes=notes)], form, header=not given.get("no_header"),
                 excel=bool(given.get("excel")))  # fmt: skip


def _fields(noun: Noun, form: str, names: str | None) -> tuple[Field, ...]:
    """People see the noun's short columns, machines all but notes; ``--fields`` decides for both."""
    if (chosen := select.chosen(noun, names)) is not None:
        return tuple(chosen)
    if form in PEOPLES:
        return tuple(noun.field(name) for name in noun.columns if name != "id")
    return tuple(field for field in noun.fields if field.listed)


def _filled(noun: Noun, names: list[str], found: list[Record]) -> list[str]:
    """For people: a column in which nothing stands, or only the usual, takes no room."""
    nothing: dict[str, tuple[Any, ...]] = {field.name: (None, [], field.default) for field in noun.fields}
    return [name for name in names if not found or any(record[name] not in nothing.get(name, ()) for record in found)]


def _names(noun: Noun, fields: tuple[Field, ...], names: str | None) -> list[str]:
    if names:
        return [noun.field(n.strip().replace("-", "_")).name if n.strip() != "id" else "id" for n in names.split(",")]
    return ["id", *(field.name for field in fields)]


def _table(noun: Noun, names: list[str], found: list[Record], known: Any, lang: str) -> Table:
    columns = tuple(_column(noun, name, lang) for name in names)
    return Table(columns, [record.row(names) for record in found], labels=known)


def _column(noun: Noun, name: str, lang: str) -> Column:
    if name == "id":
        return Column("id", "id", ID if noun.letter else TEXT)
    field = noun.field(name)
    return Column(name, field.label(lang), ID if letter_of(field) else field.kind, field.labelled)


def _limits(limited: bool, wanted: Filter, lang: str) -> list[str]:
    if not limited:
        return []
    start, end = (show_day(day, lang) for day in wanted.period)
    if lang == "de":
        return [f"Die letzten {select.USUAL_DAYS} Tage ({start} – {end}); andere: --period 2026, --last 20"]
    return [f"The last {select.USUAL_DAYS} days ({start} – {end}); others: --period 2026, --last 20"]


def _count(whole: int, counting: int | None, lang: str) -> list[str]:
    """How many there are; of visits also how many of them count as visits."""
    if counting is None:
        return [_number(whole, "Zeile", "Zeilen") if lang == "de" else _number(whole, "row", "rows")]
    if lang == "de":
        return [f"{_number(whole, 'Zeile', 'Zeilen')}, davon {_number(counting, 'Kontakt', 'Kontakte')}"]
    return [f"{_number(whole, 'row', 'rows')}, among them {_number(counting, 'visit', 'visits')}"]


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
