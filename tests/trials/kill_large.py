"""kill -9 of what takes long: migration, backup, restore, undo of a large step. The file is the old one or the new."""

import os
import random
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from naht.store.journal import statements
from tests.trials import Outcome
from tests.trials.death import Pace, hot, killed, paced, touched
from tests.trials.office import Office, Ran, furnished, shared_out
from tests.trials.state import Rows, faults, looking, records, rows
from tests.trials.tally import Tally, outcome

MIGRATING = (sys.executable, "-m", "tests.trials.migrating")
LARGE = 5  # steps of 99 visits each
LONG_AGO = 2 * 24 * 3600


class Act(NamedTuple):
    """A long command; ``new`` tells from the rows before and after whether the file is whole and the new one."""

    name: str
    words: tuple[str, ...]
    new: Callable[[Office, Rows, Rows], bool]
    migrating: bool = False


def run(count: int, folder: Path, seed: int) -> Outcome:
    """Kill ``count`` long commands."""
    base = furnished(folder / "base")
    copies = folder / "copies"
    earlier = base.must("backup", str(copies))[0]
    for _ in range(LARGE):
        base.must("v", "west", "tel", "99x", "10m")
    acts = _acts(earlier, rows(Path(earlier)))
    pace = {act.name: _paced(act, base.copied(folder / "pace" / act.name)) for act in acts}
    return outcome("kill_large", shared_out(count, folder, seed, lambda *share: _lane(base, acts, pace, *share)))


def _acts(copy: str, earlier: Rows) -> list[Act]:
    return [
        Act("migrate", ("migrate",), lambda office, _, after: _migrated(office, after), migrating=True),
        Act("backup", ("backup",), lambda _office, before, after: before == after),
        Act("restore", ("restore", copy), lambda _office, _, after: after == earlier),
        Act("undo", ("undo",), lambda _office, before, after: _undone(before, after)),
    ]


def _paced(act: Act, office: Office) -> Pace:
    ran, pace = paced(_start(act, office), _busy(office))
    if ran.code:
        raise AssertionError(f"{act.name}: {ran.err}")
    return pace


def _start(act: Act, office: Office):  # noqa: ANN202
    return (office._replace(program=MIGRATING) if act.migrating else office).start(*act.words)


def _busy(office: Office) -> Callable[[], bool]:
    """Busy writing: SQLite's journal is there, or a copy not finished yet."""
    changed = touched(office.journal)
    return lambda: changed() or bool(_partial(office))


def _partial(office: Office) -> list[Path]:
    return [*office.folder.glob(".*partial*"), *office.folder.glob("backups/.*partial*")]


def _lane(base: Office, acts: list[Act], pace: dict[str, Pace], count: int, folder: Path, rng: random.Random) -> Tally:
    tally = Tally()
    before = rows(base.path)
    for number in range(count):
        act = acts[number % len(acts)]
        office = base.copied(folder / f"{number}")
        ran = killed(_start(act, office), pace[act.name], rng, _busy(office), office.journal)
        tally.trials += 1
        tally.seen["killed"] += ran.code < 0
        tally.seen["of them with a hot journal"] += hot(office.journal)
        tally.seen["of them with a part of a copy"] += bool(_partial(office))
        _judge(tally, act, office, ran, before)
        shutil.rmtree(office.folder)
    return tally


def _judge(tally: Tally, act: Act, office: Office, ran: Ran, before: Rows) -> None:
    """The file is old or new, as a whole; what was said to be done is done; copies with a name are whole."""
    tally.expect(f"{act.name}: {ran.err}", holds=ran.code <= 0)
    reader = office.run("log", "--last", "1")
    migrated = reader.code != 0 and act.migrating
    tally.expect(f"after {act.name}: {reader.err}", holds=reader.code == 0 or migrated)
    for fault in faults(office.path):
        tally.wrong(f"after {act.name}: {fault}")
    after = rows(office.path)
    old, new = after == before, act.new(office, before, after)
    tally.seen[f"{act.name} done"] += new and not old
    tally.expect(f"{act.name}: neither old nor new", holds=old or new)
    if ran.code == 0 or ran.out:
        tally.acknowledged += 1
        if not new:
            tally.lose(act.name)
    _judge_copies(tally, act, office, before)
    if not migrated:
        _judge_next(tally, act, office)


def _judge_copies(tally: Tally, act: Act, office: Office, before: Rows) -> None:
    """A backup that has its name, and the file that a restore put aside, are what the file was."""
    kept = [*office.folder.glob("backups/office-*.db"), *office.folder.glob("office-vor-*.db")]
    for copy in kept:
        same = not faults(copy) and rows(copy) == before
        tally.expect(f"{act.name}: {copy.name} is not what the file was", holds=same)
    for copy in office.folder.glob("backups/office-*.db"):
        mode = copy.stat().st_mode & 0o777
        tally.expect(f"{act.name}: {copy.name} may be read by others ({mode:o})", holds=mode == 0o600)


def _judge_next(tally: Tally, act: Act, office: Office) -> None:
    """The next run goes through, and clears away what the killed one left; a day has passed."""
    aged = time.time() - LONG_AGO
    for left in _partial(office):
        os.utime(left, (aged, aged))
    again = office.run(*(act.words if act.name == "restore" else ("backup",)))
    tally.expect(f"again after {act.name}: {again.err}", holds=again.code == 0)
    tally.expect(f"left after {act.name}: {_partial(office)}", holds=not _partial(office))
    checked = office.run("check", "--full")
    tally.expect(f"check after {act.name}: {checked.out}{checked.err}", holds=checked.code == 0)


def _migrated(office: Office, after: Rows) -> bool:
    """The new schema with all that it brings: rows, triggers, and a step of its own in the journal."""
    with looking(office.path) as con:
        version = con.execute("PRAGMA user_version").fetchone()[0]
        triggers = [sql for (sql,) in con.execute("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")]
        wanted = statements(con)
    marked = [visit[-1] for visit in after["visit"]] == [f"m{visit[1]}" for visit in after["visit"]]
    commands = [op[3] for op in after["op"]].count("migrate")
    whole = marked and len(after.get("mark", ())) == len(after["visit"])
    return version == 2 and whole and commands == 1 and sorted(triggers) == sorted(wanted)


def _undone(before: Rows, after: Rows) -> bool:
    """The last 99 visits are gone, nothing else is."""
    was, now = records(before), records(after)
    others = all(was[name] == now[name] for name in was if not name.startswith("visit"))
    taken_back = [op[6] for op in after["op"]][-1] == before["op"][-1][0]
    return others and taken_back and now["visit"] == was["visit"][:-99]

