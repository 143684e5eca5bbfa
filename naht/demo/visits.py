"""Visits one to one: what it was about, how long it took, who came along, and where it led."""

from naht.demo import referrals
from naht.demo.desk import Desk
from naht.demo.people import company, met
from naht.demo.person import Person
from naht.demo.turns import Turn
from naht.domain.fields import Record

_UNKNOWN = ["k-a"]
_REMOTE = "F"  # how the lists call what is not in person


def record(desk: Desk, turn: Turn) -> None:
    """Write a visit with all that hangs on it."""
    site = desk.site(turn.channel.id, turn.district, turn.day)
    given = desk.placed(turn.day, turn.district, site) | {"channel": turn.channel.id}
    given["outcome"] = desk.luck.pick(turn.channel.outcome) if turn.channel.outcome else "erreicht"
    reached = given["outcome"] == "erreicht"
    given |= _known(desk, turn, turn.person, reached=reached) if turn.person else _anonymous(desk, turn)
    if reached:
        given |= _content(desk, turn)
    visit = desk.write("visit", given)
    if reached and visit["topics"] != _UNKNOWN:
        referrals.perhaps(desk, visit)


def _known(desk: Desk, turn: Turn, person: Person, *, reached: bool) -> Record:
    people = company(desk, person, desk.luck.pick(desk.sheet.together))
    given: Record = {"clients": [met(desk, one, turn.day) for one in people]}
    if reached and person.lives_with_others and desk.about(turn.channel.id).get("reach") != _REMOTE:
        given["co_advised"] = desk.luck.pick(desk.sheet.co_advised) or None
    return given


def _anonymous(desk: Desk, turn: Turn) -> Record:
    """What can be seen of someone who gives no name; often not even that is noted."""
    luck, sheet = desk.luck, desk.sheet
    given: Record = {}
    if luck.chance(sheet.raw["people"]["anonymous_facts"]):
        given["gender"] = luck.pick(sheet.person["gender"])
        given["age_group"] = luck.pick(sheet.person["age_group"])
    if luck.chance(sheet.raw["people"]["anonymous_residence"]):
        given["residence"] = turn.district
    return given


def _content(desk: Desk, turn: Turn) -> Record:
    luck, sheet, channel = desk.luck, desk.sheet, turn.channel
    given: Record = {"services": services(desk)}
    if not luck.chance(channel.topic_unknown):
        given["topics"] = topics(desk, turn.person)
    if not luck.chance(channel.no_minutes):
        given["minutes"] = luck.pick(channel.minutes)
    if channel.hours:
        given["time"] = f"{luck.within(channel.hours):02}:{luck.choice((0, 30)):02}"
    if luck.chance(sheet.raw["notes"]["share"]):
        given["note"] = luck.choice(sheet.raw["notes"]["texts"])
    return given


def topics(desk: Desk, person: Person | None) -> list[str]:
    """The main topic, mostly the one the person came with first, and others beside it."""
    luck, sheet = desk.luck, desk.sheet
    same = person and luck.chance(sheet.raw["people"]["same_topic"])
    found = [person.topic if person and same else luck.pick(sheet.topic)]
    found += [luck.pick(sheet.topic) for _ in range(luck.pick(sheet.further_topics))]
    return list(dict.fromkeys(found))


def services(desk: Desk) -> list[str]:
    found = [desk.luck.pick(desk.sheet.service) for _ in range(desk.luck.pick(desk.sheet.services))]
    return list(dict.fromkeys(found))
