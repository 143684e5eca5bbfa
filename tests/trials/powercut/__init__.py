"""Simulated power cuts: real commands under strace, the disk rebuilt as a cut might have left it, opened by naht.

For every boundary between two system calls of the recorded commands: everything arrived, only what was synced arrived,
or a random part of the rest, torn and reordered. The control is the same with ``PRAGMA synchronous = OFF``, set in the
recorded process from outside: it must lose or break something, or the trial has no teeth and fails.
"""

from tests.trials.powercut.trial import run

__all__ = ["run"]
