"""A new file: made 0600 in a folder made 0700, with the whole schema, or not at all."""

import os
from importlib.resources import files
from pathlib import Path

from naht.domain.errors import FileExists, Unreachable
from naht.store import journal
from naht.store.connect import APPLICATION_ID, SCHEMA, prepare
from naht.store.faults import guarded
from naht.store.sqlite import Connection, connect, require_version


def create(path: Path) -> None:
    """Make an empty naht file at ``path``. Raises FileExists or Unreachable; an existing file is never touched."""
    require_version()
    _claim(path)
    try:
        with guarded(path):
            con = connect(path, isolation_level=None)
            try:
                build(con)
            finally:
                con.close()
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _claim(path: Path) -> None:
    """Take the name before anything else can, with the rights it needs."""
    try:
        if not path.parent.exists():
            path.parent.mkdir(parents=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise FileExists(path=path) from None
    except OSError as error:
        raise Unreachable(path=path, reason=error.strerror) from error


def build(con: Connection) -> None:
    """The whole schema, in one transaction."""
    from sqlite_utils import Database

    prepare(con)
    con.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    con.execute("PRAGMA journal_mode = DELETE")
    con.execute("BEGIN IMMEDIATE")
    database = Database(con, execute_plugins=False)
    for script in scripts():
        database.executescript(script)
    journal.regenerate(con)
    con.execute(f"PRAGMA user_version = {SCHEMA}")
    con.execute("COMMIT")


def scripts() -> list[str]:
    """The migrations as SQL, oldest first."""
    folder = files("naht.store") / "migrations"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return [(folder / name).read_text(encoding="utf-8") for name in names[:SCHEMA]]
