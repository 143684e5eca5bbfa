"""``naht undo [STEP]``: take back the last recording, or one step by its number; says what it took back."""

from typing import Any

from naht.cli import build
from naht.cli.context import Context
from naht.domain.errors import BadUsage
from naht.output import streams
from naht.services import undoing
from naht.services.undoing import Undone
from naht.store.journal.unit import Unit

DIGITS = 12


def command(name: str, lang: str, help_text: str, _noun: str) -> Any:
    parameters = [
        build.argument("step", "Nummer des Schritts (naht log)" if lang == "de" else "number of the step (naht log)"),
    ]
    return build.make(name, name, help_text, parameters, run, lang)


def run(context: Context, given: dict[str, Any]) -> None:
    """Undo one step."""
    with context.writing() as unit:
        number = step(given)
        done = take(unit, undoing.next_undo(unit.con, unit.worker) if number is None else number)
    tell(context, done, "zurückgenommen", "undone")


def step(given: dict[str, Any]) -> int | None:
    """The step typed, None for the last. Raises BadUsage."""
    text = given.get("step")
    if text is None:
        return None
    if not text.isascii() or not text.isdecimal() or len(text) > DIGITS:
        raise BadUsage(message_de=f"„{text}“ ist keine Nummer eines Schritts.",
                       message_en=f"“{text}” is not the number of a step.", command="naht undo")  # fmt: skip
    return int(text)


def take(unit: Unit, number: int, *, again: bool = False) -> Undone:
    """Take a step back and let the unit's op say so."""
    done = undoing.take_back(unit, number, again=again)
    unit.undo(number)
    return done


def tell(context: Context, done: Undone, german: str, english: str) -> None:
    """The rows as data, the step beside them."""
    rows = list(dict.fromkeys(change.row.split("/")[0] for change in done.changes))
    streams.data("".join(f"{row}\n" for row in rows))
    verb = german if context.lang == "de" else english
    word = "Schritt" if context.lang == "de" else "step"
    context.say(f"{verb}: {word} {done.entry.n}, {done.entry.command}")
