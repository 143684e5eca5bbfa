"""The rules of a term: refuses one that ends before it starts, or overlaps another grant of its funding."""

from naht.domain.message import Day, Joined, message
from naht.domain.record import Record, Values
from naht.domain.refusals import EndsBeforeStart, TermsOverlap
from naht.domain.table import Note
from naht.store.journal.unit import Unit
from naht.store.reading import lookup

_FIRST, _LAST = "0000", "9999"


def interpret(unit: Unit, values: Values, old: Record | None) -> tuple[Values, list[Note]]:  # noqa: ARG001
    """Where both days are given for a grant whose days were assumed, they are so no longer: ``assumed`` is cleared."""
    confirmed = values.get("starts_on") and values.get("ends_on") and "assumed" not in values
    if not (confirmed and old and old["assumed"]):
        return values, []
    return {**values, "assumed": None}, [Note(message("both days are given: nothing is assumed any more"))]


def settle(unit: Unit, record: Record, old: Record | None) -> list[Note]:  # noqa: ARG001  one signature for all nouns
    """Check a grant's days against themselves and against the other grants of its funding."""
    start, end = record.text("starts_on") or _FIRST, record.text("ends_on") or _LAST
    if start > end:
        raise EndsBeforeStart(start=Day(start), end=Day(end))
    for other, first, last in lookup.terms(unit.con, record.text("funding")):
        if other != record.id and start <= (last or _LAST) and (first or _FIRST) <= end:
            raise TermsOverlap(other=other, span=_span(first, last))
    return []


def _span(first: str | None, last: str | None) -> Joined:
    return Joined(tuple(Day(day) if day else "…" for day in (first, last)), " – ")
