"""The one filter on the command line: the same options and words for lists, reports and counts."""

from collections.abc import Sequence
from datetime import timedelta

from naht.cli import typed
from naht.cli.context import Context
from naht.cli.given import Given
from naht.cli.questions import filterable
from naht.domain import days
from naht.domain.days import ALWAYS, Period
from naht.domain.errors import BadPeriod, BadUsage, SecondValue
from naht.domain.fields import Field, Noun
from naht.domain.kinds import REF
from naht.domain.message import message
from naht.domain.nouns import letter_of
from naht.domain.nouns import noun as named
from naht.domain.table import Filter
from naht.domain.words import Vocabulary
from naht.store.file.sqlite import Connection
from naht.store.reading.find import identify
from naht.store.reading.vocabulary import vocabulary

USUAL_DAYS = 31


def usual(context: Context) -> Period:
    """The last 31 days, today included."""
    return Period((context.today - timedelta(days=USUAL_DAYS - 1)).isoformat(), context.today.isoformat())


def filter_of(con: Connection, noun: Noun, given: Given, context: Context) -> tuple[Filter, bool]:
    """The filter of words and options, and whether a period was given at all. Raises the usage error that fits."""
    wanted: dict[str, list[str]] = {}
    words = noun.with_fields(filterable(noun))  # words narrow by what options narrow by
    known = vocabulary(con, words, groups=True)
    periods = [(_of_options(given), period)] if (period := period_of(given, context)) else []
    for token in given.texts("words"):
        if noun.day and (period := _period(token, context)):
            periods.append((token, period))
            continue
        record = typed.read(con, words, [token], Given({}), context.today, known).record
        for name, value in record.items():
            wanted.setdefault(noun.field(name).column, []).extend(value if isinstance(value, list) else [str(value)])
    for field in filterable(noun):
        for text in given.texts(field.name):
            wanted.setdefault(field.column, []).append(_value(con, field, text, known, context))
    values = tuple((name, tuple(_whole(con, noun.field(name), one, context) for one in found))
                   for name, found in wanted.items())  # fmt: skip
    anonymous = True if given.on("anonymous") else False if given.on("known") else None
    return Filter(_only(periods) or ALWAYS, values, anonymous), bool(periods)


# ---- the period


def period_of(given: Given, context: Context) -> Period | None:
    """The period of the options; None where none was given."""
    if text := given.text("period"):
        return days.parse_period(text, context.today)
    start, end = given.text("from_"), given.text("to")
    if not start and not end:
        return None
    first = days.parse_day(start, context.today, steps=True) if start else ""
    last = days.parse_day(end, context.today, steps=True) if end else ""
    if first and last and first > last:
        raise BadPeriod(text=f"{start}..{end}")
    return Period(first, last)


def _of_options(given: Given) -> str:
    """The period as the options name it, for a message."""
    pairs = (("--period", "period"), ("--from", "from_"), ("--to", "to"))
    return " ".join(f"{flag} {given.text(key)}" for flag, key in pairs if given.text(key))


def _period(token: str, context: Context) -> Period | None:
    try:
        return days.parse_period(token, context.today)
    except BadPeriod:
        if days.looks_like_day(token) or ".." in token:
            raise
        return None


def _only(periods: Sequence[tuple[str, Period]]) -> Period | None:
    """The one period that a line names. Raises SecondValue for two that differ."""
    for text, period in periods[1:]:
        if period != periods[0][1]:
            raise SecondValue(label=message("period"), first=periods[0][0], second=text, option="period")
    return periods[0][1] if periods else None


# ---- values


def _value(con: Connection, field: Field, text: str, known: Vocabulary, context: Context) -> str:
    """The text of an option as the file holds it."""
    if field.link and not letter_of(field) and field.of != "word":
        return typed.resolve(field, text, known)
    if field.kind is REF and field.of == "word":
        return identify(con, named("word"), text)
    return str(field.kind.to_column(field.kind.read(field, text, context.today)))


def _whole(con: Connection, field: Field, value: str, context: Context) -> str:
    """A client or visit is named by any unique beginning of its id."""
    return identify(con, named(field.of), value, worker=context.worker) if letter_of(field) else value


def chosen(noun: Noun, names: str | None) -> list[str]:
    """The columns that ``--fields`` names, in that order. Raises BadUsage for one there is not, or that comes twice."""
    columns: list[str] = []
    for text in names.split(",") if names else ():
        name = text.strip().replace("-", "_")
        try:
            column = "id" if name == "id" else noun.field(name).name
        except KeyError:
            known = ", ".join(["id", *(field.name for field in noun.fields)])
            raise BadUsage(
                message("There is no field {name}. There are: {known}.", name=name, known=known),
                command=f"naht {noun.name} list",
            ) from None
        if column in columns:
            raise BadUsage(
                message("The field {column} stands twice in --fields.", column=column), command=f"naht {noun.name} list"
            )
        columns.append(column)
    return columns
