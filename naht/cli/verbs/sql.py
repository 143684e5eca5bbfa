"""``naht sql "SELECT …"``: a question of one's own; what may be asked is in naht.store.public.

Without a statement it prints the views. ``--datasette`` writes what Datasette needs to show the file with labels.
"""

import re
from pathlib import Path
from typing import Any

from naht.cli import build, select
from naht.cli.ask import stdin
from naht.cli.catalogue import catalogue
from naht.cli.context import Context
from naht.domain.errors import BadValue
from naht.domain.kinds import COUNT, TEXT, Kind
from naht.domain.message import message
from naht.domain.sql_errors import SecondParameter
from naht.domain.table import Column, Note, Table
from naht.domain.text import LONG, checked
from naht.output import streams
from naht.output.style import PEOPLES
from naht.store.sql.query import Answer, ask

SECONDS = 10
_NUMBER = re.compile(r"-?(0|[1-9]\d{0,17})(\.\d+)?")
_GERMAN_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.(\d\d|\d{4})?")


def command(name: str, lang: str, help_text: str, _noun: str) -> Any:
    german = lang == "de"
    pair = "NAME=WERT" if german else "NAME=VALUE"
    parameters = [
        build.argument("statement", "die Anweisung, - liest sie von stdin; ohne sie: die Sichten und ihre Spalten"
                       if german else "the statement, - reads it from stdin; without one: the views, their columns"),
        build.option("param", "Wert für :NAME, eine Zahl als Zahl" if german else
                     "value for :NAME, a number as a number", many=True, metavar=pair),
        build.option("text", "Wert für :NAME, immer als Text" if german else "value for :NAME, always as text",
                     many=True, metavar=pair),
        build.option("timeout", f"so viele Sekunden (sonst {SECONDS})" if german else
                     f"so many seconds (else {SECONDS})", kind=int, metavar="N"),
        build.option("views", "die Sichten und ihre Spalten, alle oder die eine genannte" if german else
                     "the views and their columns, all or the one that is named", kind=bool),
        build.option("datasette", "Metadaten für Datasette, auf stdout oder in die genannte neue Datei" if german else
                     "metadata for Datasette, to stdout or into the new file that is named", kind=bool),
        *select.output_options(lang, fields=False),
    ]  # fmt: skip
    return build.make(name, "sql", help_text, parameters, run, lang)


def run(context: Context, given: dict[str, Any]) -> None:
    """Answer the question, print the views, or write the metadata."""
    form, said = select.format_of(given), given.get("statement")
    if given.get("datasette"):
        _datasette(context, None if said == "-" else said)
        return
    values = _values(context, given)
    if given.get("views") or (said is None and not values):
        tables = catalogue(context.language_of_file(), said, flat=form not in PEOPLES)
    else:
        tables = [_asked(context, said or "", values, given.get("timeout") or SECONDS)]
    context.show(tables, form, header=not given.get("no_header"), excel=bool(given.get("excel")))


# ---- asking


def _asked(context: Context, said: str, values: dict[str, Any], seconds: int) -> Table:
    statement = stdin(context, ("Anweisung", "Statement"), "SELECT …") if said == "-" else said
    with context.reading() as con:
        return _table(ask(con, statement, values, seconds, context.lang), context.lang)


def _values(context: Context, given: dict[str, Any]) -> dict[str, Any]:
    """The values to bind by name. Raises BadValue for what is no NAME=VALUE, SecondParameter for a name given twice."""
    values: dict[str, Any] = {}
    for option, read in (("param", _number), ("text", str)):
        for pair in given.get(option) or []:
            name, equals, text = pair.partition("=")
            name = name.strip().removeprefix(":")
            if not equals or not re.fullmatch(r"\w+", name):
                raise BadValue(option=option, text=pair, wanted=message("NAME=VALUE"),
                               example="from=2026-01-01")  # fmt: skip
            if name in values:
                raise SecondParameter(name=name)
            values[name] = read(checked(text, f":{name}", LONG))
            _doubt(context, text)
    return values


def _number(text: str) -> Any:
    """A number as a number: SQLite takes no text for equal to one that was counted. 007 is a text."""
    if found := _NUMBER.fullmatch(text):
        return float(text) if found[2] else int(text)
    return text


def _doubt(context: Context, text: str) -> None:
    """A German day would be compared as text, and quietly find the wrong rows."""
    if _GERMAN_DAY.fullmatch(text):
        context.tell([Note(message("“{text}” stays a text; days are kept as 2026-03-12", text=text), warning=True)])


def _table(answer: Answer, lang: str) -> Table:
    """Values as they are, slugs included: what is printed is what a WHERE compares."""
    columns = tuple(Column(name, name, _kind(answer, place)) for place, name in enumerate(answer.names))
    count = len(answer.rows)
    unit = ("Zeile" if count == 1 else "Zeilen") if lang == "de" else ("row" if count == 1 else "rows")
    return Table(columns, answer.rows, notes=(f"{count} {unit}",))


def _kind(answer: Answer, place: int) -> Kind:
    """Numbers stand on the right."""
    return COUNT if all(isinstance(row[place], (int, float, type(None))) for row in answer.rows) else TEXT


# ---- Datasette


def _datasette(context: Context, target: str | None) -> None:
    """The metadata, as JSON; what Datasette shows of people is said every time."""
    import json
    from shlex import join

    from naht.store.sql.datasette import metadata, save

    with context.reading() as con:
        made = metadata(con, context.path.stem, context.lang)
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
