"""A network contact: a meeting or talk with one or more partners. It concerns organisations, not residents."""

from naht.domain import kinds
from naht.domain.fields import Field, Noun
from naht.domain.lists import default
from naht.domain.message import Label
from naht.domain.nouns.shared import DAY, MINUTES, PLACED, TIME  # fmt: skip

NOUN = Noun(
    "contact", "Netzwerkkontakt", "network contact", "Netzwerkkontakte", "network contacts", letter="n", day="day",
    about=Label("Gespräche und Treffen mit Partnern.", "Talks and meetings with partners."),
    rules="contact", figures=True, members="partners",
    columns=("id", "day", "district", "kind", "partners", "headcount", "minutes", "funding", "workers"),
    spare=("workers", "funding", "headcount", "minutes"),
    dialog=("day", "district", "kind", "partners", "minutes"),
    extras=(
        Field("new_partner", kinds.TEXT, "neuer Partner", "new partner", one="new_partner", many=True,
              help_de="legt einen neuen Partner gleich mit an", help_en="adds a new partner in the same line"),
    ),
    fields=(
        DAY,
        TIME,
        MINUTES,
        Field("kind", kinds.WORD, "Art", "kind", of="contact_kind", bare=True, required=True,
              default=default("contact_kind")),
        Field("partners", kinds.REF, "Partner", "partner", of="partner", one="partner", many=True, bare=True),
        Field("headcount", kinds.COUNT, "Teilnehmende", "headcount", bare=True, shape="p",
              help_de="Teilnehmende, z. B. 14p", help_en="participants, e.g. 14p"),
        *PLACED,
    ),
)  # fmt: skip
