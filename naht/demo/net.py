"""The net: the organisations that the office works with so far, and who of them sits at which table."""

from typing import NamedTuple

from naht.demo.sheet import Meeting, Raw

_FIRST = "erstgespraech"
_OWN = "traeger"  # who runs the office is no partner to call, but sits in the steering group
_HOME = 3  # how much more a partner of the own district weighs than one without a district


class Partner(NamedTuple):
    id: str
    kind: str
    district: str | None
    roles: frozenset[str]


class Net:
    """The partners of the file so far, those that will still join, and who was talked to."""

    def __init__(self, there: list[Raw], coming: list[Raw]) -> None:
        self.partners = [_partner(row) for row in there]
        self.coming = coming
        self.met: set[str] = set()

    def joining(self, number: int) -> list[Raw]:
        """The partners of the demo that join in its month ``number``; they are in the net from now on."""
        found = [row for row in self.coming if row["joins"] == number]
        self.partners += [_partner(row) for row in found]
        return found

    def of_kind(self, kind: str, district: str) -> dict[str, float]:
        """The partners of a kind, with their weights; one that works for another district only is left out."""
        return _weights([partner for partner in self.partners if partner.kind == kind], district)

    def table(self, meeting: Meeting, district: str | None) -> dict[str, float]:
        """Who may sit at the table of a meeting, with their weights."""
        if meeting.partner:
            return {meeting.partner: 1}
        if meeting.role:
            asked = [partner for partner in self.partners if meeting.role in partner.roles]
        else:
            asked = [partner for partner in self.partners if _OWN not in partner.roles]
        if meeting.kind == _FIRST:
            asked = [partner for partner in asked if partner.id not in self.met]
        return _weights(asked, district)


def _weights(partners: list[Partner], district: str | None) -> dict[str, float]:
    return {
        partner.id: _HOME if partner.district and partner.district == district else 1
        for partner in partners
        if not district or partner.district in (None, district)
    }


def _partner(row: Raw) -> Partner:
    return Partner(row["id"], row["kind"], row.get("district"), frozenset(row.get("roles", ())))
