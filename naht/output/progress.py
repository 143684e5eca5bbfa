"""Shows a bar on stderr for work that takes longer than a second, if stderr is a terminal."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress  # loaded where a bar appears

SOON, OFTEN = 1.0, 0.1  # seconds: when it appears, how often it moves
T = TypeVar("T")


def over(work: Iterable[T], whole: int, *, color: bool = True) -> Iterator[T]:
    """The pieces of a work, of which there are ``whole``; the bar moves as they are taken."""
    visible = sys.stderr is not None and sys.stderr.isatty()
    bar: Progress | None = None
    due = time.monotonic() + SOON
    try:
        for done, piece in enumerate(work):
            if visible and time.monotonic() > due:
                bar = bar or _bar(whole, color=color)
                bar.update(bar.task_ids[0], completed=done, refresh=True)
                due = time.monotonic() + OFTEN
            yield piece
    finally:
        if bar:
            bar.stop()


def _bar(whole: int, *, color: bool) -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    console = Console(stderr=True, no_color=not color, highlight=False)
    bar = Progress(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console, transient=True,
                   auto_refresh=False)  # fmt: skip
    bar.add_task("", total=whole)
    bar.start()
    return bar
