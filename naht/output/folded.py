"""Folds the cells of a table that is too wide for its terminal, or has letters of double width. Rich lays it out.

Where every column can be as wide as its longest word, no word is broken. How wide each column is, is decided here.
Data go in as Text, never as markup; width and colour are decided here and not guessed.
"""

import io
from typing import NamedTuple

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from naht.domain.table import Column, Table
from naht.domain.text import clean
from naht.output.cells import EDGE, GAP, Style, texts

UNLIMITED = 10_000
SHORT = 6  # characters of a word that are not broken further


def fold_table(table: Table, style: Style) -> list[str]:
    """The table as lines; cells go on below where they do not fit."""
    grid = _grid(table, style)
    out = io.StringIO()
    console = Console(
        file=out, width=UNLIMITED, height=100, force_terminal=style.color, no_color=not style.color,
        color_system="standard" if style.color else None, markup=False, highlight=False, legacy_windows=False,
    )  # fmt: skip
    console.print(grid)
    return out.getvalue().splitlines()


def _grid(table: Table, style: Style) -> RichTable:
    head, rows = [clean(str(column.label)) for column in table.columns], texts(table, style.lang)
    cells = zip(*([head] if style.header else []), *rows, strict=True)
    spans = [_span(column, own) for column, own in zip(table.columns, cells, strict=True)]
    near, widths = share_width(spans, style.width or UNLIMITED)
    grid = RichTable(box=box.SIMPLE_HEAD, show_header=style.header, header_style="bold", pad_edge=False,
                     padding=(0, 1, 0, 0 if near else 1))  # fmt: skip
    for column, label, width in zip(table.columns, head, widths, strict=True):
        grid.add_column(Text(label), justify="right" if column.kind.right else "left", overflow="fold",
                        no_wrap=column.kind.whole, width=width)  # fmt: skip
    for row in rows:
        grid.add_row(*map(Text, row))
    return grid


class Span(NamedTuple):
    """The least width of a column, that of its longest word, and the width that folds nothing."""

    least: int
    most: int
    breakable: bool = True


def _span(column: Column, cells: tuple[str, ...]) -> Span:
    lines = [line for cell in cells for line in cell.split("\n")]
    most = max(map(cell_len, lines), default=0)
    if column.kind.whole:
        return Span(most, most, breakable=False)
    return Span(max((cell_len(word) for line in lines for word in line.split()), default=0), most)


def share_width(spans: list[Span], width: int) -> tuple[bool, list[int]]:
    """Whether the columns have to stand near each other, and a width for each.

    Words stay whole where they can: first the gaps get smaller, then the longest words are broken. Where that is not
    enough, nothing folds: the terminal breaks the lines, and nothing is lost.
    """
    room = width - 2 * len(EDGE) - len(GAP) * (len(spans) - 1)
    if _words(spans) <= room:
        return False, _widen(spans, room)
    room += len(spans) - 1
    while _words(spans) > room:
        longest = max((span for span in spans if span.breakable), default=None)
        if longest is None or longest.least <= SHORT:
            return False, [span.most for span in spans]
        spans = [span._replace(least=longest.least - 1) if span == longest else span for span in spans]
    return True, _widen(spans, room)


def _words(spans: list[Span]) -> int:
    return sum(span.least for span in spans)


def _widen(spans: list[Span], room: int) -> list[int]:
    """The widths: the room that is left is shared equally, but no column gets more than it can use."""
    widths = [span.least for span in spans]
    left = room - _words(spans)
    least_first = sorted(range(len(spans)), key=lambda place: spans[place].most - spans[place].least)
    for done, place in enumerate(least_first):
        more = min(spans[place].most - spans[place].least, left // (len(spans) - done))
        widths[place] += more
        left -= more
    return widths
