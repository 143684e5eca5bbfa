"""Commands in processes that are forked when Python and naht are loaded, so that thousands of them can be killed.

What runs is the console script, in a process of its own. Only the first tenth of a second is left out, in which a
command loads its modules and writes nothing.
"""

import os
import shutil
import signal
import subprocess
import sys
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from tempfile import mkdtemp

from naht.cli import tree
from naht.cli.main import run
from tests.trials.mutants import apply

SAID = ("out", "err")
CODE = "code"
SERVER = get_context("forkserver")
SERVER.set_forkserver_preload([__name__])

for loaded in (*(f"naht.cli.verbs.{found.entry.module}" for found in tree.all_verbs()),
               "naht.services.check.engine", "sqlite_utils"):  # fmt: skip
    import_module(loaded)


class Forked:
    """One command, with as much of ``subprocess.Popen`` as the trials need."""

    def __init__(
        self, words: tuple[str, ...], environment: dict[str, str], folder: Path, changes: tuple[str, ...] = ()
    ) -> None:
        self._words = words
        self._code: int | None = None
        self._said = Path(mkdtemp(dir=folder.parent, prefix="said-"))
        for name in SAID:
            (self._said / name).touch()
        self._process = SERVER.Process(target=_naht, args=(words, environment, folder, self._said, changes))
        self._process.start()

    @property
    def pid(self) -> int:
        return self._process.pid or 0

    @property
    def returncode(self) -> int | None:
        """Its exit code, as it noted it itself: the fork server now and then loses one. Who noted none was killed."""
        if self._code is None and self._process.exitcode is not None:
            noted = self._said / CODE
            self._code = int((noted.exists() and noted.read_text()) or -signal.SIGKILL)
        return self._code

    def poll(self) -> int | None:
        return self.returncode

    def kill(self) -> None:
        self._process.kill()

    def wait(self, timeout: float) -> None:
        """Wait for its end. Raises TimeoutExpired."""
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired(self._words, timeout)

    def communicate(self, timeout: float) -> tuple[str, str]:
        """Wait for its end; what it printed. Raises TimeoutExpired."""
        self.wait(timeout)
        out, err = ((self._said / name).read_text(encoding="utf-8") for name in SAID)
        self.poll()
        shutil.rmtree(self._said)
        return out, err


def _naht(
    words: tuple[str, ...], environment: dict[str, str], folder: Path, said: Path, changes: tuple[str, ...]
) -> None:
    """In the new process: the streams, the environment and the folder of a command, what is changed, the command."""
    for stream, name in enumerate(SAID, 1):
        os.dup2(os.open(said / name, os.O_WRONLY), stream)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv = ["naht", *words]
    apply(*changes)
    try:
        sys.exit(run())
    except SystemExit as end:
        (said / CODE).write_text(str(end.code or 0))
        raise
