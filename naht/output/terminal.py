"""Tables for people, laid out by Rich. Nothing is ever cut: a narrow terminal folds, a pipe has no width.

Data go in as Text, never as markup; width and colour are decided here and not guessed.
"""

import io

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from naht.domain.table import Table
from naht.domain.text import clean
from naht.output.cells import NUMERIC, shown
from naht.output.style import Style

UNLIMITED = 10_000


def draw(tables: list[Table], style: Style) -> str:
    """The tables with titles above and notes below, lines without trailing blanks."""
    out = io.StringIO()
    console = Console(
        file=out, width=style.width or UNLIMITED, height=100, force_terminal=style.color, no_color=not style.color,
        color_system="standard" if style.color else None, markup=False, highlight=False, legacy_windows=False,
    )  # fmt: skip
    for place, table in enumerate(tables):
        if place:
            console.print()
        _one(console, table, style)
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    kept = [line for line, above in zip(lines, ["", *lines], strict=False) if line or above]
    return "".join(line + "\n" for line in kept)


def _one(console: Console, table: Table, style: Style) -> None:
    if table.title:
        console.print(Text(clean(table.title), style="bold"))
    if table.rows:
        console.print(_grid(table, style))
    for note in table.notes:
        console.print(Padding(Text(clean(note), style="dim"), (0, 0, 0, 2)))


def _grid(table: Table, style: Style) -> RichTable:
    grid = RichTable(box=box.SIMPLE_HEAD, show_header=style.header, header_style="bold", pad_edge=False, padding=(0, 1))
    for column in table.columns:
        numeric = column.kind in NUMERIC
        grid.add_column(Text(clean(column.label)), justify="right" if numeric else "left", overflow="fold",
                        no_wrap=column.kind in ("id", "day"))  # fmt: skip
    for row in table.rows:
        grid.add_row(*(Text(shown(table, c, v, style.lang)) for c, v in zip(table.columns, row, strict=True)))
    return grid
