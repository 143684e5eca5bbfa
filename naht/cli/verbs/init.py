"""``naht init``: a new file from a profile."""

from naht.cli.context import Context
from naht.cli.given import Given
from naht.cli.parameters import option
from naht.cli.verb import Verb
from naht.domain.message import message
from naht.domain.nouns import noun as named
from naht.domain.table import Filter
from naht.output import streams

_PROFILE = option("profile", message("profile: weimar, blank or a folder"),
                  "NAME", usual="weimar", offers="values.profiles")  # fmt: skip


def _run(context: Context, given: Given) -> None:
    """Make the file, or nothing."""
    from naht.services import profile
    from naht.store.file import location
    from naht.store.file.creation import make_file
    from naht.store.reading import rows

    tables = profile.load(given.text("profile") or _PROFILE.usual)
    location.refuse_unsafe(context.path)
    with make_file(context.path) as draft, context.writing(draft) as unit:
        profile.apply(unit, tables)
        context.adopt(unit.con, writing=True)
        assumed = rows.fetch(unit.con, named("term"), Filter(), (named("term").field("assumed"),))
    streams.data(f"{context.path}\n")
    for term in assumed:
        if what := term.text("assumed"):
            context.say(message("assumed, {term}: {what}", term=term.id, what=what))
    context.say(message("Made. Change it: naht term edit …  ·  start: naht visit add --help"))


VERB = Verb("init", message("make a new file"), (_PROFILE,), _run)
