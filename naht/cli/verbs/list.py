"""``naht NOUN list``: the records of a filter by day, in any format. Any limit is announced."""

from collections.abc import Mapping

from naht.cli.context import Context, chosen
from naht.cli.given import Given
from naht.cli.parameters import number
from naht.cli.questions import FIELDS, FILTER_WORDS, OUTPUT, filters
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

    people = chosen(given).people
    named = filtering.chosen(noun, given.text("fields"))
    names = named or _usual(noun, people=people)
    with context.reading() as con:
        wanted, dated = filtering.filter_of(con, noun, given, context)
        limited = bool(noun.day) and not dated and "last" not in given
        if limited:
            wanted = wanted._replace(period=filtering.usual(context))
        fields = tuple(noun.field(name) for name in names if name != "id")
        newest = given.number("last") or 0
        found = rows.fetch(con, noun, wanted, fields, newest=newest)
        counting = visits.count(con, wanted, newest) if noun.name == "visit" else None
        known = _labels(con, noun, fields, found)
    if people and not named:
        names = _filled(noun, names, found)
    notes = (*_limits(filtering.USUAL_DAYS if limited else 0, wanted), _count(len(found), counting))
    context.show([_table(noun, names, found, known)._replace(notes=notes)], given)


def _usual(noun: Noun, *, people: bool) -> list[str]:
    """People see the noun's short columns, machines all but notes."""
    if people:
        return ["id", *(name for name in noun.columns if name != "id")]
    return ["id", *(field.name for field in noun.fields if field.listed)]


def _filled(noun: Noun, names: list[str], found: list[Record]) -> list[str]:
    """For people: a column in which nothing stands, or only the usual, takes no room."""
    if not found:
        return names
    defaults = {field.name: field.default for field in noun.fields}
    return [name for name in names
            if name == "id" or any(record[name] not in (None, [], defaults[name]) for record in found)]  # fmt: skip


def _labels(con: Connection, noun: Noun, fields: tuple[Field, ...], found: list[Record]) -> Labels:
    """The labels of what is shown; of a short list one by one, which is quicker than all that there are."""
    from naht.store.reading.vocabulary import label, labels

    if len(found) > FEW:
        return labels(con, noun)
    slugs = {(field.labels_from, slug): field for field in fields if field.labels_from for record in found
             for slug in _each(record[field.name])}  # fmt: skip
    read = {(of, slug): label(con, field, slug) for (of, slug), field in slugs.items()}
    return {key: text for key, text in read.items() if text is not None}


def _each(value: Value) -> list[str]:
    return value if isinstance(value, list) else [str(value)] if value else []


def _table(noun: Noun, names: list[str], found: list[Record], known: Labels) -> Table:
    columns = tuple(_column(noun, name) for name in names)
    return Table(columns, [record.row(names) for record in found], labels=known)


def _column(noun: Noun, name: str) -> Column:
    if name == "id":
        return Column("id", "id", ID if noun.letter else TEXT)
    field = noun.field(name)
    return Column(name, field.title, ID if letter_of(field) else field.kind, field.labels_from)


def _limits(limit: int, wanted: Filter) -> list[Text]:
    if not limit:
        return []
    start, end = map(Day, wanted.period)
    return [message("The last {days} days ({start} – {end}); others: --period 2026, --last 20", days=limit, start=start,
                    end=end)]  # fmt: skip


def _count(whole: int, counting: int | None) -> Text:
    """How many there are; of visits also how many of them count as visits."""
    rows = counted("{n} row", "{n} rows", whole)
    if counting is None:
        return rows
    return message("{rows}, among them {visits}", rows=rows, visits=counted("{n} visit", "{n} visits", counting))
