"""A term: one grant of a funding. Terms of one funding never overlap; both ends are inclusive, either may be open."""

from naht.domain import kinds
from naht.domain.fields import Field, Noun
from naht.domain.message import Label
from naht.domain.nouns.shared import NOTE

NOUN = Noun(
    "term", "Bewilligung", "term", "Bewilligungen", "terms",
    about=Label(
        "Bewilligungen einer Förderung; beide Tage zählen mit.",
        "Grants of a funding; both days are included.",
    ),
    rules="term",
    columns=("id", "funding", "starts_on", "ends_on", "reference", "keep_until", "assumed"),
    spare=("keep_until", "reference", "assumed"),
    fields=(
        Field("funding", kinds.REF, "Förderung", "funding", of="funding", bare=True, required=True),
        Field("starts_on", kinds.DAY, "von", "from", ahead=True),
        Field("ends_on", kinds.DAY, "bis", "to", ahead=True),
        Field("reference", kinds.TEXT, "Aktenzeichen", "file reference"),
        Field("notice", kinds.TEXT, "Förderhinweis", "notice"),
        Field("keep_until", kinds.DAY, "aufbewahren bis", "keep until", ahead=True),
        Field("assumed", kinds.TEXT, "angenommen", "assumed",
              help_de="was angenommen ist und geprüft werden muss", help_en="what is assumed and has to be checked"),
        NOTE,
    ),
)  # fmt: skip
