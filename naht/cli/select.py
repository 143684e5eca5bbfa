"""The one filter on the command line: the same options and words for lists, reports and counts."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from naht.cli import build, typed
from naht.cli.context import Context
from naht.cli.figures import filterable
from naht.domain import days
from naht.domain.days import ALWAYS, Period
from naht.domain.errors import BadPeriod, BadUsage
from naht.domain.fields import Field, Noun
from naht.domain.filters import Filter
from naht.domain.kinds import REF
from naht.domain.nouns import letter_of
from naht.domain.nouns import noun as named
from naht.output.style import FORMATS
from naht.store.file.sqlite import Connection
from naht.store.reading.find import identify
from naht.store.reading.vocabulary import vocabulary

USUAL_DAYS = 31


def parameters(noun: Noun, lang: str, *, anonymous: bool = False) -> list[Any]:
    """Period, field filters and, for visits, with or without client."""
    german = lang == "de"
    made = [
        build.argument("words", "Zeitraum und Wörter, z. B. 2026-10 nord" if german else
                       "period and words, e.g. 2026-10 nord", many=True),
    ]  # fmt: skip
    if noun.day:
        made += period_options(lang)
    made += [
        build.option(f.column, f.label(lang), f"--{f.option}", metavar=build.metavar(f, lang), many=True)
        for f in filterable(noun)
    ]
    if anonymous:
        made.append(build.option("anonymous", "nur ohne Klient/in" if german else "without a client only", kind=bool))
        made.append(build.option("known", "nur mit Klient/in" if german else "with a client only", kind=bool))
    return made


def period_options(lang: str) -> list[Any]:
    german = lang == "de"
    day = "TAG" if german else "DAY"
    return [
        build.option("period", "Zeitraum, z. B. 2026-10, monat-1, 2026-10-01..2026-10-15" if german else
                     "period, e.g. 2026-10, last-month, 2026-10-01..2026-10-15", "--period", "-p",
                     metavar="ZEITRAUM" if german else "PERIOD"),
        build.option("from_", "vom (einschließlich)" if german else "from (inclusive)", "--from", metavar=day),
        build.option("to", "bis (einschließlich)" if german else "to (inclusive)", metavar=day),
    ]  # fmt: skip


def output_options(lang: str, *, fields: bool = True) -> list[Any]:
    german = lang == "de"
    chosen = build.option("fields", "Felder, mit Komma getrennt" if german else "fields, parted by commas",
                          metavar="A,B")  # fmt: skip
    return [
        build.option("format", "table csv tsv json jsonl md value", "--format", "-f", metavar="FORMAT"),
        *([chosen] if fields else []),
        build.option("no_header", "ohne Kopfzeile" if german else "without the header line", kind=bool),
        build.option("excel", "CSV für ein deutsches Excel" if german else "CSV for a German Excel", kind=bool),
    ]  # fmt: skip


def format_of(given: dict[str, Any]) -> str:
    """The format wanted. Raises BadUsage for one that there is not."""
    form = given.get("format") or "table"
    if form not in FORMATS:
        known = ", ".join(FORMATS)
        raise BadUsage(message_de=f"Das Format {form} gibt es nicht. Es gibt: {known}.",
                       message_en=f"There is no format {form}. There are: {known}.",
                       command="naht")  # fmt: skip
    return form


def period_of(given: dict[str, Any], context: Context) -> Period | None:
    """The period of the options; None where none was given."""
    if given.get("period"):
        return days.parse_period(given["period"], context.today)
    start, end = given.get("from_"), given.get("to")
    if not start and not end:
        return None
    first = days.parse_day(start, context.today, steps=True) if start else ""
    last = days.parse_day(end, context.today, steps=True) if end else ""
    if first and last and first > last:
        raise BadPeriod(text=f"{start}..{end}")
    return Period(first, last)


def usual(context: Context) -> Period:
    """The last 31 days, today included."""
    return Period((context.today - timedelta(days=USUAL_DAYS - 1)).isoformat(), context.today.isoformat())


def filter_of(con: Connection, noun: Noun, given: dict[str, Any], context: Context) -> tuple[Filter, bool]:
    """The filter of words and options, and whether a period was said at all."""
    period = period_of(given, context)
    wanted: dict[str, list[str]] = {}
    asked = noun.with_fields(filterable(noun))  # words narrow by what options narrow by
    known = vocabulary(con, asked, groups=True)
    for token in given.get("words") or []:
        found = _period(token, context) if noun.day else None
        if found:
            period = found
        else:
            record = typed.read(con, asked, [token], {}, context.today, known).record
            for name, value in record.items():
                wanted.setdefault(noun.field(name).column, []).extend(
                    value if isinstance(value, list) else [str(value)]
                )
    for field in filterable(noun):
        texts = given.get(field.column) or []
        wanted.setdefault(field.column, []).extend(_value(con, field, text, known, context) for text in texts)
    wanted = {name: [_whole(con, noun.field(name), v, context) for v in values] for name, values in wanted.items()}
    chosen = tuple((name, tuple(found)) for name, found in wanted.items() if found)
    anonymous = True if given.get("anonymous") else False if given.get("known") else None
    return Filter(period or ALWAYS, chosen, anonymous), period is not None


def _period(token: str, context: Context) -> Period | None:
    try:
        return days.parse_period(token, context.today)
    except BadPeriod:
        if days.looks_like_day(token) or ".." in token:
            raise
        return None


def _value(con: Connection, field: Field, text: str, known: Any, context: Context) -> Any:
    if field.link and not letter_of(field) and field.of != "word":
        return typed.resolve(field, text, known)
    if field.kind is REF and field.of == "word":
        return identify(con, named("word"), text)
    return field.kind.read(field, text, context.today)


def _whole(con: Connection, field: Field, value: Any, context: Context) -> Any:
    """A client or visit is named by any unique beginning of its id."""
    if letter_of(field):
        return identify(con, named(field.of), value, worker=context.worker)
    return int(value) if isinstance(value, bool) else value


def chosen(noun: Noun, names: str | None) -> Sequence[Field] | None:
    """The fields that ``--fields`` names, in that order. Raises BadUsage with those there are."""
    if not names:
        return None
    try:
        return [noun.field(name.strip().replace("-", "_")) for name in names.split(",") if name.strip() != "id"]
    except KeyError as error:
        known = ", ".join(["id", *(field.name for field in noun.fields)])
        raise BadUsage(message_de=f"Das Feld {error.args[0]} gibt es nicht. Es gibt: {known}.",
                       message_en=f"There is no field {error.args[0]}. There are: {known}.",
                       command=f"naht {noun.name} list") from None  # fmt: skip
