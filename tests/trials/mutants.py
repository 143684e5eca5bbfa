"""naht's command line with something in it changed: ``python -m tests.trials.mutants NAME … -- ARGS``.

A mutant is naht made worse in one place. Each is named beside the trial that must catch it: a trial that lets it pass
shows nothing. ``next-schema`` is no mutant but a newer naht, so that there is something to migrate to. All of them are
put into the running program from here; the product knows nothing of them.
"""

import os
import shutil
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

NEXT = """
CREATE TABLE mark (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, visit INTEGER NOT NULL REFERENCES visit (n)) STRICT;
INSERT INTO mark (id, visit) SELECT 'm' || id, n FROM visit;
ALTER TABLE visit ADD COLUMN mark TEXT;
UPDATE visit SET mark = 'm' || id;
"""


class Unchanged(Exception):
    """What a mutant changes is not there any more: it would change nothing, and its trial would prove nothing."""


def replace(place: Any, name: str, new: Any) -> Any:
    """Put ``new`` in the place of a module's function; returns the old one. Raises Unchanged."""
    if not hasattr(place, name):
        raise Unchanged(f"{place.__name__}.{name}")
    old = getattr(place, name)
    setattr(place, name, new)
    return old


def next_schema() -> None:
    """A newer naht, with one migration more."""
    from naht.store.copies import migrate
    from naht.store.file import opening

    steps = [*migrate.scripts(), NEXT]
    _list_schema(steps)
    replace(migrate, "scripts", lambda: steps)
    opening.open_file.__kwdefaults__["schema"] = len(steps)
    opening.require_known.__defaults__ = (len(steps),)


def _list_schema(steps: list[str]) -> None:
    """This naht takes the schema that these scripts make for its own."""
    from naht.store.file import schema
    from tests.store.make_schema import lines

    version, parts = len(steps), lines(steps)
    listing = replace(schema, "listing", lambda number: parts if number == version else listing(number))


def sync(how: str) -> None:
    """SQLite syncs nothing (OFF), or what it does unless told otherwise (FULL): the end of a journal may be lost."""
    from naht.store.file import opening

    changed = opening._PRAGMAS.replace("synchronous = EXTRA", f"synchronous = {how}")
    if changed == opening._PRAGMAS:
        raise Unchanged("opening._PRAGMAS")
    opening._PRAGMAS = changed


def ids_before_commit() -> None:
    """The new ids are printed, and only then committed."""
    from naht.output import streams
    from naht.store.journal import unit

    def early(con: Any, done: Any) -> None:
        made = "SELECT DISTINCT row FROM change WHERE op = (SELECT max(n) FROM op) AND row NOT LIKE '%/%'"
        streams.data("".join(f"{ident}\n" for (ident,) in con.execute(made)))
        commit(con, done)
        streams.data = lambda _text: None

    commit = replace(unit, "_commit", early)


def commit_half_way() -> None:
    """A command is two transactions: its step is committed first, what it changed afterwards."""
    from naht.store.copies import migrate
    from naht.store.journal import unit

    def early(con: Any, op: Any) -> int:
        number = begin(con, op)
        con.execute("COMMIT")
        con.execute("BEGIN IMMEDIATE")
        return int(number)

    begin = replace(unit, "begin", early)
    replace(migrate, "begin", early)


def begin_late() -> None:
    """A writer reads first and asks for its lock when it writes: two of them stand in each other's way."""
    from naht.store.file.opening import open_file
    from naht.store.journal import unit

    def late(path: Any, waiting: Any, today: Any) -> Any:
        con = open_file(path, writing=True, waiting=waiting, today=today)
        con.execute("BEGIN")
        con.execute("SELECT count(*) FROM op").fetchone()
        return con

    replace(unit, "_begin_immediate", late)


def failed_commit_is_success() -> None:
    """A commit that the disk refuses is taken for done."""
    from naht.store.file.sqlite import OperationalError
    from naht.store.journal import unit

    def careless(con: Any, done: Any) -> None:
        try:
            commit(con, done)
        except OperationalError:
            if con.in_transaction:
                con.execute("ROLLBACK")

    commit = replace(unit, "_commit", careless)


def check_without(*rules: str) -> None:
    """The check leaves rules out."""
    from naht.services.check import engine

    probes = replace(engine, "probes", lambda: tuple(probe for probe in probes() if probe.rule.id not in rules))


def trigger_missing() -> None:
    """The journal does not hear of topics that are taken off a visit."""
    from naht.store.copies import migrate
    from naht.store.journal import triggers

    def fewer(con: Any) -> list[str]:
        return [
            statement for statement in statements(con) if not statement.startswith("CREATE TRIGGER visit_topic_del")
        ]

    statements = replace(triggers, "statements", fewer)
    _list_schema(migrate.scripts())


def journal_removed() -> None:
    """Whoever opens a file removes the journal that lies beside it, in place of rolling it back."""
    from pathlib import Path

    from naht.store.file import opening

    def tidy(path: Any, **more: Any) -> None:
        journal = Path(f"{path}-journal")
        if journal.exists() and journal.read_bytes()[:1] not in (b"", b"\0"):
            journal.unlink()
        require(path, **more)

    require = replace(opening, "require_file", tidy)


def swap() -> None:
    """A restore gives the copy the file's name: another file, and whoever holds the old one does not know."""
    from naht.store.copies import backup, restore
    from naht.store.file.opening import open_raw, retry_while_locked

    def swapped(copy: Any, path: Any, op: Any, *_more: Any, **_done: Any) -> Any:
        partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
        shutil.copy(copy, partial)
        con = open_raw(path)
        try:
            retry_while_locked(lambda: con.execute("BEGIN EXCLUSIVE"))
            aside = backup.free(path.parent, f"{path.stem}-vor-{op.at.replace(':', '-')}", path.suffix)
            aside.hardlink_to(path)
            partial.replace(path)
            backup.last(path.parent)
        finally:
            con.close()
        return aside

    replace(restore, "restore", swapped)


def seal_skipped() -> None:
    """A step is sealed with anything."""
    from naht.store.journal import seal

    def careless(con: Any, number: int) -> None:
        con.execute("UPDATE op SET seal = randomblob(32) WHERE n = ?", (number,))

    replace(seal, "close", careless)


def rotation_newest() -> None:
    """Every backup tidies all older ones away."""
    from naht.store.copies import rotation

    replace(rotation, "surplus", lambda copies: copies[:-1])


MUTANTS: dict[str, Callable[[], None]] = {
    "sync-off": partial(sync, "OFF"),
    "sync-full": partial(sync, "FULL"),
    "ids-before-commit": ids_before_commit,
    "commit-half-way": commit_half_way,
    "begin-late": begin_late,
    "failed-commit-is-success": failed_commit_is_success,
    "seal-skipped": seal_skipped,
    "seals-unread": partial(check_without, "seals"),
    "trigger-missing": trigger_missing,
    "journal-removed": journal_removed,
    "rotation-newest": rotation_newest,
    "swap": swap,
}


NEWER = {"next-schema": next_schema}


def apply(*names: str) -> None:
    """Change the naht of this process."""
    for name in names:
        (MUTANTS | NEWER)[name]()


def command(*names: str, seconds: float = 0) -> tuple[str, ...]:
    """What starts a naht that is changed so, or as it is; for so long it does the same again and again."""
    launcher = (sys.executable, "-m", "tests.trials.mutants", *names, str(seconds), "--")
    return launcher if names or seconds else (sys.executable, "-m", "naht")


def again(seconds: float) -> int:
    """The same command for so long, in one process; the first exit code that is not 0."""
    from naht.cli.main import run

    end = time.monotonic() + seconds
    while not (code := run()) and time.monotonic() < end:
        pass
    return code


if __name__ == "__main__":
    start = sys.argv.index("--")
    *changed, duration = sys.argv[1:start]
    apply(*changed)
    sys.argv[1:] = sys.argv[start + 1 :]
    sys.exit(again(float(duration)))
