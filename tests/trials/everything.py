"""Everything at once on one file: writers, restores, migrations, backups and undo, some killed, some put to sleep.

Each works on its own, command after command. Afterwards every id that was printed is in the file, or in one that a
restore put aside, or an undo that is there removed it; and no file is damaged: neither the office's nor one put aside
nor a copy. What a command may say meanwhile is that it is refused or that the file is not ready; never that it broke.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock

from tests.trials import Outcome
from tests.trials.death import BLINK, hot, until
from tests.trials.memory import in_memory
from tests.trials.office import Office, Process, Ran, ended, furnished
from tests.trials.state import faults, looking
from tests.trials.tally import Tally, outcome

SHORT, LONG = 15, 75  # seconds of one run
MANY = 20  # runs from which on they are long
PATIENCE = 15  # times as long at most, until all was hit
WHO = {
    "everything": ("write", "write", "write", "restore", "migrate", "backup", "undo", "kill", "stop"),
    "busy": ("write", "write", "write", "write", "restore"),
    "asleep": ("sleep",),
}
NAP = 0.5  # seconds between two acts of one and the same, and that somebody sleeps, at most
NIGHTS = 5  # of which there are copies at the beginning
LATEST = 5.0  # seconds after which somebody kills, sleeps or migrates although nothing went through
VIEW = "CREATE VIEW IF NOT EXISTS stray AS SELECT 1"
SETTLED = 0.05  # seconds after which a writer that has the file open waits for its lock
LOCKING = (
    "import sqlite3, sys; con = sqlite3.connect(sys.argv[1], timeout=60, isolation_level=None); "
    "con.execute('BEGIN IMMEDIATE'); "
    "print(flush=True); sys.stdin.read()"
)
STRANGER = f"import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=30).execute({VIEW!r})"
WRITTEN = "SELECT id FROM visit"
TAKEN_BACK = "SELECT row FROM change JOIN op ON op.n = op WHERE command = 'undo'"


def run(count: int, folder: Path, seed: int, mutant: str = "", seconds: float = 0, who: str = "everything") -> Outcome:
    """``count`` runs of so many seconds: everything, four ``busy`` writers beside restores, or a writer ``asleep``."""
    rng = random.Random(seed)
    seconds = seconds or (LONG if count >= MANY else SHORT)
    tallies = []
    with (
        nullcontext(folder) if who != "everything" else in_memory(folder) as place
    ):  # on a disk a journal stands for longer
        for number in range(count):
            desk = Desk(furnished(place / str(number))._replace(warm=True).changed(mutant), rng.random())
            desk.work(WHO[who], seconds)
            tallies.append(desk.tally)
    return outcome(who, tallies)


class Desk:
    """One file, whoever is at work on it, and what each of them acknowledged."""

    def __init__(self, office: Office, seed: float) -> None:
        self.office = office
        self.seed = seed
        self.tally = Tally()
        self.lock = Lock()
        self.running: list[Process] = []
        self.written: list[str] = []
        self.taken_back: list[str] = []
        self.copies = office.must("backup", str(office.folder / "kept"))
        self.nights = self._nights()
        self.restored = self.done = 0

    def work(self, roles: tuple[str, ...], seconds: float) -> None:
        """Let everybody work for so long, and on until all that the trial is for has happened; then judge."""
        acts: dict[str, tuple[Callable[[random.Random], None], str]] = {
            "write": (self._write, "visits"), "restore": (self._restore, "restores"),
            "migrate": (self._migrate, "migrations"), "backup": (self._backup, "copies"),
            "undo": (self._undo, "undone"), "kill": (self._kill, "killed in a transaction"),
            "stop": (self._stop, "stopped in a transaction"), "sleep": (self._sleep, "restores beside a sleeper"),
        }  # fmt: skip
        wanted = {acts[role][1] for role in roles}
        start = time.monotonic()

        def open_end() -> bool:
            past = time.monotonic() - start
            return past < seconds or (past < seconds * PATIENCE and not all(self.tally.seen[what] for what in wanted))

        def play(place: int) -> None:
            rng = random.Random(f"{self.seed} {place}")
            while open_end():
                acts[roles[place]][0](rng)

        with ThreadPoolExecutor(len(roles)) as pool:
            list(pool.map(play, range(len(roles))))
        self.tally.trials = 1
        for what in sorted(wanted):
            self.tally.expect(f"NO TEETH: no {what}", holds=self.tally.seen[what] > 0)
        self._judge()

    def _nights(self) -> list[Path]:
        """Copies of the nights before: of seven days the last one stays, however many are made today."""
        folder = self.office.folder / "backups"
        folder.mkdir(mode=0o700)
        today = datetime.now(UTC).date()
        nights = [folder / f"office-{today - timedelta(days=days)}T02-00-00Z.db" for days in range(1, NIGHTS + 1)]
        return [shutil.copy(self.copies[0], night) for night in nights]

    # ---- who works

    def _write(self, rng: random.Random) -> None:
        """Visit after visit, in one process, as fast as it goes."""
        busy = self.office._replace(seconds=rng.uniform(0, 2))
        ran = self._command("v", "west", "tel", "10m", office=busy)
        time.sleep(BLINK if ran.ids else rng.uniform(0, NAP))  # refused, one tries again later
        self._count("visits", self.written, ran.ids)

    def _undo(self, rng: random.Random) -> None:
        time.sleep(rng.uniform(0, NAP))
        self._count("undone", self.taken_back, self._command("undo").ids)

    def _restore(self, rng: random.Random) -> None:
        time.sleep(rng.uniform(0, NAP))
        self._restore_now(rng)

    def _restore_now(self, rng: random.Random) -> None:
        if self._command("restore", rng.choice(self.copies)).ids:
            self.restored += 1
            self.tally.seen["restores"] += 1

    def _backup(self, rng: random.Random) -> None:
        """One in a folder of its own, to be restored from, or one that tidies older ones away."""
        kept = rng.random() < 0.5
        ran = self._command("backup", *(("--keep-all", str(self.office.folder / "kept")) if kept else ()))
        self._count("copies", self.copies if kept else [], ran.ids)

    def _migrate(self, rng: random.Random) -> None:
        """Another program puts a view into the file, which nobody takes until a migration has removed it.

        One that is killed, or finds the file locked, is begun again.
        """
        self._let_work(rng.randint(5, 15))
        subprocess.run([sys.executable, "-c", STRANGER, str(self.office.path)], check=False, capture_output=True)
        while not (ran := self._command("migrate")).ids and ran.code:
            time.sleep(BLINK)
        self.tally.seen["migrations"] += bool(ran.ids)

    def _kill(self, rng: random.Random) -> None:
        self._let_work(rng.randint(2, 5))
        if process := self._victim(rng):
            inside = self._inside(process)
            process.kill()
            self.tally.seen["killed"] += 1
            self.tally.seen["killed in a transaction"] += inside

    def _stop(self, rng: random.Random) -> None:
        """Somebody sleeps: a laptop that was closed, a process that Ctrl-Z holds."""
        self._let_work(rng.randint(2, 5))
        process = self._victim(rng)
        if process and _signalled(process, signal.SIGSTOP):
            self.tally.seen["stopped"] += 1
            self.tally.seen["stopped in a transaction"] += self._inside(process)
            time.sleep(rng.uniform(0, NAP))
            _signalled(process, signal.SIGCONT)

    def _let_work(self, commands: int) -> None:
        """Wait until so many commands more went through: on a slow machine nobody would get anywhere otherwise."""
        goal, end = self.done + commands, time.monotonic() + LATEST
        while self.done < goal and time.monotonic() < end:
            time.sleep(BLINK)

    def _victim(self, rng: random.Random) -> Process | None:
        """Somebody at work: anybody, or who is in the middle of writing."""
        end = time.monotonic() + NAP
        aimed = rng.random() < 0.5
        while time.monotonic() < end:
            with self.lock:
                found = [process for process in self.running if not aimed or self._inside(process)]
            if found:
                return rng.choice(found)
            time.sleep(BLINK)
        return None

    def _inside(self, process: Process) -> bool:
        """True for a process that has SQLite's journal open: only one that writes has."""
        return holds(process, self.office.journal)

    def _sleep(self, rng: random.Random) -> None:
        """A writer that waits for the lock falls asleep, and a restore comes and goes. Another writer falls asleep
        while it commits; the first one wakes up, then the second is killed or wakes up too."""
        write = self.office._replace(warm=False).start
        with self._locked():
            first = write("v", "west", "tel")
            until(first, lambda: holds(first, self.office.path))
            time.sleep(SETTLED)
            asleep = _signalled(first, signal.SIGSTOP)
        self._restore_now(rng)
        second = write("v", "nord", "tel", "99x", "wohnen", "schulden")
        asleep = until(second, lambda: hot(self.office.journal)) and _signalled(second, signal.SIGSTOP) and asleep
        _signalled(first, signal.SIGCONT)
        time.sleep(rng.uniform(0, NAP))
        _signalled(second, rng.choice((signal.SIGCONT, signal.SIGKILL)))
        for process in (first, second):
            self._count("visits", self.written, self._said(ended(process), "v").ids)
        self.tally.seen["restores beside a sleeper"] += asleep

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Another program is writing."""
        command = [sys.executable, "-c", LOCKING, str(self.office.path)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
            if other.stdin and other.stdout and other.stdout.read(1):
                yield
                other.stdin.close()

    # ---- what they said

    def _command(self, *words: str, office: Office | None = None) -> Ran:
        with self._listed((office or self.office).start(*words)) as process:
            return self._said(ended(process), *words[:2])

    def _said(self, ran: Ran, *words: str) -> Ran:
        said = f"{' '.join(words)}: exit {ran.code}: {ran.err}"
        self.tally.expect(said, holds=ran.code in (-signal.SIGKILL, 0, 3, 4, 5) and "damaged" not in ran.err)
        self.tally.seen["refused or locked out"] += ran.code > 0
        self.done += ran.code == 0
        return ran

    @contextmanager
    def _listed(self, process: Process) -> Iterator[Process]:
        with self.lock:
            self.running.append(process)
        yield process
        with self.lock:
            self.running.remove(process)

    def _count(self, what: str, kept: list[str], lines: list[str]) -> None:
        kept += lines
        self.tally.seen[what] += len(lines)
        self.tally.acknowledged += len(lines)

    # ---- what is there now

    def _judge(self) -> None:
        """The first to open the file is naht: its recovery is tried."""
        office, tally = self.office, self.tally
        office.run("migrate")
        reader = office.run("log", "--last", "1")
        tally.expect(f"afterwards: {reader.err}", holds=reader.code == 0)
        aside = sorted(office.folder.glob("office-vor-*.db"))
        tally.seen["put aside"] += len(aside)
        tally.expect(f"{self.restored} restores put {len(aside)} files aside", holds=len(aside) >= self.restored)
        for copy in (*map(Path, self.copies), *self.nights):
            if not copy.exists():
                tally.lose(f"the copy {copy.name}")
        copies = [*office.folder.glob("kept/*.db"), *office.folder.glob("backups/*.db")]
        sound = [path for path in (office.path, *aside, *copies) if self._sound(path)]
        there = [path for path in sound if path not in copies]
        gone = _all(there, TAKEN_BACK)
        self._missed("written", self.written, _all(there, WRITTEN) | gone)
        self._missed("taken back", self.taken_back, gone)

    def _sound(self, path: Path) -> bool:
        said = faults(path)
        return self.tally.expect(f"{path.name}: {said[:1]}", holds=not said)

    def _missed(self, what: str, printed: list[str], there: set[str]) -> None:
        if lost := set(printed) - there:
            self.tally.lose(f"{len(lost)} of {len(printed)} {what}", len(lost))


def _all(paths: list[Path], sql: str) -> set[str]:
    found: set[str] = set()
    for path in paths:
        with looking(path) as con:
            found |= {ident for (ident,) in con.execute(sql)}
    return found


def _signalled(process: Process, number: int) -> bool:
    try:
        os.kill(process.pid, number)
    except ProcessLookupError:
        return False
    return True


def holds(process: Process, path: Path) -> bool:
    """True for a process that has a file open (Linux)."""
    handles = Path(f"/proc/{process.pid}/fd")
    try:
        return any(handle.readlink() == path for handle in handles.iterdir())
    except OSError:
        return False
