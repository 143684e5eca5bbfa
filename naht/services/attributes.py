"""What a word carries besides its labels (``setting=E``, ``away=1``), looked up once per unit."""

from naht.store import lookup
from naht.store.unit import Unit


def of(unit: Unit, listed: str, slug: str) -> dict[str, str]:
    """The attributes of a word; none for an unknown one (the link itself is checked when it is written)."""
    key = ("attributes", listed, slug)
    if key not in unit.known:
        unit.known[key] = lookup.attributes(unit.con, listed, slug)
    found: dict[str, str] = unit.known[key]
    return found
