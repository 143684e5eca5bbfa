"""``naht referral step ID STATE [DAY]``: the next state of a referral, with the day it was reached."""

from typing import Any

from naht.cli import build, typed
from naht.cli.context import Context
from naht.cli.verbs.add import tell
from naht.domain import days
from naht.domain.message import Day, Joined, message
from naht.domain.nouns import noun as named
from naht.services import records, summary
from naht.store.reading.find import identify
from naht.store.reading.vocabulary import vocabulary


def command(name: str, lang: str, help_text: str, _noun: str) -> Any:
    german = lang == "de"
    parameters = [
        build.argument("id", "Kennung, @ ist der letzte" if german else "id, @ is the last one", required=True),
        build.argument("state", "neuer Stand" if german else "the new state", required=True),
        build.argument("day", "Tag, sonst heute" if german else "day, else today"),
    ]  # fmt: skip
    return build.make(name, "referral step", help_text, parameters, run, lang)


def run(context: Context, given: dict[str, Any]) -> None:
    """Keep a new state of one referral."""
    noun = named("referral")
    day = days.parse_day(given["day"], context.today, steps=True) if given.get("day") else context.today.isoformat()
    with context.writing() as unit:
        ident = identify(unit.con, noun, given["id"], worker=unit.worker, writing=True)
        state = typed.resolve(noun.field("state"), given["state"], vocabulary(unit.con, noun))
        done = records.edit(unit, noun, ident, {"state": state, "since": day})
        since = message("state since {day}", day=Day(day, weekday=True))
        said = Joined((summary.line(unit, noun, done.record), since), " · ")
    tell(context, [ident], [said], done.notes)
