"""``python -m tests.bench``: naht beside its peers, in two markdown tables of ratios.

Nothing is installed, and what is not there is skipped. An office of 840,000 visits is made once, in some 20 minutes
and 2.2 GB; the cache keeps it.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench import budgets, office, table
from tests.bench.office import Office
from tests.bench.peers import Peer
from tests.bench.peers.alone import Alone
from tests.bench.peers.duck import Duck
from tests.bench.peers.hledger import Hledger
from tests.bench.peers.same import Same
from tests.bench.peers.smallest import Smallest
from tests.bench.peers.sqlite_shell import SqliteShell
from tests.bench.peers.sqlite_utils import SqliteUtils
from tests.bench.peers.taskwarrior import Taskwarrior
from tests.bench.peers.watson import Watson
from tests.bench.table import Result
from tests.bench.tasks import TASKS, Task, chosen
from tests.bench.timing import Broken, race

PEERS = (Smallest, Taskwarrior, Watson, Hledger, SqliteShell, Duck, SqliteUtils, Alone)
SIZES = "2500,25000,840000"
HUGE = 4_000_000
_WORDS = ("task", "against")


def results(asked: argparse.Namespace) -> Iterator[Result]:
    """Task by task at each size, beside each peer that can do it, else alone."""
    smallest = office.prepared(asked.cache, asked.sizes[0])
    for size in asked.sizes:
        here = office.prepared(asked.cache, size)
        _describe(here)
        same = [Same(smallest)] if here != smallest else []
        for task in asked.tasks:
            peers = [peer for peer in (*asked.peers, *same) if task.name in peer.tasks]
            yield from (_raced(task, here, peer, asked) for peer in peers or [None])


def _raced(task: Task, here: Office, peer: Peer | None, asked: argparse.Namespace) -> Result:
    if peer and (why := peer.lacking()):
        return Result(task, here.visits, peer.name, skipped=why)
    try:
        theirs = peer.ready(task.name, here) if peer else None
        found = race(task.ours(here), theirs, asked.pairs, asked.patience)
    except Broken as error:
        return Result(task, here.visits, peer.name if peer else "", skipped=" ".join(str(error).split()))
    return Result(task, here.visits, peer.name if peer else "", found)


def _describe(here: Office) -> None:
    month, year = here.within(office.MONTH), here.within(office.YEAR)
    sys.stderr.write(f"{here.visits:,} visits; with group offers and casework {month:,} entries in the month, "
                     f"{year:,} in the year\n")  # fmt: skip


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _asked(args: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.bench", description=__doc__)
    parser.add_argument("--sizes", default=SIZES, help=f"visits, with commas ({SIZES})", metavar="N,N")
    parser.add_argument("--huge", action="store_true", help=f"{HUGE:,} visits too")
    parser.add_argument("--only", default="", help=", ".join(task.name for task in TASKS), metavar="NAMES")
    parser.add_argument("--pairs", type=int, default=15, help="so many runs of each (15)", metavar="N")
    parser.add_argument("--patience", type=float, default=120, help="but a row ends after so many seconds", metavar="S")
    parser.add_argument("--cache", type=Path, default=_cache(), help="where offices are kept", metavar="FOLDER")
    parser.add_argument("--python-peers", default="", help="the bin folder of a venv with peers", metavar="FOLDER")
    asked = parser.parse_args(args)
    try:
        asked.tasks = chosen(asked.only)
    except KeyError as error:
        parser.error(f"no such task: {error}")
    asked.cache = asked.cache.resolve()
    asked.sizes = sorted({int(size) for size in asked.sizes.split(",")} | ({HUGE} if asked.huge else set()))
    asked.peers = [peer(os.pathsep.join((asked.python_peers, os.environ["PATH"]))) for peer in PEERS]
    return asked


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "naht-bench"


def main(args: Sequence[str]) -> int:
    """Measure what is asked for; always 0, for a clock proves nothing."""
    asked = _asked(args)
    _say(table.line(table.HEAD))
    _say(table.rule(table.HEAD, _WORDS))
    found = []
    for result in results(asked):
        found.append(result)
        _say(table.row(result))
    _say("\n" + "\n".join(budgets.table(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
