"""The public views: what SQL may see of the file, generated from the field tables.

One view per noun (``visits``), one per many-valued field (``visit_topics``), one per noun with dated values
(``client_facts``), and ``labels``. Columns are those of the machine formats: ids and slugs, no inner number. Notes are
left out, without a switch to bring them in: they are free text about people, and what SQL prints goes into files and
tables. Who needs one reads it where it stands (``naht show``), or names it (``naht visit list --fields note``).

They are TEMP views of one connection: the stored schema, which every command parses, knows nothing of them.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from naht.domain.fields import Field, Noun
from naht.domain.kinds.links import CODES
from naht.domain.message import Joined, Text, message
from naht.domain.nouns import every
from naht.domain.settings import WORKER_METRICS
from naht.domain.sql_errors import UnknownView
from naht.store.reading import mapping, settings, visits

LIST_SEPARATOR = ";"  # as in CSV
_BY_WORKER = settings.is_on(WORKER_METRICS)


class Shown(NamedTuple):
    """A column: the expression behind it, what it means, and the field whose values it holds."""

    name: str
    sql: str
    label: Text
    field: Field | None = None
    singly: str = ""  # all values of the field stand in one cell; the view that has them one by one
    owner: Noun | None = None  # the noun whose id it is


class View(NamedTuple):
    name: str
    label: Text
    columns: tuple[Shown, ...]
    source: str
    noun: Noun | None = None  # whose records it has

    @property
    def select(self) -> str:
        return f"SELECT {', '.join(f'{column.sql} AS {column.name}' for column in self.columns)} FROM {self.source}"


def views(lang: str) -> list[View]:
    """All public views; the labels in one language."""
    nouns = every()
    return [*(view for noun in nouns for view in _of(noun)), _labels(nouns, lang)]


def find(wanted: str, shown: list[View]) -> View:
    """The view of that name. Raises UnknownView."""
    for view in shown:
        if view.name == wanted:
            return view
    raise UnknownView(wanted, [view.name for view in shown])


def statements(view: View, reader: str) -> tuple[str, str]:
    """What makes a view, and its reader behind it, which is the one that reads the tables.

    An authorizer hears who reads, but SQLite takes a CTE for a view there: ``WITH visits AS (SELECT * FROM op)``
    would read in the name of ``visits``. Nobody can borrow a reader's name who does not know it.
    """
    return f"CREATE TEMP VIEW {reader} AS {view.select}", f"CREATE TEMP VIEW {view.name} AS SELECT * FROM temp.{reader}"


def inner() -> set[str]:
    """The tables that the views read."""
    return {table for noun in every() for table in noun.tables}


def _of(noun: Noun) -> Iterator[View]:
    yield View(noun.view, noun.titles, _own(noun), f"main.{noun.table} t", noun)
    for field in noun.fields:
        if field.many:
            yield _link(noun, field)
    if any(field.dated for field in noun.fields):
        yield _facts(noun)


_MORE = {
    "visit": (Shown("is_visit", visits.is_visit("t"), message("counts as a visit: one to one, and met")),),
}  # fmt: skip
"""Columns that no field has."""


def _own(noun: Noun) -> tuple[Shown, ...]:
    fields = [field for field in noun.fields if field.listed]
    first = Shown("id", "t.id", Joined((noun.title, message("id")), ": "), owner=noun)
    own = (Shown(f.name, _value(noun, f), _label(noun, f), f, _singly(noun, f) if f.many else "") for f in fields)
    return first, *own, *_MORE.get(noun.name, ())


def _value(noun: Noun, field: Field) -> str:
    """A field of the row; many values stand in one cell as they do in CSV."""
    value = mapping.expression(noun, field)
    value = f"replace({value}, char(31), '{LIST_SEPARATOR}')" if field.many else value
    return f"iif({_BY_WORKER}, {value}, NULL)" if _counts_workers(noun, field) else value


def _counts_workers(noun: Noun, field: Field) -> bool:
    """True for who did a record: SQL counts, and figures by worker are for the office to allow."""
    return field.of == "worker" and noun.figures


def _label(noun: Noun, field: Field) -> Text:
    if not _counts_workers(noun, field):
        return field.title
    return message("{label}; empty until: naht config worker_metrics 1", label=field.title)


def _singly(noun: Noun, field: Field) -> str:
    return f"{noun.name}_{field.name}"


def _owner(noun: Noun) -> Shown:
    return Shown(noun.table, "o.id", noun.title, owner=noun)


def _link(noun: Noun, field: Field) -> View:
    """A row for each value of a many-valued field."""
    column = field.column
    linked = field.link is not None
    value = f"x.{mapping.target_column(field)}" if linked else f"c.{column}"
    source = f"main.{noun.child(field)} c JOIN main.{noun.table} o ON o.n = c.{noun.table}"
    if linked:
        source += f" JOIN main.{mapping.target(field)} x ON x.n = c.{column}"
    if _counts_workers(noun, field):
        source += f" WHERE {_BY_WORKER}"
    columns = (_owner(noun), Shown("rank", "c.rank", message("rank, 1 is the first")),
               Shown(column, value, _label(noun, field), field))  # fmt: skip
    return View(_singly(noun, field), Joined((noun.titles, field.title), ": "), columns, source)


def _facts(noun: Noun) -> View:
    """Every dated value, with the day since when it holds; the noun's own view has the one of today."""
    fields = ", ".join(field.name for field in noun.fields if field.dated)
    columns = (
        _owner(noun),
        Shown("rank", "f.rank", message("rank, the largest is the latest")),
        Shown("attribute", "f.attribute", message("attribute: {fields}", fields=fields)),
        Shown("since", "f.since", message("valid since")),
        Shown("value", mapping.dated_expression(noun), message("value")),
    )
    source = f"main.{noun.facts} f JOIN main.{noun.table} o ON o.n = f.{noun.table}"
    return View(f"{noun.name}_facts", Joined((noun.titles, message("dated values")), ": "), columns, source)


def _labels(nouns: Iterable[Noun], lang: str) -> View:
    """What people read for a word, a code, or the id of what has a name."""
    language = "label_de" if lang == "de" else "label_en"
    parts = [f"SELECT list, slug AS value, {language} AS label FROM main.word"]
    parts += [f"SELECT '{n.name}', id, name FROM main.{n.table}" for n in nouns if n.has("name")]
    parts += [
        f"SELECT '{listed}', '{code}', '{label.de if lang == 'de' else label.en}'"
        for (listed, code), label in CODES.items()
    ]
    columns = (
        Shown("list", "list", message("list, e.g. topic, district")),
        Shown("value", "value", message("word or id")),
        Shown("label", "label", message("label")),
    )
    return View("labels", message("labels"), columns, f"({' UNION ALL '.join(parts)})")
