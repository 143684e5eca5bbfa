"""The demo as a whole: a new file, furnished month by month, each month one command in the journal.

Everything goes through the services, as if it had been typed: the same rules, the same defaults, the same journal. Only
one year of visits is held in memory at a time.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from naht import __version__
from naht.demo import network, other, referrals, sheet, start, visits
from naht.demo.almanac import Almanac, Month
from naht.demo.desk import Desk, Office
from naht.demo.draw import Luck, spread
from naht.demo.places import Places
from naht.demo.plan import Plan, Wish, blocks, planned
from naht.demo.turns import Guests, Turn
from naht.store.file.creation import founding
from naht.store.journal.unit import Op, unit

Clock = Callable[[date], str]
Progress = Callable[[int, int], None]
_WORKER = "demo"  # nobody of the office: its own undo never takes a month of the demo back


class Made(NamedTuple):
    """What was furnished: from when to when, and how many records of each kind."""

    plan: Plan
    written: Counter[str]


def closing(day: date) -> str:
    """When a month of the demo is taken to be entered: at the end of its last day."""
    return f"{day.isoformat()}T16:00:00Z"


def foreseen(wish: Wish) -> Plan:
    """The plan of a wish, without drawing it: how long, how many visits."""
    found = sheet.load()
    return planned(wish, Almanac(found.raw["calendar"]), found.raw["volume"]["visits"])


def furnish(path: Path, wish: Wish, at: Clock = closing, progress: Progress | None = None) -> Made:
    """Make a synthetic office in a new file at ``path``. The same wish draws the same office; only the ids differ.

    ``at`` says when a month's entries were made (UTC); ``progress`` hears the visits so far, and all there will be.
    Raises FileExists; what is interrupted leaves no file.
    """
    drawn_from = sheet.load()
    almanac = Almanac(drawn_from.raw["calendar"])
    plan = planned(wish, almanac, drawn_from.raw["volume"]["visits"])
    beginning = start.prepared(drawn_from, plan.first)
    places = Places(drawn_from, plan.first, beginning.opened)
    office = Office(Luck(wish.seed), drawn_from, almanac, places, beginning)
    with founding(path) as draft:
        with unit(draft, _op("init", at(plan.first), plan.first)) as work:
            start.begin(work, beginning)
        _live(draft, office, plan, at, progress or _silent)
    return Made(plan, office.written)


def _silent(done: int, whole: int) -> None:
    pass


def _op(command: str, at: str, today: date) -> Op:
    return Op(command, (), _WORKER, at, today, __version__)


def _live(path: Path, office: Office, plan: Plan, at: Clock, progress: Progress) -> None:
    """Record month after month, each in a unit of its own."""
    volume = office.sheet.raw["volume"]
    counts = {name: plan.spread(volume[name]) for name in ("events", "casework", "contacts", "work")}
    done = 0
    for month, turns in _entered(office, plan):
        with unit(path, _op("demo", at(month.last), month.last)) as work:
            _record(Desk(office, work, month), turns, {name: among[month.number] for name, among in counts.items()})
        done += len(turns)
        progress(done, plan.visits)


def _entered(office: Office, plan: Plan) -> Iterator[tuple[Month, list[Turn]]]:
    """The visits by the month in which they are entered: a few are late."""
    guests, late = Guests(office), office.sheet.raw["volume"]["late"]
    counts = spread(plan.visits, plan.weights)
    waiting: list[Turn] = []
    for months in blocks(plan.months):
        year = guests.year(months, [counts[month.number] for month in months])
        for month, turns in zip(months, year, strict=True):
            share = 0 if month == plan.months[-1] else late
            held = [office.luck.chance(share) for _ in turns]
            yield month, waiting + [turn for turn, later in zip(turns, held, strict=True) if not later]
            waiting = [turn for turn, later in zip(turns, held, strict=True) if later]


def _record(desk: Desk, turns: list[Turn], counts: dict[str, int]) -> None:
    """One month: what has begun and who has joined, what is heard of referrals, the visits, all the rest."""
    _begin(desk)
    network.grow(desk)
    referrals.move(desk)
    for turn in turns:
        visits.record(desk, turn)
    referrals.move(desk)  # what this month began may move in it
    network.rounds(desk)
    for name, record in _KINDS.items():
        for _ in range(counts[name]):
            record(desk)


_KINDS = {"events": other.event, "casework": other.casework, "contacts": network.contact, "work": other.work}


def _begin(desk: Desk) -> None:
    """Grants that start and contact points that open this month."""
    while desk.office.later and desk.office.later[0][0] <= desk.month.last.isoformat():
        _, name, row = desk.office.later.pop(0)
        if name == "term":
            desk.add(name, row)
        else:
            desk.edit(name, row["id"], {key: value for key, value in row.items() if key != "id"})
