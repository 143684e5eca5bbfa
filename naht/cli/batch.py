"""``naht v -``: a sheet of lines from stdin, each a record in the words and options of the command line.

First all lines are read and checked, words and rules, while others may write; ``--dry-run`` shows what they would be
and ends there. Then all are kept in one transaction, one step of the journal, and the rules are asked once more: or
there is a list of what is wrong, and nothing is kept. A sheet may be fed again (:mod:`naht.services.sheet` says when it
is known); what is there already is skipped and named.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from naht.cli import plain, typed
from naht.cli.ask import stdin
from naht.cli.context import Context
from naht.cli.given import Given
from naht.cli.parameters import WORDS, field_option, given_fields
from naht.cli.verb import Parameter, check
from naht.domain.errors import (
    BadLines,
    BadUsage,
    HeadingOfOne,
    HeadingWithoutDay,
    LongSheet,
    NahtError,
    NoDay,
    NoteAlone,
    RepeatedHeading,
    RepeatedSource,
    UnfitOption,
)
from naht.domain.fields import Noun
from naht.domain.ids import SHOWN as ID_SHOWN
from naht.domain.kinds import DAY
from naht.domain.message import Joined, Text, counted, message
from naht.domain.record import Record
from naht.domain.sheet import MOST, Line, absolute, lines
from naht.domain.table import Note
from naht.domain.words import Typed, Vocabulary
from naht.output import progress, streams
from naht.services import summary
from naht.services.sheet import Entry, Kept, Sheet, mark
from naht.store.copies.backup import FOLDER, backup
from naht.store.journal.unit import Unit
from naht.store.reading.vocabulary import read_vocabulary

MANY = 100  # before so many records a copy of the file is made
SHOWN = 20  # so many records are told one by one, and so many lines that are wrong


class Outcome(NamedTuple):
    """What became of a line of the sheet, and how it is told."""

    number: int
    ids: list[str]
    new: int
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
            first = sorted(self.first, key=lambda line: line[0])[:SHOWN]  # what cannot be read, and what rules refuse
            raise BadLines(first, self.bad, whole)


def run(context: Context, noun: Noun, given: Given) -> None:
    """Record the sheet on stdin; further words and options of the command hold for every line of it."""
    _require_no_stdin(noun, given)
    text = stdin(context, message("Line by line"), message("WORDS"))
    name, again, dry, wrong = given.text("source_key") or "", given.on("again"), given.on("dry_run"), Wrong()
    with context.asking() as unit:
        entries, whole = Reader(unit, noun, given.having("source_key", []), wrong).read(text)
        sheet = Sheet(unit, noun, entries, name=name, again=again)
        outcomes = _each(sheet, entries, sheet.verify, wrong, SHOWN if dry else 0)
        wrong.require_none(whole)
    if dry:
        _tell(context, sheet, outcomes)
        new = sum(one.new for one in outcomes)
        context.say(message("{new} would be recorded; nothing was written", new=new))
        return
    if sum(entry.times for entry in entries) >= MANY:
        copy = backup(context.path, context.path.parent / FOLDER, context.at)
        context.say(message("backup made before: {path}", path=copy.path))
    with context.writing() as unit:
        sheet = Sheet(unit, noun, entries, name=name, again=again)
        outcomes = _each(sheet, entries, sheet.keep, wrong, SHOWN)
        wrong.require_none(whole)
    _tell(context, sheet, outcomes)
    _tell_sum(context, noun, outcomes)


def _require_no_stdin(noun: Noun, given: Given) -> None:
    """Raises BadUsage for a note that would come from stdin as well, or from the editor."""
    if any(text in ("-", "edit") for text in given.texts("note")):
        raise BadUsage(
            message("stdin is the sheet; a note cannot come from there as well."), command=f"naht {noun.name} add"
        )


def _each(sheet: Sheet, entries: list[Entry], act: Callable[[Entry], Kept], wrong: Wrong, echoes: int) -> list[Outcome]:
    """Verify or keep each line; what is wrong with one is noted. The first new ones get their summary."""
    outcomes: list[Outcome] = []
    for entry in progress.over(entries, len(entries)):
        with wrong.of(entry.number):
            kept = act(entry)
            new = kept.new
            echo: Text = ""
            if new and echoes > 0:
                echo, echoes = summary.line(sheet.unit, sheet.noun, new[0].record), echoes - 1
            notes = new[0].notes if new else []
            outcomes.append(Outcome(entry.number, kept.ids, len(new), kept.old, notes, echo))
    return outcomes


class Reader:
    """Reads a sheet line by line; what is wrong with one is noted, and reading goes on."""

    def __init__(self, unit: Unit, noun: Noun, given: Given, wrong: Wrong) -> None:
        self._unit, self._noun, self._wrong = unit, noun, wrong
        self._words = read_vocabulary(unit.con, noun)
        self._plain = Vocabulary(self._words.all, hints=False)
        self._parameters = (WORDS, *map(field_option, given_fields(noun)))
        self._base = typed.read(unit.con, noun, given.texts("words"), given, unit.today, self._words).record
        self._above: Record | None = Record(noun)  # what the heading says; None below one that cannot be read

    def read(self, text: str) -> tuple[list[Entry], int]:
        """The records of the sheet, and how many lines say something. Raises LongSheet or LongLine."""
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
        return entries, whole

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
        if "note" in understood.record or "source_key" in understood.record:
            raise HeadingOfOne
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
        """What the words, options and note of a line say."""
        given = self._read_options(line)
        year = "" if line.heading else self._year
        for key in ("words", *(parameter.key for parameter in self._parameters if _is_day(parameter))):
            given = given.having(key, absolute(given.texts(key), year))
        vocabulary_ = self._plain if self._wrong.bad >= SHOWN else self._words  # hints that nobody would see
        words = given.texts("words")
        return typed.read(self._unit.con, self._noun, words, given, self._unit.today, vocabulary_)

    def _read_options(self, line: Line) -> Given:
        """The line as the plain reader reads a command line. Raises UnfitOption, NoteAlone or BadUsage."""
        if not line.words:
            raise NoteAlone
        texts = plain.texts(self._parameters, line.words)
        if texts is None:
            options = [word for word in line.words if len(word) > 1 and word.startswith("-")]
            raise UnfitOption(options=", ".join(options), command=f"naht {self._noun.name} add")
        given = Given(texts)
        if line.note:
            given = given.having("note", [*given.texts("note"), line.note])
        check(self._parameters, given, f"{self._noun.name} add")
        _require_no_stdin(self._noun, given)
        return given

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
        if understood.times > 1 and "source_key" in record:
            raise RepeatedSource(times=f"{understood.times}x")
        return Entry(number, record, understood.times, mark(self._unit.worker, record))


def _is_day(parameter: Parameter) -> bool:
    return parameter.field is not None and parameter.field.kind is DAY


def _tell(context: Context, sheet: Sheet, outcomes: list[Outcome]) -> None:
    """The ids of all lines as data; beside them what was understood, line by line, and what was there already.

    Of a long sheet the first lines are told; a warning is told wherever it stands.
    """
    streams.data("".join(f"{ident}\n" for one in outcomes for ident in one.ids))
    untold = silent = 0
    for one in outcomes:
        line = message("line {number}", number=one.number)
        if one.echo:
            times = f" · {one.new} x" if one.new > 1 else ""
            context.say(Joined((line, ": ", one.echo, times), ""))
        silent += bool(one.new and not one.echo)
        shown = [note for note in one.notes if one.echo or note.warning]
        untold += len(one.notes) - len(shown)
        context.tell([Note(Joined((line, note.message), ": "), note.warning) for note in shown])
    if silent:
        context.say(counted("… and {n} more line", "… and {n} more lines", silent))
    if untold:
        context.say(message("… and {untold} more notes", untold=untold))
    _tell_old(context, sheet, outcomes)


def _tell_old(context: Context, sheet: Sheet, outcomes: list[Outcome]) -> None:
    """Which lines were there already, and which records of the sheet no longer stand in it."""
    old = [one for one in outcomes if one.old]
    if old:
        numbers = ", ".join(f"{one.number} ({one.old[0][:ID_SHOWN]})" for one in old[:SHOWN])
        more = f" … +{len(old) - SHOWN}" if len(old) > SHOWN else ""
        context.say(message("there already, skipped: line {numbers}", numbers=numbers + more))
    if sheet.missing:
        idents = " ".join(ident[:ID_SHOWN] for ident in sheet.missing[:SHOWN])
        more = f" … +{len(sheet.missing) - SHOWN}" if len(sheet.missing) > SHOWN else ""
        context.say(message("recorded earlier, no longer in the sheet: {ids} · wrong? naht {noun} remove ID",
                            ids=idents + more, noun=sheet.noun.name))  # fmt: skip


def _tell_sum(context: Context, noun: Noun, outcomes: list[Outcome]) -> None:
    new = sum(one.new for one in outcomes)
    if new:
        context.say(message("{new} recorded · take one away: naht {noun} remove ID", new=new, noun=noun.name))
    else:
        context.say(message("nothing new recorded"))
