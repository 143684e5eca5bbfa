"""The neighbourhood of the office: districts and their contact points, the people who live there, the partners.

Nobody here exists. What goes together (an age and a household, a district and a funding) is drawn from weights.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from naht.demo.chance import Choice, Luck, choice
from naht.demo.months import Month
from naht.demo.weights import Channel, Life, Meeting, Raw, Weights
from naht.domain.lists import FIRST_TALK, UNKNOWN
from naht.domain.record import Draft
from naht.services.rules.office import Frame
from naht.services.rules.placing import valid_fundings

_OWN = "traeger"  # who runs the office is no partner to call, but sits in the steering group
_HOME = 3  # how much more a partner of the own district weighs than one without a district
_ALONE = ("", "allein", "einrichtung", UNKNOWN)  # households of one person
_YOUNGEST, _OLDEST = 8, 88


class District(NamedTuple):
    """A district of the demo; ``growth`` is empty where the office has always worked."""

    id: str
    weight: float
    first_share: float  # of its records on the first of the two fundings
    site: str
    growth: list[float]
    starts: str
    quiet_months: int  # before its contact point works
    outreach: Choice[Channel] | None

    def age(self, first: date, month: Month) -> int:
        """How many months it has been growing; negative before its start."""
        begun = max(first, date.fromisoformat(self.starts)) if self.starts else first
        return (month.first.year - begun.year) * 12 + month.first.month - begun.month

    def share(self, first: date, month: Month) -> float:
        age = self.age(first, month)
        if not self.growth:
            return self.weight
        return self.weight * self.growth[min(age, len(self.growth) - 1)] if age >= 0 else 0


class Places:
    """The districts by id, and how the work is spread over them in a month."""

    def __init__(self, weights: Weights, first: date, opened: dict[str, str]) -> None:
        self.first = first
        self.opened = opened  # contact points that were not always there: the day
        self.districts = {row["id"]: _district(row, weights) for row in weights.raw["district"]}
        self.city: str = weights.raw["city"]["id"]
        self.city_share: float = weights.raw["city"]["basis"]
        self.fundings = (weights.raw["funding"]["first"], weights.raw["funding"]["second"])

    def shares(self, month: Month) -> Choice[str]:
        """The districts that have work in a month, with their share of it."""
        shares = ((name, one.share(self.first, month)) for name, one in self.districts.items())
        return choice((name, share) for name, share in shares if share)

    def outreach(self, name: str, month: Month) -> Choice[Channel] | None:
        """How people are met where there is no contact point yet."""
        district = self.districts[name]
        return district.outreach if district.age(self.first, month) < district.quiet_months else None

    def site(self, name: str, month: Month, day: str) -> str | None:
        """The contact point of a district that is open that day."""
        site = self.districts[name].site
        if not site or self.outreach(name, month) or self.opened.get(site, "") > day:
            return None
        return site

    def funding(self, luck: Luck, frame: Frame, district: str, day: str, site: str | None = None) -> str | None:
        """Who carries a record; nothing where the office's rules say so by themselves.

        The two fundings share the work. Where the chosen one does not run or does not cover the district, the one that
        does carries it, else the office's own.
        """
        share = self.districts[district].first_share if district in self.districts else self.city_share
        chosen: str = self.fundings[0 if luck.chance(share) else 1]
        valid = valid_fundings(frame, day, district)
        if chosen not in valid:
            chosen = next((name for name in valid if name != frame.own), frame.own)
        usual = frame.sites[site]["funding"] if site else None
        return None if chosen == (usual or frame.districts[district]["funding"]) else chosen


def _district(row: Raw, weights: Weights) -> District:
    return District(
        row["id"], row["weight"], row["basis"], row.get("site", ""), row.get("growth", []),
        row.get("starts", ""), row.get("outreach_months", 0), weights.outreach.get(row["id"]),
    )  # fmt: skip


@dataclass(slots=True)
class Person:
    """Someone who comes, as far as the office will know."""

    home: str
    gender: str
    age: str
    topic: str  # what they came with first
    known_since: int = 0
    household: str = ""  # nothing: the statistics were not noted
    id: str = ""  # nothing: not met yet
    mates: list["Person"] = field(default_factory=list)  # who come along at times

    @property
    def lives_with_others(self) -> bool:
        return self.household not in _ALONE


def draw_person(luck: Luck, weights: Weights, home: str) -> Person:
    """A person who lives in the district ``home``."""
    gender, age = luck.pick(weights.person["gender"]), luck.pick(weights.person["age_group"])
    return Person(home, gender, age, luck.pick(weights.topic))


def draw_statistics(luck: Luck, weights: Weights, person: Person, year: int) -> Draft:
    """The statistics; from now on the office knows with whom the person lives."""
    life = life_at(weights, person.age)
    drawn = {name: luck.pick(among) for name, among in life.facts.items()}
    drawn |= {name: luck.pick(weights.person[name]) for name in ("origin", "migration", "housing", "access")}
    person.household = drawn["household"]
    return {**drawn, "birth_year": year - _years(luck, person.age), "target_groups": [luck.pick(life.target_group)]}


def life_at(weights: Weights, age: str) -> Life:
    """The statistics that go with an age group."""
    return next(life for life in weights.lives if age in life.ages)


def _years(luck: Luck, age: str) -> int:
    """An age within the group, written ``18-24`` or ``65+``."""
    first, _, last = age.rstrip("+").partition("-")
    return luck.randint(max(int(first), _YOUNGEST), int(last or _OLDEST))


class Partner(NamedTuple):
    """An organisation; ``district`` is None where it works for all of them."""

    id: str
    kind: str
    district: str | None
    roles: frozenset[str]


class Network:
    """The partners of the file so far, those that will still join, and who was talked to."""

    def __init__(self, there: list[Raw], coming: list[Raw]) -> None:
        self.partners = [_partner(row) for row in there]
        self.coming = coming
        self.met: set[str] = set()

    def joining(self, number: int) -> list[Raw]:
        """The partners of the demo that join in its month ``number``; they are in the network from now on."""
        rows = [row for row in self.coming if row["joins"] == number]
        self.partners += [_partner(row) for row in rows]
        return rows

    def of_kind(self, kind: str, district: str) -> dict[str, float]:
        """The partners of a kind, with their weights; one that works for another district only is left out."""
        return _weights([partner for partner in self.partners if partner.kind == kind], district)

    def table(self, meeting: Meeting, district: str | None) -> dict[str, float]:
        """Who may sit at the table of a meeting, with their weights."""
        if meeting.partner:
            return {meeting.partner: 1}
        if meeting.role:
            invited = [partner for partner in self.partners if meeting.role in partner.roles]
        else:
            invited = [partner for partner in self.partners if _OWN not in partner.roles]
        if meeting.kind == FIRST_TALK:
            invited = [partner for partner in invited if partner.id not in self.met]
        return _weights(invited, district)


def _weights(partners: list[Partner], district: str | None) -> dict[str, float]:
    return {
        partner.id: _HOME if partner.district and partner.district == district else 1
        for partner in partners
        if not district or partner.district in (None, district)
    }


def _partner(row: Raw) -> Partner:
    return Partner(row["id"], row["kind"], row.get("district"), frozenset(row.get("roles", ())))
