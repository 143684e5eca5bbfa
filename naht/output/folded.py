"""A table too wide for its terminal, or in a script whose letters are wide: laid out by Rich, which folds cells.

Data go in as Text, never as markup; width and colour are decided here and not guessed.
"""

import io

from rich import box
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from naht.domain.table import Table
from naht.domain.text import clean
from naht.output.cells import NUMERIC, texts
from naht.output.style import Style

UNLIMITED = 10_000


def folded(table: Table, style: Style) -> list[str]:
    """The table as lines; cells go on below where they do not fit."""
    out = io.StringIO()
    console = Console(
        file=out, width=style.width or UNLIMITED, height=100, force_terminal=style.color, no_color=not style.color,
        color_system="standard" if style.color else None, markup=False, highlight=False, legacy_windows=False,
    )  # fmt: skip
    console.print(_grid(table, style))
    return out.getvalue().splitlines()


def _grid(table: Table, style: Style) -> RichTable:
    grid = RichTable(box=box.SIMPLE_HEAD, show_header=style.header, header_style="bold", pad_edge=False, padding=(0, 1))
    for column in table.columns:
        numeric = column.kind in NUMERIC
        grid.add_column(Text(clean(column.label)), justify="right" if numeric else "left", overflow="fold",
                        no_wrap=column.kind in ("id", "day"))  # fmt: skip
    for row in texts(table, style.lang):
        grid.add_row(*map(Text, row))
    return grid
