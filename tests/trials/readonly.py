"""A file, a folder, or both that may only be read: reading works, writing is exit 5, and nothing changes."""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from tests.trials import Outcome
from tests.trials.office import Office, ended, furnished
from tests.trials.tally import Tally, outcome

MORTAL = (  # 24: PR_CAPBSET_DROP
    "import ctypes, os, sys; libc = ctypes.CDLL(None); [libc.prctl(24, n, 0, 0, 0) for n in range(64)]; "
    "os.execv(sys.argv[1], sys.argv[1:])"
)


class Guard(NamedTuple):
    """What is protected, by the rights of file and folder (for others, where root tries it)."""

    name: str
    file: int
    folder: int


class Who(NamedTuple):
    """As whom the commands run, and what starts them so."""

    said: str
    user: str | None = None
    before: tuple[str, ...] = ()


GUARDS = (
    Guard("file", 0o444, 0o777), Guard("folder", 0o666, 0o555), Guard("file and folder", 0o444, 0o555),
)  # fmt: skip


def run(count: int, folder: Path, seed: int, mutant: str = "", only: str = "") -> Outcome:
    """At most ``count`` commands on each, or those that are called so; all there are where that is more."""
    base = furnished(folder / "base")
    [copy] = base.must("backup", str(folder / "copies"))
    visit, client = (base.must(noun, "list", "-f", "value", "--fields", "id")[0] for noun in ("visit", "client"))
    base = base.changed(mutant)
    who = _mortal()
    tally = Tally()
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="naht-readonly-") as place:  # others have to get there
        Path(place).chmod(0o755)
        shutil.copy(copy, Path(place) / "copy.db")
        (Path(place) / "copy.db").chmod(0o644)
        for guard in GUARDS:
            office = _guarded(base, Path(place) / guard.name.replace(" ", "-"), guard)
            for words in _drawn(_reading(visit, client), count, rng, only):
                _try(tally, guard, office, words, who, 0)
            for words in _drawn(_writing(visit, client, Path(place) / "copy.db"), count, rng, only):
                _try(tally, guard, office, words, who, 5)
            office.folder.chmod(0o700)
    return outcome("readonly", [tally], who.said)


def _mortal() -> Who:
    """Whom the rights of files bind: any user but root; of root, nobody, or root without its capabilities."""
    if os.getuid():
        return Who("as the owner")
    try:
        tried = subprocess.run([sys.executable, "-c", "import naht"], user="nobody", capture_output=True, check=False)
    except OSError:
        tried = None
    if tried and tried.returncode == 0:
        return Who("as nobody", user="nobody")
    return Who("as root without capabilities", before=(sys.executable, "-S", "-E", "-c", MORTAL))


def _drawn(commands: list[tuple[str, ...]], count: int, rng: random.Random, only: str) -> list[tuple[str, ...]]:
    commands = [words for words in commands if only in ("", words[0])]
    return rng.sample(commands, min(count, len(commands)))


def _reading(visit: str, client: str) -> list[tuple[str, ...]]:
    return [
        ("visit", "list"), ("show", visit), ("client", "recent"), ("log",), ("log", visit), ("log", "verify"),
        ("count", "visits", "--by", "district"), ("report", "2026-11"), ("client", "show", client),
        ("migrate",),
    ]  # fmt: skip


def _writing(visit: str, client: str, copy: Path) -> list[tuple[str, ...]]:
    return [
        ("v", "west", "tel"), ("visit", "edit", visit, "33m"), ("visit", "remove", visit), ("undo",),
        ("client", "add", "w"), ("client", "edit", client, "nord"), ("n", "nord", "jobcenter"),
        ("w", "team", "1h", "west"), ("config", "lang", "en"), ("restore", str(copy)), ("worker", "add", "neu"),
    ]  # fmt: skip


def _guarded(base: Office, folder: Path, guard: Guard) -> Office:
    office = base.copied(folder)
    office.path.chmod(guard.file)
    folder.chmod(guard.folder)
    return office


def _try(tally: Tally, guard: Guard, office: Office, words: tuple[str, ...], who: Who, wanted: int) -> None:
    before = _bytes(office.folder)
    ran = ended(office.start(*words, before=who.before, user=who.user))
    tally.trials += 1
    tally.acknowledged += ran.code == 0
    what = f"{guard.name} protected, {' '.join(words[:2])}"
    tally.expect(f"{what}: exit {ran.code}, not {wanted}: {ran.err}", holds=ran.code == wanted)
    if _bytes(office.folder) != before:
        tally.wrong(f"{what}: something changed")


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
