"""Simulated power cuts: real commands under strace, the disk rebuilt as a cut might have left it, opened by naht.

For every boundary between two system calls of the recorded commands: everything arrived, only what was synced arrived,
or a random part of the rest, torn and reordered. Acknowledged is a command whose process has written to its stdout, or
that has ended: from then on all it did has to last.
"""

from tests.trials.powercut.trial import run

__all__ = ["run"]
