"""Recording a session: real commands of naht, with every byte they wrote and what they promised."""

import os
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.trials.office import Office, Ran, ended
from tests.trials.powercut import strace
from tests.trials.powercut.disk import Disk
from tests.trials.powercut.look import Sight, content, look
from tests.trials.powercut.strace import Call

OFFICE, JOURNAL = "office.db", "office.db-journal"


class Commit(NamedTuple):
    """After so many calls of a step the office said something else, by this process."""

    calls: int
    pid: int
    digest: str


class Step(NamedTuple):
    """A command, or two at once, as they ran: the calls, and what the folder held afterwards.

    ``commits`` are those of two processes at once: between before and after there is something in the middle.
    """

    words: tuple[str, ...]
    calls: list[Call]
    after: Sight
    processes: int
    commits: list[Commit]


class Session(NamedTuple):
    folder: Path
    before: dict[str, bytes]  # the files at the beginning, all of them safe
    start: Sight
    steps: list[Step]


class Misread(Exception):
    """The recording, played to its end, does not give the files that are there: the model missed something."""


class Recorder:
    """Runs commands under strace in an office's folder, where nothing else works meanwhile."""

    def __init__(self, office: Office, traces: Path, *changes: str) -> None:
        self.office = office.changed(*changes)
        self.traces = traces
        self.before = self._files()
        self.start = look(office.folder)
        self.disk = Disk.restored(office.folder, self.before)
        self.steps: list[Step] = []

    def run(self, *words: str, sheet: str = "") -> list[str]:
        """Run a command, with a sheet on stdin; what it printed. A rule may refuse it, which changes nothing."""
        handle = os.memfd_create("sheet")
        with os.fdopen(handle, "w+", encoding="utf-8") as file:
            file.write(sheet)
            file.seek(0)
            ran = ended(self.office.start(*words, before=strace.command(self._trace), stdin=handle))
        self._require(ran, words, ran.code in (0, 3, 4))
        return self._kept(words, ran)

    def together(self, *lines: tuple[str, ...]) -> None:
        """Run two commands at once; what each of them promised counts from when it said so."""
        background = " & ".join(shlex.join(self.office.command(*words)) for words in lines)
        process = self.office.spawn([*strace.command(self._trace), "sh", "-c", f"{background} & wait"])
        words = tuple(word for line in lines for word in (*line[:2], "|"))[:-1]
        ran = ended(process)
        self._require(ran, words, len(ran.ids) >= len(lines))
        self._kept(words, ran, len(lines))

    @property
    def _trace(self) -> Path:
        return self.traces / f"{len(self.steps)}.strace"

    @staticmethod
    def _require(ran: Ran, words: tuple[str, ...], holds: bool) -> None:
        if not holds:
            raise AssertionError(f"naht {' '.join(words)}: exit {ran.code}\n{ran.out}{ran.err}")

    def _kept(self, words: tuple[str, ...], ran: Ran, processes: int = 1) -> list[str]:
        """Keep the calls that matter here, and the writes on stdout. Raises Misread."""
        self.disk.start()
        self._last = self.disk.files().get(OFFICE)
        calls: list[Call] = []
        commits: list[Commit] = []
        for call in strace.calls(self._trace):
            held = self.disk.holds(call)
            changed = self.disk.take(call)
            if changed or held or self.disk.holds(call) or is_promise(call):
                calls.append(call)
            if processes > 1 and changed:
                commits += self._committed(len(calls), call.pid)
        self._trace.unlink()
        there = self._files()
        if there != self.disk.files():
            raise Misread(f"{sorted(there)} against {sorted(self.disk.files())}")
        self.steps.append(Step(words, calls, look(self.office.folder), processes, commits))
        return ran.ids

    def _committed(self, calls: int, pid: int) -> Iterator[Commit]:
        """What the office says now, where nobody is in the middle of writing it and it is not what it was."""
        files = self.disk.files()
        if files.get(OFFICE) == self._last or files.get(JOURNAL, b"")[:1] not in (b"", b"\0"):
            return
        self._last = files[OFFICE]
        path = self.traces / "committed.db"
        path.write_bytes(self._last)
        yield Commit(calls, pid, content(path).digest)

    def _files(self) -> dict[str, bytes]:
        folder = self.office.folder
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def session(self) -> Session:
        return Session(self.office.folder, self.before, self.start, self.steps)


def is_promise(call: Call) -> bool:
    """True for the write on stdout: from here on what the command did has to last."""
    return call.name == "write" and call.handle() == 1
