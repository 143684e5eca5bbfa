"""Recording: a line becomes records, their ids are data, what was understood is told beside them.

``add``, ``again``, a sheet and the dialog all record through here.
"""

from collections.abc import Callable

from naht.cli.context import Context
from naht.cli.given import Given
from naht.domain.fields import Noun
from naht.domain.message import Joined
from naht.domain.table import Note
from naht.domain.words import Typed
from naht.output import streams
from naht.services import records, summary
from naht.store.journal.unit import Unit

Read = Callable[[Unit], Typed]


def record(context: Context, noun: Noun, read: Read) -> None:
    """Record what ``read`` understands, as often as it says, in one step; tell what was understood."""
    lines: list[Joined] = []
    notes: list[Note] = []
    idents: list[str] = []
    with context.writing() as unit:
        line = read(unit)
        for _ in range(line.times):
            done = records.add(unit, noun, line.record)
            idents.append(done.id)
            notes += [note for note in done.notes if note not in notes]
            lines.append(summary.line(unit, noun, done.record))
    tell(context, idents, lines, notes)


def noted(context: Context, given: Given, old: str = "") -> Given:
    """The line with the text of its note, where it asks for one by stdin or editor; ``old`` is what it edits."""
    if "note" not in given:
        return given
    from naht.cli import ask

    return ask.note(context, given, old)


def tell(context: Context, idents: list[str], lines: list[Joined], notes: list[Note]) -> None:
    """Ids as data; one line of what was understood, and the notes, beside them."""
    streams.data("".join(f"{ident}\n" for ident in idents))
    if lines:
        times = f" · {len(lines)} x" if len(lines) > 1 else ""
        context.say(Joined((lines[0], times), ""))
    context.tell(notes)
