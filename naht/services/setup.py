"""What an office says of itself at the beginning: questions with the present answers, and how an answer is written.

The questions are the settings that reports need, which funding carries the everyday work of each district, and who
works here. Each answer can be changed by a command of its own; the question names it.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from naht.domain.errors import NotFound
from naht.domain.fields import Field
from naht.domain.message import Text, message
from naht.domain.nouns import noun
from naht.domain.record import Record
from naht.domain.settings import CARRIER, OFFICE, RECORDING_SINCE, WORKER
from naht.domain.table import Filter
from naht.domain.text import split
from naht.services import records
from naht.services.rules import office
from naht.store.file.sqlite import Connection
from naht.store.journal.unit import Unit
from naht.store.reading import rows, settings


class Question(NamedTuple):
    """``answer`` is the present one, empty where there is none; ``write`` takes another and may refuse it."""

    text: Text
    answer: str
    command: str
    write: Callable[[Unit, str], None]


def questions(con: Connection) -> list[Question]:
    """All questions with their present answers."""
    workers = [worker.id for worker in rows.fetch(con, noun("worker"), Filter(), ())]
    return [
        *(_setting(con, setting) for setting in (OFFICE, CARRIER, RECORDING_SINCE)),
        *(_carrying(district) for district in _districts(con)),
        Question(message("Who works here? Short codes, parted by blanks"), " ".join(workers), "naht worker add CODE",
                 _add_workers),
    ]  # fmt: skip


def _setting(con: Connection, setting: Field) -> Question:
    def write(unit: Unit, text: str) -> None:
        office.change_setting(unit, setting, text)

    return Question(setting.title, settings.get(con, setting), f"naht config {setting.name} …", write)


def _districts(con: Connection) -> list[Record]:
    """The districts that stand for one place."""
    district = noun("district")
    fields = tuple(district.field(name) for name in ("name", "funding", "everywhere"))
    return [record for record in rows.fetch(con, district, Filter(), fields) if not record["everywhere"]]


def _carrying(district: Record) -> Question:
    text = message("Which project carries the everyday work in {district}?", district=district.text("name"))
    command = f"naht district edit {district.id} --funding …"
    return Question(text, district.text("funding"), command, partial(_carry, district.id))


def _carry(ident: str, unit: Unit, text: str) -> None:
    """Raises NotFound for a funding that there is not."""
    if not rows.exists(unit.con, noun("funding"), text):
        raise NotFound(noun=noun("funding").title, text=text, command="funding")
    records.edit(unit, noun("district"), ident, {"funding": text})


def _add_workers(unit: Unit, text: str) -> None:
    """Add those who are not there yet; who works alone is the one who types where nobody says otherwise."""
    codes = split(text)
    for code in codes:
        if not rows.exists(unit.con, noun("worker"), code):
            records.add(unit, noun("worker"), {"id": code})
    if len(codes) == 1 and not settings.get(unit.con, WORKER):
        office.change_setting(unit, WORKER, codes[0])
