"""What is measured: naht's commands, each with the office that it runs on. What one records is taken back."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tests.bench.office import DAY, MONTH, MOST, TODAY, YEAR, Office, make_once
from tests.bench.timing import Command

_ROWS = f"""SELECT v.day, d.id, c.slug, v.minutes || 'm', nullif(w.slug, 'k-a'), f.id
            FROM visit v JOIN district d ON d.n = v.district JOIN word c ON c.n = v.channel
            JOIN funding f ON f.n = v.funding LEFT JOIN visit_topic t ON t.visit = v.n AND t.rank = 1
            LEFT JOIN word w ON w.n = t.topic ORDER BY v.n LIMIT {MOST}"""


LINES = 1_000  # of a sheet that is taken back


class Task(NamedTuple):
    name: str
    label: str
    ours: Callable[[Office], Command]


def _add(office: Office) -> Command:
    return office.naht("v", "west", "20m", after=office.naht("undo").run)


def _undo(office: Office) -> Command:
    return office.naht("undo", before=office.naht("v", "west", "20m").run)


def _complete(office: Office) -> Command:
    asked = {"_NAHT_COMPLETE": "complete_bash", "COMP_WORDS": "naht v we", "COMP_CWORD": "2"}
    return office.naht(env=asked)


def _count(office: Office, start: str, end: str) -> Command:
    return office.naht("count", "visits", "persons", "--by", "month,district", "--period", f"{start}..{end}")


def _backup(office: Office) -> Command:
    folder = office.folder / "copies"
    return office.naht("backup", str(folder), after=lambda: shutil.rmtree(folder))


def _sheet(office: Office) -> Command:
    """Visits as the lines of a sheet, every rule checked, into a fresh office."""
    folder = office.folder / "sheet"
    make_once(folder, lambda draft: _written(office, draft))
    fresh = Office(folder, office.visits)
    empty = partial(shutil.copy, folder / "empty.db", fresh.path)
    return fresh.naht("v", "-", "--quiet", before=empty, after=partial(_cleared, fresh), stdin=folder / "sheet.txt")


def _written(office: Office, folder: Path) -> None:
    office.naht("init", "--quiet", "--db", str(folder / "empty.db")).run()
    lines = (" ".join(filter(None, row)) for row in office.rows(_ROWS))
    (folder / "sheet.txt").write_text("\n".join(lines), encoding="utf-8")


def _cleared(office: Office) -> None:
    office.path.unlink()
    shutil.rmtree(office.folder / "backups", ignore_errors=True)


def undo_sheet(office: Office, *, later: bool) -> Command:
    """Taking back a sheet of 1,000 lines in an office of its own, with as many visits behind it or with none."""
    folder = office.folder / "undo-sheet"
    make_once(folder, lambda draft: _two_sheets(office, draft))
    fresh = Office(folder, LINES)
    before = partial(shutil.copy, folder / ("later.db" if later else "alone.db"), fresh.path)
    return fresh.naht("undo", "2", "--quiet", before=before, after=fresh.path.unlink)


def _two_sheets(office: Office, folder: Path) -> None:
    for number, name in enumerate(("alone", "later")):
        path, lines = folder / f"{name}.db", folder / f"{name}.txt"
        lines.write_text(f"2026-10-15 west {20 + number}m\n" * LINES, encoding="utf-8")
        if number:
            shutil.copy(folder / "alone.db", path)
        else:
            office.naht("init", "--quiet", "--db", str(path)).run()
        office.naht("v", "-", "--quiet", "--db", str(path), stdin=lines).run()


TASKS = (
    Task("add", "`visit add`", _add),
    Task("complete", "completion of a value", _complete),
    Task("list-day", "`visit list` of a day", lambda office: office.naht("visit", "list", DAY)),
    Task("list-month", "`visit list` of a month", lambda office: office.naht("visit", "list", "..".join(MONTH))),
    Task("report-day", "`report` of a day", lambda office: office.naht("report", DAY)),
    Task("report-month", "`report` of a month", lambda office: office.naht("report", "..".join(MONTH))),
    Task("report-year", "`report` of a year", lambda office: office.naht("report", "..".join(YEAR))),
    Task("count-year", "`count` by month and district, a year", lambda office: _count(office, *YEAR)),
    Task("count-all", "`count` by month and district, all years", lambda office: _count(office, office.first, TODAY)),
    Task("undo", "`undo`", _undo),
    Task("undo-sheet", f"`undo` of a sheet of {LINES:,} lines, as many visits later", partial(undo_sheet, later=True)),
    Task("backup", "`backup`", _backup),
    Task("check", "`check`", lambda office: office.naht("check", "--quiet")),
    Task("import", f"up to {MOST:,} visits as a sheet (`v -`)", _sheet),
)


def chosen(names: str) -> list[Task]:
    """The tasks of these names; ``report`` means all reports. Raises KeyError for a name that is none."""
    found = {name: [task for task in TASKS if name in (task.name, task.name.partition("-")[0])]
             for name in names.split(",") if name}  # fmt: skip
    for name, tasks in found.items():
        if not tasks:
            raise KeyError(name)
    wanted = [task for tasks in found.values() for task in tasks]
    return [task for task in TASKS if not found or task in wanted]
