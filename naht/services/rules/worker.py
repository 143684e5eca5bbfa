"""The rules of a worker: a funding typed with a new one becomes their post."""

from naht.domain.message import Joined
from naht.domain.nouns import noun
from naht.domain.record import Record
from naht.domain.table import Note
from naht.services import records, summary
from naht.store.journal.unit import Unit


def settle(unit: Unit, record: Record, old: Record | None) -> list[Note]:  # noqa: ARG001  one signature for all nouns
    """A worker has nothing to complete."""
    return []


def after(unit: Unit, record: Record) -> list[Note]:
    """Record the post, without an end on either side, in the same step."""
    if not record.get("funding"):
        return []
    done = records.write(unit, noun("post"), {"worker": record.id, "funding": record["funding"]})
    return [Note(Joined((noun("post").title, summary.line(unit, noun("post"), done.record)), " ")), *done.notes]
