"""Ctrl-C: before the commit it ends the command and nothing is written; behind it the command says what it did."""

import signal
from types import FrameType

_done: list[bool] = []


def listen() -> None:
    """Take Ctrl-C over for this process."""
    signal.signal(signal.SIGINT, _heard)


def too_late() -> None:
    """What the command does is done: from here on it only reports, and that is not broken off."""
    _done.append(True)


def go_on() -> None:
    """Something new begins: Ctrl-C counts again."""
    _done.clear()


def stop_listening() -> None:
    """The process is ending; Python would give Ctrl-C back to the system, which kills without a word."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _heard(_signal: int, _frame: FrameType | None) -> None:
    if not _done:
        raise KeyboardInterrupt
