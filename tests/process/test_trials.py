"""The trials of reliability: a small count of each here, the full ones on request (``-m heavy``)."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.trials.__main__ import TRIALS, conducted, row

SMALL = {"disk": 2, "readonly": 4, "model": 100}  # of the others the small count
MORE = {"writers": {"writes": 50}}


def _holds(found, seconds):
    assert not found.lost, row(found, seconds)
    assert not found.broken, row(found, seconds)


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.name)
def test_nothing_is_lost(trial):
    found, seconds = conducted(trial.name, SMALL.get(trial.name, trial.small), 1, **MORE.get(trial.name, {}))
    _holds(found, seconds)
    if "SKIPPED" in found.note:
        pytest.skip(found.note)


@pytest.mark.heavy
@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.name)
def test_nothing_is_lost_in_the_full_trial(trial):
    _holds(*conducted(trial.name, trial.full, 1))
