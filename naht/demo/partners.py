"""Records what is done with partners: referrals and their next states, talks, meetings, and who joins."""

from datetime import date, timedelta

from naht.demo.chance import Choice
from naht.demo.invented_office import Recorder
from naht.demo.weights import Ends, Meeting
from naht.domain.lists import FIRST_TALK, default
from naht.domain.record import Draft, Record

_OPEN = default("referral_state")
_COOPERATION = default("contact_kind")
_LARGE = 4  # from so many partners on, heads are counted


def maybe_refer(recorder: Recorder, visit: Record) -> None:
    """Record a referral of some visits; how many depends on the referrals of a year."""
    if not recorder.luck.chance(recorder.office.referral_share):
        return
    partner = _partner(recorder, visit.texts("topics")[0], visit.text("district"))
    if partner:
        kind = recorder.luck.pick(recorder.weights.referral_kind[bool(visit["clients"])])
        referral = recorder.write("referral", {"visit": visit.id, "kind": kind, "partner": partner})
        _follow(recorder, referral)


def _partner(recorder: Recorder, topic: str, district: str) -> str | None:
    """One of the partners that help with the topic; nobody where none has joined yet."""
    kinds = recorder.weights.referral_to[recorder.office.topics[topic]]
    for _ in kinds.values:
        kind = recorder.luck.pick(kinds)
        weights = recorder.office.network.of_kind(kind, district)
        if weights:
            return recorder.luck.some(weights, 1)[0]
    return None


def _follow(recorder: Recorder, referral: Record) -> None:
    """Draw the next states of a referral, and keep each for the month in which it is due."""
    state, day = _OPEN, date.fromisoformat(referral.text("day"))
    while (among := _steps(recorder, referral.text("kind"), state)) and (step := recorder.luck.pick(among)):
        state, (least, most) = step
        day = recorder.office.calendar.open_from(day + timedelta(days=recorder.luck.randint(least, most)))
        recorder.office.steps.setdefault(f"{day:%Y-%m}", []).append((referral.id, state, day.isoformat()))


def _steps(recorder: Recorder, kind: str, state: str) -> Choice[tuple[str, Ends] | None] | None:
    return next((step.to for step in recorder.weights.steps if step.start == state and kind in step.kinds), None)


def advance_referrals(recorder: Recorder) -> None:
    """Write the next states that are due this month, up to its last day."""
    due = recorder.office.steps.pop(f"{recorder.month.first:%Y-%m}", [])
    last = recorder.month.last.isoformat()
    for ident, state, day in due:
        if day <= last:
            recorder.edit("referral", ident, {"state": state, "since": day})
            recorder.office.written["step"] += 1


def welcome_partners(recorder: Recorder) -> None:
    """Add the partners that join this month, each with a first talk."""
    for row in recorder.office.network.joining(recorder.month.number):
        recorder.add("partner", {key: value for key, value in row.items() if key != "joins"})
        if recorder.days.values:
            _write(recorder, FIRST_TALK, [row["id"]], row.get("district") or recorder.office.places.city, 30)


def contact(recorder: Recorder) -> None:
    """Record one talk or meeting of any kind."""
    _hold(recorder, recorder.luck.pick(recorder.weights.meetings))


def hold_regular_meetings(recorder: Recorder) -> None:
    """The meetings that have months of their own, once for every office."""
    for meeting in recorder.weights.rounds:
        if recorder.month.first.month in meeting.months and recorder.days.values:
            _hold(recorder, meeting)


def _hold(recorder: Recorder, meeting: Meeting) -> None:
    """Write a meeting; a first talk for which nobody new is left is one of co-operation."""
    city = recorder.luck.chance(meeting.city)
    district = recorder.office.places.city if city else recorder.luck.pick(recorder.districts)
    invited = recorder.office.network.table(meeting, None if city else district)
    kind = meeting.kind
    if not invited and kind == FIRST_TALK:
        kind = _COOPERATION
        invited = recorder.office.network.table(meeting._replace(kind=kind), None if city else district)
    partners = recorder.luck.some(invited, recorder.luck.within(meeting.partners))
    _write(recorder, kind, partners, district, recorder.luck.pick(meeting.minutes))


def _write(recorder: Recorder, kind: str, partners: list[str], district: str, minutes: int) -> None:
    values: Draft = recorder.base_values(recorder.luck.pick(recorder.days), district)
    values |= {"kind": kind, "partners": partners, "minutes": minutes}
    if len(partners) >= _LARGE:
        values["headcount"] = len(partners) + recorder.luck.randint(0, len(partners))
    recorder.office.network.met.update(partners)
    recorder.write("contact", values)
