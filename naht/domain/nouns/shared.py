"""Fields that every activity has: when, where, on whose money, by whom."""

from naht.domain import kinds
from naht.domain.fields import Field

DAY = Field(
    "day", kinds.DAY, "Tag", "day", bare=True, required=True, once=True,
    help_de="Tag des Geschehens", help_en="the day it happened",
)  # fmt: skip
TIME = Field("time", kinds.TIME, "Uhrzeit", "time", bare=True, once=True,
             help_de="Uhrzeit, z. B. 14:30", help_en="time, e.g. 14:30")  # fmt: skip
MINUTES = Field(
    "minutes", kinds.MINUTES, "Minuten", "minutes", bare=True, once=True,
    help_de="Dauer, z. B. 20m, 1h15 oder 1,5h", help_en="duration, e.g. 20m, 1h15 or 1.5h",
)  # fmt: skip
DISTRICT = Field(
    "district", kinds.REF, "Stadtteil", "district", of="district", bare=True, required=True,
    help_de="Stadtteil, für den gearbeitet wurde", help_en="the district the work was for",
)  # fmt: skip
SITE = Field("site", kinds.REF, "Anlaufpunkt", "site", of="site", bare=True)
FUNDING = Field(
    "funding", kinds.REF, "Förderung", "funding", of="funding", bare=True, required=True,
    help_de="Teilprojekt, das die Arbeit trägt", help_en="the line of money that carries the work",
)  # fmt: skip
FUNDING_BY = Field(
    "funding_by", kinds.CODE, "Förderung durch", "funding by", of="given worker site district only none",
    given=False, once=True,
    help_de="wie die Förderung bestimmt wurde", help_en="how the funding was decided",
)  # fmt: skip
WORKERS = Field(
    "workers", kinds.REF, "Mitarbeiter/in", "worker", of="worker", one="worker", many=True, bare=True,
    help_de="wer dabei war, auch mehrere; sonst wer tippt", help_en="who was there, also several; else who types",
)  # fmt: skip
NOTE = Field(
    "note", kinds.NOTE, "Notiz", "note", listed=False, once=True,
    help_de="Notiz: „-“ liest stdin, „edit“ öffnet den Editor",
    help_en="note: “-” reads stdin, “edit” opens the editor",
)  # fmt: skip
ENTERED = Field("entered_at", kinds.CODE, "aufgenommen", "entered at", given=False, once=True)
SOURCE = Field(
    "source_key", kinds.TEXT, "Herkunft", "source", one="source", adding=True, narrows=False, listed=False, once=True,
    help_de="Schlüssel, unter dem der Eintrag nur einmal aufgenommen wird",
    help_en="the key under which a record is recorded only once",
)  # fmt: skip
PLACED = (DISTRICT, SITE, FUNDING, FUNDING_BY, WORKERS, NOTE, SOURCE, ENTERED)
"""Where, on whose money, by whom: what the rules of placing settle for every activity."""

SINCE = Field(
    "since", kinds.DAY, "gilt seit", "valid since",
    help_de="Tag, seit dem die Angaben gelten (sonst heute)", help_en="the day since when this holds (else today)",
)  # fmt: skip
