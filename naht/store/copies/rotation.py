"""Which backups there are, and which may go: all but the last of each of 7 days, 4 weeks and 12 months.

Finite on purpose: what is erased in the file has to leave its backups too. But one whose seals hold always stays: only
a copy that was verified makes others surplus, and only older ones.
"""

import re
from datetime import date
from pathlib import Path

from naht.domain.errors import NahtError
from naht.store.copies.backup import origin_of
from naht.store.file.location import follow_link
from naht.store.file.sqlite_errors import translate_os_errors

DAILY, WEEKLY, MONTHLY = 7, 4, 12
_STAMP = re.compile(r"-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})Z(?:-(\d+))?$")


def listed(path: Path, folder: Path) -> list[Path]:
    """The backups in a folder that bear the name of a file, oldest first; none in no folder. Raises Unreachable."""
    with translate_os_errors(folder):
        if not folder.exists():
            return []
        return sorted((copy for copy in folder.iterdir() if _named_after(path, copy)), key=age)


def _named_after(path: Path, copy: Path) -> bool:
    """True for the name, a stamp and nothing between them: ``naht-demo-…`` is no copy of ``naht``."""
    path, stamp = follow_link(path), _STAMP.search(copy.stem)
    return copy.suffix == path.suffix and stamp is not None and copy.stem[: stamp.start()] == path.stem


def age(copy: Path) -> tuple[str, int]:
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


def rotate(path: Path, made: Path) -> list[Path]:
    """Delete what the copy just made leaves surplus in its folder, of its own office only; returns what is gone.

    ``made`` has been verified: whatever goes, a sound copy stays. Copies of a later date (a clock was wrong) stay and
    count for nothing. Another office may keep files of the same name there. Raises Unreachable.
    """
    origin = origin_of(made)
    own = [copy for copy in listed(path, made.parent) if age(copy) <= age(made) and _origin(copy) == origin]
    gone = surplus(own)
    with translate_os_errors(made.parent):
        for copy in gone:
            copy.unlink()
    return gone


def _origin(copy: Path) -> bytes | None:
    """None of a copy that cannot be read: whose it is, nobody knows."""
    try:
        return origin_of(copy)
    except NahtError:
        return None
