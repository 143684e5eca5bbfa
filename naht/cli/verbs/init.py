"""``naht init``: a new file from a profile; at a terminal the questions of ``naht setup`` follow."""

from naht.cli.context import Context
from naht.cli.given import Given
from naht.cli.parameters import option
from naht.cli.verb import Verb
from naht.cli.verbs.setup import YES, ask, asks
from naht.domain.message import Joined, message
from naht.domain.nouns import noun as named
from naht.domain.settings import RECORDING_SINCE
from naht.domain.table import Filter
from naht.output import streams
from naht.output.language import say

_PROFILE = option("profile", message("profile: weimar, blank or a folder"),
                  "NAME", usual="weimar", offers="values.profiles")  # fmt: skip


def _run(context: Context, given: Given) -> None:
    """Make the file, or nothing."""
    from naht.services import profile
    from naht.services.rules.office import change_setting
    from naht.store.file import location
    from naht.store.file.creation import make_file
    from naht.store.reading import settings

    tables = profile.load(given.text("profile") or _PROFILE.usual)
    location.refuse_unsafe(context.path)
    with make_file(context.path) as draft, context.writing(draft) as unit:
        profile.apply(unit, tables)
        if not settings.get(unit.con, RECORDING_SINCE):
            change_setting(unit, RECORDING_SINCE, context.today.isoformat())
        context.adopt(unit.con, writing=True)
    streams.data(f"{context.path}\n")
    if asks(context, given):
        ask(context)
    _tell_assumptions(context)


def _tell_assumptions(context: Context) -> None:
    """What holds as long as nobody changes it, how it is changed, and what to try first."""
    from naht.services import setup
    from naht.store.reading import rows

    with context.reading() as con:
        terms = rows.fetch(con, named("term"), Filter(), (named("term").field("assumed"),))
        questions = setup.questions(con)
        place = next((d.id for d in rows.fetch(con, named("district"), Filter(), ())), "")
    for question in questions:
        asked = say(question.text, context.lang).rstrip("?")
        context.say(Joined((Joined((asked, question.answer or "–"), ": "), question.command), "  ·  "))
    for term in terms:
        if what := term.text("assumed"):
            context.say(message("assumed, {term}: {what}  ·  naht term edit {term} …", term=term.id, what=what))
    context.say(message("All questions once more: naht setup. To try first:"))
    for line, meaning in (
        (f"naht v {place} 20m", message("a contact without a name")),
        (f"naht k w 1985 {place}", message("a person; what comes out is their code")),
        ("naht v @ hausbesuch 45m", message("a home visit there")),
        ("naht undo", message("takes back the last one")),
        ("naht report", message("last month's figures")),
    ):
        context.say(Joined((f"  {line:27}", meaning), ""))


VERB = Verb("init", message("make a new file"), (_PROFILE, YES), _run)
