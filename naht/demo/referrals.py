"""Where visits lead: referrals to partners, and what is heard of them in the months after."""

from datetime import date, timedelta

from naht.demo.desk import Desk
from naht.demo.draw import Choice
from naht.demo.sheet import Ends
from naht.domain.fields import Record

_OPEN = "offen"


def perhaps(desk: Desk, visit: Record) -> None:
    """Now and then a visit leads to a partner; how often depends on how many referrals a year has."""
    if not desk.luck.chance(desk.office.referral_share):
        return
    partner = _partner(desk, visit["topics"][0], visit["district"])
    if partner:
        kind = desk.luck.pick(desk.sheet.referral_kind[bool(visit["clients"])])
        made = desk.write("referral", {"visit": visit["id"], "kind": kind, "partner": partner})
        _follow(desk, made)


def _partner(desk: Desk, topic: str, district: str) -> str | None:
    """One of the partners that help with the topic; nobody where none has joined yet."""
    kinds = desk.sheet.referral_to[desk.office.topics[topic]]
    for _ in kinds.values:
        kind = desk.luck.pick(kinds)
        weights = desk.office.net.of_kind(kind, district)
        if weights:
            return desk.luck.some(weights, 1)[0]
    return None


def _follow(desk: Desk, referral: Record) -> None:
    """Draw what happens to a referral, and put each step down for the month in which it does."""
    state, day = _OPEN, date.fromisoformat(referral["day"])
    while (among := _steps(desk, referral["kind"], state)) and (step := desk.luck.pick(among)):
        state, (least, most) = step
        day = desk.office.almanac.open_from(day + timedelta(days=desk.luck.randint(least, most)))
        desk.office.steps.setdefault(f"{day:%Y-%m}", []).append((referral["id"], state, day.isoformat()))


def _steps(desk: Desk, kind: str, state: str) -> Choice[tuple[str, Ends] | None] | None:
    return next((step.to for step in desk.sheet.steps if step.start == state and kind in step.kinds), None)


def move(desk: Desk) -> None:
    """Write the steps of this month, as far as it has come."""
    due = desk.office.steps.pop(f"{desk.month.first:%Y-%m}", [])
    last = desk.month.last.isoformat()
    for ident, state, day in due:
        if day <= last:
            desk.edit("referral", ident, {"state": state, "since": day})
            desk.office.written["step"] += 1
