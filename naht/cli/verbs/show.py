"""``naht NOUN show ID`` and ``naht show ID``: one record with every field, its history of dated values below."""

from typing import Any

from naht.cli import build
from naht.cli.context import Context
from naht.domain.errors import NotFound
from naht.domain.fields import Noun
from naht.domain.ids import normal
from naht.domain.message import Day, Joined, message
from naht.domain.nouns import by_letter, every
from naht.domain.nouns import noun as named
from naht.domain.record import Record
from naht.domain.table import Column, Table, bare
from naht.output.cells import shown
from naht.output.style import PEOPLES
from naht.store.file.sqlite import Connection
from naht.store.reading import rows
from naht.store.reading.find import identify
from naht.store.reading.vocabulary import labels


def command(name: str, lang: str, help_text: str, noun_name: str) -> Any:
    noun, german = (named(noun_name) if noun_name else None), lang == "de"
    path = f"{noun_name} show" if noun_name else "show"
    parameters = [
        build.argument("id", "Kennung oder ihr Anfang, @ ist der letzte" if german else
                       "id or its beginning, @ is the last one", required=True),
        build.option("format", "Format: table csv tsv json jsonl md value", "--format", "-f", metavar="FORMAT"),
    ]  # fmt: skip
    return build.make(name, path, help_text, parameters, lambda c, g: run(c, noun, g), lang)


def run(context: Context, noun: Noun | None, given: dict[str, Any]) -> None:
    """Show one record in full."""
    from naht.cli.select import format_of

    form = format_of(given)
    with context.reading() as con:
        noun = noun or any_noun(con, given["id"])
        ident = identify(con, noun, given["id"], worker=context.worker)
        record = rows.get(con, noun, ident)
        known = labels(con, noun)
        past = rows.history(con, noun, ident) if any(field.dated for field in noun.fields) else []
    if form in PEOPLES:
        context.show([_card(noun, record, known, past, context.lang)], form)
    else:
        columns = bare(record)
        context.show([Table(columns, [tuple(record.values())])], form)


def any_noun(con: Connection, typed: str) -> Noun:
    """The noun whose record ``typed`` means: by the letter of an id, else the one that has such a slug."""
    letter = normal(typed)[:1]
    if (found := by_letter(letter)) and normal(typed)[1:2].isdigit():
        return found
    for noun in every():
        if not noun.letter and con.execute(f"SELECT 1 FROM {noun.table} WHERE id = ?", (typed,)).fetchone():
            return noun
    raise NotFound(noun=message("record"), text=typed, command="visit")


def _card(noun: Noun, record: Record, known: Any, past: list[tuple[str, str, str]], lang: str) -> Table:
    """Field by field, with labels; what is empty is left out."""
    rows_: list[tuple[Any, ...]] = [("id", record["id"])]
    for field in noun.fields:
        value = record[field.name]
        if value in (None, [], {}):
            continue
        column = Column(field.name, "", field.kind, field.labelled)
        rows_.append((field.title, shown(Table((), [], labels=known), column, value, lang)))
    notes = tuple(
        message(
            "{field} since {day}: {value}",
            field=noun.field(name).title,
            day=Day(since),
            value=known.get((noun.field(name).of, value), value),
        )
        for name, since, value in past
    )
    columns = (Column("field", message("field")), Column("value", message("value")))
    return Table(columns, rows_, Joined((noun.title, record.id), " "), notes)
