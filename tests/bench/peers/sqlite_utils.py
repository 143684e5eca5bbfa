"""sqlite-utils: the same visits as CSV into a table, nothing checked."""

import csv
from functools import partial
from pathlib import Path

from tests.bench.office import MOST, Office
from tests.bench.peers import Peer
from tests.bench.timing import Command

_COLUMNS = ("day", "district", "channel", "minutes", "topic", "funding")
_ROWS = f"""SELECT v.day, d.id, c.slug, v.minutes, w.slug, f.id FROM visit v JOIN district d ON d.n = v.district
            JOIN word c ON c.n = v.channel JOIN funding f ON f.n = v.funding
            LEFT JOIN visit_topic t ON t.visit = v.n AND t.rank = 1 LEFT JOIN word w ON w.n = t.topic
            ORDER BY v.n LIMIT {MOST}"""


class SqliteUtils(Peer):
    name = "sqlite-utils"
    binary = "sqlite-utils"
    tasks = ("import",)

    def prepare(self, office: Office, folder: Path) -> None:
        with (folder / "visits.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([_COLUMNS, *office.rows(_ROWS)])

    def command(self, _task: str, _office: Office, folder: Path) -> Command:
        target = folder / "import.db"
        args = ("insert", str(target), "visit", "visits.csv", "--csv")
        fresh = partial(target.unlink, missing_ok=True)
        return Command([self.program or self.binary, *args], folder, before=fresh, after=fresh)
