"""Turns messages into text of one language. The German catalog is read when the first German text is needed.

English is in the code; German comes from ``naht/locale/de.mo``, which is compiled from ``de.po`` when naht is
installed. A text without a German one is printed in English; a test forbids that there is any.
"""

import os
from contextlib import suppress
from functools import cache
from typing import Protocol

from naht.domain.days import show_day
from naht.domain.kinds import TEXT
from naht.domain.message import Day, Fact, Joined, Label, Message, Shown
from naht.domain.table import Table

_TEXTS = (Message, Joined, Label, Day, Shown)
_PACKAGE = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120  pathlib loads longer than a catalog
CATALOG = os.path.join(_PACKAGE, "locale", "de.mo")  # noqa: PTH118  the same


class _Catalog(Protocol):
    def gettext(self, message: str, /) -> str: ...
    def ngettext(self, one: str, many: str, n: int, /) -> str: ...
    def pgettext(self, context: str, message: str, /) -> str: ...


@cache
def _catalog(lang: str) -> _Catalog:
    """The texts of a language; of English, and of a checkout that was never installed, the ones in the code."""
    from gettext import GNUTranslations, NullTranslations

    if lang == "de":
        with suppress(FileNotFoundError), open(CATALOG, "rb") as file:  # noqa: PTH123  the same
            return GNUTranslations(file)
    return NullTranslations()


def say(what: Fact, lang: str) -> str:
    """``what`` in the language ``lang`` (de or en)."""
    if isinstance(what, Message):
        return _template(what, lang).format_map({name: say(fact, lang) for name, fact in what.facts.items()})
    if isinstance(what, Label):
        return what.de if lang == "de" else what.en
    if isinstance(what, Day):
        return show_day(what.iso, lang, weekday=what.weekday)
    if isinstance(what, Shown):
        return what.kind.show(what.value, lang)
    if isinstance(what, Joined):
        return what.between.join(say(part, lang) for part in what.parts)
    return str(what)


def in_language(document: object, lang: str) -> object:
    """A document for JSON, every text in it in the language ``lang``."""
    if isinstance(document, _TEXTS):
        return say(document, lang)
    if isinstance(document, dict):
        return {key: in_language(value, lang) for key, value in document.items()}
    return [in_language(value, lang) for value in document] if isinstance(document, list) else document


def translate_table(table: Table, lang: str) -> Table:
    """The table with its headings, title, notes and cells as plain strings; slugs keep their labels as they are."""
    places = [place for place, column in enumerate(table.columns) if column.kind is TEXT]
    return table._replace(
        columns=tuple(column._replace(label=say(column.label, lang)) for column in table.columns),
        rows=[_translate_cells(row, places, lang) for row in table.rows] if places else table.rows,
        title=say(table.title, lang),
        notes=tuple(say(note, lang) for note in table.notes),
    )


def _translate_cells(row: tuple[object, ...], places: list[int], lang: str) -> tuple[object, ...]:
    if not any(isinstance(row[place], _TEXTS) for place in places):
        return row
    return tuple(say(value, lang) if isinstance(value, _TEXTS) else value for value in row)


def _template(what: Message, lang: str) -> str:
    if isinstance(what.text, Label):
        return say(what.text, lang)
    if lang != "de":
        return what.plural if what.plural and what.facts["n"] != 1 else what.text
    catalog = _catalog(lang)
    if what.plural:
        return catalog.ngettext(what.text, what.plural, int(str(what.facts["n"])))
    return catalog.pgettext(what.context, what.text) if what.context else catalog.gettext(what.text)
