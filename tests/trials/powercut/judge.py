"""Is a disk state one that a power cut may leave? naht itself opens it: naht's own recovery is what is tried.

Allowed is what the office held before the running command or after it, and only the latter once the command has
printed; every copy that stood before and after the command, whole. A copy with its final name is whole or it is not
there. Nothing in between, nothing older.

What a file says is decided by its bytes and those of its journal, so each such pair is opened once and remembered.
"""

import hashlib
import io
import os
import shutil
from contextlib import closing, redirect_stderr, redirect_stdout
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from naht.cli.main import main
from naht.domain.errors import NahtError
from naht.store.file.opening import SCHEMA, open_raw, retry_while_locked
from naht.store.file.sqlite import DatabaseError
from tests.trials.office import TODAY
from tests.trials.powercut.look import Sight, Unsound, content, copies
from tests.trials.powercut.record import JOURNAL, OFFICE, Step
from tests.trials.powercut.states import Files

AFTERWARDS = 40  # of so many new disk states one is worked in
DEEDS = (("v", "west", "20m"), ("v", "nord", "2x"), ("undo",), ("backup",), ("log", "verify"))


class Verdict(NamedTuple):
    """What a state is: empty where it is allowed."""

    lost: str = ""
    broken: str = ""


class Promise(NamedTuple):
    """What a state has to hold: one of these contents, and these copies; ``past`` are contents that once were."""

    contents: frozenset[str]
    copies: dict[str, str]
    past: frozenset[str]


def promise(before: Sight, step: Step, past: frozenset[str], printed: frozenset[int]) -> Promise:
    """What has to hold while a command runs, or once it has printed; of two at once, where these have printed.

    Two at once commit one after the other. What one of them committed has to last when it printed.
    """
    digests = [sight.office.digest for sight in (before, step.after) if sight.office]
    ended = len(printed) == step.processes
    if step.commits:
        digests = [digests[0], *(commit.digest for commit in step.commits)]
        least = max((place for place, commit in enumerate(step.commits, 1) if commit.pid in printed), default=0)
    else:
        least = -1 if ended else 0
    after = step.after.copies
    standing = {name: digest for name, digest in after.items() if ended or before.copies.get(name) == digest}
    return Promise(frozenset(digests[least:]), standing, past)


class Judge:
    """Judges the disk states of one session in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "disk"
        self.known: dict[tuple[bytes, bytes | None], str] = {}
        self.opened = self.recovered = self.worked = 0

    def judge(self, files: Files, wanted: Promise) -> Verdict:
        found = self._office(files)
        if found not in wanted.contents:
            if found in wanted.past:
                return Verdict(lost="an acknowledged command is gone")
            return Verdict(broken=found if found.startswith("!") else "half a command")
        names = copies(list(files))
        for name in names:
            digest = self._digest(files[name], None)
            if digest.startswith("!") or digest not in wanted.past:
                return Verdict(broken=f"{name}: {digest}")
            if wanted.copies.get(name, digest) != digest:
                return Verdict(broken=f"{name} is of another time")
        missing = wanted.copies.keys() - set(names)
        return Verdict(lost=f"{min(missing)} is gone") if missing else Verdict()

    def _office(self, files: Files) -> str:
        if OFFICE not in files:
            return "!no file"
        return self._digest(files[OFFICE], files.get(JOURNAL), files)

    def _digest(self, data: bytes, journal: bytes | None, files: Files | None = None) -> str:
        """The digest of what a file says, or ``!`` with what is wrong."""
        key = (_mark(data), None if journal is None else _mark(journal))
        if key not in self.known:
            self.known[key] = self._looked(data, journal, files)
        return self.known[key]

    def _looked(self, data: bytes, journal: bytes | None, files: Files | None) -> str:
        """Open it as naht does: to read, so that a hot journal is rolled back, then to write."""
        self.opened += 1
        path = self._written({OFFICE: data} if journal is None else {OFFICE: data, JOURNAL: journal})
        try:
            with closing(open_raw(path)):
                pass
            with closing(open_raw(path)) as con:
                retry_while_locked(lambda: con.execute("BEGIN IMMEDIATE"))
                con.execute("ROLLBACK")
            self.recovered += journal is not None
            if _hot(path.with_name(JOURNAL)):
                return "!the journal is still there"
            return self._recovered(path, path.read_bytes(), files)
        except (NahtError, DatabaseError, Unsound) as error:
            return f"!{type(error).__name__} {error}"

    def _recovered(self, path: Path, data: bytes, files: Files | None) -> str:
        """The digest of a file without a journal; now and then naht goes on working in such a folder."""
        key = (_mark(data), None)
        if key not in self.known:
            self.known[key] = content(path).digest
        if files and self.opened % AFTERWARDS == 0:
            self._work(files)
        return self.known[key]

    def _work(self, files: Files) -> None:
        """With whatever else the cut left lying about: leftovers must not be in the way. Raises Unsound."""
        path = self._written(files)
        with closing(open_raw(path)) as con:
            if con.execute("PRAGMA user_version").fetchone()[0] != SCHEMA:
                return  # migrated to a schema that only the recording knew
        self.worked += 1
        with patch.dict(os.environ, NAHT_DB=str(path), NAHT_TODAY=TODAY, NAHT_LANG="en", NAHT_WORKER="kraft"):
            for words in DEEDS:
                told = io.StringIO()
                with redirect_stdout(io.StringIO()), redirect_stderr(told):
                    code = main(list(words))
                if code:
                    raise Unsound(f"afterwards naht {' '.join(words)}: exit {code}, {told.getvalue()}")

    def _written(self, files: Files) -> Path:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        for name, data in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return self.folder / OFFICE


def _hot(journal: Path) -> bool:
    """True for a journal that SQLite would still play back; one without a beginning is only in the way of nothing."""
    return journal.exists() and journal.read_bytes()[:1] not in (b"", b"\0")


@lru_cache(maxsize=32)  # most states share most files with the one before
def _mark(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()
