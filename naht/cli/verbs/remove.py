"""``naht NOUN remove ID``: removes a record that nothing refers to; ``--ends DAY`` ends a word and the like instead."""

from naht.cli.context import Context
from naht.cli.given import Given
from naht.cli.parameters import ID, option
from naht.cli.verb import Verb
from naht.domain.fields import Noun
from naht.domain.message import Text, message
from naht.output import streams

_ENDS = option(
    "ends",
    message("instead of removing it: valid until this day"),
    message("DAY"),
    offers="when.days_ahead",
)


def verb(noun: Noun) -> Verb:
    parameters = (ID, _ENDS) if noun.until else (ID,)
    text = message("remove {nouns}", nouns=noun.titles)
    return Verb(f"{noun.name} remove", text, parameters, lambda context, given: _run(context, noun, given), noun)


def _run(context: Context, noun: Noun, given: Given) -> None:
    """Remove a record, or end it."""
    from naht.domain import days
    from naht.services import records, removal, summary
    from naht.store.reading.find import identify

    with context.writing() as unit:
        ident = identify(unit.con, noun, given.text("id") or "", worker=unit.worker, writing=True)
        if ends := given.text("ends"):
            day = days.parse_day(ends, context.today, ahead=True, steps=True)
            done = records.edit(unit, noun, ident, {noun.until: day})
            echo: Text = summary.line(unit, noun, done.record)
        else:
            removed = removal.remove(unit, noun, ident).record
            echo = message("removed: {record}", record=summary.line(unit, noun, removed))
    streams.data(f"{ident}\n")
    context.say(echo)
