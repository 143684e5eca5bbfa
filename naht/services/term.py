"""The rules of a term: it ends after it starts, and grants of one funding never overlap."""

from naht.domain.days import show_day
from naht.domain.errors import EndsBeforeStart, TermsOverlap
from naht.domain.fields import Record
from naht.domain.table import Note
from naht.store import lookup
from naht.store.unit import Unit

_FIRST, _LAST = "0000", "9999"
_LANGS = ("de", "en")


def settle(unit: Unit, record: Record, old: Record | None) -> list[Note]:  # noqa: ARG001  one signature for all nouns
    """Check a grant's days against themselves and against the other grants of its funding."""
    start, end = record.get("starts_on") or _FIRST, record.get("ends_on") or _LAST
    if start > end:
        shown = {f"{name}_{lang}": show_day(day, lang) for name, day in (("start", start), ("end", end)) for lang in _LANGS}
        raise EndsBeforeStart(**shown)
    for other, first, last in lookup.terms(unit.con, record["funding"]):
        if other != record["id"] and start <= (last or _LAST) and (first or _FIRST) <= end:
            spans = {f"span_{lang}": " – ".join(show_day(d, lang) if d else "…" for d in (first, last)) for lang in _LANGS}
            raise TermsOverlap(other=other, **spans)
    return []
