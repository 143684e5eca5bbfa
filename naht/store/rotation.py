"""Which backups there are, and which may go: all but the last of each of 7 days, 4 weeks and 12 months.

Finite on purpose: what is erased in the file has to leave its backups too.
"""

import re
from datetime import date
from glob import escape
from pathlib import Path

from naht.store.faults import handled

DAILY, WEEKLY, MONTHLY = 7, 4, 12
_STAMP = re.compile(r"-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})Z(?:-(\d+))?$")


def listed(path: Path, folder: Path) -> list[Path]:
    """The backups of a file in a folder, oldest first."""
    found = [copy for copy in folder.glob(f"{escape(path.stem)}-*{path.suffix}") if _STAMP.search(copy.stem)]
    return sorted(found, key=_age)


def _age(copy: Path) -> tuple[str, int]:
    """The second a backup was made in, and which one of that second it is."""
    stamp = _STAMP.search(copy.stem)
    return "".join(stamp.groups("")[:4]), int(stamp[5] or 1)  # type: ignore[index,union-attr]


def taken_on(copy: Path) -> date:
    """The day a backup was made, as its name says."""
    return date.fromisoformat(_STAMP.search(copy.stem)[1])  # type: ignore[index]


def surplus(copies: list[Path]) -> list[Path]:
    """The copies that may go: all but the last of each of 7 days, 4 weeks and 12 months. The newest always stays."""
    kept: set[Path] = set()
    for most, unit in ((DAILY, _day), (WEEKLY, _week), (MONTHLY, _month)):
        last = {unit(taken_on(copy)): copy for copy in copies}  # a later copy takes the place of an earlier
        kept.update(list(last.values())[-most:])
    return [copy for copy in copies if copy not in kept]


def _day(day: date) -> tuple[int, ...]:
    return (day.toordinal(),)


def _week(day: date) -> tuple[int, ...]:
    return ((day.toordinal() - 1) // 7,)


def _month(day: date) -> tuple[int, ...]:
    return (day.year, day.month)


def rotate(path: Path, folder: Path) -> list[Path]:
    """Delete the surplus copies; returns them. Finite, because what is erased has to leave the backups too."""
    gone = surplus(listed(path, folder))
    with handled(folder):
        for copy in gone:
            copy.unlink()
    return gone
