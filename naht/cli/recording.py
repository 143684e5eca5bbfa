"""Records a line: writes its records in one unit, prints their ids as data, and the summary and the notes beside them.

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
    """Add the record that ``read`` returns, as often as it says, in one unit; print ids, summary and notes."""
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


def with_note(context: Context, given: Given, old: str = "") -> Given:
    """The line with the text of its note, which may come from stdin or the editor; ``old`` is the note to edit."""
    if "note" not in given:
        return given
    from naht.cli import ask

    return ask.note(context, given, old)


def tell(context: Context, idents: list[str], lines: list[Joined], notes: list[Note]) -> None:
    """Print the ids as data, and beside them the first of the summary ``lines`` and the notes."""
    streams.data("".join(f"{ident}\n" for ident in idents))
    if lines:
        times = f" · {len(lines)} x" if len(lines) > 1 else ""
        context.say(Joined((lines[0], times), ""))
    context.tell(notes)
