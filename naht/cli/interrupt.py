"""Handles Ctrl-C: before the commit it ends the command, and nothing is written; after it, the command goes on."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn

from naht.domain.errors import Exit

GRACE = 1.0  # seconds in which what runs has to hear that it shall end
_ENDING = ("SIGINT", "SIGHUP", "SIGTERM", "SIGQUIT")
_OVER = b"\0"  # no signal has this number
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


@contextmanager
def tidying() -> Iterator[None]:
    """Within, a closed terminal, SIGTERM and SIGQUIT end the command as Ctrl-C does, so that it removes what it made.

    The first of them counts. What comes behind it (a shell passes on what the terminal sent already) is not heard: it
    would end the removing.
    """

    def end(_signal: int, _frame: FrameType | None) -> None:
        for number in before:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    numbers = [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]  # Windows has two of them
    before = {number: old for number in numbers if (old := signal.getsignal(number)) is not signal.SIG_IGN}  # nohup
    for number in before:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number, old in before.items():
            if signal.getsignal(number) is end:
                signal.signal(number, old)


@contextmanager
def guard(seconds: float, too_slow: Callable[[], int]) -> Iterator[None]:
    """What runs within ends when its time is over or Ctrl-C comes, even where it hears of neither: the process ends.

    While SQLite is inside one of its functions, neither its progress handler runs nor any signal handler of Python. So
    two threads wait: one for the end of the time, one for the byte that Python puts into a pipe at each signal. They
    give a second more, then they end the process with the code of ``too_slow``, or with 130. Nothing may be written
    meanwhile.
    """
    import threading

    ending, over = threading.Lock(), threading.Event()
    reader, writer = os.pipe()

    def end(code: Callable[[], int]) -> None:
        if ending.acquire(blocking=False):
            leave(code())

    def hear() -> None:
        while os.read(reader, 1) != _OVER:
            if not over.wait(GRACE):
                end(lambda: int(Exit.INTERRUPTED))

    if os.name != "nt":  # Python asks for it elsewhere, and cannot do it there
        os.set_blocking(writer, False)
    before = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    clock, listener = threading.Timer(seconds + GRACE, end, (too_slow,)), threading.Thread(target=hear, daemon=True)
    clock.daemon = True
    clock.start()
    listener.start()
    try:
        yield
    finally:
        ending.acquire()  # where a thread was quicker, this one waits for the end
        over.set()
        clock.cancel()
        signal.set_wakeup_fd(before)
        os.write(writer, _OVER)
        listener.join()
        os.close(reader)
        os.close(writer)


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
