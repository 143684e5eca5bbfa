"""The rules of a client: something is known of the person, and nothing that names them."""

import re

from naht.domain.nouns.client import NOUN
from naht.domain.record import Record
from naht.domain.refusals import EmptyClient, LooksLikeName
from naht.domain.table import Note
from naht.store.journal.unit import Unit

_DATE = r"\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{2,4}"
_OF_FILES = frozenset(("akte", "az", "band", "blatt", "mappe", "nr", "nummer", "ordner", "stand", "vom"))


def settle(unit: Unit, record: Record, old: Record | None) -> list[Note]:  # noqa: ARG001  one signature for all nouns
    """Refuse a new client of whom nothing is said, and a paper reference that names somebody."""
    if old is None and not any(record.get(field.name) for field in NOUN.fields if field.given):
        raise EmptyClient
    if names_somebody(record.text("paper_ref")):
        raise LooksLikeName(label=NOUN.field("paper_ref").title)
    return []


def names_somebody(reference: str) -> bool:
    """True for a text with a whole date and a word beside it that no reference of a file has."""
    words = re.findall(r"[^\W\d_]{2,}", reference)
    return re.search(_DATE, reference) is not None and any(word.lower() not in _OF_FILES for word in words)
