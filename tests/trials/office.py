"""An office to try things on: its file, the environment of its commands, and the commands as processes."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

ROOT = Path(__file__).resolve().parents[2]
TODAY = "2026-11-22"
LANES = 2
LIMIT = 300.0
_FREED = ("NAHT_", "XDG_", "LC_", "PYTHONDONTWRITEBYTECODE")
T = TypeVar("T")


class Process(Protocol):
    """A running command: what the trials ask of ``subprocess.Popen``."""

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
    program: tuple[str, ...] = (sys.executable, "-m", "naht")
    warm: bool = False  # commands are forked from a process that has naht loaded

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
        if self.warm and not before:
            from tests.trials.warm import Forked

            return Forked(args, self.environment(), self.folder)
        return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
            [*before, *self.program, *args], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, cwd=self.folder, env=self.environment(), **more,
        )  # fmt: skip

    def run(self, *args: str, before: Sequence[str] = (), **more: object) -> Ran:
        return ended(self.start(*args, before=before, **more))

    def must(self, *args: str) -> list[str]:
        """The ids that a command prints, which has to succeed."""
        ran = self.run(*args)
        if ran.code:
            raise AssertionError(f"naht {' '.join(args)}: exit {ran.code}\n{ran.err}")
        return ran.ids

    def copied(self, folder: Path) -> "Office":
        """The same office in another folder, made for it."""
        folder.mkdir(mode=0o700, parents=True)
        shutil.copy(self.path, folder / self.path.name)
        return self._replace(path=folder / self.path.name)


def ended(process: Process) -> Ran:
    out, err = process.communicate(timeout=LIMIT)
    return Ran(process.returncode or 0, out, err)


def furnished(folder: Path) -> Office:
    """A small Weimar office: one worker, some clients, visits with and without them, a referral, a contact, work."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    office = Office(folder / "office.db")
    _init(office)
    [client] = office.must("client", "add", "w", "1984", "west")
    office.must("client", "add", "m", "1990", "nord")
    office.must("v", "west", "hausbesuch", "20m", "wohnen", "schulden", client)
    office.must("v", "nord", "tel", "10m")
    office.must("v", "west", client, "sgb2", "15m", "--refer", "jobcenter")
    office.must("n", "nord", "netzwerktreffen", "jobcenter", "gwg", "1h30")
    office.must("w", "team", "1h", "west")
    return office


def _init(office: Office) -> None:
    environment = office.environment()
    del environment["NAHT_WORKER"]
    for args in (["init", "-q"], ["worker", "add", "kraft"]):
        command = [*office.program, *args]
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
