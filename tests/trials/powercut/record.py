"""Recording a session: real commands of naht, one process each, with every byte they wrote and what they promised."""

import sys
from pathlib import Path
from typing import NamedTuple

from tests.trials.office import Office, ended
from tests.trials.powercut import strace
from tests.trials.powercut.disk import Disk
from tests.trials.powercut.look import Sight, look
from tests.trials.powercut.strace import Call

PATCHED = (sys.executable, str(Path(__file__).with_name("recorded.py")))


class Step(NamedTuple):
    """A command as it ran: its calls, and what the folder held afterwards."""

    words: tuple[str, ...]
    calls: list[Call]
    after: Sight
    ids: list[str]


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
        self.office = office
        self.traces = traces
        self.changes = list(changes)
        self.before = self._files()
        self.start = look(office.folder)
        self.disk = Disk.restored(office.folder, self.before)
        self.steps: list[Step] = []

    def run(self, *words: str) -> list[str]:
        """Run a command, which has to succeed; what it printed."""
        trace = self.traces / f"{len(self.steps)}.strace"
        program = self.office.program
        if self.changes:
            program = (*PATCHED, *self.changes, "--")
        ran = ended(self.office._replace(program=program).start(*words, before=strace.command(trace)))
        if ran.code:
            raise AssertionError(f"naht {' '.join(words)}: exit {ran.code}\n{ran.err}")
        calls = list(self._kept(trace))
        trace.unlink()
        self.steps.append(Step(words, calls, look(self.office.folder), ran.ids))
        return ran.ids

    def _kept(self, trace: Path) -> list[Call]:
        """The calls that matter to this folder, and the write on stdout; the model has to agree with the folder."""
        self.disk.start()
        kept = []
        for call in strace.calls(trace):
            held = self.disk.holds(call)
            if self.disk.take(call) or held or self.disk.holds(call) or is_promise(call):
                kept.append(call)
        there = self._files()
        if there != self.disk.files():
            raise Misread(f"{sorted(there)} against {sorted(self.disk.files())}")
        return kept

    def _files(self) -> dict[str, bytes]:
        folder = self.office.folder
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    def session(self) -> Session:
        return Session(self.office.folder, self.before, self.start, self.steps)


def is_promise(call: Call) -> bool:
    """True for the write on stdout: from here on what the command did has to last."""
    return call.name == "write" and call.handle() == 1
