"""The kinds of values, one object each. A field says its kind, and everything asks that object.

To add one: write its class in a module of this package and register its object there. Options, help, lists, formats,
SQL, ``naht check``, profiles and completion take it from there.
"""

from naht.domain.kinds.amounts import COUNT, FIRST_YEAR, MINUTES, MONEY, NUMBER, RATE, SHARE, YEAR, figure
from naht.domain.kinds.kind import Kind, Slot, Value, every, register
from naht.domain.kinds.links import CODE, ID, REF, WORD, Link, Ref, Word
from naht.domain.kinds.texts import DAY, FLAG, LIST, MAP, NOTE, SWITCH, TEXT, TIME, Day, Text, attributes

__all__ = [
    "CODE", "COUNT", "DAY", "FIRST_YEAR", "FLAG", "ID", "LIST", "MAP", "MINUTES", "MONEY", "NOTE", "NUMBER", "RATE",
    "REF", "SHARE", "SWITCH", "TEXT", "TIME", "WORD", "YEAR",
    "Day", "Kind", "Link", "Ref", "Slot", "Text", "Value", "Word", "attributes", "every", "figure", "register",
]  # fmt: skip
