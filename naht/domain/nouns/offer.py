"""An offer: a café, a course, a festival with a name of its own. Typed as a word it says what the line leaves open."""

from naht.domain import kinds
from naht.domain.fields import Field, Noun
from naht.domain.message import Label
from naht.domain.nouns.shared import NOTE

NOUN = Noun(
    "offer", "Angebot", "offer", "Angebote", "offers",
    about=Label(
        "Angebote mit eigenem Namen: wie, wo und wie lange sie meist stattfinden.",
        "Offers with a name of their own: how, where and how long they usually take place.",
    ),
    columns=("id", "name", "channel", "district", "site", "minutes", "starts_on", "ends_on"),
    spare=("site", "minutes", "starts_on", "ends_on"),
    since="starts_on", until="ends_on",
    fields=(
        Field("name", kinds.TEXT, "Name", "name", required=True),
        Field("channel", kinds.WORD, "Kontaktart", "channel", of="channel", bare=True, required=True),
        Field("district", kinds.REF, "Stadtteil", "district", of="district", bare=True),
        Field("site", kinds.REF, "Anlaufpunkt", "site", of="site", bare=True),
        Field("minutes", kinds.MINUTES, "übliche Dauer", "usual duration", bare=True,
              help_de="übliche Dauer, z. B. 2h", help_en="usual duration, e.g. 2h"),
        Field("starts_on", kinds.DAY, "von", "from", one="from", ahead=True),
        Field("ends_on", kinds.DAY, "bis", "to", one="to", ahead=True),
        NOTE,
    ),
)  # fmt: skip
