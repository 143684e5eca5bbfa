"""The rules of a word: its id says its list and its slug."""

from naht.domain.fields import Record
from naht.domain.table import Note
from naht.store.journal.unit import Unit


def settle(unit: Unit, record: Record, old: Record | None) -> list[Note]:  # noqa: ARG001  one signature for all nouns
    """Take list and slug from the id, and the German label where there is no English one."""
    record["list"], _, record["slug"] = record["id"].partition(":")
    record["label_en"] = record.get("label_en") or record.get("label_de")
    record["attributes"] = record.get("attributes") or {}
    record["sort"] = record.get("sort") or 0
    return []
