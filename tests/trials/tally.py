"""Counting what a trial saw, and keeping the first of what must not be."""

from collections import Counter
from collections.abc import Iterable

from tests.trials import Outcome

SHOWN = 3
TENTH, PATIENCE = 10, 5


class Tally:
    """What one lane of a trial saw."""

    def __init__(self) -> None:
        self.trials = self.acknowledged = self.lost = self.broken = 0
        self.seen: Counter[str] = Counter()
        self.first: list[str] = []

    def lose(self, what: str, count: int = 1) -> None:
        self.lost += count
        self._keep(f"lost: {what}")

    def wrong(self, what: str) -> None:
        self.broken += 1
        self._keep(what)

    def expect(self, what: str, *, holds: bool) -> bool:
        if not holds:
            self.wrong(what)
        return holds

    def needs_more(self, count: int, inside: str) -> bool:
        """True until ``count`` runs are done and a tenth of them hit what the trial is for; at most five times as many.

        Without the second condition a trial in which every command died too early, or too late, would be green.
        """
        if self.trials < count:
            return True
        return self.seen[inside] * TENTH < count and self.trials < count * PATIENCE

    def hit(self, inside: str) -> None:
        """At the end of a lane: a trial that never hit anything has shown nothing."""
        if self.trials:
            self.expect(f"NO TEETH: none {inside}", holds=self.seen[inside] > 0)

    def _keep(self, what: str) -> None:
        if len(self.first) < SHOWN:
            self.first.append(" ".join(what.split())[:300])


def outcome(name: str, tallies: Iterable[Tally], *notes: str) -> Outcome:
    """The tallies of all lanes as one; what was seen is the note, with the first things that went wrong."""
    found = list(tallies)
    seen = sum((tally.seen for tally in found), Counter[str]())
    said = [f"{count} {what}" for what, count in sorted(seen.items())]
    first = [line for tally in found for line in tally.first][:SHOWN]
    note = "; ".join((*said, *notes, *first))
    return Outcome(
        name, sum(t.trials for t in found), sum(t.acknowledged for t in found), sum(t.lost for t in found),
        sum(t.broken for t in found), note,
    )  # fmt: skip
