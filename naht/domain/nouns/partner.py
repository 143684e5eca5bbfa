"""A partner: an organisation. It may be funder, co-operation partner and referral target at once."""

from naht.domain import kinds
from naht.domain.fields import Field, Noun
from naht.domain.lists import default
from naht.domain.message import Label
from naht.domain.nouns.shared import NOTE

NOUN = Noun(
    "partner", "Partner", "partner", "Partner", "partners",
    about=Label("Organisationen im Netzwerk.", "Organisations of the network."),
    rules="partner",
    columns=("id", "name", "kind", "roles", "origin", "partner_since", "district"),
    spare=("partner_since", "origin", "district", "roles"),
    until="ended_on",
    extras=(
        Field("anyway", kinds.SWITCH, "trotzdem", "anyway",
              help_de="auch wenn es schon einen ähnlichen Namen gibt", help_en="even where a similar name is known",
              adding=True),
    ),
    fields=(
        Field("name", kinds.TEXT, "Name", "name", required=True),
        Field("kind", kinds.WORD, "Art", "kind", of="partner_kind", bare=True, required=True,
              default=default("partner_kind")),
        Field("roles", kinds.WORD, "Rolle", "role", of="partner_role", one="role", many=True, bare=True,
              titled=True),
        Field("parent", kinds.REF, "gehört zu", "part of", of="partner"),
        Field("aliases", kinds.TEXT, "Alias", "alias", one="alias", many=True, grows=True,
              help_de="anderer Name, unter dem man sucht (kommt hinzu; weg mit --unset alias=NAME)",
              help_en="another name people look for (one more; --unset alias=NAME takes one away)"),
        Field("origin", kinds.WORD, "Herkunft", "origin", of="partner_origin", bare=True, titled=True),
        Field("partner_since", kinds.YEAR, "Partner seit", "partner since",
              help_de="Jahr, seit dem die Partnerschaft besteht (dann kein neuer Partner)",
              help_en="the year since when it has been a partner (then no new partner)"),
        Field("district", kinds.REF, "Stadtteil", "district", of="district", bare=True),
        Field("checked_on", kinds.DAY, "geprüft am", "checked on"),
        Field("ended_on", kinds.DAY, "beendet am", "ended on", ahead=True),
        NOTE,
    ),
)  # fmt: skip
