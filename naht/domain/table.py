"""The filter that lists, reports, counts and exports share, and the table that they return.

Output turns a table into any format. A cell is None (unknown), int, str, bool or a list of them; nothing in it is
formatted yet.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from naht.domain.days import ALWAYS, Period
from naht.domain.kinds import TEXT, Kind
from naht.domain.message import Text


class Filter(NamedTuple):
    """A period and values of fields. Values of one field are alternatives; of different fields all have to hold.

    A field is called as one value of it is (``Field.column``: its option, its breakdown), for a filter spans nouns:
    ``topic`` is one of a visit's topics and the topic of a referral.
    """

    period: Period = ALWAYS
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (what one value is called, slugs or ids)
    anonymous: bool | None = None  # visits without (True) or with (False) a client

    def of(self, field: str) -> tuple[str, ...]:
        """The values chosen of a field; none means any."""
        return dict(self.values).get(field, ())


class Column(NamedTuple):
    """``name`` is the machine's key, ``label`` the heading; ``kind`` is a field's, an id, or that of a figure.

    ``of`` is the list or noun its slugs belong to: people read the label instead.
    """

    name: str
    label: Text
    kind: Kind = TEXT
    of: str = ""
    spare: int = 0  # where the terminal is too narrow, the column with the highest number leaves first; 0 stays


def bare(names: Iterable[str]) -> tuple[Column, ...]:
    """Columns for scripts, whose headings are the keys."""
    return tuple(Column(name, name) for name in names)


class Table(NamedTuple):
    columns: tuple[Column, ...]
    rows: Sequence[tuple[object, ...]]
    title: Text = ""
    notes: tuple[Text, ...] = ()  # lines below the table: limits, counting rules, sums
    labels: Mapping[tuple[str, str], Text] = MappingProxyType({})  # (list or noun, slug) to what people read


class Note(NamedTuple):
    """Something to say beside the data, on stderr."""

    message: Text
    warning: bool = False
