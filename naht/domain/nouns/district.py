"""A district. Those that are ``everywhere`` (city-wide, outside) pass every funding."""

from naht.domain import kinds
from naht.domain.fields import Field, Noun
from naht.domain.message import Label
from naht.domain.nouns.shared import NOTE, SINCE

NOUN = Noun(
    "district", "Stadtteil", "district", "Stadtteile", "districts",
    about=Label("Stadtteile, für die gearbeitet wird.", "Districts the work is for."),
    columns=("id", "name", "status", "funding", "everywhere", "starts_on", "ends_on"),
    spare=("everywhere", "starts_on", "funding", "ends_on"),
    since="starts_on", until="ends_on",
    extras=(SINCE,),
    fields=(
        Field("name", kinds.TEXT, "Name", "name", required=True),
        Field("status", kinds.WORD, "Programmstatus", "programme status", of="district_status", bare=True,
              dated=True),
        Field("funding", kinds.REF, "übliche Förderung", "usual funding", of="funding", bare=True),
        Field("everywhere", kinds.FLAG, "überall", "everywhere",
              help_de="gilt für jede Förderung (stadtweit, außerhalb)",
              help_en="passes every funding (city-wide, outside)"),
        Field("starts_on", kinds.DAY, "seit", "since", ahead=True),
        Field("ends_on", kinds.DAY, "bis", "until", ahead=True),
        NOTE,
    ),
)  # fmt: skip
