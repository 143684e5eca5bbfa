"""The desk at which a month is recorded: the open unit, the chance, the sheet, and what was written so far."""

from collections import Counter, deque
from typing import Any

from naht.demo.almanac import Almanac, Month
from naht.demo.draw import Choice, Luck, choice
from naht.demo.net import Net
from naht.demo.person import Person
from naht.demo.places import Places
from naht.demo.sheet import Sheet, referral_share
from naht.demo.start import Start
from naht.domain.fields import Record
from naht.domain.nouns import noun
from naht.services import records
from naht.services.rules.office import Frame, attributes, frame
from naht.store.journal.unit import Unit

_SEEN = 200  # people the office has in mind; letters are written for them


class Office:
    """What lasts from month to month."""

    def __init__(self, luck: Luck, sheet: Sheet, almanac: Almanac, places: Places, start: Start) -> None:
        self.luck = luck
        self.sheet = sheet
        self.almanac = almanac
        self.places = places
        self.topics = start.topics
        self.net = Net(start.partners, start.joining)
        self.later = start.later
        self.referral_share = referral_share(sheet)
        self.written: Counter[str] = Counter()
        self.seen: deque[tuple[str, Person]] = deque(maxlen=_SEEN)  # with the day
        self.steps: dict[str, list[tuple[str, str, str]]] = {}  # by month: a referral, its next state, the day


class Desk:
    """One month of the office, in one unit."""

    def __init__(self, office: Office, unit: Unit, month: Month) -> None:
        self.office = office
        self.luck = office.luck
        self.sheet = office.sheet
        self.unit = unit
        self.month = month
        self.districts = office.places.weights(month)
        self.days: Choice[str] = choice(office.almanac.days(month))

    @property
    def frame(self) -> Frame:
        return frame(self.unit)

    def write(self, name: str, given: Record) -> Record:
        """Record something as the office would; returns it as it stands."""
        self.office.written[name] += 1
        return records.write(self.unit, noun(name), given).record

    def add(self, name: str, given: Record) -> None:
        """Record something with a name of its own, which must not clash with another."""
        self.office.written[name] += 1
        records.add(self.unit, noun(name), given)

    def edit(self, name: str, ident: str, changes: Record) -> None:
        records.edit(self.unit, noun(name), ident, changes)

    def placed(self, day: str, district: str, site: str | None = None) -> Record:
        """When, where, on whose money and by whom: the beginning of every record."""
        made: dict[str, Any] = {"day": day, "district": district, "worker": self.luck.pick(self.sheet.worker)}
        if site:
            made["site"] = site
        if funding := self.office.places.funding(self.luck, self.frame, district, day, site):
            made["funding"] = funding
        return made

    def site(self, channel: str, district: str, day: str) -> str | None:
        """The contact point, where that is the place for such a visit."""
        if "office" not in self.about(channel):
            return None
        return self.office.places.site(district, self.month, day)

    def about(self, channel: str) -> dict[str, str]:
        """What the lists say of a channel."""
        return attributes(self.unit, "channel", channel)
