"""An office to try things on: its file, the environment of its commands, and the commands as processes."""

import os
import random
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

from tests.trials import mutants

ROOT = Path(__file__).resolve().parents[2]
TODAY = "2026-11-22"
LANES = 2
LIMIT = 300.0
_FREED = ("NAHT_", "XDG_", "LC_", "PYTHONDONTWRITEBYTECODE")
T = TypeVar("T")


class Process(Protocol):
    """A running command: what the trials ask of ``subprocess.Popen``."""

    @property
    def pid(self) -> int: ...
    @property
    def returncode(self) -> int | None: ...
    def poll(self) -> int | None: ...
    def kill(self) -> None: ...
    def wait(self, timeout: float) -> object: ...
    def communicate(self, *, timeout: float) -> tuple[str, str]: ...


class Ran(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def ids(self) -> list[str]:
        """The whole lines on stdout. They arrive in one write, so a line without its end was not printed."""
        return [line.rstrip("\n") for line in self.out.splitlines(keepends=True) if line.endswith("\n")]


class Office(NamedTuple):
    """A file, and naht's command line on it."""

    path: Path
    changes: tuple[str, ...] = ()  # what of naht is changed in its commands: mutants, or a newer naht
    warm: bool = False  # commands are forked from a process that has naht loaded
    seconds: float = 0  # for so long a process does the same command again and again

    @property
    def folder(self) -> Path:
        return self.path.parent

    @property
    def journal(self) -> Path:
        """SQLite's rollback journal: there while a transaction writes, and after a crash inside one."""
        return self.path.with_name(f"{self.path.name}-journal")

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_FREED)}
        pinned = {
            "NAHT_DB": str(self.path), "NAHT_TODAY": TODAY, "NAHT_LANG": "en", "NAHT_WORKER": "kraft",
            "HOME": str(self.folder), "LANG": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        return kept | pinned

    def start(self, *args: str, before: Sequence[str] = (), **more: object) -> Process:
        """A command as a process; ``before`` is what starts it (a limit, a tracer)."""
        if self.warm and not before and not self.seconds:
            from tests.trials.warm import Forked

            return Forked(args, self.environment(), self.folder, self.changes)
        return self.spawn([*before, *self.command(*args)], **more)

    def command(self, *args: str) -> list[str]:
        """The words that start a command."""
        return [*mutants.command(*self.changes, seconds=self.seconds), *args]

    def spawn(self, command: Sequence[str], stdin: int = subprocess.DEVNULL, **more: object) -> Process:
        """Start anything, in the folder and with the environment of a command."""
        return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
            command, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=self.folder,
            env=self.environment(), **more,
        )  # fmt: skip

    def run(self, *args: str, before: Sequence[str] = (), **more: object) -> Ran:
        return ended(self.start(*args, before=before, **more))

    def must(self, *args: str) -> list[str]:
        """The ids that a command prints, which has to succeed."""
        ran = self.run(*args)
        if ran.code:
            raise AssertionError(f"naht {' '.join(args)}: exit {ran.code}\n{ran.err}")
        return ran.ids

    def quickly(self, *args: str) -> Ran:
        """A command whose start is not what is tried, to its end: forked, it takes a fifth of the time."""
        return self._replace(warm=True).run(*args)

    def changed(self, *names: str) -> "Office":
        """The same office, worked on by a naht that is changed so; no name changes nothing."""
        return self._replace(changes=(*self.changes, *filter(None, names)))

    def copied(self, folder: Path) -> "Office":
        """The same office in another folder, made for it."""
        folder.mkdir(mode=0o700, parents=True)
        shutil.copy(self.path, folder / self.path.name)
        return self._replace(path=folder / self.path.name)


def ended(process: Process) -> Ran:
    out, err = process.communicate(timeout=LIMIT)
    return Ran(process.returncode or 0, out, err)


def furnished(folder: Path, steps: int = 0) -> Office:
    """A small Weimar office: one worker, some clients, visits with and without them, a referral, a contact, work.

    Where ``steps`` are asked for, it is a larger one, with so many of 99 visits each.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    office = Office(folder / "office.db")
    office.path.write_bytes(_large(steps) if steps else _small())
    office.path.chmod(0o600)
    return office


@cache
def _large(steps: int) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        office = furnished(Path(folder).resolve(), steps - 1)
        office.must("v", "west", "tel", "99x", "10m")
        return office.path.read_bytes()


@cache  # a second's work, and many trials of one process begin with it
def _small() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder).resolve() / "office.db")
        _init(office)
        [client] = office.must("client", "add", "w", "1984", "west")
        office.must("client", "add", "m", "1990", "nord")
        office.must("v", "west", "hausbesuch", "20m", "wohnen", "schulden", client)
        office.must("v", "nord", "tel", "10m")
        office.must("v", "west", client, "sgb2", "15m", "--refer", "jobcenter")
        office.must("n", "nord", "netzwerktreffen", "jobcenter", "gwg", "1h30")
        office.must("w", "team", "1h", "west")
        return office.path.read_bytes()


def _init(office: Office) -> None:
    environment = office.environment()
    del environment["NAHT_WORKER"]
    for args in (["init", "-q"], ["worker", "add", "kraft"]):
        command = [*mutants.command(), *args]
        ran = subprocess.run(command, check=False, capture_output=True, text=True, cwd=office.folder, env=environment)
        if ran.returncode:
            raise AssertionError(f"naht {' '.join(args)}: exit {ran.returncode}\n{ran.stderr}")


def shared_out(count: int, folder: Path, seed: int, lane: Callable[[int, Path, random.Random], T]) -> list[T]:
    """``lane(count, folder, random)`` on as many lanes as there are cores to keep busy, each with its share."""
    shares = [count // LANES + (number < count % LANES) for number in range(LANES)]
    with ThreadPoolExecutor(LANES) as pool:
        works = [
            pool.submit(lane, share, folder / f"lane{number}", random.Random(seed * LANES + number))
            for number, share in enumerate(shares) if share
        ]  # fmt: skip
        return [work.result() for work in works]
