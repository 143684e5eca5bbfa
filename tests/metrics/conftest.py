"""Offices to count in: the Weimar profile, and what a test or chance records in it."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from make import Office, drawn

from naht.services import profile
from naht.store.file.creation import create
from naht.store.file.opening import reading
from naht.store.file.sqlite import Connection
from naht.store.journal.unit import Op, unit

TODAY = date(2014, 12, 31)
OP = Op("test", (), "", "2014-12-31T12:00:00Z", TODAY, "0")


@pytest.fixture(scope="session")
def blank_weimar(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("metrics") / "weimar.db"
    create(path)
    with unit(path, OP) as work:
        profile.apply(work, profile.load("weimar"))
    return path


@pytest.fixture
def made(tmp_path: Path, blank_weimar: Path) -> Callable[[Callable[[Office], Any]], Path]:
    """A file in which a function has recorded something."""

    def make(record: Callable[[Office], Any]) -> Path:
        path = tmp_path / "made.db"
        shutil.copy(blank_weimar, path)
        with unit(path, OP) as work:
            record(Office(work))
        return path

    return make


@pytest.fixture
def asking(made: Callable[..., Path]) -> Iterator[Callable[..., Connection]]:
    """The reading connection to such a file."""
    opened = []

    def ask(record: Callable[[Office], Any]) -> Connection:
        manager = reading(made(record))
        opened.append(manager)
        return manager.__enter__()

    yield ask
    for manager in opened:
        manager.__exit__(None, None, None)


@pytest.fixture(scope="session")
def random_offices(tmp_path_factory: pytest.TempPathFactory, blank_weimar: Path) -> list[Path]:
    """Three offices that chance has filled."""
    paths = []
    for seed in range(3):
        path = tmp_path_factory.mktemp("random") / f"{seed}.db"
        shutil.copy(blank_weimar, path)
        with unit(path, OP) as work:
            drawn(Office(work), seed)
        paths.append(path)
    return paths
