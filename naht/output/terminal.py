"""Tables for people. Nothing is ever cut: what a terminal has no room for folds, a pipe has no width.

A table that fits is a grid; records that do not are paragraphs; any other table folds its cells.
"""

from textwrap import wrap

from naht.domain.table import Column, Table
from naht.domain.text import clean
from naht.output.cells import Grid, Style
from naht.output.language import say

KNOWN_BY = ("id", "step")  # the first column of records and of steps of the journal
FRONT = (*KNOWN_BY, "day", "at")  # with when it was: what stands before a paragraph
BOLD, DIM, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def draw(tables: list[Table], style: Style) -> str:
    """The tables with titles above and notes below, lines without trailing blanks."""
    lines: list[str] = []
    for table in tables:
        lines += [""] if lines else []
        lines += _titled(table, style)
    bare = [line.rstrip() for line in lines]
    kept = [line for line, above in zip(bare, ["", *bare], strict=False) if line or above]
    return "".join(line + "\n" for line in kept)


def _titled(table: Table, style: Style) -> list[str]:
    title = _wrapped(clean(str(table.title)), style, "", BOLD) if table.title else []
    body = ["", *_body(table, style), ""] if table.rows else []
    return [*title, *body, *(line for note in table.notes for line in _wrapped(clean(str(note)), style, "  ", DIM))]


def _body(table: Table, style: Style) -> list[str]:
    grid = Grid(table, style.lang, header=style.header)
    if style.width and grid.width > style.width and table.columns[0].name in KNOWN_BY:
        return _paragraphs(table, grid.rows, style)
    if grid.simple and (not style.width or grid.width <= style.width):
        return [*(_styled(line, style, BOLD) for line in grid.head()), *grid.body()]
    from naht.output.folded import folded

    return folded(table, style)


def _wrapped(text: str, style: Style, indent: str, mark: str) -> list[str]:
    """Text of several lines perhaps, broken between words where a line has not the room."""
    lines = text.split("\n")
    if style.width:
        room = max(style.width - len(indent), 20)
        lines = [part for line in lines for part in wrap(line, room, break_on_hyphens=False) or [""]]
    return [_styled(indent + line, style, mark) for line in lines]


def _styled(line: str, style: Style, mark: str) -> str:
    return f"{mark}{line.rstrip()}{PLAIN}" if style.color and line.strip() else line


def _paragraphs(table: Table, rows: list[list[str]], style: Style) -> list[str]:
    """Rows too wide for the terminal: one paragraph each, what a row is known by in front, the rest behind it."""
    lines: list[str] = []
    for row in rows:
        cells = list(zip(table.columns, row, strict=True))
        front = "  ".join(text for column, text in cells if _leads(column))
        rest = " · ".join(_said(column, text, style.lang) for column, text in cells if text and not _leads(column))
        lines += wrap(f" {front}  {rest}", style.width - 1, subsequent_indent=" " * 9, break_on_hyphens=False)
    return lines


def _leads(column: Column) -> bool:
    return column.name in FRONT


def _said(column: Column, text: str, lang: str) -> str:
    """A cell without its heading above it."""
    return say(column.kind.phrase(column.label, text), lang)
