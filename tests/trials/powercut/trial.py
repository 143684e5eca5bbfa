"""The trial: sessions are recorded, their disk states made and judged, and the control with them."""

import shutil
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.trials import Outcome
from tests.trials.memory import in_memory
from tests.trials.office import LANES, Office, furnished
from tests.trials.powercut import states, strace
from tests.trials.powercut.disk import Disk
from tests.trials.powercut.judge import Judge, Promise, promise
from tests.trials.powercut.record import Recorder, Session, is_promise
from tests.trials.powercut.session import recorded
from tests.trials.powercut.states import Files

NAME = "power cuts"
PER_SESSION = 5_000
SHOWN = 3


class Moment(NamedTuple):
    """A boundary between two calls: the disk as it is, what must hold, the command that runs."""

    disk: Disk
    wanted: Promise
    words: tuple[str, ...]


class Job(NamedTuple):
    """A session to record and so many of its states to judge, in a folder of its own."""

    office: Office
    folder: Path
    count: int
    seed: str
    brief: bool = False


class Seen(NamedTuple):
    """What was counted. The first of what must not be, and how often."""

    states: int
    acknowledged: int
    lost: int
    broken: int
    opened: int
    recovered: int
    worked: int
    first: Counter[str]


def run(count: int, folder: Path, seed: int, mutant: str = "") -> Outcome:
    """``count`` disk states, spread over recorded sessions; those of a mutant are brief."""
    if reason := strace.missing():
        return Outcome(NAME, 0, 0, 0, 0, f"SKIPPED: {reason}")
    with in_memory(folder) as place:
        office = furnished(place / "office").changed(mutant)
        sessions = max(1, round(count / PER_SESSION))
        jobs = [
            Job(
                office,
                place / str(number),
                count // sessions + (number < count % sessions),
                f"{seed} {number}",
                bool(mutant),
            )
            for number in range(sessions)
        ]
        with ProcessPoolExecutor(LANES, get_context("spawn")) as pool:
            return _outcome(sessions, summed(list(pool.map(done, jobs))))


def _outcome(sessions: int, seen: Seen) -> Outcome:
    note = f"{sessions} days, each another; {seen.opened} different disks, {seen.recovered} with a journal, "
    note += f"work went on in {seen.worked}"
    note += "".join(f"; {count} x {what}" for what, count in seen.first.most_common(SHOWN))
    return Outcome(NAME, seen.states, seen.acknowledged, seen.lost, seen.broken, note)


def summed(found: list[Seen]) -> Seen:
    """All of it together."""
    numbers = [sum(column) for column in zip(*(seen[:-1] for seen in found), strict=True)]
    return Seen(*numbers, first=sum((seen.first for seen in found), Counter()))


def done(job: Job) -> Seen:
    """Record a session and judge its states."""
    job.folder.mkdir()
    rng = Random(job.seed)
    session = recorded(Recorder(job.office.copied(job.folder / "office"), job.folder), rng, brief=job.brief)
    seen = judged(session, Judge(job.folder), job.count, rng)
    shutil.rmtree(job.folder)
    return seen


def judged(session: Session, judge: Judge, count: int, rng: Random) -> Seen:
    """Judge ``count`` states of one session."""
    lost = broken = 0
    first: Counter[str] = Counter()
    for moment, share in zip(moments(session), shares(session, count), strict=True):
        for files in drawn(moment.disk, share, rng):
            verdict = judge.judge(files, moment.wanted)
            lost += bool(verdict.lost)
            broken += bool(verdict.broken)
            if said := verdict.lost or verdict.broken:
                first[f"{' '.join(moment.words[:2])}: {said[:160]}"] += 1
    return Seen(count, len(session.steps), lost, broken, judge.opened, judge.recovered, judge.worked, first)


def moments(session: Session) -> Iterator[Moment]:
    """Every boundary of a session, in order: after each call that changed something or promised something."""
    disk = Disk.restored(session.folder, session.before)
    past = frozenset(_contents(session))
    before = session.start
    for step in session.steps:
        disk.start()
        printed: frozenset[int] = frozenset()
        for call in step.calls:
            if promised := is_promise(call):
                printed |= {call.pid}
            if disk.take(call) or promised:
                yield Moment(disk, promise(before, step, past, printed), step.words)
        before = step.after


def _contents(session: Session) -> Iterator[str]:
    """All that the office said in this session."""
    yield from (sight.office.digest for sight in (session.start, *(s.after for s in session.steps)) if sight.office)
    yield from (commit.digest for step in session.steps for commit in step.commits)


def shares(session: Session, count: int) -> list[int]:
    """How many states to draw at each boundary: one where a cut can take nothing of what has its name, else two.

    The rest are random ones, spread over the latter. Where there are fewer states than that, they are spread evenly.
    """
    settled = [_calm(moment.disk) for moment in moments(session)]
    least = [1 if calm else 2 for calm in settled]
    over = count - sum(least)
    if over < 0:
        return _even(count, len(settled))
    extra = iter(_even(over, settled.count(False)))
    return [share if calm else share + next(extra) for share, calm in zip(least, settled, strict=True)]


def _calm(disk: Disk) -> bool:
    """True where all is safe, hidden parts of copies aside."""
    both = (states.synced(disk), states.everything(disk))
    one, other = ({name: data for name, data in files.items() if "/." not in f"/{name}"} for files in both)
    return one == other


def _even(count: int, places: int) -> list[int]:
    return [count * (place + 1) // places - count * place // places for place in range(places)]


def drawn(disk: Disk, share: int, rng: Random) -> Iterator[Files]:
    """So many states of this moment: only what was synced, everything, then random ones."""
    if share:
        yield states.synced(disk)
    if share > 1:
        yield states.everything(disk)
    for _ in range(share - 2):
        yield states.torn(disk, rng)
