"""One cell as people read it, and as machines do."""

from typing import Any

from naht.domain.days import show_day
from naht.domain.ids import SHOWN
from naht.domain.table import Column, Table
from naht.domain.text import clean
from naht.output.words import say

ZERO = "–"
FIGURES = frozenset(("number", "share", "change"))
NUMERIC = FIGURES | {"minutes", "count", "year"}
_WORDS: tuple[dict[bool | None, str], ...] = ({True: "yes", False: "no"}, {True: "ja", False: "nein"})
_SKIPPED = "\ufeff \n\xa0"  # what a spreadsheet may skip before it looks for a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def shown(table: Table, column: Column, value: Any, lang: str) -> str:
    """The cell for people: labels, German days, six characters of an id, – for zero; safe for a terminal."""
    if isinstance(value, (list, tuple)):
        return "; ".join(shown(table, column, part, lang) for part in value)
    if value is None or isinstance(value, bool):
        return _WORDS[lang == "de"].get(value, "")
    if column.kind in FIGURES:
        return _figure(column, value, lang)
    if column.kind == "id":
        return str(value)[:SHOWN]
    if column.kind == "day":
        return show_day(value, lang, weekday=True)
    label = table.labels.get((column.of, str(value)))
    return clean(_plain(value, lang) if label is None else say(label, lang))


def texts(table: Table, lang: str) -> list[list[str]]:
    """The cells of every row for people."""
    return [[shown(table, column, value, lang) for column, value in zip(table.columns, row, strict=True)]
            for row in table.rows]  # fmt: skip


def _figure(column: Column, value: Any, lang: str) -> str:
    """A count; – for zero, a change with its sign. A share is kept in thousandths: 556 is 55,6 %."""
    if not isinstance(value, int):
        return clean(str(value))
    if column.kind == "share":
        return f"{value // 10},{value % 10} %" if lang == "de" else f"{value / 10:.1f}%"
    if column.kind == "change":
        return f"{value:+d}".replace("-", "−") if value else ZERO
    return str(value) if value else ZERO


def decimal(value: float) -> str:
    """With a comma: a German spreadsheet takes 2.5 for the second of May."""
    return str(value).replace(".", ",")


def _plain(value: Any, lang: str = "") -> str:
    if isinstance(value, float) and lang == "de":
        return decimal(value)
    if isinstance(value, dict):
        return " ".join(f"{key}={part}" for key, part in value.items())
    return str(value)


def machine(value: Any) -> str:
    """The cell for csv, tsv and value: slugs, ISO days, whole ids, lists with ``;``."""
    if isinstance(value, (list, tuple)):
        return ";".join(machine(part) for part in value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return _plain(value)


def guarded(value: Any) -> str:
    """As :func:`machine`, cleaned, with texts that a spreadsheet would run made harmless by a leading apostrophe."""
    text = machine(value)
    if isinstance(value, (int, float)) or not text.lstrip(_SKIPPED).startswith(_FORMULA):
        return clean(text)
    return "'" + clean(text)
