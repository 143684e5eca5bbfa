"""A sheet: lines as somebody writes them on the way, to be recorded later.

::

    # 2026-03-12 nord tel       a heading: what it says holds for the lines below, up to the next heading
    20m wohnen schulden         a record, in the words and options of the command line
    tel 5m // ruft wieder an    a record with its note
    # mit Frau aus Haus 4       a comment: a # without a day

A # with a day anywhere is meant as a heading: one that cannot be read as such is wrong, never a comment, for the lines
below would be booked under the heading above. Days are absolute and have their year, in the line or in its heading,
whose year then holds for its lines: a sheet means the same whenever it is read.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from naht.domain.days import looks_like_day
from naht.domain.errors import DayOfToday, DayWithoutYear, LongLine, LongSheet
from naht.domain.text import LONG, split, visible

MOST = 100_000  # lines of a sheet, and records

_DAY = re.compile(r"\d{1,2}\.\s?\d{1,2}\.|\d{4}-\d{2}|\b20\d{6}\b")  # however it is written or wrapped up
_NOTE = re.compile(r"(?:^|\s)//(?:\s|$)")  # stands before the note; the // of an address has no blanks around it
_AROUND = "()[]*_:;,"  # what a phone or Markdown puts around a word
_BULLETS = ("-", "–", "•", "*")


class Line(NamedTuple):
    """A line that says something: its number in the sheet, its words and options, its note.

    ``marked``: a # stands before it; ``dated``: a day stands in it.
    """

    number: int
    words: list[str]
    note: str
    marked: bool
    dated: bool

    @property
    def heading(self) -> bool:
        return self.marked and self.dated


def lines(text: str) -> Iterator[Line]:
    """The lines of a sheet that say something, comments among them; blank ones are left out.

    Raises LongSheet before the first, LongLine where one is reached.
    """
    written = text.removeprefix("\ufeff").splitlines()
    if len(written) > MOST:
        raise LongSheet(most=MOST)
    for number, line in enumerate(written, 1):
        if len(line) > LONG:
            raise LongLine(line=number, length=len(line), limit=LONG)
        bare_line, note = _part(visible(line).strip())
        marked = bare_line.startswith("#")
        words = [bare for word in split(bare_line.lstrip("#")) if (bare := word.strip(_AROUND))]
        if words and words[0] in _BULLETS:
            del words[0]
        if words or (note and not marked):
            yield Line(number, words, note, marked, bool(words) and _dated(bare_line, words[0]))


def _part(line: str) -> tuple[str, str]:
    """What stands before and behind the first ``//``."""
    mark = _NOTE.search(line)
    return (line[: mark.start()], line[mark.end() :].strip()) if mark else (line, "")


def _dated(line: str, first: str) -> bool:
    return bool(_DAY.search(line)) or (first[0].isdigit() and looks_like_day(first))


def absolute(words: list[str], year: str = "") -> list[str]:
    """The words of a line with the year of its heading put into days that have none.

    Raises DayOfToday for a day that means another one tomorrow, DayWithoutYear for one that means another next year.
    """
    return [_absolute(word, year) for word in words]


def _absolute(word: str, year: str) -> str:
    if looks_like_day(word) and not word[0].isdigit():
        raise DayOfToday(word=word)
    if not re.fullmatch(r"\d{1,2}\.\d{1,2}\.?", word):
        return word
    dotted = f"{word.removesuffix('.')}."
    if not year:
        raise DayWithoutYear(word=dotted)
    return dotted + year
