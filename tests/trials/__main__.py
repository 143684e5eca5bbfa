"""``python -m tests.trials [--full] [--only kill,flips] [--seed N]``: run the trials, print one table.

Each run draws anew and says its seed; ``--seed`` repeats one. Exit 1 where anything was lost or broken, or where a
trial hit nothing. The small counts take a minute or two, the full ones hours.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from random import SystemRandom
from typing import NamedTuple

from tests.trials import Outcome

HEAD = ("trial", "runs", "acknowledged", "lost", "broken", "seconds", "note")
EVERY = 1_000_000  # as many as there are
EVERY_TENTH_PAGE = 23
EACH = 200  # writes of each of 8 writers, for the quick table


WARM = {"cold": False}


class Mutant(NamedTuple):
    """A worse naht that a trial must catch: with so few runs it says ``proof`` in its note."""

    name: str
    count: int
    proof: str
    more: Mapping[str, object] = {}


class Trial(NamedTuple):
    """A trial, its small and its full count, and what it must catch."""

    name: str
    small: int
    full: int
    mutants: tuple[Mutant, ...] = ()
    module: str = ""  # where it is another one than its name
    more: Mapping[str, object] = {}


TRIALS = (
    Trial("kill", 200, 10_000, (
        Mutant("ids-before-commit", 6, "lost:", WARM), Mutant("commit-half-way", 4, "open op", WARM),
    )),
    Trial("kill_large", 50, 600, (Mutant("commit-half-way", 4, "open op", {"only": "undo"}),)),
    Trial("recovery", 30, 1_000, (Mutant("journal-removed", 2, "lost:"),)),
    Trial("powercut", 10_000, 100_000, (Mutant("sync-full", 600, "gone"), Mutant("sync-off", 200, " x "))),
    Trial("writers", 8, 64, (
        Mutant("begin-late", 4, "exit 1", {"writes": 4}), Mutant("seal-skipped", 2, "seal of", {"writes": 2}),
    )),
    Trial("disk", EVERY_TENTH_PAGE, EVERY, (Mutant("failed-commit-is-success", 1, "lost:", {"only": "visit add"}),)),
    Trial("readonly", EVERY, EVERY, (Mutant("swap", 1, "not 5", {"only": "restore"}),)),
    Trial("flips", 200, 5_000, (Mutant("seals-unread", 8, "unnoticed"),)),
    Trial("everything", 2, 20, (
        Mutant("seal-skipped", 1, "seal", {"seconds": 1}), Mutant("rotation-newest", 1, "the copy", {"seconds": 1}),
    )),
    Trial("busy", 1, 20, (Mutant("swap", 1, "lost:", {"seconds": 4}),), "everything", {"who": "busy"}),
    Trial("asleep", 1, 20, (Mutant("swap", 1, "malformed", {"seconds": 1}),), "everything", {"who": "asleep"}),
    Trial("model", 300, 5_000, (Mutant("trigger-missing", 4, "Error"),)),
)  # fmt: skip


def conducted(trial: Trial, count: int, seed: int, **more: object) -> tuple[Outcome, float]:
    """Run one trial in a folder of its own; what it saw, and how long it took."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix=f"naht-{trial.name}-") as folder:
        run = partial(import_module(f"tests.trials.{trial.module or trial.name}").run, **trial.more, **more)
        found = run(count, Path(folder).resolve(), seed)
    return found, time.monotonic() - start


def fresh_seed() -> int:
    """Another seed in every run: what one seed never meets, the next one may."""
    return SystemRandom().randrange(1, 1_000_000)


def row(found: Outcome, seconds: float) -> str:
    cells = (*found[:5], f"{seconds:.0f}", found.note.replace("|", "/"))
    return _line([f"{cell:,}" if isinstance(cell, int) else cell for cell in cells])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _asked(args: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.trials", description=__doc__)
    parser.add_argument("--full", action="store_true", help="the full counts")
    parser.add_argument("--quick-table", action="store_true", help=f"small counts, but {EACH} writes a writer")
    parser.add_argument("--only", default="", help="names, with commas", metavar="NAMES")
    parser.add_argument("--count", type=int, default=0, help="another count for all of them", metavar="N")
    parser.add_argument("--seed", type=int, default=fresh_seed(), metavar="N")
    asked = parser.parse_args(args)
    asked.only = [name for name in asked.only.split(",") if name] or [trial.name for trial in TRIALS]
    if unknown := set(asked.only) - {trial.name for trial in TRIALS}:
        parser.error(f"no such trial: {', '.join(sorted(unknown))}")
    return asked


def main(args: Sequence[str]) -> int:
    """Run what is asked for; 0 where nothing is lost or broken."""
    asked = _asked(args)
    bad = False
    _say(f"seed {asked.seed}\n")
    _say(_line(HEAD))
    _say(_line(["---", *["---:"] * 5, "---"]))
    for trial in (trial for trial in TRIALS if trial.name in asked.only):
        more = {"writes": EACH} if asked.quick_table and trial.name == "writers" else {}
        count = asked.count or (trial.full if asked.full else trial.small)
        found, seconds = conducted(trial, count, asked.seed, **more)
        bad = bad or bool(found.lost or found.broken)
        _say(row(found, seconds))
    return int(bad)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
