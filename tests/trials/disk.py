"""A disk that is full, or fails, at every step of a command: exit 5 and the way out, nothing half written.

Three disks: one on which no file may grow past a size (every size), one with so many pages free (where mounting is
allowed), and one on which a system call fails, each in its turn (where strace may trace).
"""

import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.trials import Outcome
from tests.trials.acts import ADD, BACKUP, MIGRATE, Act, judge_copies, partial, remove, undo
from tests.trials.office import Office, Ran, ended, furnished, shared_out
from tests.trials.state import Rows, faults, rows
from tests.trials.tally import Tally, outcome

PAGE = 4096
ROOM = 40  # pages a small command may need more than the file has
SAID = "free some space first"
LIMITED = (
    "import os, resource, sys; n = int(sys.argv[1]); "
    "resource.setrlimit(resource.RLIMIT_FSIZE, (n, n)); os.execv(sys.argv[2], sys.argv[2:])"
)
FAILING = (
    ("pwrite64", "ENOSPC", "+"), ("pwrite64", "EIO", ""), ("fdatasync", "EIO", ""), ("fsync", "EIO", ""),
    ("unlink", "EIO", ""), ("pread64", "EIO", ""),
)  # fmt: skip


class Step(NamedTuple):
    """A command on a disk that gives out somewhere: ``before`` starts it there."""

    act: Act
    where: str
    before: tuple[str, ...]


def run(count: int, folder: Path, seed: int, mutant: str = "", only: str = "") -> Outcome:
    """At most ``count`` points of each command on each disk, evenly spread; all of them where there are fewer."""
    base, acts = _office(folder / "base", mutant)
    acts = [act for act in acts if only in ("", act.name)]
    steps = [*_limits(base, acts, count)]
    said = []
    if failing := _tracer(folder):
        steps += [step for act in acts for step in _failures(base, act, folder / "count", count, failing)]
    else:
        said.append("SKIPPED: failing system calls (no strace here)")
    random.Random(seed).shuffle(steps)
    tallies = shared_out(len(steps), folder, seed, lambda *share: _lane(base, steps, *share))
    with _small_disk(folder / "disk") as disk:
        if disk:
            tallies.append(_fill(base, acts, disk, count))
        else:
            said.append("SKIPPED: a disk with few pages free (needs root and mount)")
    return outcome("disk", tallies, *said)


def _office(folder: Path, mutant: str) -> tuple[Office, list[Act]]:
    office = furnished(folder)
    earlier = rows(office.path)
    visit = office.must("v", "nord", "tel", "12x")[0]
    return office.changed(mutant), [ADD, undo(earlier), remove(visit), BACKUP, MIGRATE]


def spread(points: range, count: int) -> list[int]:
    """At most ``count`` of the points, evenly spread, the first among them."""
    return list(points[:: max(1, -(-len(points) // count))])


def _limits(base: Office, acts: list[Act], count: int) -> Iterator[Step]:
    size = base.path.stat().st_size // PAGE
    for act in acts:
        for pages in spread(range(size + ROOM), count):
            before = (sys.executable, "-S", "-E", "-c", LIMITED, str(pages * PAGE))
            yield Step(act, f"no file past {pages} pages", before)


def _tracer(folder: Path) -> tuple[str, ...] | None:
    """strace, where it is there and may trace; stopping only at what it traces where it can, which is twice as fast."""
    for more in (("--seccomp-bpf",), ()):
        command = ("strace", "-f", "-qq", *more)
        try:
            subprocess.run([*command, "-o", folder / "tried", "true"], capture_output=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            continue
        return command
    return None


def _failures(base: Office, act: Act, folder: Path, count: int, strace: tuple[str, ...]) -> Iterator[Step]:
    """Each call of a kind fails in its turn; how many there are is counted in a run that goes well."""
    office = base.copied(folder / act.name)
    log = folder / f"{act.name}.log"
    calls = ",".join({name for name, _, _ in FAILING} | {"openat"})
    ran = ended(act.start(office, (*strace, "-o", str(log), "-e", f"trace={calls}")))
    if ran.code:
        raise AssertionError(f"{act.name}: {ran.err}")
    lines = log.read_text(errors="replace").splitlines()
    opened = next(number for number, line in enumerate(lines) if str(office.path) in line)
    made = [line.split(maxsplit=1)[1].partition("(")[0] for line in lines]
    for name, error, more in FAILING:
        for number in spread(range(made[:opened].count(name) + 1, made.count(name) + 1), count):
            inject = f"inject={name}:error={error}:when={number}{more}"
            before = (*strace, "-o", "/dev/null", "-e", f"trace={name}", "-e", inject)
            yield Step(act, f"{name} {number}{more} fails with {error}", before)


def _lane(base: Office, steps: list[Step], count: int, folder: Path, _rng: random.Random) -> Tally:
    """This lane's share of the steps, taken from the common list."""
    tally = Tally()
    before = rows(base.path)
    for number in range(count):
        step = steps.pop()
        office = base.copied(folder / str(number))
        ran = ended(step.act.start(office, step.before))
        _judge(tally, step, office, ran, before)
        shutil.rmtree(office.folder)
    return tally


def _judge(tally: Tally, step: Step, office: Office, ran: Ran, before: Rows) -> None:
    """It went through and is in the file, or it says what to do and the file is as it was."""
    act, what = step.act, f"{step.act.name}, {step.where}"
    tally.trials += 1
    tally.seen["went through"] += ran.code == 0
    reading = "pread64" in step.where  # what cannot be read says so; space would not help
    doubted = reading and act.name == BACKUP.name  # its copy may be there and named, but could not be read again
    tally.expect(f"{what}: exit {ran.code}: {ran.err}", holds=ran.code in ((0, 5, 6) if doubted else (0, 5)))
    if ran.code == 5:
        tally.expect(f"{what}: no word of space: {ran.err}", holds=SAID in ran.err or reading)
        tally.expect(f"{what}: printed something: {ran.out}", holds=not ran.out or doubted)
    reader = office.quickly("log", "--last", "1")
    for fault in faults(office.path):
        tally.wrong(f"{what}: {fault}")
    after = rows(office.path)
    migrated = act.migrating and after != before  # then this naht is older than the file
    tally.expect(f"{what}, reading: {reader.err}", holds=reader.code == 0 or migrated)
    new = act.new(office, before, after)
    if ran.code == 0:
        tally.acknowledged += 1
        if not new:
            tally.lose(what)
    else:
        tally.expect(f"{what}: half written", holds=new or after == before)
        tally.seen["done although an error was reported"] += after != before
    judge_copies(tally, act, office, before)
    stays = "unlink" in step.where  # what cannot be removed
    tally.expect(f"{what}: left {partial(office)}", holds=stays or not partial(office))


@contextmanager
def _small_disk(folder: Path) -> Iterator[Path | None]:
    """A disk of 4 MB in memory; None where this user may not mount one."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=4m,mode=0700", "naht-trial", str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    try:
        yield folder if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


def _fill(base: Office, acts: list[Act], disk: Path, count: int) -> Tally:
    """Every command with so many pages free, from none on; reading goes on while the disk is full."""
    tally = Tally()
    before = rows(base.path)
    for act in acts:
        need = ROOM * (6 if act in (BACKUP, MIGRATE) else 1)
        for pages in spread(range(need), count):
            office = base.copied(disk / "office")
            _leave(disk, pages * PAGE)
            ran = ended(act.start(office))
            if ran.code:
                reader = office.run("log", "--last", "1")
                tally.expect(f"{act.name}, reading a full disk: {reader.err}", holds=reader.code == 0)
            (disk / "filler").unlink()
            _judge(tally, Step(act, f"{pages} pages free", ()), office, ran, before)
            shutil.rmtree(office.folder)
    return tally


def _leave(disk: Path, size: int) -> None:
    """Fill the disk up to ``size`` free bytes."""
    free = shutil.disk_usage(disk).free
    with (disk / "filler").open("wb") as filler:
        filler.write(b"x" * (free - size))
