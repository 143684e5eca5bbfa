"""``naht migrate``: bring a file of an older naht up to date, after a copy of it."""

from naht.cli.context import Context
from naht.cli.given import Given
from naht.cli.verb import Verb
from naht.domain.message import message
from naht.output import streams
from naht.store.copies.migrate import migrate


def _run(context: Context, _given: Given) -> None:
    """Bring the file up to date; the path of the copy is the data."""
    copy = migrate(context.path, context.op())
    if copy is None:
        context.say(message("The file is up to date."))
        return
    streams.data(f"{copy}\n")
    context.say(message("Updated; the file as it was: {copy}", copy=copy))


VERB = Verb("migrate", message("bring an older file up to date"), (), _run)
