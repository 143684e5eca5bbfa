"""A table whose columns fit beside each other: padded cells, no more. Most tables do, and Rich takes longer to load."""

import re

from naht.domain.table import Table
from naht.domain.text import clean
from naht.output.cells import texts

GAP, EDGE = "   ", " "
_SINGLE = re.compile(r"[ -~\xa1-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u2193\u2212]*")


class Grid:
    """The cells of a table as people read them, below their headings if there is a ``header``."""

    def __init__(self, table: Table, lang: str, *, header: bool) -> None:
        self._right = [column.kind.right for column in table.columns]
        self.rows = texts(table, lang)
        self._head = [[clean(str(column.label)) for column in table.columns]] if header else []
        self._widths = [max(map(len, cells)) for cells in zip(*self._head, *self.rows, strict=True)]

    @property
    def width(self) -> int:
        """How many columns of a terminal it takes."""
        return sum(self._widths) + len(GAP) * (len(self._widths) - 1) + 2 * len(EDGE)

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
