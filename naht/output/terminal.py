"""Tables for people, laid out by Rich. Nothing is ever cut: a narrow terminal folds, a pipe has no width.

Data go in as Text, never as markup; width and colour are decided here and not guessed.
"""

import io
from textwrap import wrap

from rich import box
from rich.console import Console
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from naht.domain.table import Column, Table
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
        grid = _grid(table, style)
        wanted = Measurement.get(console, console.options.update_width(UNLIMITED), grid).maximum
        records = table.columns[0].name == "id" and wanted > console.width
        console.print(Text("\n".join([*_lines(table, style), ""])) if records else grid)
    for note in table.notes:
        console.print(Padding(Text(clean(note), style="dim"), (0, 0, 0, 2)))


def _lines(table: Table, style: Style) -> list[str]:
    """Records too wide for the terminal: one paragraph each, id and day in front, the rest in a row."""
    lines: list[str] = []
    for row in table.rows:
        pairs = zip(table.columns, row, strict=True)
        cells = [(column, shown(table, column, value, style.lang)) for column, value in pairs]
        front = "  ".join(text for column, text in cells if _leads(column))
        rest = " · ".join(_said(column, text) for column, text in cells if text and not _leads(column))
        lines += wrap(f" {front}  {rest}", style.width - 1, subsequent_indent=" " * 9, break_on_hyphens=False)
    return lines


def _leads(column: Column) -> bool:
    return column.name in ("id", "day")


def _said(column: Column, text: str) -> str:
    """A cell without its heading above it: a number says what it counts."""
    if column.kind == "minutes":
        return f"{text} min"
    return f"{column.label} {text}" if column.kind in NUMERIC or column.kind == "flag" else text


def _grid(table: Table, style: Style) -> RichTable:
    grid = RichTable(box=box.SIMPLE_HEAD, show_header=style.header, header_style="bold", pad_edge=False, padding=(0, 1))
    for column in table.columns:
        numeric = column.kind in NUMERIC
        grid.add_column(Text(clean(column.label)), justify="right" if numeric else "left", overflow="fold",
                        no_wrap=column.kind in ("id", "day"))  # fmt: skip
    for row in table.rows:
        grid.add_row(*(Text(shown(table, c, v, style.lang)) for c, v in zip(table.columns, row, strict=True)))
    return grid
