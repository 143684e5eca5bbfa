"""kill -9 at a chosen moment of a process: anywhere in its life, while it is busy, or in the middle of its COMMIT."""

import random
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.trials.office import LIMIT, Process, Ran, ended

BLINK = 0.0003
COMMIT = 0.01  # about as long as a file is written and synced, once its journal is
LAST = 2  # of the three ways to kill
SLACK = 2  # with both lanes at work all takes longer than when the time was taken
Busy = Callable[[], bool]


class Pace(NamedTuple):
    """How long a command takes, and how long it is busy writing, in seconds."""

    life: float
    work: float


def touched(*paths: Path) -> Busy:
    """Busy is who makes or changes one of these files from now on."""
    before = _marks(paths)
    return lambda: any(mark and mark not in before for mark in _marks(paths))


def _marks(paths: tuple[Path, ...]) -> list[tuple[int, ...] | None]:
    return [_mark(path) for path in paths]


def _mark(path: Path) -> tuple[int, ...] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def hot(journal: Path) -> bool:
    """A rollback journal that was made to last: whoever opens the file next has to roll back."""
    try:
        with journal.open("rb") as file:
            return file.read(1) not in (b"", b"\0")
    except FileNotFoundError:
        return False


def paced(process: Process, busy: Busy) -> tuple[Ran, Pace]:
    """Let a process run to its end and take the time."""
    start = time.monotonic()
    work = 0.0
    while process.poll() is None and time.monotonic() - start < LIMIT:
        time.sleep(BLINK)
        work += BLINK if busy() else 0
    life = time.monotonic() - start
    return ended(process), Pace(life, max(work * 1.3, 10 * BLINK))


def killed(process: Process, pace: Pace, rng: random.Random, busy: Busy, journal: Path | None) -> Ran:
    """Kill a process: uniformly over its life, over the time in which it is busy, or soon after its journal is hot."""
    way = rng.randrange(3 if journal else 2)
    if way == 0:
        _rest(process, rng.uniform(0, pace.life * SLACK))
    elif way == 1 and until(process, busy):
        _rest(process, rng.uniform(0, pace.work * SLACK))
    elif journal and way == LAST and until(process, lambda: busy() and hot(journal)):
        _rest(process, rng.uniform(0, COMMIT))
    process.kill()
    return ended(process)


def until(process: Process, busy: Busy) -> bool:
    """Wait for it to get busy; False where it ended before."""
    end = time.monotonic() + LIMIT
    while process.poll() is None and time.monotonic() < end:
        if busy():
            return True
        time.sleep(BLINK)
    return False


def _rest(process: Process, seconds: float) -> None:
    """Sleep, but not long past the end of the process."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return
