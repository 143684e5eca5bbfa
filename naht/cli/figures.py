"""What lists and figures can be narrowed by: of figures the fields of a visit, partners and states of other nouns.

That is a noun of its own only on the command line; a figure that does not know a field says so.
"""

from naht.domain.fields import Field, Noun
from naht.domain.nouns import noun

_FROM_VISIT = (
    "district", "site", "channel", "outcome", "clients", "topics", "services", "funding", "worker",
)  # fmt: skip


def filterable(noun: Noun) -> list[Field]:
    """The fields a list can be narrowed by."""
    return [field for field in noun.fields if field.narrows and field.kind.narrows]


def narrowing() -> Noun:
    """The fields that the filter of a report or count knows."""
    visit, referral = noun("visit"), noun("referral")
    fields = (*(visit.field(name) for name in _FROM_VISIT), referral.field("partner"), referral.field("state"))
    return visit.with_fields(fields)
