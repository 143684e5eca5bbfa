"""Trials of reliability: the real command line in real processes, killed, crowded, starved and damaged.

Each trial is a module with ``run(count, folder, seed) -> Outcome``; ``python -m tests.trials`` runs them all.
"""

from typing import NamedTuple


class Outcome(NamedTuple):
    """What a trial saw.

    ``acknowledged``: ids that were printed as whole lines, or commands that exited 0, where they print none. ``lost``:
    acknowledged and not in the file. ``broken``: anything else that must not be.
    """

    name: str
    trials: int
    acknowledged: int
    lost: int
    broken: int
    note: str
