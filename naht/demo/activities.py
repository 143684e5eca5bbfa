"""Records what happens in a month: visits one to one, groups and events, casework, other work."""

from naht.demo.neighbourhood import Person
from naht.demo.office import Recorder
from naht.demo.partners import maybe_refer
from naht.demo.visitors import Appointment, company, met
from naht.domain.lists import UNKNOWN, default
from naht.domain.record import Values

_UNKNOWN = [UNKNOWN]
_REMOTE = "F"  # how the lists call what is not in person


def visit(recorder: Recorder, appointment: Appointment) -> None:
    """Record one visit, with its people, topics, services, and now and then a referral."""
    site = recorder.site(appointment.channel.id, appointment.district, appointment.day)
    given = recorder.placed(appointment.day, appointment.district, site) | {"channel": appointment.channel.id}
    given["outcome"] = (
        recorder.luck.pick(appointment.channel.outcome) if appointment.channel.outcome else default("outcome")
    )
    reached = given["outcome"] == default("outcome")
    if appointment.person:
        given |= _known(recorder, appointment, appointment.person, reached=reached)
    else:
        given |= _anonymous(recorder, appointment)
    if reached:
        given |= _content(recorder, appointment)
    recorded = recorder.write("visit", given)
    if reached and recorded["topics"] != _UNKNOWN:
        maybe_refer(recorder, recorded)


def _known(recorder: Recorder, appointment: Appointment, person: Person, *, reached: bool) -> Values:
    people = company(recorder, person, recorder.luck.pick(recorder.weights.together))
    given: Values = {"clients": [met(recorder, one, appointment.day) for one in people]}
    if reached and person.lives_with_others and recorder.about(appointment.channel.id).get("reach") != _REMOTE:
        given["co_advised"] = recorder.luck.pick(recorder.weights.co_advised) or None
    return given


def _anonymous(recorder: Recorder, appointment: Appointment) -> Values:
    """What can be seen of someone who gives no name; often not even that is noted."""
    luck, weights = recorder.luck, recorder.weights
    given: Values = {}
    if luck.chance(weights.raw["people"]["anonymous_facts"]):
        given["gender"] = luck.pick(weights.person["gender"])
        given["age_group"] = luck.pick(weights.person["age_group"])
    if luck.chance(weights.raw["people"]["anonymous_residence"]):
        given["residence"] = appointment.district
    return given


def _content(recorder: Recorder, appointment: Appointment) -> Values:
    luck, weights, channel = recorder.luck, recorder.weights, appointment.channel
    given: Values = {"services": _services(recorder)}
    if not luck.chance(channel.topic_unknown):
        given["topics"] = _topics(recorder, appointment.person)
    if not luck.chance(channel.no_minutes):
        given["minutes"] = luck.pick(channel.minutes)
    if channel.hours:
        given["time"] = f"{luck.within(channel.hours):02}:{luck.choice((0, 30)):02}"
    if luck.chance(weights.raw["notes"]["share"]):
        given["note"] = luck.choice(weights.raw["notes"]["texts"])
    return given


def _topics(recorder: Recorder, person: Person | None) -> list[str]:
    """The main topic, mostly the one the person came with first, and others beside it."""
    luck, weights = recorder.luck, recorder.weights
    same = person and luck.chance(weights.raw["people"]["same_topic"])
    found = [person.topic if person and same else luck.pick(weights.topic)]
    found += [luck.pick(weights.topic) for _ in range(luck.pick(weights.further_topics))]
    return list(dict.fromkeys(found))


def _services(recorder: Recorder) -> list[str]:
    found = [recorder.luck.pick(recorder.weights.service) for _ in range(recorder.luck.pick(recorder.weights.services))]
    return list(dict.fromkeys(found))


def event(recorder: Recorder) -> None:
    """A group or an open offer: heads are counted, nobody is named."""
    luck = recorder.luck
    channel = luck.pick(recorder.weights.events)
    day, district = luck.pick(recorder.days), luck.pick(recorder.districts)
    given = recorder.placed(day, district, recorder.site(channel.id, district, day))
    given |= {"channel": channel.id, "headcount": luck.within(channel.heads)}
    if channel.topic:
        given["topics"] = [luck.pick(channel.topic)]
    if luck.chance(recorder.weights.raw["volume"]["event_minutes_share"]):
        given["minutes"] = luck.pick(channel.minutes)
    recorder.write("visit", given)


def casework(recorder: Recorder) -> None:
    """Work for someone whom the office has seen lately."""
    if not recorder.office.seen:
        return
    luck = recorder.luck
    since, person = luck.choice(recorder.office.seen)
    day = luck.choice([day for day in recorder.days.values if day >= since] or [since])
    channel = luck.pick(recorder.weights.casework)
    given = recorder.placed(day, person.home)
    given |= {"channel": channel.id, "setting": "O", "clients": [person.id], "topics": [person.topic]}
    given |= {"minutes": luck.pick(channel.minutes), "services": _services(recorder)}
    recorder.write("visit", given)


def work(recorder: Recorder) -> None:
    """Team, documentation, travel; much of it is for no single district."""
    luck = recorder.luck
    drawn = luck.pick(recorder.weights.work)
    city = luck.chance(recorder.weights.raw["city"]["work"])
    district = recorder.office.places.city if city else luck.pick(recorder.districts)
    given = recorder.placed(luck.pick(recorder.days), district)
    given |= {"kind": drawn.kind, "minutes": luck.pick(drawn.minutes)}
    if drawn.pieces:
        given["count"] = luck.within(drawn.pieces)
    recorder.write("work", given)
