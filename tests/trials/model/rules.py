"""What the model knows of the office's rules: who pays, what may follow what. Data is read, code is not."""

import csv
from pathlib import Path
from typing import Any

from naht.domain.days import BEGINNING
from tests.trials.model.notebook import Cells, Notebook
from tests.trials.office import ROOT, TODAY

DISTRICTS = {"west": "thinka", "nord": "thinka", "schoendorf": "thinka", "innenstadt": "basis"}
COVERED = {"thinka": ("west", "schoendorf", "nord"), "tibi": ("west", "schoendorf")}  # the others cover all
CHANNELS = {"sprechstunde": "E", "telefon": "E", "hausbesuch": "E", "gruppe": "G", "fallarbeit": "O"}
LINKS = {
    "visit": ("clients", "topics", "workers"), "referral": ("client", "visit", "partner", "topic", "worker"),
    "contact": ("partners", "workers"), "work": ("workers",), "partner": ("parent",), "word": ("parent",),
    "site": ("district",),
}  # fmt: skip


def following() -> dict[str, list[str]]:
    """Which states of a referral may follow which."""
    with Path(ROOT / "data/lists/referral_state.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    attributes = {row["id"]: dict(pair.split("=") for pair in row["attributes"].split()) for row in rows}
    return {state: known.get("next", "").split(",") for state, known in attributes.items()}


def funded(book: Notebook, cells: Cells) -> bool:
    """Settle who pays for a record as the district's rule says; False where nobody does."""
    given = cells.get("funding") if cells.get("funding_by") == "given" else None
    district, day = cells["district"], cells["day"]
    funding = given or DISTRICTS[district]
    cells["funding"], cells["funding_by"] = funding, "given" if given else "district"
    return district in COVERED.get(funding, (district,)) and any(
        term["funding"] == funding and (term["starts_on"] or day) <= day <= (term["ends_on"] or day)
        for term in book.of("term").values()
    )


def overlapping(book: Notebook, ident: str, cells: Cells) -> bool:
    """True where a grant ends before it starts or shares a day with another of its funding."""
    start, end = cells["starts_on"] or "", cells["ends_on"] or "9999"
    if start > end:
        return True
    others = (one for name, one in book.of("term").items() if name != ident and one["funding"] == cells["funding"])
    return any(start <= (one["ends_on"] or "9999") and (one["starts_on"] or "") <= end for one in others)


def dated(cells: Cells, name: str, value: Any, since: str = TODAY) -> None:
    """Keep a dated value; None forgets all of that name."""
    if value is None:
        for key in [key for key in cells if isinstance(key, tuple) and key[1] == name]:
            del cells[key]
        return
    ranks = [key[0] for key in cells if isinstance(key, tuple)]
    cells[max(ranks, default=0) + 1, name] = (since, value)


def living(cells: Cells, residence: str, since: str | None) -> None:
    """Keep where a client lives. It replaces what holds since the same day.

    Without a day it holds from the beginning: every client is entered on the day of the trial.
    """
    day = since or BEGINNING
    same = [key for key, value in cells.items() if isinstance(key, tuple) and key[1] == "residence" and value[0] == day]
    if same:
        cells[same[0]] = (day, residence)
    else:
        dated(cells, "residence", residence, day)
