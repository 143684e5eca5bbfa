"""``naht v -``: a sheet of lines from stdin, each a record in the words of the command line.

All lines are read and checked before any is kept: one transaction, one step of the journal, or a list of what is
wrong. A sheet may be fed again; what is there already is skipped and named.
"""

from collections.abc import Iterator
from typing import NamedTuple

from naht.cli import typed
from naht.cli.ask import stdin
from naht.cli.context import Context
from naht.cli.given import Given
from naht.domain.errors import BadLines, BadUsage, HeadingWithoutDay, NahtError, NoDay, RepeatedHeading
from naht.domain.fields import Noun
from naht.domain.message import Joined, Text, message
from naht.domain.record import Record
from naht.domain.sheet import Line, absolute, lines
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


class Outcome(NamedTuple):
    """What became of a line of the sheet, and how it is told."""

    number: int
    kept: Kept
    echo: Text


def run(context: Context, noun: Noun, given: Given) -> None:
    """Record the sheet on stdin; further words and options of the command hold for every line of it."""
    if given.text("note") in ("-", "edit"):
        raise BadUsage(
            message("stdin is the sheet; a note cannot come from there as well."), command=f"naht {noun.name} add"
        )
    sheet = list(lines(stdin(context, message("Line by line"), message("WORDS"))))
    if len(sheet) > MANY:
        copy = backup(context.path, context.path.parent / FOLDER, context.at)
        context.say(message("backup made before: {path}", path=copy.path))
    with context.writing() as unit:
        base = typed.read(unit.con, noun, given.texts("words"), given, context.today).record
        reader = Reader(unit, noun, base, again=given.on("again"))
        outcomes = list(reader.outcomes(progress.over(sheet, len(sheet))))
        if reader.wrong:
            raise BadLines(reader.wrong, len(sheet))
    _tell(context, outcomes)


class Reader:
    """Reads a sheet line by line; what is wrong with one is kept in ``wrong``, and reading goes on."""

    def __init__(self, unit: Unit, noun: Noun, base: Record, *, again: bool) -> None:
        self.wrong: list[tuple[int, NahtError]] = []
        self._unit, self._noun, self._base = unit, noun, base
        self._sheet = Sheet(unit, noun, again=again)
        self._words = vocabulary(unit.con, noun)
        self._above: Record | None = Record(noun)  # what the heading says; None below one that cannot be read

    def outcomes(self, sheet: Iterator[Line]) -> Iterator[Outcome]:
        """What becomes of each record of the sheet."""
        shown = 0
        for line in sheet:
            try:
                kept = self._taken(line)
            except NahtError as error:
                self.wrong.append((line.number, error))
                continue
            echoed = bool(kept.new) and shown < SHOWN
            shown += echoed
            text: Text = summary.line(self._unit, self._noun, kept.new[0].record) if echoed else ""
            yield Outcome(line.number, kept, text)

    def _taken(self, line: Line) -> Kept:
        """What becomes of a line: of a heading nothing yet, of a comment nothing at all."""
        if line.marked and not line.heading:
            self._require_comment(line)
            return Kept([], [])
        self._above = None if line.heading else self._above
        understood = self._read(line)
        if not line.heading:
            return self._keep(understood)
        if understood.times > 1:
            raise RepeatedHeading(times=understood.times)
        self._above = understood.record
        return Kept([], [])

    def _require_comment(self, line: Line) -> None:
        """Raises HeadingWithoutDay for a comment that has nothing but words of the line: it was meant to say them."""
        try:
            typed.read(self._unit.con, self._noun, line.words, Given({}), self._unit.today, self._words)
        except NahtError:
            return
        self._above = None
        absolute(line.words, self._year)
        raise HeadingWithoutDay(words=" ".join(line.words))

    def _read(self, line: Line) -> Typed:
        words = absolute(line.words, "" if line.heading else self._year)
        return typed.read(self._unit.con, self._noun, words, Given({}), self._unit.today, self._words)

    @property
    def _year(self) -> str:
        """The year of the heading; none above the first."""
        return self._above.text(self._noun.day)[:4] if self._above else ""

    def _keep(self, understood: Typed) -> Kept:
        if self._above is None:  # whatever it says, its heading has to be mended first
            return Kept([], [])
        record = self._base | self._above | understood.record
        if not (self._noun.day and record.text(self._noun.day)):
            raise NoDay
        return self._sheet.keep(record, understood.times)


def _tell(context: Context, outcomes: list[Outcome]) -> None:
    """The new ids as data; beside them what was understood, line by line, and what was there already.

    Of a long sheet the first lines are told; a warning is told wherever it stands.
    """
    streams.data("".join(f"{done.id}\n" for one in outcomes for done in one.kept.new))
    untold = 0
    for one in outcomes:
        line = message("line {number}", number=one.number)
        if one.echo:
            times = f" · {len(one.kept.new)} x" if len(one.kept.new) > 1 else ""
            context.say(Joined((line, ": ", one.echo, times), ""))
        notes = one.kept.new[0].notes if one.kept.new else []
        shown = [note for note in notes if one.echo or note.warning]
        untold += len(notes) - len(shown)
        context.tell([Note(Joined((line, note.message), ": "), note.warning) for note in shown])
    if untold:
        context.say(message("… and {untold} more notes", untold=untold))
    _tell_sum(context, outcomes)


def _tell_sum(context: Context, outcomes: list[Outcome]) -> None:
    new = sum(len(one.kept.new) for one in outcomes)
    old = [one for one in outcomes if one.kept.old]
    if old:
        numbers = ", ".join(f"{one.number} ({one.kept.old[0][:6]})" for one in old[:SHOWN])
        more = f" … +{len(old) - SHOWN}" if len(old) > SHOWN else ""
        context.say(message("there already, skipped: line {numbers}", numbers=numbers + more))
    if new:
        context.say(message("{new} recorded · take back: naht undo", new=new))
    else:
        context.say(message("nothing new recorded"))
