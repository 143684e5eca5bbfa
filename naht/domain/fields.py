"""The field table of a noun: from it come options, words, filters, columns, the JSON contract and completion.

A value outside the file is plain Python: a day is ISO text, minutes, counts and years are int, a flag is bool, a word
is its slug, a reference is the other noun's id, a many-valued field is a list in rank order, unknown is None.
"""

from collections.abc import Iterable
from typing import NamedTuple

from naht.domain.kinds import CODE, Kind, Link, Value
from naht.domain.message import Label


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
    adding: bool = False  # an option of a new record alone: what it does happens once
    once: bool = False  # of this one time: ``again`` does not take it over
    grows: bool = False  # edit adds to its values; of other fields it replaces them
    listed: bool = True  # a column of machine formats; notes are shown on request only
    titled: bool = False  # its words need its title beside them, where what was understood is said
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
    def labels_from(self) -> str:
        """Whose labels people read for its values: the list's or noun's, a code's own; none for plain values."""
        return self.of if self.link else self.name if self.kind is CODE else ""

    @property
    def title(self) -> Label:
        """What people call it."""
        return Label(self.de, self.en)

    def label(self, lang: str) -> str:
        return self.de if lang == "de" else self.en


_NOTHING = Label("", "")


def _keys(fields: Iterable[Field]) -> frozenset[str]:
    """What a record of these fields may say; ``since`` goes with a dated value."""
    since = {"since"} if any(field.dated for field in fields) else ()
    return frozenset(("id", *since, *(field.name for field in fields)))


class Noun:
    """A kind of record: what it is called, where it is kept, which fields it has. ``name`` is its word in commands."""

    __slots__ = (
        "about", "columns", "day", "de", "des", "dialog", "en", "ens", "extras", "fields", "figures", "keys", "letter",
        "members", "name", "rules", "since", "spare", "table", "until", "view",
    )  # fmt: skip

    def __init__(  # noqa: PLR0913  a table of what differs from noun to noun
        self, name: str, de: str, en: str, des: str, ens: str, fields: tuple[Field, ...],
        *,
        table: str = "", view: str = "", about: Label = _NOTHING, letter: str = "", day: str = "",
        columns: tuple[str, ...] = (), spare: tuple[str, ...] = (), since: str = "", until: str = "",
        dialog: tuple[str, ...] = (), extras: tuple[Field, ...] = (),
        rules: str = "", figures: bool = False, members: str = "",
    ) -> None:  # fmt: skip
        self.name, self.de, self.en, self.des, self.ens = name, de, en, des, ens
        self.fields = fields
        self.keys = _keys((*fields, *extras))
        self.table = table or name  # a name that SQL has taken (case) needs another table
        self.view = view or f"{name}s"  # in SQL: a word is not in ``word``, which is the inner table, but in ``words``
        self.about = about  # what its records are, in a sentence
        self.letter = letter  # begins its random ids; without one the id is a slug that the office chooses
        self.day = day  # the day field of the period filter; lists are sorted by it
        self.columns = columns  # what a list shows on a terminal
        self.spare = spare  # those of them that leave where it is too narrow, the first one first
        self.since = since  # the field from which a record may be used, and
        self.until = until  # the last day on which it may
        self.dialog = dialog  # the fields asked for at a terminal, in this order
        self.extras = extras  # further options of add and edit: the noun's rules use them, no column keeps them
        self.rules = rules  # the module of its own rules in naht.services.rules
        self.figures = figures  # whether figures are counted over its rows
        self.members = members  # the many-valued field whose different values are counted, each once

    def __repr__(self) -> str:
        return f"<{self.name}>"

    def with_fields(self, fields: Iterable[Field]) -> "Noun":
        """The same noun with these fields alone: what a filter, or the completion of one field, knows of it."""
        narrowed = Noun.__new__(Noun)
        for name in self.__slots__:
            setattr(narrowed, name, getattr(self, name))
        narrowed.fields, narrowed.extras = tuple(fields), ()
        narrowed.keys = self.keys | _keys(narrowed.fields)
        return narrowed

    def field(self, name: str) -> Field:
        """The field of that name (or option). Raises KeyError."""
        for fields in (self.fields, self.extras):
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

    @property
    def member(self) -> str:
        """The column of the values that are counted each once, of a visit the client; empty where none are."""
        return self.field(self.members).column if self.members else ""

    @property
    def facts(self) -> str:
        """The table of its dated values."""
        return f"{self.table}_fact"

    def child(self, field: Field) -> str:
        """The table that holds the values of a many-valued or dated field."""
        return self.facts if field.dated else f"{self.table}_{field.column}"

    @property
    def tables(self) -> tuple[str, ...]:
        """All tables that its records live in, its own first."""
        children = (self.child(field) for field in self.fields if field.many or field.dated)
        return (self.table, *dict.fromkeys(children))
