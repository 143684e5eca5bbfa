"""kill -9 twice: a writer in the middle of its commit, then whoever opens the file next while it rolls that back.

The journal of the first stays until somebody has rolled it back to the end: the file is what it was before, to the row.
Acknowledged is what the one that is not killed prints.
"""

import random
import shutil
from pathlib import Path

from tests.trials import Outcome
from tests.trials.acts import ADD, BACKUP, Act, undo
from tests.trials.death import hot, touched, until
from tests.trials.office import Office, Process, ended, furnished, shared_out
from tests.trials.state import Rows, faults, rows
from tests.trials.tally import Tally, outcome

LARGE = 5  # steps of 99 visits each, so that a roll-back takes its time
INSIDE = "killed while they rolled back"
OPENERS = (
    ("log",), ("visit", "list"), ("count", "visits"), ("check",), ("migrate",), ("backup",), ("v", "west", "tel"),
    ("undo",),
)  # fmt: skip
READ = Act("log", ("log", "--last", "1"), lambda _office, before, after: before == after, writing=False)


def run(count: int, folder: Path, seed: int, mutant: str = "") -> Outcome:
    """Kill ``count`` writers in their commit, and one, two or three after each."""
    base = furnished(folder / "base", LARGE)._replace(warm=True).changed(mutant)
    acts = [READ, ADD, BACKUP, undo(rows(furnished(folder / "earlier", LARGE - 1).path))]
    return outcome("recovery", shared_out(count, folder, seed, lambda *lane: _lane(base, acts, *lane)))


def _lane(base: Office, acts: list[Act], count: int, folder: Path, rng: random.Random) -> Tally:
    tally = Tally()
    before = rows(base.path)
    number = 0
    while tally.needs_more(count, INSIDE) and number < count * 10:
        office = base.copied(folder / str(number))
        number += 1
        if _killed_in_commit(office.start("undo"), office):
            tally.trials += 1
            for _ in range(rng.randint(1, 3)):
                tally.seen[INSIDE] += hot(office.journal) and _killed_rolling_back(office, rng)
            _judge(tally, rng.choice(acts), office, before)
        shutil.rmtree(office.folder)
    tally.expect(f"NO TEETH: none was killed in its commit, of {number}", holds=tally.trials > 0)
    tally.hit(INSIDE)
    return tally


def _killed_in_commit(process: Process, office: Office) -> bool:
    """Kill a writer as soon as it writes into the file itself; True where it left a hot journal."""
    until(process, touched(office.path))
    process.kill()
    return not ended(process).out and hot(office.journal)


def _killed_rolling_back(office: Office, rng: random.Random) -> bool:
    """Kill somebody as soon as the file changes; True where the work is not done."""
    process = office.start(*rng.choice(OPENERS))
    begun = until(process, touched(office.path))
    process.kill()
    return ended(process).code < 0 and begun and hot(office.journal)


def _judge(tally: Tally, act: Act, office: Office, before: Rows) -> None:
    """The last one was left alone: it finds the file as it was, and does its own work in it."""
    ran = ended(act.start(office))
    tally.expect(f"{act.name} afterwards: exit {ran.code}: {ran.err}", holds=ran.code == 0)
    tally.expect(f"{act.name} afterwards: the journal is still there", holds=not hot(office.journal))
    if found := faults(office.path):
        tally.wrong(f"{act.name} afterwards: {found[0]}")
        return
    after = rows(office.path)
    tally.acknowledged += ran.code == 0
    if not act.new(office, before, after):
        tally.lose(f"{act.name} afterwards: something else is in the file")
