"""What may be asked in SQL: the public views, their columns, what these mean and which values they have."""

from typing import Any

from naht.domain.fields import Field
from naht.domain.nouns.shared import CODES
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
    notes = (public.ABOUT[view.noun][lang != "de"],) if view.noun in public.ABOUT else ()
    return Table(head, _rows(view, lang), f"{view.name} – {view.label(lang)}", notes)


def _rows(view: View, lang: str) -> list[tuple[Any, ...]]:
    return [(column.name, column.label(lang), _possible(column, lang)) for column in view.columns]


def _possible(column: Shown, lang: str) -> str:
    """Where the values of a column come from, or what they look like."""
    field = column.field
    if column.owner and column.name != "id":
        return f"{public.plural(column.owner)}.id"
    values = _of_field(field, lang) if field else ""
    if column.singly:
        alone = "einzeln in" if lang == "de" else "one by one in"
        return f"{values}; {alone} {column.singly}"
    return values


def _of_field(field: Field, lang: str) -> str:
    if field.kind == "word":
        return f"words, list = '{field.of}'"
    if field.kind == "ref":
        return f"{public.plural(field.of)}.id"
    if field.kind == "code" and field.of:
        codes = ((code, CODES.get((field.name, code))) for code in field.of.split())
        return ", ".join(f"{code} ({both[lang != 'de']})" if both else code for code, both in codes)
    return _LOOKS[field.kind][lang != "de"]


_LOOKS = {
    "day": ("2026-03-12", "2026-03-12"), "time": ("14:30", "14:30"), "minutes": ("Zahl", "number"),
    "count": ("Zahl", "number"), "year": ("Zahl", "number"), "flag": ("1 ja, 0 nein", "1 yes, 0 no"),
    "map": ("JSON", "JSON"), "code": ("2026-03-12T14:30:00Z", "2026-03-12T14:30:00Z"), "text": ("Text", "text"),
}  # fmt: skip
