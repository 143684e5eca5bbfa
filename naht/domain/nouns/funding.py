"""A funding: the line of money a record belongs to. Its grants are its terms."""

from naht.domain import kinds
from naht.domain.fields import Field, Noun
from naht.domain.message import Label
from naht.domain.nouns.shared import NOTE

NOUN = Noun(
    "funding", "Förderung", "funding", "Förderungen", "fundings",
    about=Label("Teilprojekte, die die Arbeit tragen.", "The lines of money that carry the work."),
    columns=("id", "name", "esf", "person_mode", "districts", "payers"),
    spare=("person_mode", "payers", "esf"),
    fields=(
        Field("name", kinds.TEXT, "Name", "name", required=True),
        Field("esf", kinds.FLAG, "ESF", "ESF", help_de="vom ESF kofinanziert", help_en="co-funded by the ESF"),
        Field("person_mode", kinds.WORD, "Personendaten", "person data", of="person_mode", bare=True),
        Field("districts", kinds.REF, "Stadtteil", "district", of="district", one="district", many=True, bare=True,
              help_de="Stadtteile, für die sie gilt; ohne Angabe alle", help_en="its districts; without any: all"),
        Field("payers", kinds.REF, "Geldgeber", "payer", of="partner", one="payer", many=True, bare=True),
        Field("predecessor", kinds.REF, "Vorgänger", "predecessor", of="funding"),
        NOTE,
    ),
)  # fmt: skip
