"""A site: a house with opening hours where people can come."""

from naht.domain import kinds
from naht.domain.fields import Field, Noun
from naht.domain.message import Label
from naht.domain.nouns.shared import NOTE

NOUN = Noun(
    "site", "Anlaufpunkt", "site", "Anlaufpunkte", "sites",
    about=Label("Häuser mit Öffnungszeiten.", "Houses with opening hours."),
    columns=("id", "name", "district", "planned_on", "opened_on", "closed_on", "hours"),
    spare=("planned_on", "hours", "opened_on", "closed_on"),
    fields=(
        Field("name", kinds.TEXT, "Name", "name", required=True),
        Field("district", kinds.REF, "Stadtteil", "district", of="district", bare=True, required=True),
        Field("funding", kinds.REF, "übliche Förderung", "usual funding", of="funding", bare=True),
        Field("planned_on", kinds.DAY, "geplant für", "planned for", ahead=True),
        Field("opened_on", kinds.DAY, "eröffnet am", "opened on", ahead=True),
        Field("closed_on", kinds.DAY, "geschlossen am", "closed on", ahead=True),
        Field("hours", kinds.TEXT, "Öffnungszeiten", "opening hours"),
        NOTE,
    ),
)  # fmt: skip
