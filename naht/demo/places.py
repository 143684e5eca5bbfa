"""Where the work is: districts that grow, their contact points, and who carries a record there."""

from datetime import date
from typing import NamedTuple

from naht.demo.almanac import Month
from naht.demo.draw import Choice, Luck, choice
from naht.demo.sheet import Channel, Raw, Sheet
from naht.services.rules.office import Frame
from naht.services.rules.placing import valid_fundings


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

    def __init__(self, sheet: Sheet, first: date, opened: dict[str, str]) -> None:
        self.first = first
        self.opened = opened  # contact points that were not always there: the day
        self.districts = {row["id"]: _district(row, sheet) for row in sheet.raw["district"]}
        self.city: str = sheet.raw["city"]["id"]
        self.city_share: float = sheet.raw["city"]["basis"]
        self.fundings = (sheet.raw["funding"]["first"], sheet.raw["funding"]["second"])

    def weights(self, month: Month) -> Choice[str]:
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

    def funding(self, luck: Luck, known: Frame, district: str, day: str, site: str | None = None) -> str | None:
        """Who carries a record; nothing where the office's rules say so by themselves.

        The two fundings share the work. Where the drawn one does not run or does not cover the district, the one that
        does carries it, else the office's own.
        """
        share = self.districts[district].first_share if district in self.districts else self.city_share
        drawn: str = self.fundings[0 if luck.chance(share) else 1]
        valid = valid_fundings(known, day, district)
        if drawn not in valid:
            drawn = next((name for name in valid if name != known.own), known.own)
        usual = known.sites[site]["funding"] if site else None
        return None if drawn == (usual or known.districts[district]["funding"]) else drawn


def _district(row: Raw, sheet: Sheet) -> District:
    return District(
        row["id"], row["weight"], row["basis"], row.get("site", ""), row.get("growth", []),
        row.get("starts", ""), row.get("outreach_months", 0), sheet.outreach.get(row["id"]),
    )  # fmt: skip
