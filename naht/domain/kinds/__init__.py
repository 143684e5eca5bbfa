"""The kinds of values, one object each. A field says its kind, and everything asks that object.

To add one: write its class in a module of this package and name its object here. Options, help, lists, formats, SQL,
``naht check``, profiles and completion take it from there.
"""

from naht.domain.kinds.amounts import Count, Figure, Minutes, Money, Rate, Share, Year
from naht.domain.kinds.kind import Kind, Slot, Value
from naht.domain.kinds.links import Code, Id, Link, Ref, Word
from naht.domain.kinds.texts import Day, Flag, ListName, Map, Note, Switch, Text, Time, attributes

__all__ = [
    "CODE", "COUNT", "DAY", "FLAG", "ID", "LIST", "MAP", "MINUTES", "MONEY", "NOTE", "NUMBER", "RATE", "REF",
    "SHARE", "SWITCH", "TEXT", "TIME", "WORD", "YEAR",
    "Code", "Day", "Kind", "Link", "Ref", "Slot", "Text", "Value", "Word", "attributes", "every", "figure", "register",
]  # fmt: skip

DAY, TIME = Day(), Time()
MINUTES, COUNT, YEAR, MONEY, SHARE = Minutes(), Count(), Year(), Money(), Share()
FLAG, SWITCH = Flag(), Switch()
TEXT, NOTE, LIST, MAP, CODE, ID = Text(), Note(), ListName(), Map(), Code(), Id()
WORD, REF = Word(), Ref()
NUMBER, RATE = Figure(), Rate()  # the figures of a report

_kinds = [DAY, TIME, MINUTES, COUNT, YEAR, MONEY, SHARE, FLAG, TEXT, NOTE, MAP, CODE, WORD, REF]


def every() -> tuple[Kind, ...]:
    """The kinds that a field can have."""
    return tuple(_kinds)


def figure(unit: str) -> Kind:
    """The kind of a figure that is counted in ``unit``: a sum is written as the values that are added up."""
    return next((Figure(kind) for kind in _kinds if kind.summed and kind.unit == unit), NUMBER)


def register(kind: Kind) -> Kind:
    """Add a kind that lives outside this package; its bare form is then reserved like the others'."""
    _kinds.append(kind)
    return kind
