"""The trials of reliability: a small count of each with a fresh seed, the full ones on request (``-m heavy``)."""

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.trials import mutants, office
from tests.trials.__main__ import TRIALS, conducted, fresh_seed, row

# Few runs, but other ones each time; ``.ci/run`` makes the small counts of ``python -m tests.trials`` besides.
FEW = {
    "kill": 40,
    "kill_large": 12,
    "recovery": 6,
    "powercut": 1_500,
    "disk": 2,
    "readonly": 4,
    "flips": 100,
    "model": 30,
}
MORE = {"writers": {"writes": 15}, "everything": {"seconds": 4}, "busy": {"seconds": 3}, "asleep": {"seconds": 2}}
TRIES = 12  # few runs are made again, where a mutant has luck


def _hold(trial, count, **more):
    seed = fresh_seed()
    outcome, seconds = conducted(trial, count, seed, **more)
    again = f"again: python -m tests.trials --only {trial.name} --count {count} --seed {seed}"
    assert not outcome.lost, f"{again}\n{row(outcome, seconds)}"
    assert not outcome.broken, f"{again}\n{row(outcome, seconds)}"
    if "SKIPPED" in outcome.note:
        pytest.skip(outcome.note)


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.name)
def test_nothing_is_lost(trial):
    _hold(trial, FEW.get(trial.name, trial.small), **MORE.get(trial.name, {}))


MUTANTS = [(trial, mutant) for trial in TRIALS for mutant in trial.mutants]


@pytest.mark.parametrize(("trial", "mutant"), MUTANTS, ids=lambda found: found.name)
def test_a_mutant_is_caught(trial, mutant):
    """A naht that is worse in one place, and as few runs as show it: a trial that lets it pass shows nothing."""
    for _ in range(TRIES):
        outcome, seconds = conducted(trial, mutant.count, fresh_seed(), mutant=mutant.name, **mutant.more)
        if (outcome.lost or outcome.broken) and mutant.proof in outcome.note:
            break
        if "SKIPPED" in outcome.note:
            pytest.skip(outcome.note)
    else:
        raise AssertionError(row(outcome, seconds))


def test_every_trial_has_a_mutant_and_each_mutant_a_trial():
    assert all(trial.mutants for trial in TRIALS)
    assert {mutant.name for _, mutant in MUTANTS} == set(mutants.MUTANTS)
    _, table = (office.ROOT / "README.md").read_text(encoding="utf-8").split("| its mutants |")
    assert set(re.findall(r"`([a-z-]+)`", table.partition("##")[0])) == set(mutants.MUTANTS)


@pytest.mark.heavy
@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.name)
def test_nothing_is_lost_in_the_full_trial(trial):
    _hold(trial, trial.full)
