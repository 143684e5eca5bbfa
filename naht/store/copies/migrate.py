"""The schema of a file: numbered SQL scripts, each brought in once; ``user_version`` is the only truth about which.

Views and triggers are not migrated: all go before the first script, the journal's are written anew.
"""

from importlib.resources import files
from pathlib import Path

from naht.domain.file_errors import CorruptFile, NotMigrated
from naht.store.copies.backup import backup, home
from naht.store.file.opening import open_raw, require_known, retry_while_locked
from naht.store.file.schema import GENERATED, altered, named, odd_parts
from naht.store.file.sqlite import Connection, OperationalError
from naht.store.file.sqlite_errors import ERROR, code_of, translate_sqlite_errors
from naht.store.journal import seal, triggers
from naht.store.journal.unit import Op, begin

JOURNALLED = 3  # from this schema on what a script changes is noted by today's triggers; earlier scripts write none


def scripts() -> list[str]:
    """The migrations as SQL, oldest first; the first makes an empty file."""
    folder = files("naht.store") / "migrations"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return [(folder / name).read_text(encoding="utf-8") for name in names]


def bring_up(con: Connection, steps: list[str]) -> None:
    """Apply the scripts the file does not have yet, inside the caller's transaction, and write its triggers anew.

    What stands in the file of views and triggers goes before anything is written. sqlite-utils runs the scripts: the
    driver's own executescript would commit.
    """
    from sqlite_utils import Database

    present = con.execute("PRAGMA user_version").fetchone()[0]
    triggers.drop(con)
    database = Database(con, execute_plugins=False)
    for number, script in enumerate(steps[present:], present):
        if present and number >= JOURNALLED:
            triggers.regenerate(con)  # what a script changes is journalled too
        database.executescript(script)
    triggers.regenerate(con)
    con.execute(f"PRAGMA user_version = {len(steps)}")


def migrate(path: Path, op: Op, steps: list[str] | None = None) -> Path | None:
    """Bring a file up to date: an older one, or one with foreign or altered views and triggers.

    Returns the backup made of it before, None where nothing was to do. Raises FileProblem; whatever fails
    leaves the file as it was, and a newer one or one with odd tables is refused before anything is touched.
    """
    steps = scripts() if steps is None else steps
    con = open_raw(path)
    try:
        with translate_sqlite_errors(path):
            version = retry_while_locked(lambda: require_known(con, path, len(steps)))
            odd = retry_while_locked(lambda: odd_parts(con, version))
    finally:
        con.close()
    if any(part.kind not in GENERATED for part in odd):
        raise altered(path, odd)
    if version == len(steps) and not odd:
        return None
    copy = backup(path, home(path), op.at, raw=True).path
    rewrite(path, op, steps)
    return copy


def rewrite(path: Path, op: Op, steps: list[str]) -> None:
    """The migration itself, without a copy before. It is an op: nothing from before it can be undone afterwards.

    Raises NotMigrated where the file is not what its number says.
    """
    con = open_raw(path)
    try:
        with translate_sqlite_errors(path):
            con.execute("PRAGMA foreign_keys = OFF")  # has no effect inside a transaction
            retry_while_locked(lambda: con.execute("BEGIN IMMEDIATE"))
            triggers.drop(con)
            number = begin(con, op)
            _bring_up(con, path, steps)
            seal.close(con, number)
            if con.execute("PRAGMA foreign_key_check").fetchone():
                raise CorruptFile(path=path)
            if odd := odd_parts(con, len(steps)):
                raise NotMigrated(path=path, reason=named(odd))
            retry_while_locked(lambda: con.execute("COMMIT"))
    finally:
        con.close()


def _bring_up(con: Connection, path: Path, steps: list[str]) -> None:
    """Raises NotMigrated."""
    try:
        bring_up(con, steps)
    except OperationalError as error:
        if code_of(error) != ERROR:
            raise
        raise NotMigrated(path=path, reason=str(error)) from error
