"""What a question is answered with: columns and rows of plain values. Output turns it into any format.

A cell is None (unknown), int, str, bool or a list of them. Nothing in it is formatted yet.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from naht.domain.kinds import TEXT, Kind
from naht.domain.message import Text


class Column(NamedTuple):
    """``name`` is the machine's key, ``label`` the heading; ``kind`` is a field's, an id, or that of a figure.

    ``of`` is the list or noun its slugs belong to: people read the label instead.
    """

    name: str
    label: Text
    kind: Kind = TEXT
    of: str = ""


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
