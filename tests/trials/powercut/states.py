"""The disks that a power cut may leave at one moment."""

from collections.abc import Callable
from itertools import pairwise
from random import Random

from tests.trials.powercut.disk import SECTOR, Body, Cut, Disk, Folder, Grown, Write, applied, walked

Files = dict[str, bytes]
CHANCES = (0.05, 0.5, 0.5, 0.95)


def everything(disk: Disk) -> Files:
    return disk.files()


def synced(disk: Disk) -> Files:
    return walked(disk.top, lambda folder: folder.safe, lambda body: body.safe)


def torn(disk: Disk, rng: Random) -> Files:
    """Of names a beginning, of bytes a random part of the sectors: few, about half, or most of them."""
    chance = rng.choice(CHANCES)
    return walked(disk.top, lambda folder: _names(folder, rng), lambda body: _bytes(body, rng, chance))


def _names(folder: Folder, rng: Random) -> dict[str, Body | Folder]:
    return folder.names(rng.randint(0, len(folder.waiting)))


def _bytes(body: Body, rng: Random, chance: float) -> bytes:
    if not body.waiting:
        return body.safe
    filler = rng.choice((None, None, bytes, rng.randbytes))  # what stands where only the length arrived
    arrived: list[Write | Cut] = []
    for change in body.waiting:
        if isinstance(change, Cut):
            arrived += [change] if rng.random() < chance else []
        else:
            arrived += _sectors(change, rng, chance, filler)
    return applied(body.safe, arrived)


def _sectors(change: Write, rng: Random, chance: float, filler: Callable[[int], bytes] | None) -> list[Write | Cut]:
    """The parts of a write that arrived. Of one behind the end the length may arrive with anything in it."""
    start, end = change.at, change.at + len(change.data)
    edges = [start, *range((start // SECTOR + 1) * SECTOR, end, SECTOR), end]
    arrived: list[Write | Cut] = []
    for first, last in pairwise(edges):
        if rng.random() < chance:
            arrived.append(Write(first, change.data[first - start : last - start]))
        elif filler:
            arrived.append(Grown(first, filler(last - first)))
    return arrived
