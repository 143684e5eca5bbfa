"""Whose turn it is: the visits of a year, and which person comes to each. Most come once, a few very often."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from naht.demo.almanac import Month
from naht.demo.desk import Office
from naht.demo.draw import choice
from naht.demo.person import Person, drawn
from naht.demo.sheet import Channel

_SPAN = 0.03  # of the year between two visits of one person, on average at most
_SMALL = 5  # nobody makes more than a fifth of a district's visits
_BEFORE = 4  # years for which the office may have known someone when the demo begins


class Turn(NamedTuple):
    """A visit to come, by someone known or by nobody by name."""

    day: str
    district: str
    channel: Channel
    known: bool
    person: Person | None = None


class Guests:
    """The people of the office, from year to year: some come back."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.luck = office.luck
        self.known: dict[str, list[Person]] = {}  # by district: those of the last years

    def year(self, months: list[Month], counts: list[int]) -> list[list[Turn]]:
        """The visits of a year's months, in order of their days."""
        turns = [list(self._asked(month, count)) for month, count in zip(months, counts, strict=True)]
        wanted = Counter(turn.district for month in turns for turn in month if turn.known)
        coming = {district: iter(self._coming(district, count)) for district, count in wanted.items()}
        return [
            [turn._replace(person=next(coming[turn.district])) if turn.known else turn for turn in month]
            for month in turns
        ]

    def _asked(self, month: Month, count: int) -> Iterator[Turn]:
        """When, where and how: everything but who."""
        places = self.office.places
        days, districts = choice(self.office.almanac.days(month)), places.weights(month)
        if not days.values:
            return
        for day in sorted(self.luck.choices(days.values, cum_weights=days.sums, k=count)):
            district = self.luck.pick(districts)
            channels = places.outreach(district, month) or self.office.sheet.channels
            channel = self.luck.pick(channels)
            yield Turn(day, district, channel, not self.luck.chance(channel.anonymous))

    def _coming(self, district: str, count: int) -> list[Person]:
        """Who comes to a district's visits, in order. A person's visits lie together; the year's ups and downs stay."""
        keyed: list[tuple[float, int]] = []
        number = 0
        while len(keyed) < count:
            often = self.luck.within(self.luck.pick(self.office.sheet.often))
            often = min(often, max(1, count // _SMALL), count - len(keyed))
            span = min(1.0, often * _SPAN)
            start = self.luck.random() * (1 - span)
            keyed += [(start + self.luck.random() * span, number) for _ in range(often)]
            number += 1
        people = self._people(district, number)
        return [people[index] for _, index in sorted(keyed)]

    def _people(self, district: str, count: int) -> list[Person]:
        """So many different people, those who come back among them."""
        known = self.known.get(district, [])
        back = round(count * self.office.sheet.raw["people"]["returning"])
        people = self.luck.sample(known, min(back, len(known)))
        new = [self._new(district) for _ in range(count - len(people))]
        if district not in self.known and not self.office.places.districts[district].growth:
            self._known_before(new[:back])
        people += new
        self.luck.shuffle(people)
        self.known[district] = (known + new)[-2 * max(count, 1) :]
        return people

    def _new(self, district: str) -> Person:
        home = district
        if not self.luck.chance(self.office.sheet.raw["people"]["home_district"]):
            home = self.luck.choice(list(self.office.places.districts))
        return drawn(self.luck, self.office.sheet, home)

    def _known_before(self, people: list[Person]) -> None:
        """The first year's regulars are older than the demo."""
        for person in people:
            person.known_since = self.office.places.first.year - self.luck.randint(1, _BEFORE)
