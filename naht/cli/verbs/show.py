"""``naht NOUN show ID`` and ``naht show ID``: prints one record with every field, and its dated values below."""

from collections.abc import Mapping

from naht.cli.context import Context, format_of
from naht.cli.given import Given
from naht.cli.parameters import ID
from naht.cli.questions import FORMAT
from naht.cli.verb import Verb
from naht.domain.days import BEGINNING
from naht.domain.fields import Noun
from naht.domain.message import Day, Joined, Message, Text, message
from naht.domain.record import Record
from naht.domain.table import Column, Table, bare
from naht.output.cells import show_cell
from naht.store.reading import rows
from naht.store.reading.find import identify, identify_any
from naht.store.reading.vocabulary import read_labels

Labels = Mapping[tuple[str, str], Text]
_ID = ID._replace(help=message("id or its beginning, @ is the last one"))


def verb(noun: Noun) -> Verb:
    text = message("show one record in full")
    return Verb(f"{noun.name} show", text, (_ID, FORMAT), lambda context, given: _run(context, noun, given), noun)


def _run(context: Context, noun: Noun | None, given: Given) -> None:
    """Show one record in full."""
    text = given.text("id") or ""
    with context.reading() as con:
        if noun:
            ident = identify(con, noun, text, worker=context.worker)
        else:
            noun, ident = identify_any(con, text, worker=context.worker)
        record = rows.get(con, noun, ident)
        labels = read_labels(con, noun)
        history = rows.history(con, noun, ident) if any(field.dated for field in noun.fields) else []
    if format_of(given).people:
        table = _card(noun, record, labels, history, context.lang)
    else:
        table = Table(bare(record), [tuple(record.values())])
    context.show([table], given)


def _card(noun: Noun, record: Record, labels: Labels, history: list[tuple[str, str, str]], lang: str) -> Table:
    """The table of a record, a row for each field that has a value, with labels."""
    lines: list[tuple[object, ...]] = [("id", record["id"])]
    for field in noun.fields:
        value = record[field.name]
        if value in (None, [], {}):
            continue
        column = Column(field.name, "", field.kind, field.labels_from)
        lines.append((field.title, show_cell(Table((), [], labels=labels), column, value, lang)))
    notes = tuple(
        _since(noun.field(name).title, since, labels.get((noun.field(name).of, value), value))
        for name, since, value in history
    )
    columns = (Column("field", message("field")), Column("value", message("value")))
    return Table(columns, lines, Joined((noun.title, record.id), " "), notes)


def _since(field: Text, since: str, value: Text) -> Message:
    if since == BEGINNING:
        return message("{field} from the beginning: {value}", field=field, value=value)
    return message("{field} since {day}: {value}", field=field, day=Day(since), value=value)


VERB = Verb(
    "show", message("show one record of any kind"),
    (_ID._replace(offers="values.any_id"), FORMAT), lambda context, given: _run(context, None, given),
)  # fmt: skip
