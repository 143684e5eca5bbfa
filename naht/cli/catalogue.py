"""What may be asked in SQL: the public views, their columns, what these mean and which values they have."""

from typing import Any

from naht.domain.table import Column, Table
from naht.store.sql import public
from naht.store.sql.public import Shown, View


def catalogue(lang: str, wanted: str | None, *, flat: bool) -> list[Table]:
    """All views, or the one that is wanted: a table for each, or ``flat`` all columns in one for machines."""
    shown = public.views(lang)
    if wanted:
        shown = [public.find(wanted, shown)]
    head = tuple(Column(name, label) for name, label in _HEAD[lang != "de"])
    if flat:
        return [Table(head, [(view.name, *row) for view in shown for row in _rows(view, lang)])]
    return [_sheet(view, head[1:], lang) for view in shown]


_HEAD = (
    (("view", "Sicht"), ("column", "Spalte"), ("meaning", "Bedeutung"), ("values", "Werte")),
    (("view", "view"), ("column", "column"), ("meaning", "meaning"), ("values", "values")),
)


def _sheet(view: View, head: tuple[Column, ...], lang: str) -> Table:
    notes = (view.noun.about,) if view.noun and view.noun.about.en else ()
    return Table(head, _rows(view, lang), f"{view.name} – {view.label(lang)}", notes)


def _rows(view: View, lang: str) -> list[tuple[Any, ...]]:
    return [(column.name, column.label(lang), _possible(column, lang)) for column in view.columns]


def _possible(column: Shown, lang: str) -> str:
    """Where the values of a column come from, or what they look like."""
    field = column.field
    if column.owner and column.name != "id":
        return f"{column.owner.view}.id"
    values = field.kind.described(field, lang) if field else ""
    if column.singly:
        alone = "einzeln in" if lang == "de" else "one by one in"
        return f"{values}; {alone} {column.singly}"
    return values
