"""Renders a page of Markdown for a terminal: folded between words, headings and code in bold, tables drawn.

It knows only what the pages use: headings, paragraphs, lists with ``-``, tables, links, ``**``, code in
backticks, fenced or indented by four blanks. A block of code is never folded.
"""

import re
from collections.abc import Iterator

from naht.domain.table import Column, Table
from naht.output.cells import Style
from naht.output.terminal import BOLD, PLAIN, draw

WIDTH = 80  # where the terminal does not say how wide it is, and at most: longer lines are hard to read
_ON, _OFF, _BLANK = "\x02", "\x03", "\x04"  # stand for bold and for a blank inside code while lines are folded
_SHORT = 40  # characters of code that stay on one line
_LINK = re.compile(r"\[([^]]+)\]\(([^)]+)\)")
_STRONG = re.compile(r"\*\*(.+?)\*\*|`([^`]+)`")
_CODE = "    "


def render(markdown: str, style: Style) -> str:
    """The page as text, at most 80 columns wide."""
    width = max(20, min(style.width or WIDTH, WIDTH))
    text = "\n".join(_block(block, width, style) for block in _blocks(markdown))
    bold, plain = (BOLD, PLAIN) if style.color else ("", "")
    return text.replace(_ON, bold).replace(_OFF, plain).replace(_BLANK, " ")


def _blocks(markdown: str) -> Iterator[list[str]]:
    """The lines that belong together: what blank lines separate, but fenced code as a whole."""
    block: list[str] = []
    fenced = False
    for line in [*markdown.splitlines(), ""]:
        if line.startswith("```"):
            fenced = not fenced
        elif fenced:
            block.append(f"{_CODE}{line}")
        elif line:
            block.append(line)
        elif block:
            yield block
            block = []


def _block(block: list[str], width: int, style: Style) -> str:
    first = block[0]
    if first.startswith("#"):
        return f"{_ON}{_plain(first.lstrip('# '))}{_OFF}\n"
    if first.startswith(_CODE):
        return "".join(f"{line[2:]}".rstrip() + "\n" for line in block)
    if first.startswith("|"):
        return _table(block, width, style)
    if first.startswith("- "):
        items = re.split(r"^- ", "\n".join(block), flags=re.MULTILINE)[1:]
        return "".join(_fold(item, width, "- ") for item in items)
    return _fold("\n".join(block), width, "")


def _fold(text: str, width: int, bullet: str) -> str:
    """A paragraph or an item of a list; a word is never broken, and marks of bold have no width."""
    lines, used = [bullet], len(bullet)
    for word in _mark(text).split():
        length = len(word) - word.count(_ON) - word.count(_OFF)
        if used + length > width and used > len(bullet):
            lines.append(" " * len(bullet))
            used = len(bullet)
        lines[-1] += f"{word} "
        used += length + 1
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _mark(text: str) -> str:
    """The text with addresses behind links, and with the marks of bold around code and strong words."""
    return _STRONG.sub(lambda match: f"{_ON}{match[1] or _keep_together(match[2])}{_OFF}", _LINK.sub(r"\1 (\2)", text))


def _keep_together(code: str) -> str:
    """Code with its blanks protected, so that it stays on one line; long code may be folded."""
    return "".join(_BLANK if letter.isspace() else letter for letter in code) if len(code) <= _SHORT else code


def _plain(text: str) -> str:
    return _mark(text).replace(_ON, "").replace(_OFF, "").replace(_BLANK, " ")


def _table(block: list[str], width: int, style: Style) -> str:
    head, _, *rows = (tuple(_plain(cell.strip()) for cell in line.strip("|").split("|")) for line in block)
    columns = tuple(Column(str(place), label) for place, label in enumerate(head))
    return draw([Table(columns, rows)], style._replace(width=width)).strip("\n") + "\n"
