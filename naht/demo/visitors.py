"""Draws who comes to which visit. Most people come once, a few very often; at the first meeting they become clients."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from naht.demo.chance import choice
from naht.demo.invented_office import Office, Recorder
from naht.demo.months import Month
from naht.demo.neighbourhood import Person, draw_person, draw_statistics, life_at
from naht.demo.weights import Channel
from naht.domain.record import Draft

_SPAN = 0.03  # of the year between two visits of one person, on average at most
_SMALL = 5  # nobody makes more than a fifth of a district's visits
_BEFORE = 4  # years for which the office may have known someone when the demo begins
_CHANGING = ("labour", "income", "household", "housing")


class Appointment(NamedTuple):
    """A visit that will be recorded; ``named`` says whether it is to have a ``person``, who is drawn later."""

    day: str
    district: str
    channel: Channel
    named: bool
    person: Person | None = None


class Visitors:
    """Plans the visits of whole years and draws who comes to each; some people come back in later years."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.luck = office.luck
        self.regulars: dict[str, list[Person]] = {}  # by district: those of the last years

    def year(self, months: list[Month], counts: list[int]) -> list[list[Appointment]]:
        """The visits of a year's months, in order of their days."""
        appointments = [list(self._appointments(month, count)) for month, count in zip(months, counts, strict=True)]
        counts_by_district = Counter(one.district for month in appointments for one in month if one.named)
        coming = {
            district: iter(self._draw_visitors(district, count)) for district, count in counts_by_district.items()
        }
        return [
            [one._replace(person=next(coming[one.district])) if one.named else one for one in month]
            for month in appointments
        ]

    def _appointments(self, month: Month, count: int) -> Iterator[Appointment]:
        """When, where and how: everything but who."""
        places = self.office.places
        days, districts = choice(self.office.calendar.days(month)), places.shares(month)
        if not days.values:
            return
        for day in sorted(self.luck.choices(days.values, cum_weights=days.sums, k=count)):
            district = self.luck.pick(districts)
            channels = places.outreach(district, month) or self.office.weights.channels
            channel = self.luck.pick(channels)
            yield Appointment(day, district, channel, not self.luck.chance(channel.anonymous))

    def _draw_visitors(self, district: str, count: int) -> list[Person]:
        """The people of a district's visits, in order. A person's visits are near each other within the year."""
        keyed: list[tuple[float, int]] = []
        number = 0
        while len(keyed) < count:
            often = self.luck.within(self.luck.pick(self.office.weights.often))
            often = min(often, max(1, count // _SMALL), count - len(keyed))
            span = min(1.0, often * _SPAN)
            start = self.luck.random() * (1 - span)
            keyed += [(start + self.luck.random() * span, number) for _ in range(often)]
            number += 1
        people = self._draw_people(district, number)
        return [people[index] for _, index in sorted(keyed)]

    def _draw_people(self, district: str, count: int) -> list[Person]:
        """``count`` different people; some of them are regulars of the years before."""
        regulars = self.regulars.get(district, [])
        returning = round(count * self.office.weights.raw["people"]["returning"])
        people = self.luck.sample(regulars, min(returning, len(regulars)))
        new = [self._draw_person(district) for _ in range(count - len(people))]
        if district not in self.regulars and not self.office.places.districts[district].growth:
            self._set_known_before(new[:returning])
        people += new
        self.luck.shuffle(people)
        self.regulars[district] = (regulars + new)[-2 * max(count, 1) :]
        return people

    def _draw_person(self, district: str) -> Person:
        home = district
        if not self.luck.chance(self.office.weights.raw["people"]["home_district"]):
            home = self.luck.choice(list(self.office.places.districts))
        return draw_person(self.luck, self.office.weights, home)

    def _set_known_before(self, people: list[Person]) -> None:
        """The office has known these people for some years before the demo begins."""
        for person in people:
            person.known_since = self.office.places.first.year - self.luck.randint(1, _BEFORE)


def company(recorder: Recorder, person: Person, count: int) -> list[Person]:
    """The person with ``count - 1`` others of the family, the same ones every time."""
    while len(person.mates) < count - 1:
        mate = draw_person(recorder.luck, recorder.weights, person.home)
        mate.topic, mate.known_since = person.topic, person.known_since
        person.mates.append(mate)
    return [person, *person.mates[: count - 1]]


def meet(recorder: Recorder, person: Person, day: str) -> str:
    """The person's id. At the first meeting they are added as a client; later a dated value may change."""
    if not person.id:
        person.id = recorder.write("client", _client(recorder, person, day)).id
    elif person.household and recorder.luck.chance(recorder.weights.raw["people"]["changes"]):
        _change(recorder, person, day)
    recorder.office.seen.append((day, person))
    return person.id


def _client(recorder: Recorder, person: Person, day: str) -> Draft:
    luck, people = recorder.luck, recorder.weights.raw["people"]
    values: Draft = {"gender": person.gender, "residence": person.home, "since": day}
    if person.known_since:
        values["known_since"] = person.known_since
    if luck.chance(people["informed"]):
        values["informed_on"] = day
    if luck.chance(people["facts"]):
        values |= draw_statistics(luck, recorder.weights, person, date.fromisoformat(day).year)
    return values


def _change(recorder: Recorder, person: Person, day: str) -> None:
    name = recorder.luck.choice(_CHANGING)
    weights = recorder.weights
    among = weights.person["housing"] if name == "housing" else life_at(weights, person.age).facts[name]
    value = recorder.luck.pick(among)
    if name == "household":
        person.household = value
    recorder.edit("client", person.id, {name: value, "since": day})
