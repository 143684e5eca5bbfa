"""Talks and meetings with the partners, and those that join month by month."""

from naht.demo.desk import Desk
from naht.demo.sheet import Meeting
from naht.domain.fields import Record

_FIRST, _ELSE = "erstgespraech", "kooperationsgespraech"
_ROUND = 4  # from so many partners on, heads are counted


def grow(desk: Desk) -> None:
    """Who joins this month is added, and talked to for the first time."""
    for row in desk.office.net.joining(desk.month.number):
        desk.add("partner", {key: value for key, value in row.items() if key != "joins"})
        if desk.days.values:
            _write(desk, _FIRST, [row["id"]], row.get("district") or desk.office.places.city, 30)


def contact(desk: Desk) -> None:
    _held(desk, desk.luck.pick(desk.sheet.meetings))


def rounds(desk: Desk) -> None:
    """The meetings that have months of their own, once for every office."""
    for meeting in desk.sheet.rounds:
        if desk.month.first.month in meeting.months and desk.days.values:
            _held(desk, meeting)


def _held(desk: Desk, meeting: Meeting) -> None:
    """Write a meeting; a first talk for which nobody new is left is one of co-operation."""
    city = desk.luck.chance(meeting.city)
    district = desk.office.places.city if city else desk.luck.pick(desk.districts)
    asked = desk.office.net.table(meeting, None if city else district)
    kind = meeting.kind
    if not asked and kind == _FIRST:
        kind, asked = _ELSE, desk.office.net.table(meeting._replace(kind=_ELSE), None if city else district)
    partners = desk.luck.some(asked, desk.luck.within(meeting.partners))
    _write(desk, kind, partners, district, desk.luck.pick(meeting.minutes))


def _write(desk: Desk, kind: str, partners: list[str], district: str, minutes: int) -> None:
    given: Record = desk.placed(desk.luck.pick(desk.days), district)
    given |= {"kind": kind, "partners": partners, "minutes": minutes}
    if len(partners) >= _ROUND:
        given["headcount"] = len(partners) + desk.luck.randint(0, len(partners))
    desk.office.net.met.update(partners)
    desk.write("contact", given)
