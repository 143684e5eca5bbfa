"""Reads the filter of a line: lists, reports and counts have the same options and words for it."""

from collections.abc import Sequence
from datetime import timedelta

from naht.cli import typed
from naht.cli.context import Context
from naht.cli.given import Given
from naht.cli.questions import TERM, USUAL_DAYS, filter_noun, filterable
from naht.domain import days
from naht.domain.days import ALWAYS, Period
from naht.domain.errors import BadPeriod, BadUsage, BareNumber, SecondValue, UnknownWord, of_several
from naht.domain.fields import Field, Noun
from naht.domain.kinds import REF
from naht.domain.message import message
from naht.domain.nouns import letter_of
from naht.domain.nouns import noun as named
from naht.domain.record import Record
from naht.domain.table import Filter
from naht.domain.words import Typed, Vocabulary, join
from naht.store.file.sqlite import Connection
from naht.store.reading import rows
from naht.store.reading.find import identify
from naht.store.reading.vocabulary import read_vocabulary


def for_screen(con: Connection, noun: Noun, given: Given, context: Context) -> tuple[Filter, bool]:
    """The filter, and whether it is limited to the last 31 days, today included.

    It is for people at a terminal, where the line names neither a period nor a record by its id. What is piped or read
    by machines is never limited: nobody would see it.
    """
    filter_, has_period = filter_of(con, noun, given, context)
    lettered = any(letter_of(field) and filter_.of(field.column) for field in filterable(noun))
    if not noun.day or has_period or "last" in given or lettered or not context.for_screen(given):
        return filter_, False
    start = context.today - timedelta(days=USUAL_DAYS - 1)
    return filter_._replace(period=Period(start.isoformat(), context.today.isoformat())), True


def filter_of(con: Connection, noun: Noun, given: Given, context: Context) -> tuple[Filter, bool]:
    """The filter of a line's words and options, and whether it names a period. Raises a usage error."""
    draft = _Draft(con, noun, context)
    draft.read_period(given)
    for token in join(given.texts("words"), draft.words):
        draft.read_word(token)
    for field in filterable(noun):
        for text in given.texts(field.name):
            draft.read_option(field, text)
    if draft.unknown:
        raise of_several(draft.unknown)
    anonymous = True if given.on("anonymous") else False if given.on("known") else None
    return Filter(_one_period(draft.periods) or ALWAYS, draft.values(), anonymous), bool(draft.periods)


class _Draft:
    """A filter being put together: values by what one of them is called, periods, and words that nobody knows."""

    def __init__(self, con: Connection, noun: Noun, context: Context) -> None:
        self.words = filter_noun(noun)
        self.periods: list[tuple[str, Period]] = []
        self.unknown: list[UnknownWord] = []
        self._con, self._context = con, context
        self._vocabulary = read_vocabulary(con, self.words, groups=True)
        self._values: dict[str, list[str]] = {}

    def read_period(self, given: Given) -> None:
        """Put the period of the options into the filter, which may be a grant. Raises BadPeriod for anything else."""
        text = given.text("period")
        try:
            period = period_of(given, self._context)
        except BadPeriod:
            grants = self._vocabulary.of(TERM).find(text) if text else []
            if len(grants) != 1:
                raise
            period = _granted(self._con, grants[0].value)
        if period:
            self.periods.append((_of_options(given), period))

    def read_word(self, token: str) -> None:
        """Put a word into the filter: a period, or values. Raises what is wrong with a period, or an ambiguous word."""
        if self.words.day and (period := _period(token, self._context)):
            self.periods.append((token, period))
            return
        try:
            line = typed.read(self._con, self.words, [token], Given({}), self._context.today, self._vocabulary)
        except UnknownWord as error:
            self.unknown += error.each
            return
        except BareNumber:  # a filter has no amounts
            line = Typed(Record(self.words), 1)
        if TERM.name in line.record:
            self.periods.append((token, _granted(self._con, line.record.text(TERM.name))))
            del line.record[TERM.name]
            return
        for name, value in line.record.items():
            self._put(self.words.field(name), value if isinstance(value, list) else [str(value)])
        if not line.record:  # nor does it repeat anything
            self.unknown.append(UnknownWord(token, []))

    def read_option(self, field: Field, text: str) -> None:
        """Put the text of an option into the filter. Raises what the field's kind raises."""
        try:
            self._put(field, [_value(self._con, field, text, self._vocabulary, self._context)])
        except UnknownWord as error:
            self.unknown += error.each

    def _put(self, field: Field, values: list[str]) -> None:
        self._values.setdefault(field.column, []).extend(values)

    def values(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The values as the file has them. Raises NotFound or AmbiguousId for an id."""
        return tuple(
            (name, tuple(_whole_id(self._con, self.words.field(name), value, self._context) for value in values))
            for name, values in self._values.items()
        )


# ---- the period


def period_of(given: Given, context: Context) -> Period | None:
    """The period of the options; None where none was given."""
    if text := given.text("period"):
        return days.parse_period(text, context.today)
    start, end = given.text("from_"), given.text("to")
    if not start and not end:
        return None
    first = days.parse_day(start, context.today, steps=True, this_year=True) if start else ""
    last = days.parse_day(end, context.today, steps=True, this_year=True) if end else ""
    if first and last and first > last:
        raise BadPeriod(f"{start}..{end}", context.today)
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


def _granted(con: Connection, ident: str) -> Period:
    """The days of a grant."""
    term = rows.get(con, named("term"), ident)
    return Period(term.text("starts_on"), term.text("ends_on"))


def _one_period(periods: Sequence[tuple[str, Period]]) -> Period | None:
    """The one period that a line names. Raises SecondValue for two that differ."""
    for text, period in periods[1:]:
        if period != periods[0][1]:
            raise SecondValue(label=message("period"), first=periods[0][0], second=text, option="period")
    return periods[0][1] if periods else None


# ---- values


def _value(con: Connection, field: Field, text: str, vocabulary: Vocabulary, context: Context) -> str:
    """The value of an option as a filter holds it: a slug, an id, or what the column holds, as text."""
    if field.link and not letter_of(field) and field.of != "word":
        return typed.resolve(field, text, vocabulary)
    if field.kind is REF and field.of == "word":
        return identify(con, named("word"), text)
    return str(field.kind.to_column(field.kind.read(field, text, context.today)))


def _whole_id(con: Connection, field: Field, value: str, context: Context) -> str:
    """The whole id of a record named by the beginning of its id; other values as they are."""
    return identify(con, named(field.of), value, worker=context.worker) if letter_of(field) else value


def field_columns(noun: Noun, fields: str | None, option: str = "fields") -> list[str]:
    """The columns that an option names, in that order. Raises BadUsage for one there is not, or that comes twice."""
    columns: list[str] = []
    for text in fields.split(",") if fields else ():
        name = text.strip().replace("-", "_")
        try:
            column = "id" if name == "id" else noun.field(name).name
        except KeyError:
            choices = ", ".join(["id", *(field.name for field in noun.fields)])
            raise BadUsage(
                message("There is no field {name}. There are: {choices}.", name=name, choices=choices),
                command=f"naht {noun.name} list",
            ) from None
        if column in columns:
            raise BadUsage(
                message("The field {column} stands twice in --{option}.", column=column, option=option),
                command=f"naht {noun.name} list",
            )
        columns.append(column)
    return columns
