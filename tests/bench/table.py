"""The measured rows as markdown. The ratios are those of the pairs; CPU is the median ratio of processor time."""

from collections.abc import Callable, Iterable, Sequence
from statistics import median
from typing import NamedTuple

from tests.bench.tasks import Task
from tests.bench.timing import Race, Run

HEAD = ("task", "visits", "against", "naht ms", "peer ms", "naht MB", "peer MB", "pairs", "min", "median", "max", "CPU")
_NOTHING = "–"


class Result(NamedTuple):
    """One task at one size beside one peer, or none; or why there is nothing to measure."""

    task: Task
    visits: int
    peer: str = ""
    race: Race = Race([], [])
    skipped: str = ""


def line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def rule(head: Sequence[str], words: Sequence[str]) -> str:
    """The line below the head: numbers stand on the right."""
    return line("---" if name in words else "---:" for name in head)


def row(result: Result) -> str:
    about = (result.task.label, f"{result.visits:,}")
    if result.skipped:
        return line((*about, f"skipped: {result.skipped}", *[_NOTHING] * (len(HEAD) - 3)))
    ours, theirs = result.race.ours, result.race.theirs
    ratios = result.race.ratios
    spread = [_ratio(of, ratios) for of in (min, median, max)] + [_ratio(median, result.race.worked)]
    times, peaks = [_time(ours), _time(theirs)], [_peak(ours), _peak(theirs)]
    return line((*about, result.peer or _NOTHING, *times, *peaks, str(len(ours or theirs)), *spread))


def _ratio(of: Callable[[list[float]], float], ratios: list[float]) -> str:
    return f"{of(ratios):.3g}" if ratios else _NOTHING


def _time(runs: list[Run]) -> str:
    return f"{1000 * median(run.seconds for run in runs):,.0f}" if runs else _NOTHING


def _peak(runs: list[Run]) -> str:
    return f"{megabytes(runs):,.0f}" if runs else _NOTHING


def megabytes(runs: list[Run]) -> float:
    return max(run.peak for run in runs) / 1e6
