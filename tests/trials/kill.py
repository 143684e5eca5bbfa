"""kill -9 of everyday commands. What was printed is in the file; each command is in it as a whole or not at all."""

import itertools
import random
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from tests.trials import Outcome
from tests.trials.death import Pace, hot, killed, paced, touched
from tests.trials.office import Office, Ran, furnished, shared_out
from tests.trials.state import Rows, faults, records, rows
from tests.trials.tally import Tally, outcome

FRESH = 50  # trials on one file at most; then it is checked in full and a new one taken
INSIDE = "of them inside a transaction"
COLD = 5  # in one file of so many, commands are killed that have all of Python's start before them


class Command(NamedTuple):
    """A command and what its step must change: how many rows of a noun, in which way."""

    words: tuple[str, ...]
    changes: dict[str, int]
    act: str = "i"


def run(count: int, folder: Path, seed: int, mutant: str = "", cold: int = COLD) -> Outcome:
    """Kill ``count`` commands; of so many files one sees them ``cold``, none where that is 0."""
    base = furnished(folder / "base").changed(mutant)
    paces = {warm: _paces(base._replace(warm=warm).copied(folder / f"pace{warm}"), seed)
             for warm in (True, *([False] if cold else []))}  # fmt: skip
    return outcome("kill", shared_out(count, folder, seed, lambda *share: _lane(base, paces, *share)))


def _paces(office: Office, seed: int) -> dict[str, Pace]:
    """How long each command takes."""
    office.must("log", "--last", "1")
    pace = {}
    for command in (*_drawable(office, random.Random(seed)), Command(("undo",), {})):
        ran, pace[command.words[0]] = paced(office.start(*command.words), touched(office.journal))
        if ran.code:
            raise AssertionError(f"{command.words}: {ran.err}")
    return pace


def _lane(base: Office, paces: dict[bool, dict[str, Pace]], count: int, folder: Path, rng: random.Random) -> Tally:
    tally = Tally()
    fresh = min(FRESH, max(1, count // COLD))
    for file in itertools.takewhile(lambda _: tally.needs_more(count, INSIDE), itertools.count()):
        warm = file % COLD > 0 or False not in paces
        office = base._replace(warm=warm).copied(folder / str(file))
        desk = _Desk(office, paces[warm], rng, tally)
        for _ in range(fresh):
            desk.trial()
        checked = office.quickly("check", "--full")
        tally.expect(f"check: {checked.code} {checked.out} {checked.err}", holds=checked.code == 0)
    tally.hit(INSIDE)
    return tally


class _Desk:
    """One file on which command after command is killed; ``undoable`` are the records before each standing step."""

    def __init__(self, office: Office, pace: dict[str, Pace], rng: random.Random, tally: Tally) -> None:
        self.office, self.pace, self.rng, self.tally = office, pace, rng, tally
        self.undoable: list[Rows] = []
        self.before = rows(office.path)

    def trial(self) -> None:
        """Kill one command, then let naht read and compare."""
        command = self._draw()
        journal = self.office.journal
        busy = touched(journal)
        ran = killed(self.office.start(*command.words), self.pace[command.words[0]], self.rng, busy, journal)
        self.tally.trials += 1
        self.tally.seen["killed"] += ran.code < 0
        self.tally.seen[INSIDE] += ran.code < 0 and busy()
        self.tally.seen["of these with a hot journal"] += hot(journal)
        self.tally.expect(f"{command.words}: {ran.err}", holds=ran.code <= 0)
        reader = self.office.quickly("log", "--last", "1")
        self.tally.expect(f"after {command.words}: {reader.err}", holds=reader.code == 0)
        for fault in faults(self.office.path):
            self.tally.wrong(f"after {command.words}: {fault}")
        after = rows(self.office.path)
        self._compare(command, ran, after)
        self.before = after

    def _draw(self) -> Command:
        commands = _drawable(self.office, self.rng)
        if self.undoable:
            commands += [Command(("undo",), {})] * 2
        return self.rng.choice(commands)

    def _compare(self, command: Command, ran: Ran, after: Rows) -> None:
        said = bool(ran.ids) or ran.code == 0
        self.tally.acknowledged += len(ran.ids)
        if after == self.before:
            if said:
                self.tally.lose(f"{command.words}: {ran.out!r}", max(len(ran.ids), 1))
            return
        self.tally.seen["committed"] += 1
        self.tally.expect(f"only half of {command.words}", holds=self._whole(command, ran, after))

    def _whole(self, command: Command, ran: Ran, after: Rows) -> bool:
        """One step more, with all the changes of the command and the printed ids among them."""
        *old, new = sorted(after["op"])
        changed = [row for row in after["change"] if row[0] == new[0]]
        if old != sorted(self.before["op"]) or len(after["change"]) != len(self.before["change"]) + len(changed):
            return False
        if not set(ran.ids) <= {row[3].split("/")[0] for row in changed}:
            return False
        if command.words[0] == "undo":
            return records(after) == self.undoable.pop()
        self.undoable.append(records(self.before))
        made = Counter(row[2] for row in changed if row[4] == command.act and "_" not in row[2])
        more = {noun: len(after[noun]) - len(self.before[noun]) for noun in command.changes}
        return made == command.changes and (command.act == "u" or more == command.changes)


def _drawable(office: Office, rng: random.Random) -> list[Command]:
    """The everyday commands, with clients and visits of the file."""
    found = rows(office.path)
    client, visit = rng.choice(found["client"])[1], rng.choice(found["visit"])
    minutes = (visit[4] or 0) % 500 + rng.randrange(1, 99)
    return [
        Command(("v", "west", "hausbesuch", "20m", "wohnen", client), {"visit": 1}),
        Command(("v", "nord", "tel", "12x"), {"visit": 12}),
        Command(("v", client, "west", "--refer", "jobcenter"), {"visit": 1, "referral": 1}),
        Command(("n", "nord", "netzwerktreffen", "jobcenter", "gwg"), {"contact": 1}),
        Command(("w", "team", "1h", "west"), {"work": 1}),
        Command(("r", client, "jobcenter", "west"), {"referral": 1}),
        Command(("client", "add", "w", "1984", "west"), {"client": 1}),
        Command(("visit", "edit", visit[1], f"{minutes}m"), {"visit": 1}, act="u"),
    ]
