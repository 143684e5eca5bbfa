"""The rules of a network contact: adds its new partners, settles its place and funding."""

from naht.domain.message import message
from naht.domain.nouns import noun
from naht.domain.nouns.contact import NOUN
from naht.domain.record import Record
from naht.domain.table import Note
from naht.domain.text import slug
from naht.services import records
from naht.services.rules import placing
from naht.store.journal.unit import Unit


def settle(unit: Unit, record: Record, old: Record | None) -> list[Note]:
    """Complete and check a whole network contact."""
    added = [_add_partner(unit, name) for name in record.texts("new_partner")]
    record["partners"] = [*record.texts("partners"), *added]
    placing.settle_worker(unit, record, old)
    placing.settle_district(unit, NOUN, record, citywide=True)
    notes = placing.settle_funding(unit, record, old)
    if not record.get("partners"):
        notes.append(Note(message("without a partner")))
    return notes


def _add_partner(unit: Unit, name: str) -> str:
    """Add a partner in the same step, once for all its records; returns the id. Its kind is set later."""
    key = ("new partner", slug(name))
    if key not in unit.cache:
        unit.cache[key] = records.add(unit, noun("partner"), {"id": slug(name), "name": name}).id
    return str(unit.cache[key])
