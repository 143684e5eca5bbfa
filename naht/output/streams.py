"""Writes the two streams: data to stdout, narration to stderr. No other module writes them.

A pipe that was closed behind us ends the command quietly: ClosedPipe is not an error.
"""

import os
import sys

from naht.domain.errors import NahtError
from naht.domain.file_errors import NotPrinted, reason
from naht.domain.message import message
from naht.domain.table import Note
from naht.domain.text import clean
from naht.output.language import say as put


class ClosedPipe(Exception):
    """Nobody reads stdout any more."""


def prepare() -> None:
    """Set the encoding: UTF-8 for a file or pipe; a terminal gets “?” for what it cannot show."""
    if sys.stdout is not None and not sys.stdout.isatty() and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")


def data(text: str) -> None:
    """Write data to stdout, all of it at once. Raises ClosedPipe or NotPrinted."""
    if sys.stdout is None:  # started with its stdout closed
        raise ClosedPipe
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _forget(1)
        raise ClosedPipe from None
    except OSError as error:
        _forget(1)
        raise NotPrinted(reason=reason(error)) from None


def _forget(stream: int) -> None:
    """Point the stream at nothing; else Python complains when it flushes what could not be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream)


def say(text: str) -> None:
    """Write one line of narration to stderr; where nobody can read it, nothing is lost."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(_wrap(clean(text, keep="\n")) + "\n")
        sys.stderr.flush()
    except OSError:
        _forget(2)


def _wrap(text: str) -> str:
    """On a terminal, lines broken between words, further ones indented; anywhere else the text as it is."""
    if sys.stderr is None or not sys.stderr.isatty():
        return text
    from textwrap import fill

    width = os.get_terminal_size(sys.stderr.fileno()).columns or 80
    indents = (line[: len(line) - len(line.lstrip())] or "  " for line in text.split("\n"))
    lines = zip(text.split("\n"), indents, strict=True)
    return "\n".join(
        fill(line, max(width, 20), subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
        for line, indent in lines
    )


def note(remark: Note, lang: str) -> None:
    """A note, or a warning, as one line of narration."""
    line = (
        message("warning: {message}", message=remark.message)
        if remark.warning
        else message("note: {message}", message=remark.message)
    )
    say(put(line, lang))


def error(raised: NahtError, lang: str) -> None:
    """Print an error: a line that says what happened, and one that says what to do."""
    for line in raised.details():
        say(put(line, lang))
    say(f"naht: {put(raised.message, lang)}")
    if advice := put(raised.advice, lang):
        say(f"      {advice}")


def interactive() -> bool:
    """True where a question can be asked: stdin and stdout are terminals."""
    return sys.stdin is not None and sys.stdin.isatty() and terminal()


def terminal() -> bool:
    """True where stdout is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()
