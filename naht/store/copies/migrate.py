"""The schema of a file: numbered SQL scripts, each brought in once; ``user_version`` is the only truth about which.

Views and triggers are not migrated: the journal's are written anew behind every script, others go.
"""

from importlib.resources import files
from pathlib import Path

from naht.domain.file_errors import CorruptFile, NotMigrated
from naht.store.copies.backup import FOLDER, backup
from naht.store.file.opening import open_file, require_known, retry_while_locked
from naht.store.file.sqlite import Connection, OperationalError, connect
from naht.store.file.sqlite_errors import ERROR, code_of, translate_sqlite_errors
from naht.store.journal import seal, triggers
from naht.store.journal.unit import Op, begin

_GENERATED = ("view", "trigger")


def scripts() -> list[str]:
    """The migrations as SQL, oldest first; the first makes an empty file."""
    folder = files("naht.store") / "migrations"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return [(folder / name).read_text(encoding="utf-8") for name in names]


def bring_up(con: Connection, steps: list[str]) -> None:
    """Apply the scripts the file does not have yet, inside the caller's transaction.

    sqlite-utils runs them: the driver's own executescript would commit.
    """
    from sqlite_utils import Database

    found = con.execute("PRAGMA user_version").fetchone()[0]
    for (name,) in con.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchall():
        if name != triggers.VIEW:  # what a script changes is journalled too
            con.execute(f'DROP VIEW "{name}"')
    database = Database(con, execute_plugins=False)
    for script in steps[found:]:
        database.executescript(script)
    triggers.regenerate(con)
    con.execute(f"PRAGMA user_version = {len(steps)}")


Parts = dict[tuple[str, str], tuple[str, str | None]]


def parts(con: Connection) -> Parts:
    """What a schema holds, by kind and name: its table and its text. SQLite's own tables are left out."""
    rows = con.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall()
    own = (row for row in rows if row[0] != "table" or not row[1].startswith("sqlite_"))
    return {(kind, name): (table, sql) for kind, name, table, sql in own}


def expected(steps: list[str]) -> Parts:
    """What the schema of a new file holds."""
    con = connect(":memory:", isolation_level=None)
    try:
        bring_up(con, steps)
        return parts(con)
    finally:
        con.close()


def odd_parts(con: Connection, steps: list[str]) -> list[str]:
    """The views and triggers of a file of these steps that are not, text for text, the ones it must have."""
    found, wanted = parts(con), expected(steps)
    keys = dict.fromkeys(key for key in (*wanted, *found) if key[0] in _GENERATED)
    return [name for kind, name in keys if found.get((kind, name)) != wanted.get((kind, name))]


def _current(con: Connection, path: Path, steps: list[str]) -> bool:
    """True where there is nothing to migrate. Raises NewerFile."""
    return require_known(con, path, len(steps)) == len(steps) and not odd_parts(con, steps)


def migrate(path: Path, op: Op, steps: list[str] | None = None) -> Path | None:
    """Bring a file up to date: an older one, or one with foreign or altered views and triggers.

    Returns the backup made of it before, None where nothing was to do. Raises FileProblem; whatever fails
    leaves the file as it was, and a newer one is refused before anything is touched.
    """
    wanted = scripts() if steps is None else steps
    with translate_sqlite_errors(path):
        con = open_file(path, writing=True, schema=None)
        try:
            if _current(con, path, wanted):
                return None
        finally:
            con.close()
        copy = backup(path, path.parent / FOLDER, op.at, schema=None).path
        rewrite(path, op, wanted)
    return copy


def _brought_up(con: Connection, path: Path, steps: list[str]) -> None:
    """Raises NotMigrated where the file is not what its number says."""
    try:
        bring_up(con, steps)
    except OperationalError as error:
        if code_of(error) != ERROR:
            raise
        raise NotMigrated(path=path, reason=str(error)) from error


def rewrite(path: Path, op: Op, steps: list[str]) -> None:
    """The migration itself, without a copy before. It is an op: nothing from before it can be undone afterwards."""
    con = open_file(path, writing=True, schema=None)
    try:
        con.execute("PRAGMA foreign_keys = OFF")  # has no effect inside a transaction
        retry_while_locked(lambda: con.execute("BEGIN IMMEDIATE"))
        number = begin(con, op)
        _brought_up(con, path, steps)
        seal.close(con, number)
        if con.execute("PRAGMA foreign_key_check").fetchone():
            raise CorruptFile(path=path)
        retry_while_locked(lambda: con.execute("COMMIT"))
    finally:
        con.close()
