"""``naht redo``: do again what the last undo took back."""

from typing import Any

from naht.cli import build
from naht.cli.context import Context
from naht.cli.verbs.undo import take, tell
from naht.services import undoing


def command(name: str, lang: str, help_text: str, _noun: str) -> Any:
    return build.make(name, name, help_text, [], run, lang)


def run(context: Context, _given: dict[str, Any]) -> None:
    """Redo one step."""
    with context.writing() as unit:
        done = take(unit, undoing.next_redo(unit.con, unit.worker), again=True)
        done = done._replace(entry=undoing.origin(unit.con, done.entry))
    tell(context, done, "wiederhergestellt", "done again")
