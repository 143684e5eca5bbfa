"""The random source of the demo, which has a seed, and weighted choices that it draws from."""

from bisect import bisect
from collections.abc import Iterable, Mapping
from itertools import accumulate, pairwise
from random import Random
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Choice(NamedTuple, Generic[T]):
    """Values and the running sum of their weights."""

    values: list[T]
    sums: list[float]


class Luck(Random):
    """The one source of chance of a demo: the same seed draws the same office."""

    def pick(self, choice: Choice[T]) -> T:
        return choice.values[bisect(choice.sums, self.random() * choice.sums[-1])]

    def chance(self, share: float) -> bool:
        return self.random() < share

    def within(self, ends: tuple[int, int]) -> int:
        """A whole number, both ends included."""
        return self.randint(*ends)

    def some(self, weights: Mapping[T, float], count: int) -> list[T]:
        """Up to ``count`` different values; a heavier one comes more often, and sooner."""
        ordered = sorted(weights, key=lambda value: self.random() ** (1 / weights[value]), reverse=True)
        return ordered[:count]


def choice(weights: Iterable[tuple[T, float]]) -> Choice[T]:
    pairs = list(weights)
    return Choice([value for value, _ in pairs], list(accumulate(weight for _, weight in pairs)))


def spread(total: int, weights: Iterable[float]) -> list[int]:
    """``total`` as whole numbers in proportion to the weights; they add up to it exactly."""
    sums = [0.0, *accumulate(weights)]
    ends = [round(total * done / (sums[-1] or 1)) for done in sums]
    return [end - start for start, end in pairwise(ends)]
