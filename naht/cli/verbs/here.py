"""``naht here [PLACE]``: where somebody is until midnight; what they record today belongs there."""

from contextlib import suppress
from typing import Any

from naht.cli import build, typed
from naht.cli.context import Context
from naht.domain.errors import BadUsage, UnknownPlace, UnknownValue
from naht.domain.fields import Noun
from naht.domain.message import Text, message
from naht.domain.nouns import noun as named
from naht.output import streams
from naht.services import here
from naht.store.file.sqlite import Connection
from naht.store.reading.vocabulary import labels, vocabulary

PLACES = ("site", "district")


def command(name: str, lang: str, help_text: str, _noun: str) -> Any:
    german = lang == "de"
    parameters = [
        build.argument("place", "Anlaufpunkt oder Stadtteil, für heute" if german else "site or district, for today"),
        build.option("off", "wieder der übliche Ort" if german else "the usual place again", kind=bool),
    ]
    return build.make(name, "here", help_text, parameters, run, lang)


def run(context: Context, given: dict[str, Any]) -> None:
    """Say where somebody is, and until when; with a place or ``--off`` change it first."""
    if given["place"] and given["off"]:
        raise BadUsage(message_de="Ein Ort und --off zugleich geht nicht.",
                       message_en="A place and --off at once make no sense.", command="naht here")  # fmt: skip
    if given["place"]:
        with context.writing() as unit:
            noun, ident = _found(unit.con, given["place"])
            here.put(unit, noun, ident)
    elif given["off"]:
        with context.writing() as unit:
            here.leave(unit)
    with context.reading() as con:
        place = here.of(con, context.worker, context.today.isoformat())
        known = labels(con, named("visit"))
    _tell(context, place, known)


def _found(con: Connection, text: str) -> tuple[Noun, str]:
    """The site or district that the word means on any line. Raises AmbiguousWord or UnknownPlace."""
    visit = named("visit")
    known = vocabulary(con, visit)
    for name in PLACES:
        with suppress(UnknownValue):
            return named(name), typed.resolve(visit.field(name), text, known)
    raise UnknownPlace(text, [word for name in PLACES for word in known.of(visit.field(name)).near(text)])


def _tell(context: Context, place: here.Place | None, known: dict[tuple[str, str], Text]) -> None:
    if place is None:
        context.say(message("the usual place"))
        return
    streams.data(f"{place.id}\n")
    context.say(message("until midnight: {place}", place=known[place]))
