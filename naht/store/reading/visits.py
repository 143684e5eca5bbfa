"""Defines what counts as a visit, for lists, figures and SQL: it is one to one (setting E), and somebody was met.

Somebody was met where the visit's outcome has the attribute ``met``.
"""

from naht.domain.nouns import noun
from naht.domain.table import Filter
from naht.store.file.sqlite import Connection
from naht.store.reading import attributes
from naht.store.reading.conditions import conditions

_MET = f"SELECT word FROM ({attributes.SELECT}) WHERE list = 'outcome' AND name = 'met'"


def was_met(row: str) -> str:
    """The SQL condition that in the row ``row`` of table visit somebody was met (of a group: that it took place)."""
    return f"{row}.outcome IN ({_MET})"


def is_visit(row: str) -> str:
    """The SQL condition that the row ``row`` of table visit counts as a visit."""
    return f"({row}.setting = 'E' AND {was_met(row)})"


def count(con: Connection, filter_: Filter, newest: int = 0) -> int:
    """How many of the records that a list of visits shows count as visits; with ``newest`` of the last so many."""
    condition, values = conditions(con, noun("visit"), filter_)
    limit = f"ORDER BY t.day DESC, t.n DESC LIMIT {int(newest)}" if newest else ""
    rows = f"SELECT t.setting, t.outcome FROM visit t WHERE {condition} {limit}"
    return int(con.execute(f"SELECT count(*) FROM ({rows}) v WHERE {is_visit('v')}", values).fetchone()[0])
