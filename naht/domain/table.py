"""What a question is answered with: columns and rows of plain values. Output turns it into any format.

A cell is None (unknown), int, str, bool or a list of them. Nothing in it is formatted yet.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple


class Column(NamedTuple):
    """``name`` is the machine's key, ``label`` the heading; ``kind`` is a field's kind, or id or number.

    ``of`` is the list or noun its slugs belong to: people read the label instead.
    """

    name: str
    label: str
    kind: str = "text"
    of: str = ""


def bare(names: Iterable[str]) -> tuple[Column, ...]:
    """Columns for scripts, whose headings are the keys."""
    return tuple(Column(name, name) for name in names)


class Table(NamedTuple):
    columns: tuple[Column, ...]
    rows: list[tuple[Any, ...]]
    title: str = ""
    notes: tuple[str, ...] = ()  # lines below the table: limits, counting rules, sums
    labels: Mapping[tuple[str, str], str] = MappingProxyType({})  # (list or noun, slug) to what people read


class Note(NamedTuple):
    """Something to say beside the data, in both languages, on stderr."""

    de: str
    en: str
    warning: bool = False

    def text(self, lang: str) -> str:
        return self.de if lang == "de" else self.en
