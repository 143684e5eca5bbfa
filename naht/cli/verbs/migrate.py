"""``naht migrate``: bring a file of an older naht up to date, after a copy of it."""

from typing import Any

from naht.cli import build
from naht.cli.context import Context
from naht.output import streams
from naht.store.copies.migrate import migrate


def command(name: str, lang: str, help_text: str, _noun: str) -> Any:
    return build.make(name, "migrate", help_text, [], run, lang)


def run(context: Context, _given: dict[str, Any]) -> None:
    """Bring the file up to date; the path of the copy is the data."""
    copy = migrate(context.path, context.op())
    german = context.lang == "de"
    if copy is None:
        context.say("Die Datei ist auf dem neuesten Stand." if german else "The file is up to date.")
        return
    streams.data(f"{copy}\n")
    context.say(f"Aktualisiert; die Datei, wie sie war: {copy}" if german else f"Updated; the file as it was: {copy}")
