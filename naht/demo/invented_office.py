"""The invented office: how it begins, what it keeps from month to month, and the recorder of one month.

It begins as the Weimar profile on the first day, with its workers and the partners that are there from the start.
"""

from collections import Counter, deque
from datetime import date
from typing import Any, NamedTuple

from naht.demo.chance import Choice, Luck, choice
from naht.demo.months import Calendar, Month
from naht.demo.neighbourhood import Network, Person, Places
from naht.demo.weights import Raw, Weights, referral_share
from naht.domain.nouns import noun
from naht.domain.record import Draft, Record, Values
from naht.services import profile, records
from naht.services.rules import unique_words
from naht.services.rules.office import Frame, attributes, frame
from naht.store.journal.unit import Unit

_PROFILE = "weimar"
_POSTS = "2013-01-01"  # the first day of both fundings that pay posts


class Beginning(NamedTuple):
    """What there is on the first day, and what comes later."""

    profile: profile.Profile
    opened: dict[str, str]  # contact points whose first day is known
    topics: dict[str, str]  # a topic's group
    later: list[tuple[str, str, Values]]  # the day, the noun, what it then becomes; by day
    workers: list[Values]
    posts: list[Values]
    offers: list[Values]
    partners: list[Raw]  # known from the start, those of the profile first
    joining: list[Raw]  # in a later month


def prepare(weights: Weights, first: date) -> Beginning:
    """Prepare the beginning on the ``first`` day: what starts or opens later is taken out of the profile."""
    shipped = profile.load(_PROFILE)
    tables = shipped.tables
    from_start = [_partner_from_start(row, first) for row in weights.raw["partner"] if not row["joins"]]
    sites, terms = ([row for _, row in tables[name]] for name in ("site", "term"))
    opening = [row for row in sites if _after(first, row.text("opened_on"))]
    starting = [row for row in terms if _after(first, row.text("starts_on"))]
    later: list[tuple[str, str, Values]] = [
        *((row.text("opened_on"), "site", {"id": row.id, "opened_on": row["opened_on"]}) for row in opening),
        *((row.text("starts_on"), "term", row) for row in starting),
    ]
    first_sites = [(where, _without_opening(row) if row in opening else row) for where, row in tables["site"]]
    first_terms = [(where, row) for where, row in tables["term"] if row not in starting]
    return Beginning(
        shipped._replace(tables=tables | {"site": first_sites, "term": first_terms}),
        {row.id: row.text("opened_on") for row in sites if "opened_on" in row},
        _groups([row for _, row in tables["word"]]),
        sorted(later, key=lambda entry: entry[0]),
        [{"id": row["code"]} | _without_keys(row, "code", "weight", "posts") for row in weights.raw["worker"]],
        [{"worker": row["code"], "starts_on": _POSTS} | post for row in weights.raw["worker"] for post in row["posts"]],
        weights.raw["offer"],
        [row for _, row in tables["partner"]] + from_start,
        [row for row in weights.raw["partner"] if row["joins"]],
    )


def begin(unit: Unit, beginning: Beginning) -> None:
    """Write the beginning into an empty file."""
    profile.apply(unit, beginning.profile)
    for name, rows in (("worker", beginning.workers), ("post", beginning.posts), ("offer", beginning.offers)):
        for row in rows:
            records.write(unit, noun(name), row)
    for row in beginning.partners[len(beginning.profile.tables["partner"]) :]:
        records.write(unit, noun("partner"), row)
    unique_words.verify_all(unit)


def _without_opening(site: Record) -> Record:
    """A contact point without its first day: it opens in a later month."""
    return Record(site.noun, _without_keys(site, "opened_on"))


def _without_keys(row: Raw, *keys: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in keys}


def _partner_from_start(row: Raw, first: date) -> Raw:
    """A partner from the start is no new one of the demo's first year."""
    return _without_keys(row, "joins") | {"partner_since": first.year - 1}


def _after(first: date, day: str) -> bool:
    return day > first.isoformat()


def _groups(words: list[Record]) -> dict[str, str]:
    """The group above each topic; the lists say a word's parent before the word."""
    groups: dict[str, str] = {}
    for row in words:
        if row["list"] == "topic":
            slug, parent = (row.text(key).rpartition(":")[2] for key in ("id", "parent"))
            groups[slug] = groups.get(parent, parent or slug)
    return groups


_SEEN = 200  # people the office has in mind; letters are written for them


class Office:
    """What the office keeps from month to month: chance, weights, places, partners, what is due later."""

    def __init__(self, luck: Luck, weights: Weights, calendar: Calendar, places: Places, beginning: Beginning) -> None:
        self.luck = luck
        self.weights = weights
        self.calendar = calendar
        self.places = places
        self.topics = beginning.topics
        self.network = Network(beginning.partners, beginning.joining)
        self.later = beginning.later
        self.referral_share = referral_share(weights)
        self.written: Counter[str] = Counter()
        self.seen: deque[tuple[str, Person]] = deque(maxlen=_SEEN)  # with the day
        self.steps: dict[str, list[tuple[str, str, str]]] = {}  # by month: a referral, its next state, the day


class Recorder:
    """Records one month of the office, in one open unit, through the services."""

    def __init__(self, office: Office, unit: Unit, month: Month) -> None:
        self.office = office
        self.luck = office.luck
        self.weights = office.weights
        self.unit = unit
        self.month = month
        self.districts = office.places.shares(month)
        self.days: Choice[str] = choice(office.calendar.days(month))

    @property
    def frame(self) -> Frame:
        return frame(self.unit)

    def write(self, name: str, values: Values) -> Record:
        """Record something as the office would; returns it as it stands."""
        self.office.written[name] += 1
        return records.write(self.unit, noun(name), values).record

    def add(self, name: str, values: Values) -> None:
        """Record something with a name of its own, which must not clash with another."""
        self.office.written[name] += 1
        records.add(self.unit, noun(name), values)

    def edit(self, name: str, ident: str, changes: Values) -> None:
        """Change some fields of a record."""
        records.edit(self.unit, noun(name), ident, changes)

    def base_values(self, day: str, district: str, site: str | None = None) -> Draft:
        """When, where, on whose money and by whom: the beginning of every record."""
        values: Draft = {"day": day, "district": district, "workers": self._workers()}
        if site:
            values["site"] = site
        if funding := self.office.places.funding(self.luck, self.frame, district, day, site):
            values["funding"] = funding
        return values

    def _workers(self) -> list[str]:
        """Who was there: mostly one."""
        several = 1 + self.luck.chance(self.weights.raw["volume"]["two_workers"])
        return list(dict.fromkeys(self.luck.pick(self.weights.worker) for _ in range(several)))

    def site(self, channel: str, district: str, day: str) -> str | None:
        """The contact point, where that is the place for such a visit."""
        if "office" not in self.about(channel):
            return None
        return self.office.places.site(district, self.month, day)

    def about(self, channel: str) -> dict[str, str]:
        """What the lists say of a channel."""
        return attributes(self.unit, "channel", channel)
