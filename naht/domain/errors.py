"""Every error naht raises on purpose: a small class with its own sentence.

``text`` says what happened, ``remedy`` the one thing to do next; both are English templates, and keys of the German
catalog. Their ``{facts}`` are the keyword arguments, typed values that output puts into words. ``code`` is the exit
code; only the command line turns it into one.
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

from naht.domain.message import Fact, Joined, Label, Message, Text, counted, message

if TYPE_CHECKING:
    from datetime import date


class Exit(IntEnum):
    OK = 0
    BUG = 1
    USAGE = 2
    NOT_FOUND = 3
    REFUSED = 4
    FILE = 5
    FINDINGS = 6
    INTERRUPTED = 130


EXITS = {
    Exit.OK: message("done; also: nothing found, closed pipe"),
    Exit.BUG: message("a bug in naht"),
    Exit.USAGE: message("the line was not understood"),
    Exit.NOT_FOUND: message("not found, or an id that fits several"),
    Exit.REFUSED: message("refused by a rule"),
    Exit.FILE: message("the file: missing, foreign, newer, damaged, locked, write-protected"),
    Exit.FINDINGS: message("findings (naht check, naht log verify, naht backup verify)"),
    Exit.INTERRUPTED: message("interrupted; what was not confirmed yet is not written"),
}
"""What each exit code means."""


class NahtError(Exception):
    code = Exit.USAGE
    text = remedy = ""

    def __init__(self, **facts: Fact) -> None:
        super().__init__(self.__class__.__name__)
        self.facts = facts

    @property
    def message(self) -> Message:
        """What happened, one sentence."""
        return Message(self.text, self.facts)

    @property
    def advice(self) -> Message:
        """The one thing to do next; its text may be empty."""
        return Message(self.remedy, self.facts)

    def details(self) -> list[Message]:
        """Lines printed before the message, where there are several mistakes."""
        return []


def near_words(near: Sequence[Fact]) -> Fact:
    """“Did you mean …?” for the front of a remedy; empty where no word is near."""
    return message("Did you mean: {words}? ", words=Joined(tuple(near))) if near else ""


# ---- 2: usage


class BadText(NahtError):
    text = "{field}: the text has characters that cannot be stored (NUL, U+001F or broken UTF-8)."
    remedy = "Please type the text again."


class TextTooLong(NahtError):
    text = "{field}: {length} characters are too many, {limit} are allowed."
    remedy = "Please shorten it; a note is not a file."


class NoSlug(NahtError):
    code = Exit.REFUSED
    text = "“{name}” makes no id: one is made of the letters a to z and digits."
    remedy = "Please give one of your own: naht … add NAME --id ID"


class BadDay(NahtError):
    """The example is today, a day that can always be typed."""

    text = "“{text}” is not a day."
    remedy = "Write it like this: {iso}, {short}, {long}, today, yesterday, mon … sun."

    def __init__(self, text: str, today: "date") -> None:
        short = f"{today.day}.{today.month}."
        super().__init__(text=text, iso=today.isoformat(), short=short, long=f"{short}{today.year}")


class BadPeriod(BadDay):
    text = "“{text}” is not a period."
    remedy = (
        "Write it like this: 2026, 2026-03, 3.2026, march, 2026-Q1, 2026-H1, last-month, today, {short}, "
        "2026-03-01..2026-03-15."
    )


class WhichYear(NahtError):
    text = "“{text}” lacks its year: the latest such day is more than half a year ago."
    remedy = "Please write the year, {past}; or {ahead}, which is still to come."


class OutOfCalendar(NahtError):
    text = "“{text}” lies too far away: naht knows the years {first} to {last}."
    remedy = "Please check the year."


class BareNumber(NahtError):
    text = "“{text}” alone is not clear."
    remedy = "It may mean: {meanings}."


class BareTime(NahtError):
    """A time where the noun has none, or one so early that a duration may be meant."""

    text = "“{text}” alone is not clear."
    remedy = "A duration is {text}h."

    def __init__(self, text: str, time: str = "") -> None:
        super().__init__(text=text, time=time)
        if time:
            self.remedy = "A duration is {text}h; a time so early is --time {time}."


class BadValue(NahtError):
    text = "--{option}: “{text}” does not fit here."
    remedy = "Expected is {expected}, for example {example}."


class UnknownWord(NahtError):
    text = "“{text}” is not a known word here."
    remedy = "{near}All words: naht word list"

    def __init__(self, text: str, near: list[str]) -> None:
        super().__init__(text=text, near=near_words(near))
        self.near = near

    @property
    def each(self) -> "list[UnknownWord]":
        """The errors of the single words."""
        return [self]


class SeveralUnknown(UnknownWord):
    """Several words of one line; the remedy is that of the first."""

    text = "These are not known words here: {words}."

    def __init__(self, errors: "list[UnknownWord]") -> None:
        super().__init__("", [])
        self._errors = errors
        near = tuple(_near_to(error) for error in errors if error.near)
        self.remedy, self.code = errors[0].remedy, errors[0].code
        words = Joined(tuple(message("“{text}”", text=error.facts["text"]) for error in errors))
        self.facts = {**errors[0].facts, "words": words, "near": near_words(near)}

    @property
    def each(self) -> list[UnknownWord]:
        return self._errors


def _near_to(error: UnknownWord) -> Message:
    return message("{words} for “{text}”", words=" / ".join(error.near), text=error.facts["text"])


def of_several(errors: list[UnknownWord]) -> UnknownWord:
    """One error for all unknown words of a line."""
    return errors[0] if len(errors) == 1 else SeveralUnknown(errors)


class UnknownWordOrNote(UnknownWord):
    """The line may have a note."""

    remedy = "{near}All words: naht word list; free text belongs into --note."


class UnknownWordOrPartner(UnknownWord):
    """The line may have a note, and partners that are new."""

    remedy = "{near}All words: naht word list, naht partner list; a new partner: --new-partner NAME; free text: --note."


class UnknownPlace(UnknownWord):
    code = Exit.NOT_FOUND
    text = "There is no site or district “{text}”."
    remedy = "{near}All: naht site list, naht district list"


class UnknownValue(UnknownWord):
    text = "--{option}: there is no “{text}” here."
    remedy = "{near}All values: {command}"

    def __init__(self, text: str, option: str, near: list[str], command: str) -> None:
        super().__init__(text, near)
        self.facts.update(option=option, command=command)


class NoSuchValue(NahtError):
    text = "--unset {option}={text}: that value is not there."
    remedy = "There are: {values}"


class AmbiguousWord(NahtError):
    text = "“{text}” can mean several things: {candidates}."
    remedy = "Please type more letters or use the option: {options}."


class TooOften(NahtError):
    text = "{text} would be {times} records at once; more than {most} are not possible."
    """``instead`` says what a number may mean beside, where the noun has a field for it."""

    remedy = "Please make several lines of it{instead}."


class SecondValue(NahtError):
    text = "{label}: “{first}” and “{second}” in one line, only one is possible."
    remedy = "Please drop one."


class SecondFunding(SecondValue):
    """One sentence: what could be done about it would make two records of one."""

    text = "A record belongs to one funding and counts there only;"
    remedy = "whose working time it is, the workers' posts say."


class SecondRepeat(NahtError):
    text = "“{first}” and “{second}” in one line, only one is possible."
    remedy = "Please drop one."


class Missing(NahtError):
    """``bare`` says that the field may also be typed as a word."""

    text = "Missing: {label}."
    remedy = "Please add it with --{option}."

    def __init__(self, label: Label, option: str, *, bare: bool) -> None:
        super().__init__(label=label, option=option)
        if bare:
            self.remedy = "Please add it as a word or with --{option}."


class BadUsage(NahtError):
    text = "{message}"
    remedy = "Help: {command} --help"

    def __init__(self, message: Text, *, command: str) -> None:
        super().__init__(message=message, command=command)


class SaysNothing(NahtError):
    text = "--{option} says nothing without {other}."
    remedy = "Please add that, or drop --{option}."


class NoTerminal(NahtError):
    text = "There is no terminal to ask at."
    remedy = "Please give {option}."


class EditorFailed(NahtError):
    text = "The editor “{command}” did not work or was given up; nothing was written."
    remedy = "Choose another one (EDITOR) or type the note this way: --note -"


class NothingToDo(NahtError):
    text = "Nothing to change was given."
    remedy = "Please add words or options, for example: naht {noun} edit {id} {option}"


class WhichFunding(NahtError):
    text = "Who carries it? On {day} several are possible for {district}: {valid}."
    remedy = "Please add it as a word, for example: {first}."


class DayOfToday(NahtError):
    text = "“{word}” is no day in a sheet: tomorrow it would mean another one."
    remedy = "Please write it out, 2026-03-12 or 12.3.2026; a comment must not begin with a day."


class DayWithoutYear(NahtError):
    text = "“{word}” lacks its year: a sheet means the same whenever it is read."
    remedy = "Please write {word}2026, here or in the heading above, whose year then holds for its lines."


class NoDay(NahtError):
    text = "The line has no day."
    remedy = "Please name it in the line or in a heading above, for example: # 2026-03-12 nord"


class HeadingWithoutDay(NahtError):
    text = "“# {words}”: a heading has a day, a comment has other words too."
    remedy = "As a heading: # 2026-03-12 {words}"


class UnreadSheet(NahtError):
    text = "A text is waiting on stdin, but nobody said that it is a sheet."
    remedy = "Record it line by line: naht {command} - < FILE"


class NotUtf8(NahtError):
    text = "{field}, line {line}: this is no UTF-8."
    remedy = "Please save the text as UTF-8."


class LongInput(NahtError):
    text = "{field}: more than {most} MB are no text that somebody wrote."
    remedy = "Please check what comes in there; a long sheet can be cut into several."


class LongSheet(NahtError):
    text = "The sheet is too long: more than {most} lines or records."
    remedy = "Please cut it into several, each with its heading."


class LongLine(NahtError):
    text = "Line {line} of the sheet is too long: {length} characters, {limit} are allowed."
    remedy = "Please check it: a line is one record."


class RepeatedHeading(NahtError):
    text = "A heading cannot repeat itself ({times}x)."
    remedy = "Please write it into the line that holds so often."


class HeadingOfOne(NahtError):
    text = "A note or a source belongs to one record, a heading holds for several."
    remedy = "Please write it into its line; a remark is a line that begins with # and has no day."


class NoteAlone(NahtError):
    text = "Before the // of a note its record is missing."
    remedy = "Please write it behind the words of its line; a remark begins with #."


class UnfitOption(NahtError):
    text = "{options}: there is no such option in a line, or its value is missing."
    remedy = "Options of a line are those of the fields: {command} --help"


class RepeatedSource(NahtError):
    text = "A source names one record, the line is {times}."
    remedy = "Please write a line for each, with a source of its own."


class BadLines(NahtError):
    """Lines of a sheet that cannot be recorded: ``first`` has the number and the error of the first of ``bad`` ones."""

    text = "{bad} of {whole} lines not in order; nothing was recorded."
    remedy = "Please mend them and feed the whole sheet again."

    def __init__(self, first: "list[tuple[int, NahtError]]", bad: int, whole: int) -> None:
        super().__init__(bad=bad, whole=whole)
        self.first = first
        self.more = bad - len(first)
        self.code = min(error.code for _, error in first)

    def details(self) -> list[Message]:
        lines = [
            message("line {number}: {problem}", number=number, problem=Joined((error.message, error.advice), " "))
            for number, error in self.first
        ]
        return [*lines, counted("… and {n} more line", "… and {n} more lines", self.more)] if self.more else lines


class BadRecords(NahtError):
    """What is wrong with several records of one line: ``errors`` has what names each, and its error."""

    text = "{bad} of {whole} records do not work; nothing was done."
    remedy = "Please leave those out, or mend them."

    def __init__(self, errors: "list[tuple[str, NahtError]]", whole: int) -> None:
        super().__init__(bad=len(errors), whole=whole)
        self.errors = errors
        self.code = min(error.code for _, error in errors)

    def details(self) -> list[Message]:
        return [message("{name}: {problem}", name=name, problem=Joined((error.message, error.advice), " "))
                for name, error in self.errors]  # fmt: skip


class BadProfile(NahtError):
    text = "The profile has a mistake: {where}: {why}"
    remedy = "Please mend it there; no file was made."


# ---- 3: not found


class NotFound(NahtError):
    code = Exit.NOT_FOUND
    text = "There is no {noun} “{text}”."
    remedy = "See: naht {command} list"


class NoneMatch(NahtError):
    code = Exit.NOT_FOUND
    text = "No record fits --where."
    remedy = "The same filter as a list: naht {noun} list WORDS"


class AmbiguousId(NahtError):
    code = Exit.NOT_FOUND
    text = "“{text}” fits several: {candidates}."
    remedy = "Please type more characters."


class ShortId(NahtError):
    code = Exit.NOT_FOUND
    text = "“{text}” is too short to change something."
    remedy = "Please type at least the 6 characters that the tables show: {candidates}."


class NoLast(NahtError):
    code = Exit.NOT_FOUND
    text = "“@” does not work yet: nothing was recorded here so far ({noun})."
    remedy = "Please name the id: naht {command} list"


class NothingToUndo(NahtError):
    code = Exit.NOT_FOUND
    text = "There is nothing to undo."
    remedy = "The steps: naht log"


class NoSuchStep(NahtError):
    code = Exit.NOT_FOUND
    text = "There is no step {number}."
    remedy = "The steps: naht log"


class StepNoRecord(NotFound):
    text = "“{text}” is the number of a step, not the id of a record."
    remedy = "The steps: naht log; what happened from this one on: naht log --since {before}"


class NothingToRedo(NahtError):
    code = Exit.NOT_FOUND
    text = "There is nothing to redo."
    remedy = "The steps: naht log"


class NoProfile(NahtError):
    code = Exit.NOT_FOUND
    text = "There is no profile “{name}”."
    remedy = "There are: {names} – or the path of a folder of your own."
