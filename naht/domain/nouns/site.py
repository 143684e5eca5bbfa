"""A site: a house with opening hours where people can come."""

from naht.domain.fields import Field, Noun
from naht.domain.nouns.shared import NOTE

NOUN = Noun(
    "site", "Anlaufpunkt", "site", "Anlaufpunkte", "sites",
    columns=("id", "name", "district", "planned_on", "opened_on", "closed_on", "hours"),
    fields=(
        Field("name", "text", "Name", "name", required=True),
        Field("district", "ref", "Stadtteil", "district", of="district", required=True),
        Field("funding", "ref", "übliche Förderung", "usual funding", of="funding"),
        Field("planned_on", "day", "geplant für", "planned for", ahead=True),
        Field("opened_on", "day", "eröffnet am", "opened on", ahead=True),
        Field("closed_on", "day", "geschlossen am", "closed on", ahead=True),
        Field("hours", "text", "Öffnungszeiten", "opening hours"),
        NOTE,
    ),
)  # fmt: skip
