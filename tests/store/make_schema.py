"""Writes down today's schema, for ever: ``python tests/store/make_schema.py``.

``naht/store/schemas/N.txt`` lists its parts: with them a file is compared before anything of its schema runs. Beside
this file a small office of it is kept. To be run when a schema lands; those of an older one are never made again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from unittest.mock import patch

from naht.domain.nouns import noun
from naht.services import records
from naht.store.copies.migrate import bring_up, scripts
from naht.store.file import schema
from naht.store.file.creation import create
from naht.store.file.opening import SCHEMA
from naht.store.file.sqlite import connect
from naht.store.journal.unit import Op, unit

WORDS = {
    "channel": "sprechstunde", "outcome": "erreicht", "topic": "k-a", "referral_kind": "verweis",
    "referral_state": "offen", "contact_kind": "kooperationsgespraech", "work_kind": "team",
    "partner_kind": "sonstiges",
}  # fmt: skip


def lines(steps: list[str]) -> list[str]:
    """The parts of the schema that these scripts make."""
    con = connect(":memory:", isolation_level=None)
    try:
        bring_up(con, steps)
        return schema.lines(con)
    finally:
        con.close()


@contextmanager
def listed(version: int, parts: list[str]) -> Iterator[None]:
    """As long as it lasts this process knows a schema that no naht has: the one of a noun that only a test has."""
    listing = schema.listing
    with patch.object(schema, "listing", lambda number: parts if number == version else listing(number)):
        yield


def list_parts() -> None:
    """Write the list of today's schema, which every opening of a file asks for."""
    listing = Path(schema.FOLDER) / f"{SCHEMA:04}.txt"
    listing.write_text("".join(f"{line}\n" for line in lines(scripts())), encoding="utf-8", newline="\n")


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
    list_parts()
    office = Path(__file__).parent / "schemas" / f"schema{SCHEMA}.db"
    office.unlink(missing_ok=True)
    made(office)
