"""DuckDB on a file of its own with the same tables: all figures of naht's year report, the year before included."""

import csv
from datetime import date, timedelta
from pathlib import Path
from string import Template

from tests.bench.office import YEAR, Office
from tests.bench.peers import Peer
from tests.bench.timing import Command

_TABLES = {
    "visit": "n, day, setting, outcome, channel, district, funding, minutes, headcount",
    "visit_client": "visit, rank, client", "visit_topic": "visit, rank, topic", "client": "n, known_since",
    "referral": "n, day, kind, partner, district, funding", "referral_fact": "referral, rank, attribute, since, word",
    "contact": "n, day, kind, district, funding, minutes, headcount", "contact_partner": "contact, partner",
    "partner": "n, id, partner_since", "work": "n, day, kind, district, funding, minutes, count",
    "word": "n, id, list, slug, parent, attributes",
}  # fmt: skip
_BY = {
    "visit": ("visits", ("district", "funding", "channel", "topic")), "place": ("places", ("district", "funding")),
    "referral": ("referrals", ("district", "funding", "kind", "partner", "state")),
    "kind": ("kinds", ("district", "funding", "kind")),
    "contact": ("contacts", ("district", "funding", "kind", "partner")),
    "partner": ("partners", ("district", "funding", "partner")),
}  # fmt: skip


class Duck(Peer):
    name = "DuckDB"
    binary = "duckdb"
    tasks = ("report-year",)

    def prepare(self, office: Office, folder: Path) -> None:
        for table, columns in _TABLES.items():
            with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                rows = office.rows(f"SELECT {columns} FROM {table} ORDER BY 1")
                csv.writer(file).writerows([columns.split(", "), *rows])
        loads = (f"CREATE TABLE {table} AS FROM read_csv('{table}.csv', header = true);\n" for table in _TABLES)
        (folder / "load.sql").write_text("".join(loads))
        (folder / "year.sql").write_text(sql(YEAR))
        self._run(folder, "w", "load.sql").run()
        for table in _TABLES:
            (folder / f"{table}.csv").unlink()

    def command(self, _task: str, _office: Office, folder: Path) -> Command:
        return self._run(folder, "r", "year.sql")

    def _run(self, folder: Path, mode: str, script: str) -> Command:
        reading = ["-readonly"] if mode == "r" else []
        return Command([self.program or self.binary, *reading, "-csv", "-f", script, "naht.duckdb"], folder)


def sql(period: tuple[str, str]) -> str:
    """The statements of a report: the period by all its breakdowns, then the one before in total."""
    template, groups = (Path(__file__).with_name(name).read_text() for name in ("period.sql", "topic_groups.sql"))
    start, end = (date.fromisoformat(day) for day in period)
    earlier = (start - (end - start) - timedelta(days=1), start - timedelta(days=1))
    whole, total = _filled(template, start, end, broken_down=True), _filled(template, *earlier, broken_down=False)
    return f"{whole}\n{groups}\n{total}"


def _filled(template: str, start: date, end: date, *, broken_down: bool) -> str:
    keys = {f"{name}_keys": ", ".join(by) if broken_down else "0 AS total" for name, (_, by) in _BY.items()}
    sets = {name: ", ".join((*(f"({key})" for key in by), "()")) if broken_down else "()" for name, by in _BY.values()}
    return Template(template).substitute(start=start, end=end, **keys, **sets)
