"""``naht NOUN remove ID…``: removes records that nothing refers to; ``--ends DAY`` ends a word and the like instead.

``--where`` means the records of a filter instead. All of them go in one step, or none.
"""

from naht.cli.context import Context
from naht.cli.given import Given
from naht.cli.parameters import IDS, option
from naht.cli.selection import WHERE, YES, Problems, chosen, named, tell
from naht.cli.verb import Verb
from naht.domain.fields import Noun
from naht.domain.message import Text, message
from naht.store.journal.unit import Unit

_ENDS = option(
    "ends",
    message("instead of removing it: valid until this day"),
    message("DAY"),
    offers="when.days_ahead",
)


def verb(noun: Noun) -> Verb:
    where = (WHERE._replace(excludes=(IDS.key,)), YES)
    parameters = (IDS, *([_ENDS] if noun.until else []), *where)
    text = message("remove {nouns}", nouns=noun.titles)
    return Verb(f"{noun.name} remove", text, parameters, lambda context, given: _run(context, noun, given), noun)


def _run(context: Context, noun: Noun, given: Given) -> None:
    """Remove the records, or end them."""
    from naht.domain import days

    confirmed = chosen(context, noun, given)
    ends = given.text("ends")
    day = days.parse_day(ends, context.today, ahead=True, steps=True) if ends else ""
    with context.writing() as unit:
        ids = given.texts("id")
        idents = confirmed.verified(unit) if confirmed else named(unit.con, noun, ids, unit.worker, writing=True)
        problems, echoes = Problems(len(idents)), []
        for ident in idents:
            with problems.of(ident):
                echoes.append(_remove(unit, noun, ident, day))
        problems.require_none()
    tell(context, idents, echoes)


def _remove(unit: Unit, noun: Noun, ident: str, day: str) -> Text:
    """Remove a record, or end it on a day; returns what is told of it."""
    from naht.services import records, removal, summary

    if day:
        return summary.line(unit, noun, records.edit(unit, noun, ident, {noun.until: day}).record)
    return message("removed: {record}", record=summary.line(unit, noun, removal.remove(unit, noun, ident).record))
