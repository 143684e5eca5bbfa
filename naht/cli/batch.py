"""``naht v -``: a sheet of lines from stdin, each a record in the words of the command line.

All lines are read and checked before any is kept: one transaction, one step of the journal, or a list of what is
wrong. A sheet may be fed again; what is there already is skipped and named.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from naht.cli import typed
from naht.cli.ask import stdin
from naht.cli.context import Context
from naht.cli.verbs.add import STDIN
from naht.domain.errors import BadLines, BadUsage, HeadingWithoutDay, NahtError, NoDay, RepeatedHeading
from naht.domain.fields import Noun
from naht.domain.message import Joined, Text
from naht.domain.record import Record
from naht.domain.sheet import Line, lines, require_absolute
from naht.domain.table import Note
from naht.domain.words import Typed
from naht.output import progress, streams
from naht.services import summary
from naht.services.sheet import Kept, Sheet
from naht.store.copies.backup import FOLDER, backup
from naht.store.journal.unit import Unit
from naht.store.reading.vocabulary import vocabulary

MANY = 100  # of so many lines a copy of the file is made before
SHOWN = 20  # so many records are told one by one


class Told(NamedTuple):
    """What became of a line of the sheet, and how it is told."""

    number: int
    kept: Kept
    echo: Text


def run(context: Context, noun: Noun, given: dict[str, Any]) -> None:
    """Record the sheet on stdin; further words and options of the command hold for every line of it."""
    if given.get("note") in ("-", "edit"):
        raise BadUsage(message_de="Von stdin kommt schon das Blatt, eine Notiz kann nicht auch von dort kommen.",
                       message_en="stdin is the sheet; a note cannot come from there as well.",
                       command=f"naht {noun.name} add")  # fmt: skip
    sheet = list(lines(stdin(context, ("Zeile für Zeile", "Line by line"), "WORDS")))
    words = [word for word in given["words"] if word != STDIN]
    if len(sheet) > MANY:
        copy = backup(context.path, context.path.parent / FOLDER, context.at)
        context.say(f"vorher gesichert: {copy.path}" if context.lang == "de" else f"backup made before: {copy.path}")
    with context.writing() as unit:
        base = typed.read(unit.con, noun, words, given, context.today).record
        reader = Reader(unit, noun, base, again=bool(given.get("again")))
        told = list(reader.told(progress.over(sheet, len(sheet))))
        if reader.wrong:
            raise BadLines(reader.wrong, len(sheet))
    _tell(context, told)


class Reader:
    """Reads a sheet line by line; what is wrong with one is kept in ``wrong``, and reading goes on."""

    def __init__(self, unit: Unit, noun: Noun, base: Record, *, again: bool) -> None:
        self.wrong: list[tuple[int, NahtError]] = []
        self._unit, self._noun, self._base = unit, noun, base
        self._sheet = Sheet(unit, noun, again=again)
        self._words = vocabulary(unit.con, noun)
        self._above: Record | None = Record(noun)  # what the heading says; None below one that cannot be read

    def told(self, sheet: Iterator[Line]) -> Iterator[Told]:
        """What becomes of each record of the sheet."""
        shown = 0
        for line in sheet:
            try:
                kept = self._taken(line)
            except NahtError as error:
                self.wrong.append((line.number, error))
                continue
            said = bool(kept.new) and shown < SHOWN
            shown += said
            text: Text = summary.line(self._unit, self._noun, kept.new[0].record) if said else ""
            yield Told(line.number, kept, text)

    def _taken(self, line: Line) -> Kept:
        """What becomes of a line: of a heading nothing yet, of a comment nothing at all."""
        if line.marked and not line.heading:
            self._require_comment(line)
            return Kept([], [])
        self._above = None if line.heading else self._above
        found = self._read(line)
        if not line.heading:
            return self._keep(found)
        if found.times > 1:
            raise RepeatedHeading(times=found.times)
        self._above = found.record
        return Kept([], [])

    def _require_comment(self, line: Line) -> None:
        """Raises HeadingWithoutDay for a comment that has nothing but words of the line: it was meant to say them."""
        try:
            typed.read(self._unit.con, self._noun, line.words, {}, self._unit.today, self._words)
        except NahtError:
            return
        self._above = None
        require_absolute(line.words)
        raise HeadingWithoutDay(words=" ".join(line.words))

    def _read(self, line: Line) -> Typed:
        require_absolute(line.words)
        return typed.read(self._unit.con, self._noun, line.words, {}, self._unit.today, self._words)

    def _keep(self, found: Typed) -> Kept:
        if self._above is None:  # whatever it says, its heading has to be mended first
            return Kept([], [])
        record = self._base | self._above | found.record
        if not (self._noun.day and record.text(self._noun.day)):
            raise NoDay
        return self._sheet.keep(record, found.times)


def _tell(context: Context, told: list[Told]) -> None:
    """The new ids as data; beside them what was understood, line by line, and what was there already.

    Of a long sheet the first lines are told; a warning is told wherever it stands.
    """
    german = context.lang == "de"
    streams.data("".join(f"{done.id}\n" for one in told for done in one.kept.new))
    untold = 0
    for one in told:
        line = f"{'Zeile' if german else 'line'} {one.number}"
        if one.echo:
            times = f" · {len(one.kept.new)} x" if len(one.kept.new) > 1 else ""
            context.say(Joined((line, ": ", one.echo, times), ""))
        notes = one.kept.new[0].notes if one.kept.new else []
        said = [note for note in notes if one.echo or note.warning]
        untold += len(notes) - len(said)
        context.tell([Note(Joined((line, note.message), ": "), note.warning) for note in said])
    if untold:
        context.say(f"… und {untold} weitere Hinweise" if german else f"… and {untold} more notes")
    _sum(context, told)


def _sum(context: Context, told: list[Told]) -> None:
    new = sum(len(one.kept.new) for one in told)
    old = [one for one in told if one.kept.old]
    german = context.lang == "de"
    if old:
        numbers = ", ".join(f"{one.number} ({one.kept.old[0][:6]})" for one in old[:SHOWN])
        more = f" … +{len(old) - SHOWN}" if len(old) > SHOWN else ""
        context.say(f"{'schon da, übersprungen: Zeile' if german else 'there already, skipped: line'} {numbers}{more}")
    if new:
        context.say(f"{new} aufgenommen · zurück: naht undo" if german else f"{new} recorded · take back: naht undo")
    else:
        context.say("nichts Neues aufgenommen" if german else "nothing new recorded")
