"""The rules of a network contact. Work for no single district is city-wide."""

from naht.domain.fields import Record
from naht.domain.nouns.contact import NOUN
from naht.domain.table import Note
from naht.services import placing
from naht.store.unit import Unit


def settle(unit: Unit, record: Record, old: Record | None) -> list[Note]:
    """Complete and check a whole network contact."""
    placing.by(unit, record, old)
    placing.district(unit, NOUN, record, citywide=True)
    notes = placing.funding(unit, record, old)
    if not record.get("partners"):
        notes.append(Note("ohne Partner", "without a partner"))
    return notes
