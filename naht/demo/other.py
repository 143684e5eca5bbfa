"""Everything else of a day: groups and events, work for a client who is not there, work where nobody is met."""

from naht.demo import visits
from naht.demo.desk import Desk


def event(desk: Desk) -> None:
    """A group or an open offer: heads are counted, nobody is named."""
    luck = desk.luck
    channel = luck.pick(desk.sheet.events)
    day, district = luck.pick(desk.days), luck.pick(desk.districts)
    given = desk.placed(day, district, desk.site(channel.id, district, day))
    given |= {"channel": channel.id, "headcount": luck.within(channel.heads)}
    if channel.topic:
        given["topics"] = [luck.pick(channel.topic)]
    if luck.chance(desk.sheet.raw["volume"]["event_minutes_share"]):
        given["minutes"] = luck.pick(channel.minutes)
    desk.write("visit", given)


def casework(desk: Desk) -> None:
    """Work for someone whom the office has seen lately."""
    if not desk.office.seen:
        return
    luck = desk.luck
    since, person = luck.choice(desk.office.seen)
    day = luck.choice([day for day in desk.days.values if day >= since] or [since])
    channel = luck.pick(desk.sheet.casework)
    given = desk.placed(day, person.home)
    given |= {"channel": channel.id, "setting": "O", "clients": [person.id], "topics": [person.topic]}
    given |= {"minutes": luck.pick(channel.minutes), "services": visits.services(desk)}
    desk.write("visit", given)


def work(desk: Desk) -> None:
    """Team, documentation, travel; much of it is for no single district."""
    luck = desk.luck
    drawn = luck.pick(desk.sheet.work)
    city = luck.chance(desk.sheet.raw["city"]["work"])
    district = desk.office.places.city if city else luck.pick(desk.districts)
    given = desk.placed(luck.pick(desk.days), district) | {"kind": drawn.kind, "minutes": luck.pick(drawn.minutes)}
    if drawn.pieces:
        given["count"] = luck.within(drawn.pieces)
    desk.write("work", given)
