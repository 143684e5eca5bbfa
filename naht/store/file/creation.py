"""A new file: made 0600 in a folder made 0700, with the whole schema, or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from naht.domain.file_errors import FileExists, Unreachable, reason
from naht.store.copies.backup import last, make
from naht.store.copies.migrate import bring_up, scripts
from naht.store.file.opening import APPLICATION_ID, SCHEMA, prepare
from naht.store.file.schema import require_schema
from naht.store.file.sqlite import Connection, connect, require_version
from naht.store.file.sqlite_errors import translate_sqlite_errors


@contextmanager
def make_file(path: Path) -> Iterator[Path]:
    """An empty file under a name of its own, to be filled; then it takes the name ``path``, whole or not at all.

    Raises FileExists or Unreachable; what is killed on the way leaves nothing that bears the name.
    """
    if os.path.lexists(path):
        raise FileExists(path=path)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    create(draft)
    try:
        yield draft
        last(draft)
        _take(draft, path)
        last(path.parent)
    finally:
        draft.unlink(missing_ok=True)
        draft.with_name(f"{draft.name}-journal").unlink(missing_ok=True)


def _take(draft: Path, path: Path) -> None:
    """Link the draft to its name, which fails where somebody was quicker; rename it where there are no links."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise FileExists(path=path) from None
    except OSError:
        draft.rename(path)


def create(path: Path) -> None:
    """Make an empty naht file at ``path``. Raises FileExists or Unreachable; an existing file is never touched."""
    require_version()
    _claim(path)
    try:
        with translate_sqlite_errors(path):
            con = connect(path, isolation_level=None)
            try:
                build(con)
                require_schema(con, path, SCHEMA)
            finally:
                con.close()
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _claim(path: Path) -> None:
    """Take the name before anything else can, with the rights it needs."""
    try:
        if not path.parent.exists():
            make(path.parent)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise FileExists(path=path) from None
    except OSError as error:
        raise Unreachable(path=path, reason=reason(error)) from error


def build(con: Connection) -> None:
    """The whole schema, in one transaction."""
    prepare(con)
    con.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    con.execute("PRAGMA journal_mode = DELETE")
    con.execute("BEGIN IMMEDIATE")
    bring_up(con, scripts())
    con.execute("COMMIT")
