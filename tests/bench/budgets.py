"""What naht may cost, as a second table: ratios of one run, and memory. A budget that is missed fails nothing."""

from collections.abc import Callable
from statistics import median
from typing import NamedTuple

from tests.bench.table import Result, line, megabytes, rule

HEAD = ("budget", "at most", "visits", "measured", "verdict")
_WORDS = ("budget", "verdict")
_CROSS = "count-all"
_LARGE = 840_000


class Budget(NamedTuple):
    text: str
    most: float
    unit: str
    wanted: Callable[[Result], bool]
    at: int = 0  # the size for which it is meant, where it is meant for one

    def value(self, results: list[Result]) -> float:
        """The median of a ratio; of a memory the greatest."""
        if self.unit == "MB":
            return max(megabytes(result.race.ours) for result in results)
        return median(ratio for result in results for ratio in result.race.ratios)


def _beside(task: str, peer: str) -> Callable[[Result], bool]:
    return lambda result: result.task.name == task and result.peer.startswith(peer) and bool(result.race.ratios)


BUDGETS = (
    Budget("`visit add` / smallest Typer program", 0.7, "x", _beside("add", "smallest")),
    Budget("`visit list` of a day / the same program", 0.7, "x", _beside("list-day", "smallest")),
    Budget("completion / the same program printing a line", 0.6, "x", _beside("complete", "smallest")),
    Budget("report of a month / hledger", 0.01, "x", _beside("report-month", "hledger"), _LARGE),
    Budget("report of a day / of a month, as many entries, at the smallest size", 1.15, "x",
           _beside("report-day", "naht at"), _LARGE),
    Budget("report of a year / DuckDB", 1, "x", _beside("report-year", "DuckDB"), _LARGE),
    Budget("sheet of 25,000 visits / `sqlite-utils insert --csv`", 3, "x", _beside("import", "sqlite-utils")),
    Budget("undo of a sheet of 1,000 lines, as many visits later / none", 1.5, "x", _beside("undo-sheet", "naht with")),
    Budget("memory", 100, "MB", lambda result: bool(result.race.ours) and result.task.name != _CROSS, _LARGE),
    Budget("memory, cross-table of the whole history", 150, "MB",
           lambda result: bool(result.race.ours) and result.task.name == _CROSS, _LARGE),
)  # fmt: skip


def table(results: list[Result]) -> list[str]:
    """Each budget at the largest size at which it was measured, those of single lines at the smallest too."""
    lines = [line(HEAD), rule(HEAD, _WORDS)]
    for budget in BUDGETS:
        found = [result for result in results if budget.wanted(result)]
        sizes = sorted({result.visits for result in found})
        shown = {*sizes[-1:], *(sizes[:1] if budget in BUDGETS[:2] else [])}
        lines += [_row(budget, size, [one for one in found if one.visits == size]) for size in sorted(shown)]
        if not sizes:
            lines.append(line((budget.text, _amount(budget.most, budget), "–", "–", "not measured")))
    return lines


def _row(budget: Budget, visits: int, found: list[Result]) -> str:
    value = budget.value(found)
    share = abs(value / budget.most - 1)
    verdict = f"met, {share:.0%} below" if value <= budget.most else f"**missed by {share:.0%}**"
    if visits < budget.at:
        verdict = f"set for {budget.at:,} visits"
    return line((budget.text, _amount(budget.most, budget), f"{visits:,}", _amount(value, budget), verdict))


def _amount(value: float, budget: Budget) -> str:
    return f"{value:.3g} {budget.unit}"
