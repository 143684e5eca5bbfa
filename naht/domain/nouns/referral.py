"""A referral: someone is sent on to a partner (or comes from one). Its own row with its own history of states."""

from naht.domain import kinds
from naht.domain.fields import Field, Noun
from naht.domain.lists import default
from naht.domain.message import Label
from naht.domain.nouns.shared import DAY, PLACED, WORKERS

_WORKER = Field("worker", kinds.REF, "Mitarbeiter/in", "worker", of="worker", bare=True)

NOUN = Noun(
    "referral", "Verweis", "referral", "Verweise und Vermittlungen", "referrals", letter="r", day="day",
    about=Label(
        "Verweise und Vermittlungen an Partner; der Stand ist der neueste.",
        "Referrals to partners; the state is the latest.",
    ),
    rules="referral", figures=True,
    columns=("id", "day", "district", "kind", "partner", "state", "client", "topic", "funding", "worker"),
    spare=("worker", "funding", "topic", "district", "kind"),
    dialog=("day", "client", "district", "partner", "kind"),
    fields=(
        DAY,
        Field("kind", kinds.WORD, "Art", "kind", of="referral_kind", bare=True, required=True,
              default=default("referral_kind")),
        Field("partner", kinds.REF, "Partner", "partner", of="partner", bare=True, required=True),
        Field("state", kinds.WORD, "Stand", "state", of="referral_state", bare=True, required=True, dated=True,
              default=default("referral_state")),
        Field("client", kinds.REF, "Klient/in", "client", of="client", bare=True),
        Field("visit", kinds.REF, "Kontakt", "visit", of="visit", bare=True),
        Field("topic", kinds.WORD, "Thema", "topic", of="topic", bare=True),
        *(_WORKER if field is WORKERS else field for field in PLACED),
    ),
)  # fmt: skip
