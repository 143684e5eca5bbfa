"""Handles Ctrl-C: before the commit it ends the command, and nothing is written; after it, the command goes on."""

import os
import signal
import sys
from contextlib import suppress
from types import FrameType
from typing import NoReturn

_done: list[bool] = []


def listen() -> None:
    """Take Ctrl-C over for this process."""
    signal.signal(signal.SIGINT, _interrupt)


def too_late() -> None:
    """From here on Ctrl-C does nothing: the command has committed and only reports."""
    _done.append(True)


def go_on() -> None:
    """From here on Ctrl-C ends the command again: something new begins."""
    _done.clear()


def stop_listening() -> None:
    """Ignore Ctrl-C while the process ends: Python would give it back to the system, which kills without a word."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def leave(code: int) -> NoReturn:
    """End at once, with that code; what was written is flushed before.

    Python would take every object apart first. And it notes that Ctrl-C ended some text it was evaluating (namedtuple
    makes its classes of such), forgets that the exception was caught, and ends a module run by ``-m`` by the signal:
    rarely, but then the exit code is another.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # closed, or never there
            stream.flush()
    os._exit(code)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    if not _done:
        raise KeyboardInterrupt
