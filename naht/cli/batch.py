"""``naht v -``: a sheet of lines from stdin, each a record in the words of the command line.

First all lines are read and checked, words and rules, while others may write. Then all are kept in one transaction, one
step of the journal, and the rules are asked once more: or there is a list of what is wrong, and nothing is kept. A
sheet may be fed again; what is there already is skipped and named.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from naht.cli import typed
from naht.cli.ask import stdin
from naht.cli.context import Context
from naht.cli.given import Given
from naht.domain.errors import BadLines, BadUsage, HeadingWithoutDay, LongSheet, NahtError, NoDay, RepeatedHeading
from naht.domain.fields import Noun
from naht.domain.message import Joined, Text, message
from naht.domain.record import Record
from naht.domain.sheet import MOST, Line, absolute, lines
from naht.domain.table import Note
from naht.domain.words import Typed, Vocabulary
from naht.output import progress, streams
from naht.services import summary
from naht.services.sheet import Kept, Sheet
from naht.store.copies.backup import FOLDER, backup
from naht.store.journal.unit import Unit
from naht.store.reading.vocabulary import read_vocabulary

MANY = 100  # before so many records a copy of the file is made
SHOWN = 20  # so many records are told one by one, and so many lines that are wrong


class Entry(NamedTuple):
    """A line that has been checked: what is to be recorded, and how often."""

    number: int
    record: Record
    times: int


class Outcome(NamedTuple):
    """What became of a line of the sheet, and how it is told."""

    number: int
    new: list[str]
    old: list[str]
    notes: list[Note]
    echo: Text


class Wrong:
    """The lines that are not in order: the first of them with what is wrong, of all the number."""

    def __init__(self) -> None:
        self.first: list[tuple[int, NahtError]] = []
        self.bad = 0

    @contextmanager
    def of(self, number: int) -> Iterator[None]:
        """Whatever is wrong with this line is noted."""
        try:
            yield
        except NahtError as error:
            self.bad += 1
            if self.bad <= SHOWN:
                self.first.append((number, error))

    def require_none(self, whole: int) -> None:
        """Raises BadLines."""
        if self.bad:
            raise BadLines(self.first, self.bad, whole)


def run(context: Context, noun: Noun, given: Given) -> None:
    """Record the sheet on stdin; further words and options of the command hold for every line of it."""
    if given.text("note") in ("-", "edit"):
        raise BadUsage(
            message("stdin is the sheet; a note cannot come from there as well."), command=f"naht {noun.name} add"
        )
    text = stdin(context, message("Line by line"), message("WORDS"))
    with context.asking() as unit:
        entries = Reader(unit, noun, given).read(text)
    if sum(entry.times for entry in entries) >= MANY:
        copy = backup(context.path, context.path.parent / FOLDER, context.at)
        context.say(message("backup made before: {path}", path=copy.path))
    with context.writing() as unit:
        outcomes = _keep(unit, noun, entries, again=given.on("again"))
    _tell(context, outcomes)


def _keep(unit: Unit, noun: Noun, entries: list[Entry], *, again: bool) -> list[Outcome]:
    """Record all lines. Raises BadLines where the file has changed since they were checked."""
    sheet, wrong, shown = Sheet(unit, noun, again=again), Wrong(), 0
    outcomes: list[Outcome] = []
    for entry in progress.over(entries, len(entries)):
        with wrong.of(entry.number):
            kept = sheet.keep(entry.record, entry.times)
            echoed = bool(kept.new) and shown < SHOWN
            shown += echoed
            outcomes.append(_outcome(unit, noun, entry.number, kept, echoed=echoed))
    wrong.require_none(len(entries))
    return outcomes


def _outcome(unit: Unit, noun: Noun, number: int, kept: Kept, *, echoed: bool) -> Outcome:
    echo: Text = summary.line(unit, noun, kept.new[0].record) if echoed else ""
    notes = kept.new[0].notes if kept.new else []
    return Outcome(number, [done.id for done in kept.new], kept.old, notes, echo)


class Reader:
    """Reads a sheet line by line and asks the rules of each; what is wrong with one is noted, and reading goes on."""

    def __init__(self, unit: Unit, noun: Noun, given: Given) -> None:
        self._unit, self._noun = unit, noun
        self._words = read_vocabulary(unit.con, noun)
        self._plain = Vocabulary(self._words.all, hints=False)
        self._base = typed.read(unit.con, noun, given.texts("words"), given, unit.today, self._words).record
        self._sheet = Sheet(unit, noun, again=given.on("again"))
        self._above: Record | None = Record(noun)  # what the heading says; None below one that cannot be read
        self._wrong = Wrong()

    def read(self, text: str) -> list[Entry]:
        """The records of the sheet. Raises BadLines, LongSheet or LongLine."""
        entries: list[Entry] = []
        whole = records = 0
        for line in progress.over(lines(text), text.count("\n") + 1):
            whole += 1
            with self._wrong.of(line.number):
                if entry := self._entry(line):
                    entries.append(entry)
                    records += entry.times
            if records > MOST:
                raise LongSheet(most=MOST)
        self._wrong.require_none(whole)
        return entries

    def _entry(self, line: Line) -> Entry | None:
        """The record of a line; of a heading none yet, of a comment none at all."""
        if line.marked and not line.heading:
            self._require_comment(line)
            return None
        self._above = None if line.heading else self._above
        understood = self._understand(line)
        if not line.heading:
            return self._checked(line.number, understood)
        if understood.times > 1:
            raise RepeatedHeading(times=understood.times)
        self._above = understood.record
        return None

    def _require_comment(self, line: Line) -> None:
        """Raises HeadingWithoutDay for a comment that has nothing but words of the line: it was meant to say them."""
        try:
            typed.read(self._unit.con, self._noun, line.words, Given({}), self._unit.today, self._plain)
        except NahtError:
            return
        self._above = None
        absolute(line.words, self._year)
        raise HeadingWithoutDay(words=" ".join(line.words))

    def _understand(self, line: Line) -> Typed:
        words = absolute(line.words, "" if line.heading else self._year)
        vocabulary_ = self._plain if self._wrong.bad >= SHOWN else self._words  # hints that nobody would see
        return typed.read(self._unit.con, self._noun, words, Given({}), self._unit.today, vocabulary_)

    @property
    def _year(self) -> str:
        """The year of the heading; none above the first."""
        return self._above.text(self._noun.day)[:4] if self._above else ""

    def _checked(self, number: int, understood: Typed) -> Entry | None:
        """The record with what its heading and the command say; none where the heading has to be mended first."""
        if self._above is None:
            return None
        record = self._base | self._above | understood.record
        if not (self._noun.day and record.text(self._noun.day)):
            raise NoDay
        self._sheet.verify(record, understood.times)
        return Entry(number, record, understood.times)


def _tell(context: Context, outcomes: list[Outcome]) -> None:
    """The new ids as data; beside them what was understood, line by line, and what was there already.

    Of a long sheet the first lines are told; a warning is told wherever it stands.
    """
    streams.data("".join(f"{done}\n" for one in outcomes for done in one.new))
    untold = 0
    for one in outcomes:
        line = message("line {number}", number=one.number)
        if one.echo:
            times = f" · {len(one.new)} x" if len(one.new) > 1 else ""
            context.say(Joined((line, ": ", one.echo, times), ""))
        shown = [note for note in one.notes if one.echo or note.warning]
        untold += len(one.notes) - len(shown)
        context.tell([Note(Joined((line, note.message), ": "), note.warning) for note in shown])
    if untold:
        context.say(message("… and {untold} more notes", untold=untold))
    _tell_sum(context, outcomes)


def _tell_sum(context: Context, outcomes: list[Outcome]) -> None:
    new = sum(len(one.new) for one in outcomes)
    old = [one for one in outcomes if one.old]
    if old:
        numbers = ", ".join(f"{one.number} ({one.old[0][:6]})" for one in old[:SHOWN])
        more = f" … +{len(old) - SHOWN}" if len(old) > SHOWN else ""
        context.say(message("there already, skipped: line {numbers}", numbers=numbers + more))
    if new:
        context.say(message("{new} recorded · take back: naht undo", new=new))
    else:
        context.say(message("nothing new recorded"))
