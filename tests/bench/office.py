"""A synthetic office of some size, kept in the cache, and naht's commands on it."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from tests.bench.timing import Command

ROOT = Path(__file__).resolve().parents[2]  # its naht is measured, whatever is installed
TODAY = "2026-11-22"
DAY = "2026-10-15"
MONTH = ("2026-10-01", "2026-10-31")
MOST = 25_000  # visits that are brought in from outside
YEAR = ("2025-11-01", "2026-10-31")
_SCRIPT = Path(sys.executable).with_name("naht")
_NAHT = (_SCRIPT,) if _SCRIPT.exists() else (sys.executable, "-m", "naht")

_RECORDED = """SELECT v.day, d.id, w.slug, ifnull(v.minutes, 0) FROM visit v JOIN district d ON d.n = v.district
               JOIN word w ON w.n = v.channel ORDER BY v.day, v.n"""


class Office(NamedTuple):
    folder: Path
    visits: int  # as asked for: one to one; with events and casework there are a few more

    @property
    def path(self) -> Path:
        return self.folder / "office.db"

    def naht(self, *args: str, **more: Any) -> Command:
        env = {"NAHT_DB": str(self.path), "NAHT_TODAY": TODAY, "NAHT_LANG": "en", "PYTHONPATH": str(ROOT)}
        env |= more.pop("env", {})
        return Command([*_NAHT, *args], self.folder, env, **more)

    def recorded(self) -> Iterator[tuple[str, str, str, int]]:
        """Every visit in the order of days: day, district, channel, minutes."""
        return self.rows(_RECORDED)

    def rows(self, sql: str, *values: str) -> Iterator[tuple[Any, ...]]:
        """What the file answers to a question, for peers that want the same rows."""
        with closing(sqlite3.connect(self.path)) as con:
            yield from con.execute(sql, values)

    @property
    def first(self) -> str:
        return str(next(self.rows("SELECT min(day) FROM visit"))[0])

    def within(self, period: tuple[str, str]) -> int:
        [(count,)] = self.rows("SELECT count(*) FROM visit WHERE day BETWEEN ? AND ?", *period)
        return int(count)


def prepared(cache: Path, visits: int) -> Office:
    """The office of that many visits, made where the cache has none, in today's schema."""
    office = Office(cache / str(visits), visits)
    make_once(office.folder, lambda folder: _make(Office(folder, visits)))
    office.naht("migrate", "--quiet").run()
    return office


def _make(office: Office) -> None:
    """In the open: a large office takes long, and its progress is said on stderr."""
    made = office.naht("demo", "--visits", str(office.visits), "--db", str(office.path))
    subprocess.run(made.args, check=True, stdout=subprocess.DEVNULL, env=made.environment())


def make_once(folder: Path, make: Callable[[Path], object]) -> None:
    """A folder that is there is complete; what is interrupted stays a draft and is begun anew."""
    draft = folder.with_name(f"{folder.name}.draft")
    if not folder.exists():
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700, parents=True)
        make(draft)
        draft.rename(folder)
