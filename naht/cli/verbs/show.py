"""``naht NOUN show ID…`` and ``naht show ID…``: prints records with every field, and their dated values below."""

from collections.abc import Mapping

from naht.cli.context import Context, format_of
from naht.cli.given import Given
from naht.cli.parameters import IDS
from naht.cli.questions import FORMAT
from naht.cli.selection import Problems
from naht.cli.verb import Verb
from naht.domain.days import BEGINNING
from naht.domain.fields import Noun
from naht.domain.message import Day, Joined, Message, Text, message
from naht.domain.record import Record
from naht.domain.table import Column, Table, bare
from naht.output.cells import show_cell
from naht.store.file.sqlite import Connection
from naht.store.reading import rows
from naht.store.reading.find import identify, identify_any
from naht.store.reading.vocabulary import read_labels

Labels = Mapping[tuple[str, str], Text]
_ID = IDS._replace(required=True, help=message("id or its beginning, @ is the last one"))


def verb(noun: Noun) -> Verb:
    text = message("show one record in full")
    return Verb(f"{noun.name} show", text, (_ID, FORMAT), lambda context, given: _run(context, noun, given), noun)


def _run(context: Context, noun: Noun | None, given: Given) -> None:
    """Show records in full."""
    texts = [part for text in given.texts("id") for part in text.split(",") if part]
    with context.reading() as con:
        pairs = _identify(con, noun, texts, context.worker)
        people = format_of(given).people
        tables = [_read_card(con, *pair, context.lang) for pair in pairs] if people else _bare(con, pairs)
    context.show(tables, given)


def _identify(con: Connection, noun: Noun | None, texts: list[str], worker: str) -> list[tuple[Noun, str]]:
    """The records that are named, each once. Raises what is wrong with any of them."""
    problems, pairs = Problems(len(texts)), []
    for text in texts:
        with problems.of(text):
            pair = (noun, identify(con, noun, text, worker=worker)) if noun else identify_any(con, text, worker=worker)
            pairs += [pair] if pair not in pairs else []
    problems.require_none()
    return pairs


def _bare(con: Connection, pairs: list[tuple[Noun, str]]) -> list[Table]:
    """A table for each noun, a row for each of its records; of several nouns each table says which."""
    nouns = list(dict.fromkeys(noun for noun, _ in pairs))
    tables = []
    for noun in nouns:
        records = [rows.get(con, noun, ident) for one, ident in pairs if one is noun]
        lines = [tuple(record.values()) for record in records]
        tables.append(Table(bare(records[0]), lines, noun.name if len(nouns) > 1 else ""))
    return tables


def _read_card(con: Connection, noun: Noun, ident: str, lang: str) -> Table:
    history = rows.history(con, noun, ident) if any(field.dated for field in noun.fields) else []
    return _card(noun, rows.get(con, noun, ident), read_labels(con, noun), history, lang)


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
