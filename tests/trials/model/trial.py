"""Running the machine: so many examples of so many steps, batch after batch on as many lanes as there are cores."""

import gc
import subprocess
import traceback
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as seeded
from hypothesis.stateful import run_state_machine_as_test

from tests.trials import Outcome, mutants
from tests.trials.memory import in_memory
from tests.trials.model.machine import Machine
from tests.trials.office import LANES, Office

NAME = "commands against a model"
SHORT, LONG = 50, 100  # steps of an example
MANY = 1000  # examples from which on they are long
BATCH = 50  # examples of one process: all that runs in it stays in its memory

START = (
    ("init", "-q"), ("worker", "add", "anna"), ("worker", "add", "bert"), ("v", "west", "20m", "anna"),
    ("v", "nord", "tel", "bert"), ("n", "west", "gwg", "anna"), ("w", "team", "west", "bert"),
)  # fmt: skip


class Job(NamedTuple):
    source: Path
    examples: int
    steps: int
    seed: int
    mutant: str = ""
    shrinking: bool = False  # takes minutes: for whoever looks into a failure


class Seen(NamedTuple):
    steps: int
    commands: int
    refused: int
    failed: str


def run(count: int, folder: Path, seed: int, steps: int = 0, mutant: str = "") -> Outcome:
    """``count`` examples; small ones have 50 steps, from 1,000 examples on 100."""
    steps = steps or (LONG if count >= MANY else SHORT)
    with in_memory(folder) as place:
        jobs = [
            Job(prepared(place / str(number), mutant), min(BATCH, count - start), steps, seed * count + start, mutant)
            for number, start in enumerate(range(0, count, BATCH))
        ]
        with ProcessPoolExecutor(LANES, get_context("spawn"), max_tasks_per_child=1) as pool:
            found = list(pool.map(played, jobs))
    failed = [seen.failed for seen in found if seen.failed]
    told, refused = (sum(seen[place] for seen in found) for place in (0, 2))
    commands = sum(seen.commands for seen in found)
    note = "; ".join([f"{told} steps, {commands} commands, {refused} of them refused", *failed])
    return Outcome(NAME, count, commands - refused, 0, len(failed), note)


def prepared(folder: Path, mutant: str) -> Path:
    """A fresh office with two workers and something to change; how it came to be is not the model's business."""
    office = Office(folder / "office.db").changed(mutant)
    folder.mkdir()
    environment = office.environment()
    del environment["NAHT_WORKER"]
    for words in START:
        subprocess.run(office.command(*words), check=True, capture_output=True, env=environment)
    return office.path


def played(job: Job) -> Seen:
    """The examples of one batch; of a failure its last lines, with the steps that lead to it."""
    mutants.apply(*filter(None, (job.mutant,)))
    gc.disable()  # a batch makes few cycles, and the process ends with it
    machine = seeded(job.seed)(type("Machine", (Machine,), {"source": job.source}))
    phases = (Phase.generate, Phase.shrink) if job.shrinking else (Phase.generate,)
    wanted = settings(
        max_examples=job.examples, stateful_step_count=job.steps, phases=phases, deadline=None, database=None,
        print_blob=False, report_multiple_bugs=False, suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    failed = ""
    try:
        run_state_machine_as_test(machine, settings=wanted)
    except Exception as error:  # noqa: BLE001  whatever it is, the trial says it
        lines = [*traceback.format_exception_only(error), *getattr(error, "__notes__", [])]
        failed = " ".join(" ".join(lines).split())[:4000]
    return Seen(machine.steps_done, machine.commands, machine.refused, failed)
