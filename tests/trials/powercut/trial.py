"""The trial: sessions are recorded, their disk states made and judged, and the control with them."""

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.trials import Outcome
from tests.trials.memory import in_memory
from tests.trials.office import Office, furnished
from tests.trials.powercut import states, strace
from tests.trials.powercut.disk import Disk
from tests.trials.powercut.judge import Judge, Promise, Verdict, promise
from tests.trials.powercut.record import Recorder, Session, is_promise
from tests.trials.powercut.session import recorded
from tests.trials.powercut.states import Files
from tests.trials.powercut.strace import Call

NAME = "power cuts"
PER_SESSION = 12_500
CONTROL = 10  # one state of the control to so many of the trial
SHOWN = 3


class Moment(NamedTuple):
    """A boundary between two calls: the disk as it is, what must hold, the command that runs."""

    disk: Disk
    wanted: Promise
    words: tuple[str, ...]


class Seen:
    """What was counted so far."""

    def __init__(self) -> None:
        self.states = self.acknowledged = self.lost = self.broken = 0
        self.opened = self.recovered = self.worked = 0
        self.first: Counter[str] = Counter()

    def count(self, verdict: Verdict, words: tuple[str, ...]) -> None:
        self.states += 1
        self.lost += bool(verdict.lost)
        self.broken += bool(verdict.broken)
        if said := verdict.lost or verdict.broken:
            self.first[f"{' '.join(words[:2])}: {said[:160]}"] += 1

    def add(self, judge: Judge) -> None:
        self.opened += judge.opened
        self.recovered += judge.recovered
        self.worked += judge.worked

    def __str__(self) -> str:
        return "; ".join(f"{count} x {what}" for what, count in self.first.most_common(SHOWN))


def run(count: int, folder: Path, seed: int) -> Outcome:
    """``count`` disk states, spread over recorded sessions, and the control."""
    if reason := strace.missing():
        return Outcome(NAME, 0, 0, 0, 0, f"SKIPPED: {reason}")
    with in_memory(folder) as place:
        office = furnished(place / "office")
        seen = trial(count, office, place / "trial", seed)
        control = trial(max(count // CONTROL, 200), office, place / "control", seed, "sync-off")
    teeth = control.lost + control.broken
    note = f"{seen.opened} different, {seen.recovered} with a journal, work went on in {seen.worked}; {seen}; "
    note += f"synchronous=OFF: {control.lost} of {control.states} lost, {control.broken} broken"
    if not teeth:
        note += "; the control lost nothing: NO TEETH"
    return Outcome(NAME, seen.states, seen.acknowledged, seen.lost, seen.broken + (not teeth), note)


def trial(count: int, office: Office, place: Path, seed: int, *changes: str) -> Seen:
    """Judge so many states of sessions recorded with some changes to naht."""
    seen, sessions = Seen(), max(1, round(count / PER_SESSION))
    for number in range(sessions):
        rng = Random(f"{seed} {number}")
        here = place / str(number)
        recorder = Recorder(office.copied(here / "office"), here, *changes)
        session = recorded(recorder, rng)
        judged(seen, session, Judge(here), count // sessions + (number < count % sessions), rng)
        shutil.rmtree(here)
    return seen


def judged(seen: Seen, session: Session, judge: Judge, count: int, rng: Random) -> None:
    """Judge ``count`` states of one session."""
    seen.acknowledged += len(session.steps)
    for moment, share in zip(moments(session), shares(session, count), strict=True):
        for files in drawn(moment.disk, share, rng):
            seen.count(judge.judge(files, moment.wanted), moment.words)
    seen.add(judge)


def moments(session: Session) -> Iterator[Moment]:
    """Every boundary of a session, in order: after each call that changed something or promised something."""
    disk = Disk.restored(session.folder, session.before)
    past = frozenset(sight.office.digest for sight in _sights(session) if sight.office)
    before = session.start
    for step in session.steps:
        disk.start()
        printed = False
        for call in step.calls:
            printed = printed or is_promise(call)
            if disk.take(call) or is_promise(call):
                yield Moment(disk, promise(before, step.after, past, printed=printed), step.words)
        before = step.after


def _sights(session: Session) -> list:
    return [session.start, *(step.after for step in session.steps)]


def shares(session: Session, count: int) -> list[int]:
    """How many states to draw at each boundary: one where nothing is at stake, else two, and the rest at random.

    Where there are fewer states than that, they are spread evenly.
    """
    settled = [moment.disk.settled() for moment in moments(session)]
    least = [1 if calm else 2 for calm in settled]
    over = count - sum(least)
    if over < 0:
        return _even(count, len(settled))
    extra = iter(_even(over, settled.count(False)))
    return [share if calm else share + next(extra) for share, calm in zip(least, settled, strict=True)]


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
