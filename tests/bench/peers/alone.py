"""naht itself with nothing behind the sheet that it takes back: what later records cost."""

from pathlib import Path

from tests.bench.office import Office
from tests.bench.peers import Peer
from tests.bench.tasks import undo_sheet
from tests.bench.timing import Command


class Alone(Peer):
    name = "naht with nothing later"
    binary = "naht"
    tasks = ("undo-sheet",)

    def lacking(self) -> str:
        return ""

    def command(self, _task: str, office: Office, _folder: Path) -> Command:
        return undo_sheet(office, later=False)
