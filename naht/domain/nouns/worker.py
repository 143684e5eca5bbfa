"""A worker: a code, not a name. What is set here are the defaults of the records this worker types."""

from naht.domain.fields import Field, Noun
from naht.domain.nouns.shared import NOTE

NOUN = Noun(
    "worker", "Mitarbeiter/in", "worker", "Mitarbeitende", "workers",
    columns=("id", "district", "site", "channel", "funding", "left_on"),
    until="left_on",
    fields=(
        Field("district", "ref", "üblicher Stadtteil", "usual district", of="district", bare=True),
        Field("site", "ref", "üblicher Anlaufpunkt", "usual site", of="site", bare=True),
        Field("channel", "word", "übliche Kontaktart", "usual channel", of="channel", bare=True),
        Field("funding", "ref", "Stelle", "post", of="funding", bare=True,
              help_de="Förderung, die die Stelle bezahlt", help_en="the funding that pays the post"),
        Field("left_on", "day", "ausgeschieden am", "left on", ahead=True),
        NOTE,
    ),
)  # fmt: skip
