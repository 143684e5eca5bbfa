"""What is measured: naht's commands, each with the office that it runs on. What one records is taken back."""

import shutil
from collections.abc import Callable
from typing import NamedTuple

from tests.bench.office import DAY, MONTH, TODAY, YEAR, Office
from tests.bench.timing import Command


class Task(NamedTuple):
    """``ours`` is None where only peers can do it so far."""

    name: str
    label: str
    ours: Callable[[Office], Command] | None


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


# Import belongs here as soon as naht can: the same file as peers/sqlite_utils.py, into a fresh office.
TASKS = (
    Task("add", "`visit add`", _add),
    Task("complete", "completion of a value", _complete),
    Task("list-day", "`visit list` of a day", lambda office: office.naht("visit", "list", DAY)),
    Task("list-month", "`visit list` of a month", lambda office: office.naht("visit", "list", "..".join(MONTH))),
    Task("report-month", "`report` of a month", lambda office: office.naht("report", "..".join(MONTH))),
    Task("report-year", "`report` of a year", lambda office: office.naht("report", "..".join(YEAR))),
    Task("count-year", "`count` by month and district, a year", lambda office: _count(office, *YEAR)),
    Task("count-all", "`count` by month and district, all years", lambda office: _count(office, office.first, TODAY)),
    Task("undo", "`undo`", _undo),
    Task("backup", "`backup`", _backup),
    Task("check", "`check`", lambda office: office.naht("check", "--quiet")),
    Task("import", "import of up to 25,000 visits, CSV", None),
)


def chosen(names: str) -> list[Task]:
    """The tasks of these names; ``report`` means both reports. Raises KeyError for a name that is none."""
    found = {name: [task for task in TASKS if name in (task.name, task.name.partition("-")[0])]
             for name in names.split(",") if name}  # fmt: skip
    for name, tasks in found.items():
        if not tasks:
            raise KeyError(name)
    wanted = [task for tasks in found.values() for task in tasks]
    return [task for task in TASKS if not found or task in wanted]
