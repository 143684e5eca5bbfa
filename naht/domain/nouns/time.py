"""Working time, over which figures are counted: a row for each worker of a record, one for a record without any.

It is no noun of the command line: nothing is typed or kept here, the rows are read from the records of ``PARTS``.
"""

from naht.domain import kinds
from naht.domain.fields import Field, Noun
from naht.domain.nouns.shared import DAY, DISTRICT, FUNDING, MINUTES, SITE

PARTS = ("visit", "contact", "work")
OF_WORKER = ("worker", "funding")  # what each worker of a record has apart: their own code, and whose time it is

NOUN = Noun(
    "time", "Arbeitszeit", "working time", "Arbeitszeit", "working time", day="day", figures=True,
    fields=(
        DAY,
        MINUTES,
        DISTRICT,
        SITE,
        FUNDING,
        Field("worker", kinds.REF, "Mitarbeiter/in", "worker", of="worker"),
    ),
)  # fmt: skip
