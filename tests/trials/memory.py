"""A folder in memory where there is one: a trial whose point is not the disk need not wait for it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SHARED = Path("/dev/shm")


@contextmanager
def in_memory(folder: Path) -> Iterator[Path]:
    """A fresh folder in memory, else in ``folder``; removed afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=SHARED if SHARED.is_dir() else folder) as made:
        yield Path(made).resolve()
