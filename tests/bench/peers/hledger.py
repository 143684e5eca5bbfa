"""hledger: every visit a transaction, its account district and channel, its amount the minutes."""

from datetime import date, timedelta
from pathlib import Path

from tests.bench.office import MONTH, Office
from tests.bench.peers import Peer
from tests.bench.timing import Command


class Hledger(Peer):
    name = "hledger"
    binary = "hledger"
    tasks = ("report-month",)

    def prepare(self, office: Office, folder: Path) -> None:
        with (folder / "visits.journal").open("w", encoding="utf-8") as file:
            for day, district, channel, minutes in office.recorded():
                file.write(f"{day} visit\n  {district}:{channel}  {minutes}\n  minutes\n\n")

    def command(self, _task: str, _office: Office, folder: Path) -> Command:
        start, end = MONTH[0], date.fromisoformat(MONTH[1]) + timedelta(days=1)
        args = ["-f", "visits.journal", "balance", "-b", start, "-e", end.isoformat()]
        return Command([self.program or self.binary, *args], folder)
