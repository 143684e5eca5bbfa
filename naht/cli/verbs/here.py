"""``naht here [PLACE]``: sets where a worker is until midnight; what they record today belongs there."""

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
from naht.store.reading.vocabulary import read_labels, read_vocabulary

_PLACE = word("place", message("site or district, for today"),
              message("PLACE"), excludes=("off",), offers="values.places")  # fmt: skip
_OFF = switch("off", message("the usual place again"))


def _run(context: Context, given: Given) -> None:
    """Say where somebody is, and until when; with a place or ``--off`` change it first."""
    if place := given.text("place"):
        with context.writing() as unit:
            noun, ident = _identify_place(unit.con, place)
            here.put(unit, noun, ident)
    elif given.on("off"):
        with context.writing() as unit:
            here.leave(unit)
    with context.reading() as con:
        place_now = here.of(con, context.worker, context.today.isoformat())
        labels = read_labels(con, named("visit"))
    _tell(context, place_now, labels)


def _identify_place(con: Connection, text: str) -> tuple[Noun, str]:
    """The noun and id of the site or district that a word means. Raises AmbiguousWord or UnknownPlace."""
    from naht.cli import typed

    visit = named("visit")
    vocabulary = read_vocabulary(con, visit)
    for name in here.PLACES:
        with suppress(UnknownValue):
            return named(name), typed.resolve(visit.field(name), text, vocabulary)
    raise UnknownPlace(text, [word for name in here.PLACES for word in vocabulary.of(visit.field(name)).near(text)])


def _tell(context: Context, place: here.Place | None, labels: dict[tuple[str, str], Text]) -> None:
    if place is None:
        context.say(message("the usual place"))
        return
    streams.data(f"{place.id}\n")
    context.say(message("until midnight: {place}", place=labels[place]))


VERB = Verb("here", message("where I am today, until midnight"), (_PLACE, _OFF), _run)
