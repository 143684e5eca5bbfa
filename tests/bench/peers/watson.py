"""Watson: every visit a frame of its minutes, its project the district, its tag the channel."""

import json
from datetime import datetime
from functools import partial
from pathlib import Path

from tests.bench.office import DAY, MONTH, Office
from tests.bench.peers import Peer
from tests.bench.timing import Command


class Watson(Peer):
    name = "Watson"
    binary = "watson"
    tasks = ("add", "report-month")

    def prepare(self, office: Office, folder: Path) -> None:
        frames = []
        for number, (day, district, channel, minutes) in enumerate(office.recorded()):
            start = int(datetime.fromisoformat(f"{day}T12:00Z").timestamp())
            end = start + 60 * minutes
            frames.append([start, end, district, f"{number:032x}", [channel], end])
        (folder / "frames").write_text(json.dumps(frames), encoding="utf-8")

    def command(self, task: str, _office: Office, folder: Path) -> Command:
        if task == "add":
            added = self._watson(folder, "add", "--from", f"{DAY} 12:00", "--to", f"{DAY} 12:20", "west")
            return added._replace(after=partial(self._undo, folder))
        start, end = MONTH
        return self._watson(folder, "report", "--from", start, "--to", end, "--no-pager")

    def _undo(self, folder: Path) -> None:
        self._watson(folder, "remove", "--force", "--", "-1").run()

    def _watson(self, folder: Path, *args: str) -> Command:
        return Command([self.program or self.binary, *args], folder, {"WATSON_DIR": str(folder), "TZ": "UTC"})
