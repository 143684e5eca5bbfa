"""naht itself on the smallest office: what more visits cost."""

from pathlib import Path

from tests.bench.office import Office
from tests.bench.peers import Peer
from tests.bench.tasks import TASKS
from tests.bench.timing import Command


class Same(Peer):
    binary = "naht"
    tasks = ("add", "complete", "list-day", "report-day", "report-month", "undo")

    def __init__(self, smallest: Office) -> None:
        self.smallest = smallest
        self.name = f"naht at {smallest.visits:,}"  # type: ignore[misc]

    def lacking(self) -> str:
        return ""

    def command(self, task: str, _office: Office, _folder: Path) -> Command:
        """The same task, but for a day of the large office: as many entries make a month of a small one."""
        name = "report-month" if task == "report-day" else task
        [ours] = [one.ours for one in TASKS if one.name == name]
        return ours(self.smallest)
