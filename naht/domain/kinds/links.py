"""Kinds whose values name something: a word of a list, a record of a noun, one of a field's own codes."""

from datetime import date

from naht.domain.errors import BadValue
from naht.domain.ids import SHOWN
from naht.domain.kinds.kind import Kind, Slot, Value, register
from naht.domain.message import Joined, Label, Text

CODES = {
    ("setting", "E"): Label("einzeln", "one to one"),
    ("setting", "G"): Label("Gruppe", "group"),
    ("setting", "O"): Label("ohne Klient/in", "without the client"),
    ("funding_by", "given"): Label("Angabe", "as given"),
    ("funding_by", "worker"): Label("Stelle", "post"),
    ("funding_by", "site"): Label("Anlaufpunkt", "site"),
    ("funding_by", "district"): Label("Stadtteil", "district"),
    ("funding_by", "only"): Label("die einzige gültige", "the only valid one"),
    ("funding_by", "none"): Label("keine gültig", "none valid"),
}
"""(field, code) to what people read."""


class Link(Kind):
    """A value that names a row of another table."""

    column = "id"  # of the row it points at, as the outside sees it
    narrows = counted = True

    def read(self, _slot: Slot, text: str, _today: date) -> Value:
        return text

    def noun(self, slot: Slot) -> str:
        """The noun it points at."""
        return slot.of

    def ident(self, _slot: Slot, value: str) -> str:
        """The whole id of the row that a value names."""
        return value


class Word(Link):
    """A word of the list that its field names in ``of``, by its slug."""

    name = "word"
    metavar = Label("WORT", "WORD")
    column = "slug"

    def noun(self, _slot: Slot) -> str:
        return "word"

    def ident(self, slot: Slot, value: str) -> str:
        return f"{slot.of}:{value}"

    def describe(self, slot: Slot, view: str) -> Text:
        return f"{view}, list = '{slot.of}'"


WORD = register(Word())


class Ref(Link):
    """A record of the noun that its field names in ``of``, by its id."""

    name = "ref"
    metavar = Label("ID", "ID")

    def describe(self, _slot: Slot, view: str) -> Text:
        return f"{view}.id"


REF = register(Ref())


class Code(Kind):
    """One of the few values that its field names in ``of``; without any, a text that naht itself writes."""

    name = "code"
    metavar = Label("X", "X")
    looks = Label("2026-03-12T14:30:00Z", "2026-03-12T14:30:00Z")
    closed = True

    def read(self, slot: Slot, text: str, _today: date) -> Value:
        if text not in slot.of.split():
            raise self.refusal(slot, text)
        return text

    def refusal(self, slot: Slot, text: str) -> BadValue:
        choice = " / ".join(slot.of.split())
        return BadValue(option=slot.option, text=text, expected=choice, example=next(iter(slot.of.split()), ""))

    def from_toml(self, slot: Slot, value: object) -> Value:
        return value if isinstance(value, str) and self.fits(slot, value) else None

    def fits(self, slot: Slot, value: object) -> bool:
        return not slot.of or value in slot.of.split()

    def offers(self, slot: Slot, _lang: str) -> tuple[str, ...]:
        return tuple(slot.of.split())

    def describe(self, slot: Slot, _view: str) -> Text:
        codes = tuple(_with_label(code, CODES.get((slot.name, code))) for code in slot.of.split())
        return Joined(codes) if codes else self.looks


CODE = register(Code())


def _with_label(code: str, label: Label | None) -> Text:
    return Joined((code, " (", label, ")"), "") if label else code


class Id(Kind):
    """A random id in a column: people see its first characters."""

    name = "id"
    whole = True

    def show(self, value: object, _lang: str) -> str:
        return str(value)[:SHOWN]


ID = Id()
