"""Reads the attributes of words. No other module looks into their JSON."""

from naht.domain.lists import AGES, LISTS, OLDEST, Attribute
from naht.store.file.sqlite import Connection

SELECT = """
SELECT w.n AS word, w.list AS list, w.slug AS slug, pair.key AS name, CAST(pair.value AS TEXT) AS value
FROM main.word w, json_each(w.attributes) pair
"""
"""A row for each attribute of each word: what SQL asks under the name ``word_attribute``."""


def of_list(con: Connection, list_name: str) -> dict[str, dict[str, str]]:
    """The attributes of the words of one list that have any, by slug."""
    by_slug: dict[str, dict[str, str]] = {}
    for slug, name, value in con.execute(f"SELECT slug, name, value FROM ({SELECT}) WHERE list = ?", (list_name,)):
        by_slug.setdefault(slug, {})[name] = value
    return by_slug


def spans(groups: dict[str, dict[str, str]]) -> dict[str, tuple[int, int]]:
    """The first and the last age of the age groups that say any; one without an end has all that follow."""
    return {
        slug: (int(attributes["from"]), int(attributes.get("to", OLDEST)))
        for slug, attributes in groups.items() if attributes.get("from", "").isdecimal()
    }  # fmt: skip


def ages(con: Connection) -> dict[str, tuple[int, int]]:
    """The first and the last age of every age group, by its slug."""
    return spans(of_list(con, AGES))


def has(name: str, word: str = "word") -> str:
    """The SQL condition that the row ``word`` carries an attribute."""
    return f"{word}.attributes ->> '{name}' IS NOT NULL"


FAMILY = (
    "WITH RECURSIVE below (n) AS (SELECT n FROM word WHERE id = ? "
    "UNION SELECT word.n FROM word JOIN below ON word.parent = below.n) "
)
"""What a SELECT from ``below`` begins with: the inner numbers of a word, whose id is bound, and of all below it."""


def family(con: Connection, ident: str) -> list[str]:
    """The ids of a word and of all words below it."""
    sql = f"{FAMILY} SELECT word.id FROM below JOIN word ON word.n = below.n"
    return [below for (below,) in con.execute(sql, (ident,))]


def lists(con: Connection) -> list[str]:
    """The lists that have a word with attributes."""
    sql = "SELECT DISTINCT list FROM word WHERE attributes <> '{}' ORDER BY list"
    return [name for (name,) in con.execute(sql)]


def naming(con: Connection, ident: str) -> list[str]:
    """The ids of the words that have an attribute which names the word ``ident``."""
    return [
        f"{name}:{slug}"
        for name, attribute in _naming_attributes()
        for slug, attributes in of_list(con, name).items()
        if ident in attribute.words(attributes.get(attribute.name, "")) and f"{name}:{slug}" != ident
    ]


def _naming_attributes() -> list[tuple[str, Attribute]]:
    """The attributes whose text names words, each with the list that declares it."""
    return [
        (name, attribute) for name, words in LISTS.items() for attribute in words.attributes.values() if attribute.of
    ]


def unknown_words(con: Connection) -> list[tuple[str, str, str]]:
    """Attributes that name a word which their list does not have: the carrying word, the attribute, what is missing."""
    return [
        (f"{name}:{slug}", attribute.name, ident)
        for name, attribute in _naming_attributes()
        for slug, attributes in of_list(con, name).items()
        for ident in attribute.words(attributes.get(attribute.name, ""))
        if not _is_word(con, ident)
    ]


def _is_word(con: Connection, ident: str) -> bool:
    return con.execute("SELECT 1 FROM word WHERE id = ?", (ident,)).fetchone() is not None
