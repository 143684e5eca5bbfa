"""Other work: team, documentation, travel, flyers, training. Nobody outside is met."""

from naht.domain import kinds
from naht.domain.fields import Field, Noun
from naht.domain.message import Label
from naht.domain.nouns.shared import DAY, MINUTES, PLACED

NOUN = Noun(
    "work", "Sonstige Arbeit", "other work", "Sonstige Arbeit", "other work", letter="w", day="day",
    about=Label("Arbeit, bei der niemand von außen getroffen wird.", "Work at which nobody outside is met."),
    rules="work", figures=True,
    columns=("id", "day", "district", "kind", "minutes", "count", "funding", "workers"),
    spare=("workers", "funding", "count"),
    dialog=("day", "district", "kind", "minutes"),
    fields=(
        DAY,
        Field("kind", kinds.WORD, "Art", "kind", of="work_kind", bare=True, required=True),
        MINUTES,
        Field("count", kinds.COUNT, "Anzahl", "count",
              help_de="Stückzahl, z. B. verteilte Flyer", help_en="number of pieces, e.g. flyers handed out"),
        *PLACED,
    ),
)  # fmt: skip
