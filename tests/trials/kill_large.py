"""kill -9 of what takes long: migration, backup, restore, undo of a large step. The file is the old one or the new."""

import os
import random
import shutil
import time
from pathlib import Path

from tests.trials import Outcome
from tests.trials.acts import BACKUP, MIGRATE, Act, judge_copies, partial, restore, undo
from tests.trials.death import Busy, Pace, hot, killed, paced, touched
from tests.trials.office import Office, Ran, furnished, shared_out
from tests.trials.state import Rows, faults, rows
from tests.trials.tally import Tally, outcome

LARGE = 5  # steps of 99 visits each
INSIDE = "of them at work on the file or a copy"
LONG_AGO = 2 * 24 * 3600


def run(count: int, folder: Path, seed: int, mutant: str = "", only: str = "") -> Outcome:
    """Kill ``count`` long commands."""
    base, earlier = furnished(folder / "base", LARGE).changed(mutant), furnished(folder / "earlier", LARGE - 1).path
    acts = [MIGRATE, BACKUP, restore(furnished(folder / "copy").path), undo(rows(earlier))]
    acts = [act for act in acts if only in ("", act.name)]
    pace = {act.name: _paced(act, base.copied(folder / "pace" / act.name)) for act in acts}
    return outcome("kill_large", shared_out(count, folder, seed, lambda *share: _lane(base, acts, pace, *share)))


def _paced(act: Act, office: Office) -> Pace:
    ran, pace = paced(act.start(office), _busy(office))
    if ran.code:
        raise AssertionError(f"{act.name}: {ran.err}")
    return pace


def _busy(office: Office) -> Busy:
    """Busy writing: SQLite's journal is there, or a copy not finished yet."""
    changed = touched(office.journal)
    return lambda: changed() or bool(partial(office))


def _lane(base: Office, acts: list[Act], pace: dict[str, Pace], count: int, folder: Path, rng: random.Random) -> Tally:
    tally = Tally()
    before = rows(base.path)
    while tally.needs_more(count, INSIDE):
        number = tally.trials
        act = acts[number % len(acts)]
        office = base.copied(folder / f"{number}")
        journal = office.journal if act.writing else None
        busy = _busy(office)
        ran = killed(act.start(office), pace[act.name], rng, busy, journal)
        tally.trials += 1
        tally.seen["killed"] += ran.code < 0
        tally.seen[INSIDE] += ran.code < 0 and busy()
        tally.seen["of them with a hot journal"] += hot(office.journal)
        tally.seen["of them with a part of a copy"] += bool(partial(office))
        _judge(tally, act, office, ran, before)
        shutil.rmtree(office.folder)
    tally.hit(INSIDE)
    return tally


def _judge(tally: Tally, act: Act, office: Office, ran: Ran, before: Rows) -> None:
    """The file is old or new, as a whole; what was said to be done is done; copies with a name are whole."""
    tally.expect(f"{act.name}: {ran.err}", holds=ran.code <= 0)
    reader = office.quickly("log", "--last", "1")
    migrated = reader.code != 0 and act.migrating  # then this naht is older than the file
    tally.expect(f"after {act.name}: {reader.err}", holds=reader.code == 0 or migrated)
    for fault in faults(office.path):
        tally.wrong(f"after {act.name}: {fault}")
    after = rows(office.path)
    new = act.new(office, before, after)
    tally.seen[f"{act.name} done"] += new and after != before
    tally.expect(f"{act.name}: neither old nor new", holds=new or after == before)
    if ran.code == 0 or ran.out:
        tally.acknowledged += 1
        if not new:
            tally.lose(act.name)
    judge_copies(tally, act, office, before)
    if not migrated:
        _judge_next(tally, act, office)


def _judge_next(tally: Tally, act: Act, office: Office) -> None:
    """The next run goes through, and clears away what the killed one left; a day has passed."""
    aged = time.time() - LONG_AGO
    for left in partial(office):
        os.utime(left, (aged, aged))
    again = office.quickly(*(act.words if act.name == "restore" else ("backup",)))
    tally.expect(f"again after {act.name}: {again.err}", holds=again.code == 0)
    tally.expect(f"left after {act.name}: {partial(office)}", holds=not partial(office))
    checked = office.quickly("check", "--full")
    tally.expect(f"check after {act.name}: {checked.out}{checked.err}", holds=checked.code == 0)
