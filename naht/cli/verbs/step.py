"""``naht referral step ID STATE [DAY]``: records the next state of a referral, with its day."""

from naht.cli.context import Context
from naht.cli.given import Given
from naht.cli.parameters import ID, word
from naht.cli.verb import Verb
from naht.domain import days
from naht.domain.fields import Noun
from naht.domain.message import Day, Joined, message

_STATE = word("state", message("the new state"), message("STATE"), required=True,
              offers="values.valid")  # fmt: skip
_DAY = word("day", message("day, else today"), message("DAY"), offers="when.days")


def verb(noun: Noun) -> Verb:
    parameters = (ID, _STATE._replace(field=noun.field("state")), _DAY)
    text = message("record a new state")
    return Verb(f"{noun.name} step", text, parameters, lambda context, given: _run(context, noun, given), noun)


def _run(context: Context, noun: Noun, given: Given) -> None:
    """Keep a new state of one referral."""
    from naht.cli import recording, typed
    from naht.services import records, summary
    from naht.store.reading.find import identify
    from naht.store.reading.vocabulary import read_vocabulary

    text = given.text("day")
    day = days.parse_day(text, context.today, steps=True) if text else context.today.isoformat()
    with context.writing() as unit:
        ident = identify(unit.con, noun, given.text("id") or "", worker=unit.worker, writing=True)
        state = typed.resolve(noun.field("state"), given.text("state") or "", read_vocabulary(unit.con, noun))
        done = records.edit(unit, noun, ident, {"state": state, "since": day})
        since = message("state since {day}", day=Day(day, weekday=True))
        echo = Joined((summary.line(unit, noun, done.record), since), " · ")
    recording.tell(context, [ident], [echo], done.notes)
