"""Records what happens in a month: visits one to one, groups and events, casework, other work."""

from naht.demo.invented_office import Recorder
from naht.demo.neighbourhood import Person
from naht.demo.partners import maybe_refer
from naht.demo.visitors import Appointment, company, meet
from naht.domain.lists import UNKNOWN, default
from naht.domain.record import Draft

_UNKNOWN = [UNKNOWN]
_REMOTE = "F"  # how the lists call what is not in person


def visit(recorder: Recorder, appointment: Appointment) -> None:
    """Record one visit, with its people, topics, services, and now and then a referral."""
    site = recorder.site(appointment.channel.id, appointment.district, appointment.day)
    values = recorder.base_values(appointment.day, appointment.district, site) | {"channel": appointment.channel.id}
    values["outcome"] = (
        recorder.luck.pick(appointment.channel.outcome) if appointment.channel.outcome else default("outcome")
    )
    reached = values["outcome"] == default("outcome")
    if appointment.person:
        values |= _with_clients(recorder, appointment, appointment.person, reached=reached)
    else:
        values |= _anonymous(recorder, appointment)
    if reached:
        values |= _content(recorder, appointment)
    recorded = recorder.write("visit", values)
    if reached and recorded["topics"] != _UNKNOWN:
        maybe_refer(recorder, recorded)


def _with_clients(recorder: Recorder, appointment: Appointment, person: Person, *, reached: bool) -> Draft:
    people = company(recorder, person, recorder.luck.pick(recorder.weights.together))
    values: Draft = {"clients": [meet(recorder, one, appointment.day) for one in people]}
    if reached and person.lives_with_others and recorder.about(appointment.channel.id).get("reach") != _REMOTE:
        values["co_advised"] = recorder.luck.pick(recorder.weights.co_advised) or None
    return values


def _anonymous(recorder: Recorder, appointment: Appointment) -> Draft:
    """What can be seen of someone who gives no name; often not even that is noted."""
    luck, weights = recorder.luck, recorder.weights
    values: Draft = {}
    if luck.chance(weights.raw["people"]["anonymous_facts"]):
        values["gender"] = luck.pick(weights.person["gender"])
        values["age_group"] = luck.pick(weights.person["age_group"])
    if luck.chance(weights.raw["people"]["anonymous_residence"]):
        values["residence"] = appointment.district
    return values


def _content(recorder: Recorder, appointment: Appointment) -> Draft:
    luck, weights, channel = recorder.luck, recorder.weights, appointment.channel
    values: Draft = {"services": _services(recorder)}
    if not luck.chance(channel.topic_unknown):
        values["topics"] = _topics(recorder, appointment.person)
    if not luck.chance(channel.no_minutes):
        values["minutes"] = luck.pick(channel.minutes)
    if channel.hours:
        values["time"] = f"{luck.within(channel.hours):02}:{luck.choice((0, 30)):02}"
    if luck.chance(weights.raw["notes"]["share"]):
        values["note"] = luck.choice(weights.raw["notes"]["texts"])
    return values


def _topics(recorder: Recorder, person: Person | None) -> list[str]:
    """The main topic, mostly the one the person came with first, and others beside it."""
    luck, weights = recorder.luck, recorder.weights
    same = person and luck.chance(weights.raw["people"]["same_topic"])
    topics = [person.topic if person and same else luck.pick(weights.topic)]
    topics += [luck.pick(weights.topic) for _ in range(luck.pick(weights.further_topics))]
    return list(dict.fromkeys(topics))


def _services(recorder: Recorder) -> list[str]:
    services = [
        recorder.luck.pick(recorder.weights.service) for _ in range(recorder.luck.pick(recorder.weights.services))
    ]
    return list(dict.fromkeys(services))


def event(recorder: Recorder) -> None:
    """A group or an open offer: heads are counted, nobody is named."""
    luck = recorder.luck
    channel = luck.pick(recorder.weights.events)
    day, district = luck.pick(recorder.days), luck.pick(recorder.districts)
    values = recorder.base_values(day, district, recorder.site(channel.id, district, day))
    heads = luck.within(channel.heads)
    values |= {"channel": channel.id, "headcount": heads}
    if luck.chance(recorder.weights.raw["volume"]["named_events"]):
        offers = [row["id"] for row in recorder.weights.raw["offer"] if row["channel"] == channel.id]
        values["offer"] = luck.choice(offers)
        values["newcomers"] = luck.within((0, heads // 3)) or None
    if channel.topic:
        values["topics"] = [luck.pick(channel.topic)]
    if luck.chance(recorder.weights.raw["volume"]["event_minutes_share"]):
        values["minutes"] = luck.pick(channel.minutes)
    recorder.write("visit", values)


def casework(recorder: Recorder) -> None:
    """Work for someone whom the office has seen lately."""
    if not recorder.office.seen:
        return
    luck = recorder.luck
    since, person = luck.choice(recorder.office.seen)
    day = luck.choice([day for day in recorder.days.values if day >= since] or [since])
    channel = luck.pick(recorder.weights.casework)
    values = recorder.base_values(day, person.home)
    values |= {"channel": channel.id, "setting": "O", "clients": [person.id], "topics": [person.topic]}
    values |= {"minutes": luck.pick(channel.minutes), "services": _services(recorder)}
    recorder.write("visit", values)


def work(recorder: Recorder) -> None:
    """Team, documentation, travel; much of it is for no single district."""
    luck = recorder.luck
    task = luck.pick(recorder.weights.work)
    city = luck.chance(recorder.weights.raw["city"]["work"])
    district = recorder.office.places.city if city else luck.pick(recorder.districts)
    values = recorder.base_values(luck.pick(recorder.days), district)
    values |= {"kind": task.kind, "minutes": luck.pick(task.minutes)}
    if task.pieces:
        values["count"] = luck.within(task.pieces)
    recorder.write("work", values)
