"""A post: who works on which money, from when to when, with which share of a full week. Both days are included.

It says whose working time it is, and decides the funding of records that name none; never where a contact counts.
"""

from naht.domain import kinds
from naht.domain.fields import Field, Noun
from naht.domain.message import Label
from naht.domain.nouns.shared import NOTE

NOUN = Noun(
    "post", "Stelle", "post", "Stellen", "posts", letter="p",
    about=Label(
        "Stellen der Mitarbeitenden: auf welcher Förderung, von wann bis wann, mit welchem Anteil.",
        "Posts of the workers: on which funding, from when to when, with which share.",
    ),
    rules="post",
    columns=("id", "worker", "funding", "share", "starts_on", "ends_on"),
    spare=("starts_on", "ends_on"),
    until="ends_on",
    fields=(
        Field("worker", kinds.REF, "Mitarbeiter/in", "worker", of="worker", bare=True, required=True),
        Field("funding", kinds.REF, "Förderung", "funding", of="funding", bare=True, required=True),
        Field("share", kinds.SHARE, "Anteil", "share", bare=True,
              help_de="Anteil einer vollen Stelle, z. B. 50%", help_en="share of a full post, e.g. 50%"),
        Field("starts_on", kinds.DAY, "von", "from", one="from", ahead=True),
        Field("ends_on", kinds.DAY, "bis", "to", one="to", ahead=True),
        NOTE,
    ),
)  # fmt: skip
