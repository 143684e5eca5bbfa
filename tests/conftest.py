"""Every test works in a folder of its own; no test can reach the user's file.

Processes that a test starts run this checkout, whatever is installed. Folders are in memory where there is room.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
TODAY = "2026-11-22"
MEMORY = Path("/dev/shm")
ROOM = 2_000_000_000  # bytes that the suite's folders may need
# A shell starts its background jobs deaf to Ctrl-C, and children inherit it; the tests send Ctrl-C to theirs.
signal.signal(signal.SIGINT, signal.default_int_handler)
# Python looks here first, so that ``python -m naht`` in any folder is this checkout's.
os.environ["PYTHONPATH"] = str(ROOT)
# No deadline: it would measure the machine. What fails is printed with the line that repeats it.
settings.register_profile("naht", settings.get_profile("default"), deadline=None, derandomize=False, print_blob=True)
settings.load_profile("naht")

if os.name == "nt":  # what needs the processes, terminals and rights of files of other systems
    collect_ignore_glob = ["process/*", "trials/*", "store/test_files.py", "store/test_backup.py", "test_bench.py"]


def _in_memory() -> bool:
    return MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM


if _in_memory():  # waiting for a disk is a fifth of the time of the suite
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_configure(config: pytest.Config) -> None:
    """An edited catalog is said without installing naht anew; of several processes the first compiles it."""
    folder = Path(__file__).parent.parent / "naht" / "locale"
    source, compiled = folder / "de.po", folder / "de.mo"
    if not hasattr(config, "workerinput") and (
        not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime
    ):
        from naht.locale.hook import compile_catalog

        compile_catalog(folder)


class Ran(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """HOME, XDG and NAHT_* point into a fresh folder; today is a Sunday in November."""
    for name in [name for name in os.environ if name.startswith(("NAHT_", "XDG_", "LC_"))] + ["NO_COLOR"]:
        monkeypatch.delenv(name, raising=False)
    for name, value in {
        "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data"), "NAHT_DB": str(tmp_path / "office.db"),
        "NAHT_TODAY": TODAY, "NAHT_LANG": "de", "LANG": "de_DE.UTF-8", "PYTHONUTF8": "1", "COLUMNS": "80",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def weimar(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh file of the Weimar profile, to be copied."""
    path = tmp_path_factory.mktemp("profile") / "weimar.db"
    environment = {k: v for k, v in os.environ.items() if not k.startswith("NAHT_")} | {"NAHT_TODAY": TODAY}
    command = [sys.executable, "-m", "naht", "--db", str(path), "init"]
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return path


@pytest.fixture
def office(alone: Path, weimar: Path) -> Path:
    """The path of a fresh Weimar office; NAHT_DB names it."""
    path = alone / "office.db"
    shutil.copy(weimar, path)
    return path


@pytest.fixture
def naht(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run a command line in this process: ``naht("v", "west", "20m")`` gives code, stdout and stderr."""
    from naht.cli.main import main

    def run(*args: str) -> Ran:
        capsys.readouterr()
        code = main(list(args))
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run


@pytest.fixture
def process() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a command line in a process of its own, off a terminal."""

    def run(*args: str, stdin: str | None = None, **more: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "naht", *args]
        return subprocess.run(  # type: ignore[call-overload, no-any-return]
            command,
            input=stdin if stdin is not None else "",
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            **more,
        )

    return run
