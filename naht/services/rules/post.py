"""The rules of a post: it ends after it starts, and nobody has two posts on one funding at a time."""

from naht.domain.message import Day, Joined, message
from naht.domain.nouns.post import NOUN
from naht.domain.record import Record
from naht.domain.refusals import EndsBeforeStart, PostsOverlap
from naht.domain.table import Filter, Note
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
    if not others:
        return []
    several = message(
        "{worker} has several posts at that time: which funding carries a record, the site or the district says",
        worker=record.text("worker"),
    )
    return [Note(several)]


def _span(post: Record) -> tuple[str, str]:
    return post.text("starts_on") or _FIRST, post.text("ends_on") or _LAST


def _days(post: Record) -> Joined:
    return Joined(tuple(Day(day) if day else "…" for day in (post.text("starts_on"), post.text("ends_on"))), " – ")
