"""The rules of a post: its days are in order, and nobody has two posts on one funding at a time."""

from naht.domain.message import Day, Joined, message
from naht.domain.nouns.post import NOUN
from naht.domain.record import Record
from naht.domain.refusals import EndsBeforeStart, PostsOverlap
from naht.domain.table import Filter, Note
from naht.services.rules.office import frame
from naht.store.journal.unit import Unit
from naht.store.reading import rows

_FIRST, _LAST = "0000", "9999"


def settle(unit: Unit, record: Record, old: Record | None) -> list[Note]:  # noqa: ARG001  one signature for all nouns
    """Check a post's days against themselves and against the other posts of its worker."""
    start, end = _span(record)
    if start > end:
        raise EndsBeforeStart(start=Day(start), end=Day(end))
    posts = rows.fetch(unit.con, NOUN, Filter(values=(("worker", (record.text("worker"),)),)), NOUN.fields)
    others = [post for post in posts if post.id != record.id and start <= _span(post)[1] and _span(post)[0] <= end]
    for other in others:
        if other["funding"] == record["funding"]:
            raise PostsOverlap(worker=record.text("worker"), other=other.id, span=_days(other))
    return [*_ungranted(unit, record, start, end), *_several(record, others)]


def _several(record: Record, others: list[Record]) -> list[Note]:
    """Where somebody has two posts at a time, neither decides the funding of a record."""
    if not others:
        return []
    several = message(
        "{worker} has several posts at that time: which funding carries a record, the site or the district says",
        worker=record.text("worker"),
    )
    return [Note(several)]


def _ungranted(unit: Unit, record: Record, start: str, end: str) -> list[Note]:
    """A warning where no grant of the funding touches the time of the post: its working time counts there."""
    funding = record.text("funding")
    grants = frame(unit).terms.get(funding, [])
    if not funding or any(_span(grant)[0] <= end and start <= _span(grant)[1] for grant in grants):
        return []
    text = message("{funding} has no grant at the time of this post ({span})", funding=funding, span=_days(record))
    return [Note(text, warning=True)]


def _span(post: Record) -> tuple[str, str]:
    return post.text("starts_on") or _FIRST, post.text("ends_on") or _LAST


def _days(post: Record) -> Joined:
    return Joined(tuple(Day(day) if day else "…" for day in (post.text("starts_on"), post.text("ends_on"))), " – ")
