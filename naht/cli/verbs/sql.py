"""``naht sql "SELECT …"``: a question of one's own; what may be asked is in naht.store.sql.public.

Without a statement it prints the views. ``--datasette`` writes what Datasette needs to show the file with labels.
"""

import re
from pathlib import Path

from naht.cli import interrupt
from naht.cli.ask import stdin
from naht.cli.context import Context, format_of
from naht.cli.given import Given
from naht.cli.parameters import number, option, switch, word
from naht.cli.questions import OUTPUT
from naht.cli.verb import Verb
from naht.domain.errors import BadValue
from naht.domain.kinds import COUNT, TEXT, Kind
from naht.domain.message import Joined, Text, counted, message
from naht.domain.nouns import target
from naht.domain.sql_errors import SecondParameter, TooSlow
from naht.domain.table import Column, Note, Table
from naht.domain.text import LONG, normalize
from naht.output import streams
from naht.output.language import in_language
from naht.store.sql import public
from naht.store.sql.public import Shown, View
from naht.store.sql.statement import Answer, ask

SECONDS = 10
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,17})(\.\d+)?")
_GERMAN_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.(\d\d|\d{4})?")


_PAIR = message("NAME=VALUE")
_STATEMENT = word(
    "statement",
    message("the statement, - reads it from stdin; without one: the views, their columns"),
    message("STATEMENT"),
)  # fmt: skip
_PARAMETERS = (
    _STATEMENT,
    option("param", message("value for :NAME, a number as a number"), _PAIR,
           many=True),
    option("text", message("value for :NAME, always as text"), _PAIR, many=True),
    number("timeout", message("so many seconds (else {seconds})", seconds=SECONDS),
           usual=str(SECONDS), unit="s"),
    switch("views", message("the views and their columns, all or the one that is named"),
           excludes=("param", "text", "timeout", "datasette")),
    switch("datasette", message("metadata for Datasette, to stdout or into the new file that is named"),
           excludes=("param", "text", "timeout")),
    *OUTPUT,
)  # fmt: skip
COLUMNS = ("view", "column", "meaning", "values")
_HEAD = {
    "view": message("view"), "column": message("column"), "meaning": message("meaning"), "values": message("values"),
}  # fmt: skip


def _run(context: Context, given: Given) -> None:
    """Answer the question, print the views, or write the metadata."""
    statement = given.text("statement")
    if given.on("datasette"):
        _datasette(context, None if statement == "-" else statement)
        return
    values = _values(context, given)
    if given.on("views") or (statement is None and not values):
        tables = _catalogue(context.language_of_file(), statement, flat=not format_of(given).people)
    else:
        tables = [_asked(context, statement or "", values, given.number("timeout") or SECONDS)]
    context.show(tables, given)


# ---- asking


def _asked(context: Context, said: str, values: dict[str, object], seconds: int) -> Table:
    statement = stdin(context, message("Statement"), "SELECT …") if said == "-" else said
    with context.reading() as con, interrupt.guard(seconds, lambda: _too_slow(context, seconds)):
        answer = ask(con, statement, values, seconds, context.lang)
    return _table(answer)


def _too_slow(context: Context, seconds: int) -> int:
    """Say it in the place of :func:`ask`, which does not come back."""
    error = TooSlow(seconds)
    streams.error(error, context.lang)
    return int(error.code)


def _values(context: Context, given: Given) -> dict[str, object]:
    """The values to bind by name. Raises BadValue for what is no NAME=VALUE, SecondParameter for a name given twice."""
    values: dict[str, object] = {}
    for key, read in (("param", _number), ("text", str)):
        for pair in given.texts(key):
            name, equals, text = pair.partition("=")
            name = name.strip().removeprefix(":")
            if not equals or not re.fullmatch(r"\w+", name):
                raise BadValue(option=key, text=pair, expected=message("NAME=VALUE"),
                               example="from=2026-01-01")  # fmt: skip
            if name in values:
                raise SecondParameter(name=name)
            values[name] = read(normalize(text, f":{name}", LONG))
            _doubt(context, text)
    return values


def _number(text: str) -> str | int | float:
    """A number as a number: SQLite takes no text for equal to one that was counted. 007 is a text."""
    if found := _NUMBER.fullmatch(text):
        return float(text) if found[2] else int(text)
    return text


def _doubt(context: Context, text: str) -> None:
    """A German day would be compared as text, and quietly find the wrong rows."""
    if _GERMAN_DAY.fullmatch(text):
        context.tell([Note(message("“{text}” stays a text; days are kept as 2026-03-12", text=text), warning=True)])


def _table(answer: Answer) -> Table:
    """Values as they are, slugs included: what is printed is what a WHERE compares."""
    columns = tuple(Column(name, name, _kind(answer, place)) for place, name in enumerate(answer.names))
    return Table(columns, answer.rows, notes=(counted("{n} row", "{n} rows", len(answer.rows)),))


def _kind(answer: Answer, place: int) -> Kind:
    """Numbers stand on the right."""
    return COUNT if all(isinstance(row[place], (int, float, type(None))) for row in answer.rows) else TEXT


# ---- what may be asked


def _catalogue(lang: str, wanted: str | None, *, flat: bool) -> list[Table]:
    """All views, or the one that is wanted: a table for each, or ``flat`` all columns in one for machines."""
    shown = public.views(lang)
    if wanted:
        shown = [public.find(wanted, shown)]
    head = tuple(Column(name, label) for name, label in _HEAD.items())
    if flat:
        return [Table(head, [(view.name, *row) for view in shown for row in _rows(view)])]
    return [_sheet(view, head[1:]) for view in shown]


def _sheet(view: View, head: tuple[Column, ...]) -> Table:
    notes = (view.noun.about,) if view.noun and view.noun.about.en else ()
    return Table(head, _rows(view), Joined((view.name, view.label), " – "), notes)


def _rows(view: View) -> list[tuple[object, ...]]:
    return [(column.name, column.label, _possible(column)) for column in view.columns]


def _possible(column: Shown) -> Text:
    """Where the values of a column come from, or what they look like."""
    field = column.field
    if column.owner and column.name != "id":
        return f"{column.owner.view}.id"
    values = field.kind.describe(field, target(field).view if field.link else "") if field else ""
    if column.singly:
        return message("{values}; one by one in {view}", values=values, view=column.singly)
    return values


# ---- Datasette


def _datasette(context: Context, target: str | None) -> None:
    """The metadata, as JSON; what Datasette shows of people is said every time."""
    import json
    from shlex import join

    from naht.store.sql.datasette import metadata, save

    with context.reading() as con:
        made = in_language(metadata(con, context.path.stem, context.lang), context.lang)
    text = json.dumps(made, ensure_ascii=False, indent=2) + "\n"
    if target:
        save(Path(target), text)
    else:
        streams.data(text)
    context.say(join(["datasette", "serve", str(context.path), "--metadata", target or "metadata.json"]))
    context.tell([_OPEN])


_OPEN = Note(
    message(
        "Datasette shows everything, notes and the journal with what was deleted too, to everybody who reaches its "
        "address. Use it on this computer only."
    ),
    warning=True,
)


VERB = Verb(
    "sql", message("questions of your own in SQL, reading only"), _PARAMETERS, _run,
    columns=((" --views", COLUMNS),),
)  # fmt: skip
