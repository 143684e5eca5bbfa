"""Taskwarrior: every visit a completed task, its project the district."""

import json
from functools import partial
from pathlib import Path

from tests.bench.office import MONTH, Office
from tests.bench.peers import Peer
from tests.bench.timing import Command


class Taskwarrior(Peer):
    name = "Taskwarrior"
    binary = "task"
    tasks = ("add", "list-month")

    def prepare(self, office: Office, folder: Path) -> None:
        (folder / "rc").write_text("confirmation=off\nverbose=nothing\nhooks=off\n")
        (folder / "data").mkdir()
        tasks = (
            {"uuid": f"{number:08x}-0000-4000-8000-000000000000", "description": channel, "project": district,
             "status": "completed", "entry": f"{day}T08:00:00Z", "end": f"{day}T12:00:00Z"}
            for number, (day, district, channel, _) in enumerate(office.recorded())
        )  # fmt: skip
        source = folder / "visits.json"
        with source.open("w", encoding="utf-8") as file:
            file.writelines(f"{json.dumps(task)}\n" for task in tasks)
        self._task(folder, "import", source).run()
        source.unlink()

    def command(self, task: str, _office: Office, folder: Path) -> Command:
        if task == "add":
            return self._task(folder, "add", "project:west", "visit")._replace(after=partial(self._undo, folder))
        start, end = MONTH
        return self._task(folder, f"end.after:{start}", f"end.before:{end}T23:59:59", "completed")

    def _undo(self, folder: Path) -> None:
        self._task(folder, "undo").run()

    def _task(self, folder: Path, *args: str | Path) -> Command:
        env = {"TASKRC": str(folder / "rc"), "TASKDATA": str(folder / "data")}
        return Command([self.program or self.binary, *args], folder, env)
