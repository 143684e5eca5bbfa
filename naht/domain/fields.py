"""The field table of a noun: from it come options, words, filters, columns, the JSON contract and completion.

A value outside the file is plain Python: a day is ISO text, minutes, counts and years are int, a flag is bool, a word
is its slug, a reference is the other noun's id, a many-valued field is a list in rank order, unknown is None.
"""

from typing import Any, NamedTuple

from naht.domain.kinds import CODE, Kind, Link, Value
from naht.domain.message import Label

Record = dict[str, Any]
"""One row of a noun as the outside sees it: field name to value."""


class Field(NamedTuple):
    """One field. ``name`` is column and JSON key; ``one`` (or name) is the option, the filter and the child column."""

    name: str
    kind: Kind
    de: str
    en: str
    of: str = ""  # word: the list; ref: the noun; code: its values, blank-separated
    one: str = ""
    many: bool = False
    bare: bool = False  # may be typed as a word, or by its shape
    prefix: str = ""  # what the bare word begins with
    shape: str = ""  # of a bare count: "p" (12p) or "+" (+3)
    ahead: bool = False  # a day that looks ahead
    default: Value = None
    required: bool = False
    dated: bool = False  # every value is kept with the day since when it holds
    given: bool = True  # may be set by the user
    narrows: bool = True  # lists and figures can be narrowed by it
    listed: bool = True  # a column of machine formats; notes are shown on request only
    help_de: str = ""
    help_en: str = ""

    @property
    def option(self) -> str:
        """The option's name without its dashes."""
        return self.column.replace("_", "-")

    @property
    def column(self) -> str:
        """The name of a single value: the column of a child table, the filter."""
        return self.one or self.name

    @property
    def link(self) -> Link | None:
        """The kind of a field whose values are words or records of another table; None for plain values."""
        return self.kind if isinstance(self.kind, Link) else None

    @property
    def labelled(self) -> str:
        """Whose labels people read for its values: the list's or noun's, a code's own; none for plain values."""
        return self.of if self.link else self.name if self.kind is CODE else ""

    @property
    def title(self) -> Label:
        """What people call it."""
        return Label(self.de, self.en)

    def label(self, lang: str) -> str:
        return self.de if lang == "de" else self.en


class Noun(NamedTuple):
    """A kind of record. ``letter`` begins its random ids; without one the id is a slug the office chooses."""

    name: str
    de: str
    en: str
    des: str
    ens: str
    fields: tuple[Field, ...]
    letter: str = ""
    day: str = ""  # the day field of the period filter; lists are sorted by it
    columns: tuple[str, ...] = ()  # what a list shows on a terminal
    since: str = ""  # the field from which a record may be used, and
    until: str = ""  # the last day on which it may
    dialog: tuple[str, ...] = ()  # the fields asked for at a terminal, in this order
    asked: tuple[Field, ...] = ()  # further options of add and edit: the noun's rules use them, no column keeps them

    def field(self, name: str) -> Field:
        """The field of that name (or option). Raises KeyError."""
        for fields in (self.fields, self.asked):
            for field in fields:
                if name in (field.name, field.one or field.name):
                    return field
        raise KeyError(name)

    def has(self, name: str) -> bool:
        return any(field.name == name for field in self.fields)

    @property
    def title(self) -> Label:
        """What people call one of its records."""
        return Label(self.de, self.en)

    @property
    def titles(self) -> Label:
        """What people call several of its records."""
        return Label(self.des, self.ens)

    def label(self, lang: str) -> str:
        return self.de if lang == "de" else self.en

    def labels(self, lang: str) -> str:
        return self.des if lang == "de" else self.ens

    def child(self, field: Field) -> str:
        """The table that holds the values of a many-valued or dated field."""
        return f"{self.name}_fact" if field.dated else f"{self.name}_{field.column}"
