"""The base class of all kinds of values, and the union of plain values.

A kind has no state. What differs from field to field (its option, its list, whether it looks ahead) comes with the
field, which a kind sees as a :class:`Slot`. A method names with ``_`` the parameters that it does not need.
"""

from datetime import date
from typing import Protocol, TypeVar

from naht.domain.errors import BadValue
from naht.domain.message import Label, Text

Value = str | int | bool | list[str] | dict[str, str] | None
"""What a field holds outside the file; None is unknown."""
YES_NO = {True: Label("ja", "yes"), False: Label("nein", "no")}


class Slot(Protocol):
    """What a kind has to know of the field (or column) whose value it reads, checks or describes."""

    @property
    def name(self) -> str: ...
    @property
    def option(self) -> str: ...
    @property
    def of(self) -> str: ...
    @property
    def ahead(self) -> bool: ...
    @property
    def shape(self) -> str: ...


class Kind:
    """One kind of value. The class attributes are what most kinds have in common; each kind says what differs."""

    name = ""
    metavar: Label = Label("TEXT", "TEXT")  # what a help page shows for the value of an option
    expected: Text = ""  # what a refused text should have been, and
    example = ""  # one that is right
    looks: Label = Label("Text", "text")  # what the SQL catalogue says of the values
    reserves: Text = ""  # what a word that has the bare form would be taken for; none without a bare form
    unit = ""  # of the values in machine formats
    unit_stored = ""  # of those in the file, where it is another
    summed = False  # its values make sense added up: a figure with their unit is written as they are
    right = False  # stands on the right of a column
    whole = False  # never folded in a narrow table
    narrows = False  # lists and figures can be narrowed by it
    counted = False  # its values are few: rows can be counted out by it
    closed = False  # what is not a form of it cannot be typed: ``naht check`` asks :meth:`fits` of each value
    valued = True  # its option takes a value
    plain = True  # stands in the file as it is
    converted = False  # stands otherwise in csv and JSON

    def __repr__(self) -> str:
        return f"<{self.name}>"

    # ---- on the way in

    def read(self, slot: Slot, text: str, _today: date, /) -> Value:
        """The value that an option's text means. Raises BadValue, or BadDay for a day."""
        value = self.parse(text.strip())
        if value is None:
            raise self.refusal(slot, text)
        return value

    def parse(self, text: str) -> Value:
        """The value of a stripped text; None for one that is no such value."""
        return text

    def refusal(self, slot: Slot, text: str) -> BadValue:
        """The error for a text that is no such value; it says what is expected, with an example."""
        return BadValue(option=slot.option, text=text, expected=self.expected, example=self.example)

    def bare(self, _slot: Slot, _token: str, _today: date, /) -> Value:
        """The value of a bare word by its form alone; None where it has another. May raise what reading raises."""
        return None

    def has_form(self, _word: str, /) -> bool:
        """True for a word that some bare field of this kind would take by its form."""
        return False

    def from_toml(self, _slot: Slot, value: object, /) -> Value:
        """A profile's value as the file keeps it; None for one of another type."""
        return value if isinstance(value, str) else None

    def fits(self, _slot: Slot, _value: object, /) -> bool:
        """True for a stored value that could have been typed."""
        return True

    def lies_ahead(self, _slot: Slot, _value: Value, _today: date, /) -> bool:
        """True for a time after today in a field that looks back."""
        return False

    def offers(self, _slot: Slot, _lang: str, /) -> tuple[str, ...]:
        """The values that completion can offer without asking the file."""
        return ()

    # ---- on the way out

    def show(self, value: object, lang: str, /) -> str:
        """One value for people."""
        if isinstance(value, bool):
            return YES_NO[value][lang != "de"]
        if isinstance(value, float) and lang == "de":
            return str(value).replace(".", ",")
        if isinstance(value, dict):
            return " ".join(f"{key}={part}" for key, part in value.items())
        return str(value)

    def phrase(self, _label: Text, shown: Text, /) -> Text:
        """A shown value as it stands in a line, without a heading above it."""
        return shown

    def machine(self, value: object) -> object:
        """One value for csv, JSON and the like."""
        return value

    def describe(self, _slot: Slot, _view: str, /) -> Text:
        """Which values a column of the SQL views has, or what they look like; ``_view`` is the one it points at."""
        return self.looks

    @property
    def difference(self) -> "Kind":
        """The kind of what lies between two of its values."""
        return self

    # ---- in the file

    def to_column(self, value: Value) -> object:
        """The value as a column holds it."""
        return value

    def from_column(self, value: str | int | None) -> Value:
        """The value that a column holds."""
        return value


K = TypeVar("K", bound=Kind)
_registered: list[Kind] = []


def register(kind: K) -> K:
    """Name a kind that fields can have, and return it; the form of its bare words is then reserved."""
    _registered.append(kind)
    return kind


def every() -> tuple[Kind, ...]:
    """The kinds that a field can have."""
    return tuple(_registered)
