"""A reading command's view: one snapshot, held only while rows are fetched, never while output is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from naht.store.connect import Waiting, opened, patiently
from naht.store.faults import guarded
from naht.store.sqlite import Connection


@contextmanager
def reading(path: Path, waiting: Waiting | None = None) -> Iterator[Connection]:
    """A connection inside one read transaction; it cannot write. Raises FileProblem."""
    with guarded(path):
        con = opened(path, writing=False, waiting=waiting)
        try:
            con.execute("BEGIN")
            patiently(lambda: con.execute("SELECT 1 FROM sqlite_schema").fetchone(), waiting, path)
            yield con
        finally:
            con.close()
