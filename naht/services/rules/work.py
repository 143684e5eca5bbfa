"""The rules of other work: settles its place and funding. Work for no single district is city-wide."""

from naht.domain.nouns.work import NOUN
from naht.domain.record import Record
from naht.domain.table import Note
from naht.services.rules import placing
from naht.store.journal.unit import Unit


def settle(unit: Unit, record: Record, old: Record | None) -> list[Note]:
    """Complete and check a whole piece of work."""
    placing.settle_worker(unit, record, old)
    placing.settle_district(unit, NOUN, record, citywide=True)
    return placing.settle_funding(unit, record, old)
