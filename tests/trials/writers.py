"""Many processes that write at once: each of its writes goes through and is there afterwards."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.trials import Outcome
from tests.trials.office import Office, furnished
from tests.trials.state import faults, looking
from tests.trials.tally import Tally, outcome

QUICK, FULL = 25, 50  # writes of each writer
CROWD = 64  # from so many writers on


class Stint:
    """One writer's work: command after command, with the time each took."""

    def __init__(self, office: Office, number: int, writes: int) -> None:
        self.office, self.number, self.writes = office, number, writes
        self.ids: list[str] = []
        self.failed: list[str] = []
        self.longest = 0.0

    def work(self) -> None:
        for _ in range(self.writes):
            start = time.monotonic()
            ran = self.office.run("v", "west", "tel", f"{self.number % 500 + 1}m")
            self.longest = max(self.longest, time.monotonic() - start)
            self.ids += ran.ids
            if ran.code or len(ran.ids) != 1:
                self.failed.append(f"exit {ran.code}: {ran.err}")


def run(count: int, folder: Path, _seed: int, writes: int | None = None, mutant: str = "") -> Outcome:
    """``count`` writers at once, each writing ``writes`` visits (25, a crowd 50)."""
    office = furnished(folder / "base")._replace(warm=True).changed(mutant)
    each = writes or (FULL if count >= CROWD else QUICK)
    stints = [Stint(office, number, each) for number in range(count)]
    start = time.monotonic()
    with ThreadPoolExecutor(count) as pool:
        list(pool.map(Stint.work, stints))
    seconds = time.monotonic() - start
    tally = Tally()
    for stint in stints:
        tally.trials += each
        tally.acknowledged += len(stint.ids)
        for failure in stint.failed:
            tally.wrong(failure)
    _judge(tally, office, [ident for stint in stints for ident in stint.ids])
    longest = max(stint.longest for stint in stints)
    said = f"{count} x {each}; {count * each / seconds:.0f} a second; the longest command took {longest:.1f} s"
    return outcome("writers", [tally], said)


def _judge(tally: Tally, office: Office, ids: list[str]) -> None:
    """Every id is in the file once, each with a step of its own."""
    with looking(office.path) as con:
        found = {ident for (ident,) in con.execute("SELECT id FROM visit")}
        steps = con.execute("SELECT count(DISTINCT op) FROM change WHERE tbl = 'visit' AND act = 'i'").fetchone()[0]
    for ident in set(ids) - found:
        tally.lose(ident)
    tally.expect("an id twice", holds=len(set(ids)) == len(ids))
    tally.expect(f"{steps} steps for {len(found)} visits", holds=steps == len(found))
    for fault in faults(office.path):
        tally.wrong(fault)
    checked = office.run("check", "--full")
    tally.expect(f"check: {checked.out}{checked.err}", holds=checked.code == 0)
