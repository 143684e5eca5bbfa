"""Commands that change a file, each with what the file must be afterwards where it went through."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from naht.store.file.opening import SCHEMA
from naht.store.journal.triggers import statements
from tests.trials.office import Office, Process
from tests.trials.state import Rows, faults, looking, records, rows
from tests.trials.tally import Tally


class Act(NamedTuple):
    """``new`` tells from the rows before and after whether the command is in the file as a whole."""

    name: str
    words: tuple[str, ...]
    new: Callable[[Office, Rows, Rows], bool]
    migrating: bool = False
    writing: bool = True  # into the file itself, by a journal of SQLite

    def start(self, office: Office, before: Sequence[str] = ()) -> Process:
        return office.changed("next-schema" if self.migrating else "").start(*self.words, before=before)


MIGRATE = Act("migrate", ("migrate",), lambda office, _, after: _migrated(office, after), migrating=True)
BACKUP = Act("backup", ("backup",), lambda _office, before, after: before == after, writing=False)
ADD = Act("visit add", ("v", "west", "tel", "20m"), lambda _office, before, after: _added(before, after))


def undo(earlier: Rows) -> Act:
    """Undo of the last step, before which the file held ``earlier``."""
    return Act("undo", ("undo",), lambda _office, before, after: _undone(earlier, before, after))


def remove(visit: str) -> Act:
    words = ("visit", "remove", visit)
    return Act("visit remove", words, lambda _office, before, after: _removed(visit, before, after))


def restore(copy: Path) -> Act:
    copied = rows(copy)
    return Act("restore", ("restore", str(copy)), lambda _office, _, after: after == copied)


def _step(before: Rows, after: Rows) -> tuple[int, int | None] | None:
    """The one step that came in: its number and which one it undoes."""
    if after["op"][:-1] != before["op"]:
        return None
    return after["op"][-1][0], after["op"][-1][6]


def _added(before: Rows, after: Rows) -> bool:
    return _step(before, after) is not None and len(after["visit"]) == len(before["visit"]) + 1


def _undone(earlier: Rows, before: Rows, after: Rows) -> bool:
    step = _step(before, after)
    return step is not None and step[1] == before["op"][-1][0] and records(after) == records(earlier)


def _removed(visit: str, before: Rows, after: Rows) -> bool:
    left = [row for row in before["visit"] if row[1] != visit]
    return _step(before, after) is not None and after["visit"] == left


def _migrated(office: Office, after: Rows) -> bool:
    """The new schema with all that it brings: rows, triggers, and a step of its own in the journal."""
    with looking(office.path) as con:
        version = con.execute("PRAGMA user_version").fetchone()[0]
        triggers = [sql for (sql,) in con.execute("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")]
        wanted = statements(con)
    marked = [visit[-1] for visit in after["visit"]] == [f"m{visit[1]}" for visit in after["visit"]]
    commands = [op[3] for op in after["op"]].count("migrate")
    whole = marked and len(after.get("mark", ())) == len(after["visit"])
    return version == SCHEMA + 1 and whole and commands == 1 and sorted(triggers) == sorted(wanted)


def partial(office: Office) -> list[Path]:
    """What an unfinished copy is written into."""
    return [*office.folder.glob(".*partial*"), *office.folder.glob("backups/.*partial*")]


def judge_copies(tally: Tally, act: Act, office: Office, before: Rows) -> None:
    """A backup that has its name, and the file that a restore put aside, are what the file was."""
    copies = [*office.folder.glob("backups/office-*.db")]
    for copy in (*copies, *office.folder.glob("office-vor-*.db")):
        same = not faults(copy) and rows(copy) == before
        tally.expect(f"{act.name}: {copy.name} is not what the file was", holds=same)
    for copy in copies:
        mode = copy.stat().st_mode & 0o777
        tally.expect(f"{act.name}: {copy.name} may be read by others ({mode:o})", holds=mode == 0o600)
