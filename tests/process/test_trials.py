"""The trials of reliability: a small count of each with a fresh seed, the full ones on request (``-m heavy``)."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.trials.__main__ import TRIALS, conducted, fresh_seed, row

# Few runs, but other ones each time; ``.ci/run`` makes the small counts of ``python -m tests.trials`` besides.
FEW = {"kill": 40, "kill_large": 12, "powercut": 1_500, "disk": 2, "readonly": 4, "flips": 100, "model": 30}
MORE = {"writers": {"writes": 15}}


def _hold(trial, count, **more):
    seed = fresh_seed()
    outcome, seconds = conducted(trial.name, count, seed, **more)
    again = f"again: python -m tests.trials --only {trial.name} --count {count} --seed {seed}"
    assert not outcome.lost, f"{again}\n{row(outcome, seconds)}"
    assert not outcome.broken, f"{again}\n{row(outcome, seconds)}"
    if "SKIPPED" in outcome.note:
        pytest.skip(outcome.note)


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.name)
def test_nothing_is_lost(trial):
    _hold(trial, FEW.get(trial.name, trial.small), **MORE.get(trial.name, {}))


@pytest.mark.heavy
@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.name)
def test_nothing_is_lost_in_the_full_trial(trial):
    _hold(trial, trial.full)
