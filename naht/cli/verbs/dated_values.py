"""``naht NOUN values ID``: the dated values of a record, with the days on which each holds; takes one away."""

from datetime import date, timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING

from naht.cli.context import Context, format_of
from naht.cli.given import Given
from naht.cli.parameters import ID, option
from naht.cli.questions import OUTPUT
from naht.cli.verb import Verb
from naht.domain import days
from naht.domain.fields import Noun
from naht.domain.kinds import DAY
from naht.domain.message import message
from naht.domain.table import Column, Note, Table, bare
from naht.domain.text import fold
from naht.store.reading import rows
from naht.store.reading.find import identify

if TYPE_CHECKING:
    from naht.domain.fields import Field
    from naht.store.file.sqlite import Connection

COLUMNS = ("field", "value", "since", "until")
_HEADS = (message("field"), message("value"), message("since"), message("until"))
_DROP = option("drop", message("take one value away, e.g. residence@2026-11-15, residence@beginning"),
               message("FIELD@DAY"), many=True)  # fmt: skip


def verb(noun: Noun) -> Verb:
    text = message("what holds from which day on, and take a value away")
    return Verb(f"{noun.name} values", text, (ID, _DROP, *OUTPUT), lambda context, given: _run(context, noun, given),
                noun, ((" ID", COLUMNS),))  # fmt: skip


def _run(context: Context, noun: Noun, given: Given) -> None:
    """Print the dated values of one record, after those to drop are gone."""
    text = given.text("id") or ""
    if given.texts("drop"):
        context.tell(_drop(context, noun, text, given.texts("drop")))
    with context.reading() as con:
        spans = _spans(con, noun, identify(con, noun, text, worker=context.worker))
        shown = _for_people(con, context.lang, spans) if format_of(given).people else None
    columns = tuple(Column(*pair) for pair in zip(COLUMNS, _HEADS, strict=True))
    if shown is not None:
        context.show([Table(columns, shown)], given)
    else:
        context.show([Table(bare(COLUMNS), [(field.name, *span) for field, *span in spans])], given)


def _drop(context: Context, noun: Noun, text: str, drops: list[str]) -> list[Note]:
    from naht.services import dated

    with context.writing() as unit:
        ident = identify(unit.con, noun, text, worker=unit.worker, writing=True)
        pairs = [(dated.field_of(noun, name), day) for name, _, day in (drop.partition("@") for drop in drops)]
        return [dated.drop(unit, noun, ident, field, _day(day, context.today)) for field, day in pairs]


def _day(text: str, today: date) -> str:
    """The day that stands behind the @; empty where none does. Raises BadDay."""
    if days.is_beginning(fold(text)):
        return days.BEGINNING
    return days.parse_day(text, today, steps=True) if text else ""


def _spans(con: "Connection", noun: Noun, ident: str) -> "list[tuple[Field, str, str, str | None]]":
    """Field, value, first and last day of each value; the last of a field has no end."""
    history = rows.history(con, noun, ident)
    spans: list[tuple[Field, str, str, str | None]] = []
    for field in (field for field in noun.fields if field.dated):
        values = {since: value for name, since, value in history if name == field.name}
        ends = zip_longest(values.items(), [_before(since) for since in values][1:])
        spans += [(field, value, since, end) for (since, value), end in ends]
    return spans


def _before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _for_people(
    con: "Connection", lang: str, spans: "list[tuple[Field, str, str, str | None]]"
) -> list[tuple[str, ...]]:
    from naht.output.language import say
    from naht.store.reading.vocabulary import label

    return [
        (
            say(field.title, lang),
            say(label(con, field, value) or value, lang),
            say(message("from the beginning"), lang) if since == days.BEGINNING else DAY.show(since, lang),
            DAY.show(end, lang) if end else "",
        )
        for field, value, since, end in spans
    ]
