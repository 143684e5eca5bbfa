"""A Table in any format. All machine formats carry the same values; ``table`` and ``md`` are for people.

``value`` is bare values, one row a line, cells parted by tabs: for ``$(…)`` in a shell.
"""

import io
import re
from collections.abc import Callable
from typing import NamedTuple

from naht.domain.message import Text, message
from naht.domain.table import Table
from naht.domain.text import clean
from naht.output.cells import Style, decimal, guard, machine, texts, values
from naht.output.language import translate_table

_SUSPECT = r"[\x7f-\x9f\xad\u0600-\uffff\U00010000-\U0010ffff]"  # compiled where JSON is written: that takes 5 ms


class Format(NamedTuple):
    """A way to print tables: for people with labels and sentences, for machines with keys and slugs."""

    name: str
    about: Text
    write: Callable[[list[Table], Style], str]
    people: bool = False
    holds_notes: Callable[[list[Table]], bool] = lambda _tables: False  # else they are told beside the data


def render(tables: list[Table], form: Format, style: Style) -> str:
    """The tables as text in a format, ending with a line break unless empty."""
    return form.write([translate_table(table, style.lang) for table in tables], style)


def _table(tables: list[Table], style: Style) -> str:
    from naht.output.terminal import draw

    return draw(tables, style)


def _csv(tables: list[Table], style: Style) -> str:
    import csv

    out = io.StringIO()
    if style.excel:
        out.write("\ufeff")
    writer = csv.writer(out, delimiter=";" if style.excel else ",", lineterminator="\r\n" if style.excel else "\n")
    for place, table in enumerate(tables):
        if place:
            out.write("\n")
        if style.header:
            writer.writerow(column.name for column in table.columns)
        writer.writerows([_field(value, style) for value in row] for row in values(table))
    return out.getvalue()


def _field(value: object, style: Style) -> str:
    return decimal(value) if style.excel and isinstance(value, float) else guard(value)


def _tsv(tables: list[Table], style: Style) -> str:
    lines = []
    for table in tables:
        if style.header:
            lines.append("\t".join(column.name for column in table.columns))
        lines += ["\t".join(_one_line(guard(value)) for value in row) for row in values(table)]
    return "".join(line + "\n" for line in lines)


def _value(tables: list[Table], style: Style) -> str:  # noqa: ARG001  one signature for all formats
    rows = (row for table in tables for row in values(table))
    return "".join("\t".join(_one_line(clean(machine(value))) for value in row) + "\n" for row in rows)


def _one_line(text: str) -> str:
    return " ".join(text.replace("\t", " ").splitlines()) if "\n" in text or "\t" in text or "\r" in text else text


def _objects(table: Table) -> list[dict[str, object]]:
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in values(table)]


def _json(tables: list[Table], style: Style) -> str:  # noqa: ARG001  one signature for all formats
    import json

    whole: object = [{"title": t.title, "rows": _objects(t), "notes": list(t.notes)} for t in tables]
    if not _titled(tables):
        whole = _objects(tables[0])
    return _harmless(json.dumps(whole, ensure_ascii=False, indent=2)) + "\n"


def _jsonl(tables: list[Table], style: Style) -> str:  # noqa: ARG001  one signature for all formats
    import json

    titled = [({"section": t.title} if t.title else {}, row) for t in tables for row in _objects(t)]
    return "".join(_harmless(json.dumps(title | row, ensure_ascii=False)) + "\n" for title, row in titled)


def _harmless(text: str) -> str:
    """JSON with what :func:`clean` would replace written as escapes: the values stay what they are."""
    return re.sub(_SUSPECT, lambda found: found[0] if clean(found[0]) == found[0] else _escape(found[0]), text)


def _escape(character: str) -> str:
    import json

    return json.dumps(character)[1:-1] if character > "\x7f" else f"\\u{ord(character):04x}"


def _md(tables: list[Table], style: Style) -> str:
    return "\n".join(_md_one(table, style) for table in tables)


def _md_one(table: Table, style: Style) -> str:
    lines = [f"## {_inert(str(table.title))}", ""] if table.title else []
    lines.append("| " + " | ".join(_inert(str(column.label)) for column in table.columns) + " |")
    lines.append("|" + "|".join("---" for _ in table.columns) + "|")
    lines += ["| " + " | ".join(map(_inert, row)) + " |" for row in texts(table, style.lang)]
    lines += [f"\n{_paragraph(str(note))}" for note in table.notes]
    return "\n".join(lines) + "\n"


_MEANT = r"[\\`*_\[\]|~#<]|&(?=#?\w+;)|:(?=//)|(?<=www)\."  # what Markdown would take for more than a text
_ENTITIES = {"<": "&lt;", "&": "&amp;", ":": "&#58;", ".": "&#46;"}  # not every reader takes a backslash before these


def _inert(text: str) -> str:
    """One line of Markdown that shows the text and does nothing: no HTML, no link, no image that is fetched."""
    line = _one_line(clean(text))
    return re.sub(_MEANT, lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), line, flags=re.IGNORECASE)


def _paragraph(text: str) -> str:
    """As :func:`_inert`, where what stands first could also begin a list or a quotation."""
    return re.sub(r"^(\d*)([-+>.)])", r"\1\\\2", _inert(text).strip())


def _titled(tables: list[Table]) -> bool:
    """True where JSON is an object for each table, which has its notes."""
    return len(tables) > 1 or bool(tables[0].title)


_ALL = (
    Format("table", message("for people; folds on a narrow terminal, has no width in a pipe"),
           _table, people=True, holds_notes=lambda _tables: True),
    Format("csv", message("slugs, ISO days, whole ids, lists with `;`; `--excel` adds a BOM, `;` and decimal commas"),
           _csv),
    Format("tsv", message("the same with tabs"), _tsv),
    Format("json", message("an array of objects, lists as arrays; several tables as objects with `title` and `rows`"),
           _json, holds_notes=_titled),
    Format("jsonl", message("one object a line"), _jsonl),
    Format("md", message("a table in Markdown, for people"),
           _md, people=True, holds_notes=lambda _tables: True),
    Format("value", message("bare values without a heading, for `$(…)`"),
           _value),
)  # fmt: skip
FORMATS = {form.name: form for form in _ALL}
"""The formats by their names; the first holds where none is asked for."""
