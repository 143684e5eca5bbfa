"""Makes the small office of today's schema that is kept for ever: ``python tests/store/make_schema.py``.

To be run once, when a schema lands; an older one is never made again.
"""

from datetime import date
from pathlib import Path

from naht.domain.nouns import noun
from naht.services import records
from naht.store.file.creation import create
from naht.store.file.opening import SCHEMA
from naht.store.journal.unit import Op, unit

WORDS = {
    "channel": "sprechstunde", "outcome": "erreicht", "topic": "k-a", "referral_kind": "verweis",
    "referral_state": "offen", "contact_kind": "kooperationsgespraech", "work_kind": "team",
    "partner_kind": "sonstiges",
}  # fmt: skip


def made(path: Path) -> None:
    """A file with one record of every kind."""
    create(path)
    op = Op("visit add", (), "", "2026-11-22T10:00:00Z", date(2026, 11, 22), "0")
    with unit(path, op) as work:
        for listed, slug in WORDS.items():
            records.write(work, noun("word"), {"id": f"{listed}:{slug}", "label_de": slug})
        records.write(work, noun("funding"), {"id": "eigen", "name": "Eigene Mittel"})
        records.write(work, noun("term"), {"id": "immer", "funding": "eigen"})
        records.write(work, noun("district"), {"id": "quartier", "name": "Quartier", "funding": "eigen"})
        records.write(work, noun("partner"), {"id": "verein", "name": "Verein Muster"})
        client = records.write(work, noun("client"), {"birth_year": 1980, "residence": "quartier"}).id
        visit = records.write(work, noun("visit"), {"district": "quartier", "clients": [client], "minutes": 20}).id
        records.write(work, noun("referral"), {"visit": visit, "partner": "verein"})
        records.write(work, noun("contact"), {"district": "quartier", "partners": ["verein"], "minutes": 45})
        records.write(work, noun("work"), {"district": "quartier", "kind": "team", "minutes": 60})


if __name__ == "__main__":
    made(Path(__file__).parent / "schemas" / f"schema{SCHEMA}.db")
