"""Makes the demo's file and fills it month by month; each month is one op in the journal.

Everything is written by the services, as if it had been typed: the same rules, the same defaults, the same journal.
Only one year of visits is in memory at a time.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from naht import __version__
from naht.demo import activities, partners
from naht.demo.chance import Luck, spread
from naht.demo.invented_office import Office, Recorder, begin, prepare
from naht.demo.months import Calendar, Month, Plan, Wish, blocks, make_plan
from naht.demo.neighbourhood import Places
from naht.demo.visitors import Appointment, Visitors
from naht.demo.weights import load
from naht.store.file.creation import make_file
from naht.store.journal.unit import Op, unit

Clock = Callable[[date], str]
Progress = Callable[[int, int], None]
_WORKER = "demo"  # nobody of the office: its own undo never takes a month of the demo back


class Demo(NamedTuple):
    """A demo that was made: its plan, and how many records of each noun were written."""

    plan: Plan
    written: Counter[str]


def closing(day: date) -> str:
    """The moment (UTC) at which the records of a month are entered: the end of its last day."""
    return f"{day.isoformat()}T16:00:00Z"


def plan_of(wish: Wish) -> Plan:
    """The plan of a wish, how long and how many visits, before anything is drawn."""
    weights = load()
    return make_plan(wish, Calendar(weights.raw["calendar"]), weights.raw["volume"]["visits"])


def furnish(path: Path, wish: Wish, at: Clock = closing, progress: Progress | None = None) -> Demo:
    """Make a synthetic office in a new file at ``path``. The same wish draws the same office; only the ids differ.

    ``at`` gives the moment (UTC) of a month's entries; ``progress`` is called with the visits so far, and the total.
    Raises FileExists; what is interrupted leaves no file.
    """
    weights = load()
    calendar = Calendar(weights.raw["calendar"])
    plan = make_plan(wish, calendar, weights.raw["volume"]["visits"])
    beginning = prepare(weights, plan.first)
    places = Places(weights, plan.first, beginning.opened)
    office = Office(Luck(wish.seed), weights, calendar, places, beginning)
    with make_file(path) as draft:
        with unit(draft, _op("init", at(plan.first), plan.first)) as work:
            begin(work, beginning)
        _record_months(draft, office, plan, at, progress or _no_progress)
    return Demo(plan, office.written)


def _no_progress(done: int, whole: int) -> None:
    pass


def _op(command: str, at: str, today: date) -> Op:
    return Op(command, (), _WORKER, at, today, __version__)


def _record_months(path: Path, office: Office, plan: Plan, at: Clock, progress: Progress) -> None:
    """Record month after month, each in a unit of its own."""
    volume = office.weights.raw["volume"]
    counts = {name: plan.spread(volume[name]) for name in ("events", "casework", "contacts", "work")}
    done = 0
    for month, appointments in _by_entry_month(office, plan):
        with unit(path, _op("demo", at(month.last), month.last)) as work:
            month_counts = {name: by_month[month.number] for name, by_month in counts.items()}
            _record(Recorder(office, work, month), appointments, month_counts)
        done += len(appointments)
        progress(done, plan.visits)


def _by_entry_month(office: Office, plan: Plan) -> Iterator[tuple[Month, list[Appointment]]]:
    """The visits by the month in which they are entered: a few are late."""
    visitors, late = Visitors(office), office.weights.raw["volume"]["late"]
    counts = spread(plan.visits, plan.weights)
    waiting: list[Appointment] = []
    for months in blocks(plan.months):
        year = visitors.year(months, [counts[month.number] for month in months])
        for month, appointments in zip(months, year, strict=True):
            share = 0 if month == plan.months[-1] else late
            delayed = [office.luck.chance(share) for _ in appointments]
            yield (
                month,
                waiting + [appointment for appointment, later in zip(appointments, delayed, strict=True) if not later],
            )
            waiting = [appointment for appointment, later in zip(appointments, delayed, strict=True) if later]


def _record(recorder: Recorder, appointments: list[Appointment], counts: dict[str, int]) -> None:
    """Record one month: what begins and who joins, next states of referrals, the visits, all the rest."""
    _begin(recorder)
    partners.welcome_partners(recorder)
    partners.advance_referrals(recorder)
    for appointment in appointments:
        activities.visit(recorder, appointment)
    partners.advance_referrals(recorder)  # what this month began may move in it
    partners.hold_regular_meetings(recorder)
    for name, record in _KINDS.items():
        for _ in range(counts[name]):
            record(recorder)


_KINDS = {
    "events": activities.event, "casework": activities.casework, "contacts": partners.contact, "work": activities.work,
}  # fmt: skip


def _begin(recorder: Recorder) -> None:
    """Grants that start and contact points that open this month."""
    while recorder.office.later and recorder.office.later[0][0] <= recorder.month.last.isoformat():
        _, name, row = recorder.office.later.pop(0)
        if name == "term":
            recorder.add(name, row)
        else:
            recorder.edit(name, str(row["id"]), {key: value for key, value in row.items() if key != "id"})
