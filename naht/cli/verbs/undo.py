"""``naht undo [STEP]`` takes back the worker's last step, or one by its number; ``naht redo`` does it again."""

from naht.cli.context import Context
from naht.cli.given import Given
from naht.cli.parameters import word
from naht.cli.verb import Verb
from naht.domain.errors import BadUsage
from naht.domain.ids import step_number
from naht.domain.message import Text, message
from naht.output import streams
from naht.services import undoing
from naht.services.undoing import Undone
from naht.store.journal.unit import Unit

_STEP = word("step", message("number of the step (naht log)"), message("STEP"),
             offers="values.steps")  # fmt: skip


def _undo(context: Context, given: Given) -> None:
    """Undo one step."""
    with context.writing() as unit:
        number = _step(given.text("step"))
        undone = _take(unit, undoing.next_undo(unit.con, unit.worker) if number is None else number)
    _tell(context, undone, message("undone: step {step}, {command}", step=undone.entry.n, command=undone.entry.command))


def _redo(context: Context, _given: Given) -> None:
    """Redo the step that was undone last."""
    with context.writing() as unit:
        undone = _take(unit, undoing.next_redo(unit.con, unit.worker), again=True)
        undone = undone._replace(entry=undoing.origin(unit.con, undone.entry))
    _tell(
        context,
        undone,
        message("done again: step {step}, {command}", step=undone.entry.n, command=undone.entry.command),
    )


def _step(text: str | None) -> int | None:
    """The step typed, None for the last. Raises BadUsage."""
    if text is None:
        return None
    if (number := step_number(text)) is None:
        raise BadUsage(message("“{text}” is not the number of a step.", text=text), command="naht undo")
    return number


def _take(unit: Unit, number: int, *, again: bool = False) -> Undone:
    """Take a step back and let the unit's op say so."""
    undone = undoing.take_back(unit, number, again=again)
    unit.undo(number)
    return undone


def _tell(context: Context, undone: Undone, text: Text) -> None:
    """Print the ids of the changed rows as data, and the step beside them."""
    rows = list(dict.fromkeys(change.row.split("/")[0] for change in undone.changes))
    streams.data("".join(f"{row}\n" for row in rows))
    context.say(text)


VERB = Verb("undo", message("take the last step back"), (_STEP,), _undo)
REDO = Verb("redo", message("do again what was undone"), (), _redo)
