"""Reads the words of a noun from the file: what may be typed for each of its linking fields."""

from naht.domain.fields import Field, Noun
from naht.domain.kinds import REF, WORD
from naht.domain.kinds.links import CODES
from naht.domain.message import Label, Text
from naht.domain.nouns import letter_of
from naht.domain.nouns import noun as named
from naht.domain.words import Entry, Vocabulary
from naht.store.file.sqlite import Connection
from naht.store.reading import attributes

_WORDS = f"""
SELECT slug, short, label_de, label_en, {attributes.has("option_only")}, {attributes.has("group")}
FROM word WHERE list = ? ORDER BY sort, n
"""


def read_vocabulary(con: Connection, noun: Noun, *, groups: bool = False) -> Vocabulary:
    """The vocabulary of a noun; with ``groups`` also the words that only gather others (for filters)."""
    entries: list[Entry] = []
    for field in (*noun.fields, *noun.extras):
        if field.kind is WORD:
            entries += _word_entries(con, field, groups)
        elif field.kind is REF and not letter_of(field):
            entries += _record_entries(con, field)
    return Vocabulary(entries)


def _word_entries(con: Connection, field: Field, groups: bool) -> list[Entry]:
    return [
        Entry(
            field.name,
            field.prefix + slug,
            _with_prefix(field, short, german, english),
            field.bare and not option_only,
            "" if field.prefix else ".",
        )
        for slug, short, german, english, option_only, group in con.execute(_WORDS, (field.of,))
        if groups or not group
    ]


def _with_prefix(field: Field, *names: str | None) -> tuple[str, ...]:
    return tuple(field.prefix + name for name in names if name)


def _record_entries(con: Connection, field: Field) -> list[Entry]:
    """The entries of a field that refers to records which the office names itself: id, name and aliases of each."""
    other = named(field.of)
    label = ", t.name" if other.has("name") else ", NULL"
    rows = con.execute(f"SELECT t.id{label} FROM {other.table} t ORDER BY t.n").fetchall()
    aliases = _aliases(con, other)
    return [
        Entry(
            field.name,
            field.prefix + ident,
            _with_prefix(field, name, *aliases.get(ident, ())),
            field.bare,
            "" if field.prefix else "-",
        )
        for ident, name in rows
    ]


def _aliases(con: Connection, other: Noun) -> dict[str, list[str]]:
    if not other.has("aliases"):
        return {}
    aliases: dict[str, list[str]] = {}
    table, child = other.table, other.child(other.field("aliases"))
    sql = f"SELECT t.id, a.alias FROM {child} a JOIN {table} t ON t.n = a.{table} ORDER BY t.n, a.rank"
    for ident, alias in con.execute(sql):
        aliases.setdefault(ident, []).append(alias)
    return aliases


def label(con: Connection, field: Field, slug: str) -> Text | None:
    """What people read for one value of a field; None where it has no label of its own."""
    if field.kind is WORD:
        return word_label(con, field.of, slug)
    if field.kind is REF and named(field.of).has("name"):
        row = con.execute(f"SELECT name FROM {named(field.of).table} WHERE id = ?", (slug,)).fetchone()
        return str(row[0]) if row else None
    return CODES.get((field.name, slug))


def word_label(con: Connection, list_name: str, slug: str) -> Label | None:
    """What people read for a word; None where there is none."""
    row = con.execute("SELECT label_de, label_en FROM word WHERE id = ?", (f"{list_name}:{slug}",)).fetchone()
    return Label(*row) if row else None


def read_labels(con: Connection, *nouns: Noun) -> dict[tuple[str, str], Text]:
    """What people read for a slug or code in records of the nouns: (list or noun, slug) to label.

    For a few values :func:`label` is quicker.
    """
    rows = con.execute("SELECT list, slug, label_de, label_en FROM word")
    labels: dict[tuple[str, str], Text] = {(list_name, slug): Label(de, en) for list_name, slug, de, en in rows}
    labels |= CODES
    for other in {field.of for noun in nouns for field in noun.fields if field.kind is REF}:
        if named(other).has("name"):
            names = con.execute(f"SELECT id, name FROM {named(other).table}")
            labels |= {(other, ident): name for ident, name in names}
    return labels
