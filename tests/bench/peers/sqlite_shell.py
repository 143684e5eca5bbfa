"""The sqlite3 shell on naht's own file: the same figures, with nothing around them."""

from pathlib import Path

from tests.bench.office import TODAY, YEAR, Office
from tests.bench.peers import Peer
from tests.bench.timing import Command

_FIGURES = (
    ("count(*)", ""),
    ("count(DISTINCT m.client)", "JOIN visit_client m ON m.visit = v.n"),
)
_MET = "v.day BETWEEN '{0}' AND '{1}' AND v.setting = 'E' AND v.outcome IN met_outcome"
_BY = "substr(v.day, 1, 7), (SELECT id FROM district WHERE n = v.district)"


class SqliteShell(Peer):
    name = "sqlite3 shell"
    binary = "sqlite3"
    tasks = ("count-year", "count-all")

    def command(self, task: str, office: Office, folder: Path) -> Command:
        period = YEAR if task == "count-year" else (office.first, TODAY)
        return Command([self.program or self.binary, "-readonly", office.path, sql(period)], folder)


def sql(period: tuple[str, str]) -> str:
    """Each figure by month and district, and its total."""
    met = _MET.format(*period)
    made = ((f"{figure} FROM visit v {join} WHERE {met}") for figure, join in _FIGURES)
    return "".join(f"SELECT {_BY}, {part} GROUP BY 1, 2; SELECT {part}; " for part in made)
