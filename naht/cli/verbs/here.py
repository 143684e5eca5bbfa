"""``naht here [PLACE]``: where somebody is until midnight; what they record today belongs there."""

from contextlib import suppress

from naht.cli.context import Context
from naht.cli.given import Given
from naht.cli.parameters import switch, word
from naht.cli.verb import Verb
from naht.domain.errors import UnknownPlace, UnknownValue
from naht.domain.fields import Noun
from naht.domain.message import Text, message
from naht.domain.nouns import noun as named
from naht.output import streams
from naht.services import here
from naht.store.file.sqlite import Connection
from naht.store.reading.vocabulary import labels, vocabulary

PLACES = ("site", "district")
_PLACE = word("place", message("site or district, for today"),
              message("PLACE"), excludes=("off",), offers="values.places")  # fmt: skip
_OFF = switch("off", message("the usual place again"))


def _run(context: Context, given: Given) -> None:
    """Say where somebody is, and until when; with a place or ``--off`` change it first."""
    if place := given.text("place"):
        with context.writing() as unit:
            noun, ident = _found(unit.con, place)
            here.put(unit, noun, ident)
    elif given.on("off"):
        with context.writing() as unit:
            here.leave(unit)
    with context.reading() as con:
        now = here.of(con, context.worker, context.today.isoformat())
        known = labels(con, named("visit"))
    _tell(context, now, known)


def _found(con: Connection, text: str) -> tuple[Noun, str]:
    """The site or district that the word means on any line. Raises AmbiguousWord or UnknownPlace."""
    from naht.cli import typed

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


VERB = Verb("here", message("where I am today, until midnight"), (_PLACE, _OFF), _run)
