"""A sheet: lines as somebody writes them on the way, to be recorded later.

::

    # 2026-03-12 nord tel       a heading: what it says holds for the lines below, up to the next heading
    20m wohnen schulden         a record, in the words of the command line
    # mit Frau aus Haus 4       a comment: a # with no day behind it

Days are absolute, in the line or in its heading: a sheet means the same whenever it is read.
"""

from collections.abc import Iterator
from typing import NamedTuple

from naht.domain.days import looks_like_day
from naht.domain.errors import DayOfToday


class Line(NamedTuple):
    """A line that says something: its number in the sheet, its words, whether it is a heading."""

    number: int
    words: list[str]
    heading: bool


def lines(text: str) -> Iterator[Line]:
    """The headings and records of a sheet; comments and blank lines are left out."""
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        marked = line.lstrip().startswith("#")
        words = line.lstrip().lstrip("#").split()
        if words and (not marked or looks_like_day(words[0])):
            yield Line(number, words, marked)


def require_absolute(words: list[str]) -> None:
    """Raises DayOfToday for a day that means another one tomorrow."""
    for word in words:
        if looks_like_day(word) and not word[0].isdigit():
            raise DayOfToday(word=word)
