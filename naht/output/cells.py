"""The style of printing, the text of cells for people and for machines, and the grid: a table that fits its terminal.

A grid only pads its cells. Most tables fit, and Rich takes longer to load.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from naht.domain.table import Column, Table
from naht.domain.text import clean
from naht.output.language import say


class Style(NamedTuple):
    """Language, width in columns (0: unlimited), colour, header line, spreadsheet dialect."""

    lang: str = "de"
    width: int = 0
    color: bool = False
    header: bool = True
    excel: bool = False


_SKIPPED = "\ufeff \n\xa0"  # what a spreadsheet may skip before it looks for a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def show_cell(table: Table, column: Column, value: object, lang: str) -> str:
    """The cell for people: labels, German days, six characters of an id, – for zero; safe for a terminal."""
    if isinstance(value, (list, tuple)):
        return "; ".join(show_cell(table, column, part, lang) for part in value)
    if value is None:
        return ""
    label = table.labels.get((column.of, str(value))) if column.of else None
    return clean(column.kind.show(value, lang) if label is None else say(label, lang))


def texts(table: Table, lang: str) -> list[list[str]]:
    """The cells of every row for people."""
    return [[show_cell(table, column, value, lang) for column, value in zip(table.columns, row, strict=True)]
            for row in table.rows]  # fmt: skip


def decimal(value: float) -> str:
    """A number with a comma: a German spreadsheet takes 2.5 for the second of May."""
    return str(value).replace(".", ",")


def values(table: Table) -> Iterable[Sequence[object]]:
    """The rows for machines: each value as its kind writes it for them, a share as a decimal."""
    converted = {place: column.kind.machine for place, column in enumerate(table.columns) if column.kind.converted}
    if not converted:
        return table.rows
    return [[converted[place](value) if place in converted else value for place, value in enumerate(row)]
            for row in table.rows]  # fmt: skip


def machine(value: object) -> str:
    """A value of :func:`values` for csv, tsv and value: slugs, ISO days, whole ids, lists with ``;``."""
    if isinstance(value, (list, tuple)):
        return ";".join(machine(part) for part in value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return " ".join(f"{key}={machine(part)}" for key, part in value.items())
    return str(value)


def guard(value: object) -> str:
    """As :func:`machine`, cleaned; a text that a spreadsheet would run as a formula gets a leading apostrophe."""
    text = machine(value)
    if isinstance(value, (int, float)) or not text.lstrip(_SKIPPED).startswith(_FORMULA):
        return clean(text)
    return "'" + clean(text)


GAP, EDGE = "   ", " "
_LEAST, _MOST = 14, 24  # columns in which a text can be read; a longer word is broken only where there is no other way
_SINGLE = re.compile(r"[ -~\xa1-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u2193\u2212]*")


class Grid:
    """The cells of a table as people read them, below their headings if there is a ``header``."""

    def __init__(self, table: Table, lang: str, *, header: bool) -> None:
        self._columns = table.columns
        self._right = [column.kind.right for column in table.columns]
        self.rows = texts(table, lang)
        self._head = [[clean(str(column.label)) for column in table.columns]] if header else []
        self._widths = [max(map(len, cells)) for cells in zip(*self._head, *self.rows, strict=True)]

    @property
    def width(self) -> int:
        """How many columns of a terminal it takes."""
        return sum(self._widths) + len(GAP) * (len(self._widths) - 1) + 2 * len(EDGE)

    @property
    def least(self) -> list[int]:
        """The width of each column where its texts are folded as far as they can still be read."""
        cells = zip(*self._head, *self.rows, strict=True)
        return [width if column.kind.whole or column.kind.right else min(width, _readable(own))
                for column, width, own in zip(self._columns, self._widths, cells, strict=True)]  # fmt: skip

    @property
    def simple(self) -> bool:
        """True where each character takes one column, so that padding is counting."""
        return all(_SINGLE.fullmatch(cell) for row in (*self._head, *self.rows) for cell in row)

    def head(self) -> list[str]:
        return [self._line(cells) for cells in self._head]

    def body(self) -> list[str]:
        rule = [EDGE + "─" * (self.width - 2 * len(EDGE))] if self._head else []
        return [*rule, *map(self._line, self.rows)]

    def _line(self, cells: list[str]) -> str:
        padded = [cell.rjust(width) if right else cell.ljust(width)
                  for cell, width, right in zip(cells, self._widths, self._right, strict=True)]  # fmt: skip
        return EDGE + GAP.join(padded)


def _readable(cells: Iterable[str]) -> int:
    """The width in which the texts of a column can be read: that of the longest word, within bounds."""
    longest = max((len(word) for cell in cells for word in cell.split()), default=0)
    return min(max(longest, _LEAST), _MOST)
