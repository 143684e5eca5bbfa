"""The smallest program of naht's kind: what Python, Typer and sqlite3 cost before any idea of ours.

It is imported, as naht's console script imports naht, so that both find their bytecode cached.
"""

import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from tests.bench.office import Office
from tests.bench.peers import Peer
from tests.bench.timing import Command

_TINY = Path(__file__).with_name("tiny.py")


class Smallest(Peer):
    name = "smallest Typer program"
    binary = "tiny"
    tasks = ("add", "complete", "list-day")

    def lacking(self) -> str:
        return ""

    def prepare(self, _office: Office, folder: Path) -> None:
        shutil.copy(_TINY, folder)
        with closing(sqlite3.connect(folder / "tiny.db")) as con:
            con.execute("CREATE TABLE visit (n INTEGER PRIMARY KEY, district TEXT, minutes INTEGER)")

    def command(self, task: str, _office: Office, folder: Path) -> Command:
        line = ["--line"] if task == "complete" else []
        return Command([sys.executable, "-c", "from tiny import app; app()", "tiny.db", "west", "20", *line], folder)
