"""Whole processes, measured in turn: wall time and peak memory, pair by pair."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_WATCH = (sys.executable, "-I", "-S", str(Path(__file__).with_name("watch.py")))
_FREED = ("NAHT_", "XDG_", "LC_", "PYTHON", "TASK", "WATSON", "LEDGER")  # children may cache bytecode


def _nothing() -> None:
    pass


class Command(NamedTuple):
    """A program's arguments, the first a path. ``before`` and ``after`` are not measured: they leave all as it was.

    ``stdin`` is a file that it reads.
    """

    args: Sequence[str | Path]
    folder: Path
    env: Mapping[str, str] = {}
    before: Callable[[], object] = _nothing
    after: Callable[[], object] = _nothing
    stdin: Path = Path(os.devnull)

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_FREED)}
        return kept | {"HOME": str(self.folder), "LANG": "C.UTF-8", **self.env}

    def run(self, *ahead: str) -> str:
        """What it writes to stdout. Raises Broken where it fails."""
        command = [*ahead, *(str(arg) for arg in self.args)]
        with self.stdin.open("rb") as stdin:
            ran = subprocess.run(
                command, check=False, stdin=stdin, capture_output=True, text=True, cwd=self.folder,
                env=self.environment(),
            )  # fmt: skip
        if ran.returncode:
            raise Broken(f"{' '.join(map(str, self.args))}: {ran.stderr}")
        return ran.stdout


class Broken(Exception):
    """A command that failed: there is nothing to compare."""


class Run(NamedTuple):
    seconds: float
    worked: float  # the seconds of the processor, which a busy machine stretches less
    peak: int  # bytes


class Race(NamedTuple):
    """The runs of two commands, in pairs; one of them may be missing."""

    ours: list[Run]
    theirs: list[Run]

    @property
    def ratios(self) -> list[float]:
        return [ours.seconds / theirs.seconds for ours, theirs in zip(self.ours, self.theirs, strict=False)]

    @property
    def worked(self) -> list[float]:
        """The ratios of processor time; a program may need too little of it to be measured."""
        pairs = zip(self.ours, self.theirs, strict=False)
        return [ours.worked / theirs.worked for ours, theirs in pairs if theirs.worked]


def race(ours: Command | None, theirs: Command | None, pairs: int, patience: float) -> Race:
    """Run both in turn, so often or until ``patience`` seconds are over.

    The first pair fills the caches; it counts only where it stays alone.
    """
    found = Race([], [])
    end = time.monotonic() + patience
    for _ in range(pairs + 1):
        for command, runs in ((ours, found.ours), (theirs, found.theirs)):
            if command:
                runs.append(_measured(command))
        if time.monotonic() > end:
            break
    return Race(*(runs[1:] or runs for runs in found))


def _measured(command: Command) -> Run:
    command.before()
    seconds, worked, peak = command.run(*_WATCH).split()
    command.after()
    return Run(float(seconds), float(worked), int(peak))
