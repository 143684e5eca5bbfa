"""Draws tables for people. Nothing is ever cut: what is too wide for a terminal is folded; a pipe has no width.

A table that fits is a grid; records that do not are paragraphs; any other table folds its cells.
"""

from textwrap import wrap

from naht.domain.message import Joined, message
from naht.domain.table import Column, Table
from naht.domain.text import clean
from naht.output.cells import EDGE, GAP, Grid, Style
from naht.output.language import say

KEYS = ("id", "step")  # the first column of records and of steps of the journal
FRONT = (*KEYS, "day", "at")  # the columns that stand in front of a paragraph
BOLD, DIM, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def draw(tables: list[Table], style: Style) -> str:
    """The tables with titles above and notes below, lines without trailing blanks."""
    lines: list[str] = []
    for table in tables:
        lines += [""] if lines else []
        lines += _table_lines(table, style)
    stripped = [line.rstrip() for line in lines]
    single_spaced = [line for line, above in zip(stripped, ["", *stripped], strict=False) if line or above]
    return "".join(line + "\n" for line in single_spaced)


def _table_lines(table: Table, style: Style) -> list[str]:
    folds = any(column.spare for column in table.columns)
    table = _without_spare(table, style) if folds and style.width and table.rows else table
    title = _wrap(clean(str(table.title)), style, "", BOLD) if table.title else []
    body = ["", *_body(table, style, folds=folds), ""] if table.rows else []
    return [*title, *body, *(line for note in table.notes for line in _wrap(clean(str(note)), style, "  ", DIM))]


def _without_spare(table: Table, style: Style) -> Table:
    """The table without the columns that a narrow terminal has no room for, the least important first, and a note.

    Where even that is not enough, all of them stay.
    """
    grid = Grid(table, style.lang, header=style.header)
    places = list(range(len(table.columns)))
    spare = sorted((place for place in places if table.columns[place].spare), key=lambda one: table.columns[one].spare)
    least = grid.least if grid.width > style.width else []
    while least and not _has_room([least[place] for place in places], style):
        if not spare:
            return table
        places.remove(spare.pop())
    if len(places) == len(table.columns):
        return table
    left = Joined(tuple(column.label for place, column in enumerate(table.columns) if place not in places))
    note = say(message("Left out for want of room: {columns}; all of it: -f csv, --fields, show", columns=left),
               style.lang)  # fmt: skip
    return table._replace(
        columns=tuple(table.columns[place] for place in places),
        rows=[tuple(row[place] for place in places) for row in table.rows],
        notes=(*table.notes, note),
    )


def _has_room(widths: list[int], style: Style) -> bool:
    """True where folded columns of these widths fit, standing near each other."""
    return sum(widths) + (len(GAP) - 1) * (len(widths) - 1) + 2 * len(EDGE) <= style.width


def _body(table: Table, style: Style, *, folds: bool) -> list[str]:
    """The rows below their headings; with ``folds`` as a table wherever there is room for its folded columns."""
    grid = Grid(table, style.lang, header=style.header)
    narrow = bool(style.width) and grid.width > style.width
    if narrow and table.columns[0].name in KEYS and not (folds and _has_room(grid.least, style)):
        return _paragraphs(table, grid.rows, style)
    if grid.simple and not narrow:
        return [*(_style(line, style, BOLD) for line in grid.head()), *grid.body()]
    from naht.output.folded import fold_table

    return fold_table(table, style)


def _wrap(text: str, style: Style, indent: str, mark: str) -> list[str]:
    """The lines of a text, broken between words where one is wider than the terminal."""
    lines = text.split("\n")
    if style.width:
        room = max(style.width - len(indent), 20)
        lines = [part for line in lines for part in wrap(line, room, break_on_hyphens=False) or [""]]
    return [_style(indent + line, style, mark) for line in lines]


def _style(line: str, style: Style, mark: str) -> str:
    return f"{mark}{line.rstrip()}{PLAIN}" if style.color and line.strip() else line


def _paragraphs(table: Table, rows: list[list[str]], style: Style) -> list[str]:
    """Rows too wide for the terminal, one paragraph each: its id and its day in front, the other cells behind."""
    lines: list[str] = []
    for row in rows:
        cells = list(zip(table.columns, row, strict=True))
        front = "  ".join(text for column, text in cells if _leads(column))
        rest = " · ".join(_phrase(column, text, style.lang) for column, text in cells if text and not _leads(column))
        lines += wrap(f" {front}  {rest}", style.width - 1, subsequent_indent=" " * 9, break_on_hyphens=False)
    return lines


def _leads(column: Column) -> bool:
    return column.name in FRONT


def _phrase(column: Column, text: str, lang: str) -> str:
    """The text of a cell in a line, where no heading stands above it."""
    return say(column.kind.phrase(column.label, text), lang)
