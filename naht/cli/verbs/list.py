"""``naht NOUN list``: prints the records of a filter by day, in any format. A note says where the list is limited."""

from collections.abc import Mapping

from naht.cli.context import Context, format_of
from naht.cli.given import Given
from naht.cli.parameters import number
from naht.cli.questions import FIELDS, FILTER_WORDS, OUTPUT, USUAL_DAYS, filters
from naht.cli.verb import Verb
from naht.domain.fields import Field, Noun
from naht.domain.kinds import ID, TEXT, Value
from naht.domain.message import Day, Text, counted, message
from naht.domain.nouns import letter_of
from naht.domain.record import Record
from naht.domain.table import Column, Filter, Table
from naht.store.file.sqlite import Connection

_LAST = number("last", message("the last N only"))
FEW = 10  # rows of a short list
Labels = Mapping[tuple[str, str], Text]


def verb(noun: Noun) -> Verb:
    narrowed = filters(noun, anonymous=noun.has("clients"))
    parameters = (FILTER_WORDS, *narrowed, _LAST, FIELDS, *OUTPUT)
    text = message("list {nouns}", nouns=noun.titles)
    return Verb(f"{noun.name} list", text, parameters, lambda context, given: _run(context, noun, given), noun)


def _run(context: Context, noun: Noun, given: Given) -> None:
    """Print the records that the filter lets through."""
    from naht.cli import filtering
    from naht.store.reading import rows, visits

    people = format_of(given).people
    chosen_names = filtering.field_columns(noun, given.text("fields"))
    names = chosen_names or _usual(noun, people=people)
    with context.reading() as con:
        by_default = False
        if "last" in given:
            filter_, _ = filtering.filter_of(con, noun, given, context)
        else:
            filter_, by_default = filtering.for_screen(con, noun, given, context)
        fields = tuple(noun.field(name) for name in names if name != "id")
        newest = given.number("last") or 0
        records = rows.fetch(con, noun, filter_, fields, newest=newest)
        countable = noun.name == "visit" and not filter_.of("worker")  # how many of them somebody has is a figure
        visit_count = visits.count(con, filter_, newest) if countable else None
        labels = _labels(con, noun, fields, records)
    if people and not chosen_names:
        names = _without_empty(noun, names, records)
    notes = (*_limits(USUAL_DAYS if by_default else 0, filter_), _count(len(records), visit_count))
    context.show([_table(noun, names, records, labels)._replace(notes=notes)], given)


def _usual(noun: Noun, *, people: bool) -> list[str]:
    """The columns where ``--fields`` names none: people get the noun's short ones, machines all but notes."""
    if people:
        return ["id", *(name for name in noun.columns if name != "id")]
    return ["id", *(field.name for field in noun.fields if field.listed)]


def _without_empty(noun: Noun, names: list[str], records: list[Record]) -> list[str]:
    """The columns without those that are empty, or have only their default, in every record."""
    if not records:
        return names
    defaults = {field.name: field.default for field in noun.fields}
    return [name for name in names
            if name == "id" or any(record[name] not in (None, [], defaults[name]) for record in records)]  # fmt: skip


def _labels(con: Connection, noun: Noun, fields: tuple[Field, ...], records: list[Record]) -> Labels:
    """The labels of the records' values; for a short list each is read alone, which is quicker than reading all."""
    from naht.store.reading.vocabulary import label, read_labels

    if len(records) > FEW:
        return read_labels(con, noun)
    slugs = {(field.labels_from, slug): field for field in fields if field.labels_from for record in records
             for slug in _each(record[field.name])}  # fmt: skip
    texts = {(of, slug): label(con, field, slug) for (of, slug), field in slugs.items()}
    return {key: text for key, text in texts.items() if text is not None}


def _each(value: Value) -> list[str]:
    return value if isinstance(value, list) else [str(value)] if value else []


def _table(noun: Noun, names: list[str], records: list[Record], labels: Labels) -> Table:
    columns = tuple(_column(noun, name) for name in names)
    return Table(columns, [record.row(names) for record in records], labels=labels)


def _column(noun: Noun, name: str) -> Column:
    if name == "id":
        return Column("id", "id", ID if noun.letter else TEXT)
    field = noun.field(name)
    return Column(name, field.title, ID if letter_of(field) else field.kind, field.labels_from)


def _limits(limit: int, filter_: Filter) -> list[Text]:
    if not limit:
        return []
    start, end = map(Day, filter_.period)
    return [message("The last {days} days ({start} – {end}); others: --period 2026, --last 20", days=limit, start=start,
                    end=end)]  # fmt: skip


def _count(record_count: int, visit_count: int | None) -> Text:
    """How many there are; of visits also how many of them count as visits."""
    rows = counted("{n} row", "{n} rows", record_count)
    if visit_count is None:
        return rows
    return message("{rows}, among them {visits}", rows=rows, visits=counted("{n} visit", "{n} visits", visit_count))
