"""``naht NOUN remove ID``: refused while something refers to it; words can be ended on a day instead."""

from typing import Any

from naht.cli import build
from naht.cli.context import Context
from naht.domain import days
from naht.domain.fields import Noun
from naht.domain.message import Text, message
from naht.domain.nouns import noun as named
from naht.output import streams
from naht.services import records, removal, summary
from naht.store.reading.find import identify


def command(name: str, lang: str, help_text: str, noun_name: str) -> Any:
    noun, german = named(noun_name), lang == "de"
    parameters = [build.argument("id", "Kennung" if german else "id", required=True)]
    if noun.until:
        parameters.append(build.option("ends", "statt zu entfernen: gilt bis zu diesem Tag" if german else
                                       "instead of removing it: valid until this day",
                                       metavar="TAG" if german else "DAY"))  # fmt: skip
    return build.make(name, f"{noun.name} remove", help_text, parameters, lambda c, g: run(c, noun, g), lang)


def run(context: Context, noun: Noun, given: dict[str, Any]) -> None:
    """Remove a record, or end it."""
    with context.writing() as unit:
        ident = identify(unit.con, noun, given["id"], worker=unit.worker, writing=True)
        if given.get("ends"):
            day = days.parse_day(given["ends"], context.today, ahead=True, steps=True)
            done = records.edit(unit, noun, ident, {noun.until: day})
            said: Text = summary.line(unit, noun, done.record)
        else:
            said = message(
                "removed: {record}", record=summary.line(unit, noun, removal.remove(unit, noun, ident).record)
            )
    streams.data(f"{ident}\n")
    context.say(said)
