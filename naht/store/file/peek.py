"""A look at the file for completion: it waits for nobody, leaves no trace and says nothing of itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from naht.store.file.opening import APPLICATION_ID, SCHEMA, require_file, set_today
from naht.store.file.schema import require_schema
from naht.store.file.sqlite import Connection, StrPath, connect, uri

PATIENCE = 0.15  # seconds; who presses Tab looks at the screen


@contextmanager
def peek(path: StrPath, today: date = date.max) -> Iterator[Connection]:
    """A connection that can only read. Raises whatever SQLite says, ValueError for a file of another kind or version.

    FileProblem for what is no file, or where the schema is not naht's.

    ``mode=ro`` cannot roll back what a killed command left behind; then nothing is offered until the next command did.
    """
    require_file(path)
    con = connect(uri(path, "ro"), uri=True, isolation_level=None, timeout=PATIENCE)
    try:
        con.execute("PRAGMA temp_store = MEMORY")
        con.execute("BEGIN")
        if (_pragma(con, "application_id"), _pragma(con, "user_version")) != (APPLICATION_ID, SCHEMA):
            raise ValueError(path)
        require_schema(con, path, SCHEMA)
        set_today(con, today)
        yield con
    finally:
        con.close()


def _pragma(con: Connection, name: str) -> int:
    return int(con.execute(f"PRAGMA {name}").fetchone()[0])
