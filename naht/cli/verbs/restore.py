"""``naht restore FILE``: a backup takes the place of the file; what was there stays beside it."""

from pathlib import Path
from typing import Any

from naht.cli import build
from naht.cli.context import Context
from naht.output import streams
from naht.store.copies.restore import restore


def command(name: str, lang: str, help_text: str, _noun: str) -> Any:
    german = lang == "de"
    parameters = [
        build.argument("file", "die Sicherung (naht backup list)" if german else "the backup (naht backup list)",
                       required=True),
    ]  # fmt: skip
    return build.make(name, "restore", help_text, parameters, run, lang)


def run(context: Context, given: dict[str, Any]) -> None:
    """Restore a backup as the office's file."""
    kept = restore(Path(given["file"]), context.path, context.op())
    streams.data(f"{context.path}\n")
    german = context.lang == "de"
    if kept is None:
        context.say("Zurückgeholt." if german else "Restored.")
    else:
        context.say(f"Zurückgeholt; was vorher galt, liegt in {kept}" if german else f"Restored; as it was: {kept}")
