"""The programs beside which naht is measured, one module each. None is installed; one that is missing is skipped."""

import shutil
from pathlib import Path
from typing import ClassVar

from tests.bench.office import Office, make_once
from tests.bench.timing import Command


class Peer:
    """``search`` is where programs are looked for, as in PATH."""

    name: ClassVar[str]
    binary: ClassVar[str]
    tasks: ClassVar[tuple[str, ...]]

    def __init__(self, search: str) -> None:
        self.program = shutil.which(self.binary, path=search)

    def lacking(self) -> str:
        """Why it cannot run here; empty where it can."""
        return "" if self.program else f"{self.name} is not installed"

    def ready(self, task: str, office: Office) -> Command:
        """The command for a task; its data are prepared once and kept with the office."""
        folder = office.folder / self.binary
        make_once(folder, lambda draft: self.prepare(office, draft))
        return self.command(task, office, folder)

    def prepare(self, office: Office, folder: Path) -> None:
        """Put what it needs into the folder, which may then be renamed."""

    def command(self, task: str, office: Office, folder: Path) -> Command:
        raise NotImplementedError
