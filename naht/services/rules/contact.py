"""The rules of a network contact. Work for no single district is city-wide."""

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
    record["partners"] = [*record.texts("partners"), *(_new(unit, name) for name in record.texts("new_partner"))]
    placing.by(unit, record, old)
    placing.district(unit, NOUN, record, citywide=True)
    notes = placing.funding(unit, record, old)
    if not record.get("partners"):
        notes.append(Note(message("without a partner")))
    return notes


def _new(unit: Unit, name: str) -> str:
    """The id of a partner made in the same step, once for all records of it; its kind is set later."""
    made = ("new partner", slug(name))
    if made not in unit.known:
        unit.known[made] = records.add(unit, noun("partner"), {"id": slug(name), "name": name}).id
    return str(unit.known[made])
