"""A worker: a code, not a name. What is set here are the defaults of the records this worker types."""

from naht.domain import kinds
from naht.domain.fields import Field, Noun
from naht.domain.message import Label
from naht.domain.nouns.shared import NOTE

NOUN = Noun(
    "worker", "Mitarbeiter/in", "worker", "Mitarbeitende", "workers",
    about=Label("Kürzel der Mitarbeitenden mit ihren Vorgaben.", "Codes of the workers with their defaults."),
    columns=("id", "district", "site", "channel", "left_on"),
    spare=("channel", "site"),
    until="left_on", rules="worker",
    extras=(
        Field("funding", kinds.REF, "Stelle", "post", of="funding", bare=True, adding=True,
              help_de="Förderung, die die Stelle bezahlt; mehr dazu: naht post add",
              help_en="the funding that pays the post; more: naht post add"),
    ),
    fields=(
        Field("district", kinds.REF, "üblicher Stadtteil", "usual district", of="district", bare=True),
        Field("site", kinds.REF, "üblicher Anlaufpunkt", "usual site", of="site", bare=True),
        Field("channel", kinds.WORD, "übliche Kontaktart", "usual channel", of="channel", bare=True),
        Field("left_on", kinds.DAY, "ausgeschieden am", "left on", ahead=True),
        NOTE,
    ),
)  # fmt: skip
