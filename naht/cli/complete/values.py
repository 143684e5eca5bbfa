"""The values of fields, and of what is not a field but names the same things: a worker, a place, a setting."""

from naht.cli import office
from naht.cli.complete.asked import Asked
from naht.cli.complete.choice import Choice, plain
from naht.cli.complete.when import day_of
from naht.cli.complete.words import ids_of
from naht.domain.fields import Field
from naht.domain.kinds import REF, WORD
from naht.domain.nouns import letter_of
from naht.domain.nouns import noun as named
from naht.domain.nouns.shared import DISTRICT, SITE, WORKER
from naht.store.file.sqlite import Connection
from naht.store.reading import suggestions
from naht.store.reading.vocabulary import vocabulary

_FILTERING = ("list", "report", "count")


def linked(asked: Asked, field: Field) -> list[Choice]:
    """The words of a list, or the records of another noun: those that hold and are not given yet."""
    with asked.file() as con:
        if field.of == "word":
            return plain(suggestions.slugs(con, named("word")))
        if letter_of(field):
            return ids_of(con, field, asked.typed, asked.line.options.get(field.option, []))
        filtering = asked.line.place is not None and asked.line.place.module in _FILTERING
        found = _holding(con, field, "" if filtering else day_of(asked))
        return [choice for choice in found if choice.value not in asked.line.options.get(field.option, ())]


def _holding(con: Connection, field: Field, day: str) -> list[Choice]:
    """The values of a field that hold on a day; without one also those that have ended, and those that only gather."""
    alone = named("visit").with_fields((field,))
    gone = suggestions.over(con, field, day) if day else set()
    own = vocabulary(con, alone, groups=not day).of(field).entries
    return [Choice(entry.value, entry.names) for entry in own if entry.value not in gone]


def fixed(asked: Asked, field: Field) -> list[Choice]:
    """The values that the kind of a field has, in the language of the line."""
    return plain(field.kind.offers(field, asked.lang))


def places(asked: Asked) -> list[Choice]:
    """Where one can be: sites and districts."""
    with asked.file() as con:
        return [choice for field in (SITE, DISTRICT) for choice in _holding(con, field, asked.today.isoformat())]


def workers(asked: Asked) -> list[Choice]:
    with asked.file() as con:
        return _holding(con, WORKER, asked.today.isoformat())


def states(asked: Asked) -> list[Choice]:
    return linked(asked, named("referral").field("state"))


def setting(asked: Asked) -> list[Choice]:
    """The values of a setting: what it names, or the few that there are."""
    key = asked.line.words[0]
    if what := office.NAMES.get(key):
        return linked(asked, Field(what, WORD if what == "channel" else REF, "", "", of=what))
    return plain(office.VALUES.get(key, ()))
