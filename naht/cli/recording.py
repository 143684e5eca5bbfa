"""Records a line: writes its records in one unit, prints their ids as data, and the summary and the notes beside them.

``add``, ``again``, a sheet and the dialog all record through here.
"""

from collections.abc import Callable

from naht.cli.context import Context
from naht.cli.given import Given
from naht.domain.errors import RepeatedSource
from naht.domain.fields import Noun
from naht.domain.message import Joined, message
from naht.domain.table import Note
from naht.domain.words import Typed
from naht.output import streams
from naht.services import records, summary
from naht.store.journal.unit import Unit
from naht.store.reading import lookup, rows

Read = Callable[[Unit], Typed]


def record(context: Context, noun: Noun, read: Read) -> None:
    """Add the record that ``read`` returns, as often as it says, in one unit; print ids, summary and notes."""
    lines: list[Joined] = []
    notes: list[Note] = []
    idents: list[str] = []
    with context.writing() as unit:
        line = read(unit)
        if ident := _of_source(unit, noun, line):
            idents, lines = [ident], [summary.line(unit, noun, rows.get(unit.con, noun, ident))]
            notes.append(Note(message("there already, nothing recorded: this source has a record")))
            line = line._replace(times=0)
        for _ in range(line.times):
            done = records.add(unit, noun, line.record)
            idents.append(done.id)
            notes += [note for note in done.notes if note not in notes]
            lines.append(summary.line(unit, noun, done.record))
    tell(context, idents, lines, notes)


def preview(context: Context, noun: Noun, read: Read) -> None:
    """Print summary and notes of the record that ``read`` returns, as it would be; nothing is written."""
    with context.asking() as unit:
        line = read(unit)
        if ident := _of_source(unit, noun, line):
            done = records.Done(ident, rows.get(unit.con, noun, ident), [])
        else:
            done = records.verify(unit, noun, line.record)
        lines = [summary.line(unit, noun, done.record)] * line.times
    tell(context, [done.id] if done.id else [], lines, done.notes)
    context.say(message("{new} would be recorded; nothing was written", new=0 if done.id else line.times))


def _of_source(unit: Unit, noun: Noun, line: Typed) -> str | None:
    """The id of the record that has the source of this line already. Raises RepeatedSource."""
    source = line.record.text("source_key") if noun.has("source_key") else ""
    if source and line.times > 1:
        raise RepeatedSource(times=f"{line.times}x")
    return lookup.by_source(unit.con, noun.table, source) if source else None


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
