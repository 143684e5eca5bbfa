"""``naht NOUN list``: prints the records of a filter by day, in any format. A note says where the list is limited."""

from collections.abc import Callable, Mapping, Sequence

from naht.cli.context import Context, format_of
from naht.cli.given import Given
from naht.cli.parameters import number, option, switch
from naht.cli.questions import FIELDS, OUTPUT, USUAL_DAYS, filter_parameters
from naht.cli.verb import Verb
from naht.domain.fields import Field, Noun
from naht.domain.kinds import ID, TEXT, Value
from naht.domain.message import Day, Joined, Text, counted, message
from naht.domain.nouns import letter_of
from naht.domain.record import Record
from naht.domain.table import Column, Filter, Table
from naht.domain.text import fold
from naht.store.file.sqlite import Connection

_LAST = number("last", message("the last N only"), excludes=("limit",))
_LIMIT = number("limit", message("the first N only"))
_SORT = option("sort", message("by these fields, parted by commas"), "A,B", offers="values.columns")
_REVERSE = switch("reverse", message("the last first"))
FEW = 10  # rows of a short list
_UNKNOWN: tuple[Value, ...] = (None, [], "")
Labels = Mapping[tuple[str, str], Text]


def verb(noun: Noun) -> Verb:
    parameters = (*filter_parameters(noun), _LAST, _LIMIT, _SORT, _REVERSE, FIELDS, *OUTPUT)
    text = message("list {nouns}", nouns=noun.titles)
    return Verb(f"{noun.name} list", text, parameters, lambda context, given: _run(context, noun, given), noun)


def _run(context: Context, noun: Noun, given: Given) -> None:
    """Print the records that the filter lets through."""
    from naht.cli import filtering
    from naht.store.reading import rows, visits

    people = format_of(given).people
    chosen_names = filtering.field_columns(noun, given.text("fields"))
    names = chosen_names or _usual(noun, people=people)
    sorting = filtering.field_columns(noun, given.text("sort"), "sort")
    with context.reading() as con:
        filter_, by_default = filtering.for_screen(con, noun, given, context)
        fields = tuple(noun.field(name) for name in dict.fromkeys([*names, *sorting]) if name != "id")
        newest = given.number("last") or 0
        records = rows.fetch(con, noun, filter_, fields, newest=newest)
        countable = noun.name == "visit" and not filter_.of("worker")  # how many of them somebody has is a figure
        visit_count = visits.count(con, filter_, newest) if countable else None
        shown = _sort(records, sorting, reverse=given.on("reverse"))[: given.number("limit")]
        labels = _labels(con, noun, fields, shown)
    if people and not chosen_names:
        names = _without_empty(noun, names, shown)
    notes = (
        *_limits(USUAL_DAYS if by_default else 0, filter_), *_arrangement(noun, sorting, given),
        *_cut(len(shown), len(records)), _count(len(records), visit_count),
    )  # fmt: skip
    table = _table(noun, names, shown, () if chosen_names else noun.spare)
    context.show([table._replace(labels=labels, notes=notes)], given)


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


def _sort(records: list[Record], names: list[str], *, reverse: bool) -> list[Record]:
    """The records by the values of these fields, else by day; in either direction what is unknown stands last."""
    ordered = records[::-1] if reverse and not names else records
    for name in reversed(names):
        known = [record for record in ordered if record[name] not in _UNKNOWN]
        unknown = [record for record in ordered if record[name] in _UNKNOWN]
        known.sort(key=_by(name), reverse=reverse)
        ordered = [*known, *unknown]
    return ordered


def _by(name: str) -> Callable[[Record], list[str | int]]:
    """What records are sorted by: the values of a field, texts without regard to case and umlauts."""

    def key(record: Record) -> list[str | int]:
        value = record[name]
        if isinstance(value, int):
            return [value]
        return [fold(part) for part in (value if isinstance(value, list) else [str(value)])]

    return key


def _table(noun: Noun, names: list[str], records: list[Record], spare: Sequence[str]) -> Table:
    columns = tuple(_column(noun, name, spare) for name in names)
    return Table(columns, [record.row(names) for record in records])


def _column(noun: Noun, name: str, spare: Sequence[str]) -> Column:
    if name == "id":
        return Column("id", "id", ID if noun.letter else TEXT)
    field = noun.field(name)
    rank = len(spare) - spare.index(name) if name in spare else 0
    return Column(name, field.title, ID if letter_of(field) else field.kind, field.labels_from, rank)


def _limits(limit: int, filter_: Filter) -> list[Text]:
    if not limit:
        return []
    start, end = map(Day, filter_.period)
    return [message("The last {days} days ({start} – {end}); others: --period 2026, --last 20", days=limit, start=start,
                    end=end)]  # fmt: skip


def _arrangement(noun: Noun, names: list[str], given: Given) -> list[Text]:
    if not names:
        return []
    fields = Joined(tuple("id" if name == "id" else noun.field(name).title for name in names))
    if given.on("reverse"):
        return [message("Sorted by {fields}, the last first", fields=fields)]
    return [message("Sorted by {fields}", fields=fields)]


def _cut(shown: int, whole: int) -> list[Text]:
    return [message("The first {shown} of {whole}; others: --limit", shown=shown, whole=whole)] if shown < whole else []


def _count(record_count: int, visit_count: int | None) -> Text:
    """How many there are; of visits also how many of them count as visits."""
    rows = counted("{n} row", "{n} rows", record_count)
    if visit_count is None:
        return rows
    return message("{rows}, among them {visits}", rows=rows, visits=counted("{n} visit", "{n} visits", visit_count))
