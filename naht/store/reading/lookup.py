"""Small queries that the rules need."""

from collections.abc import Iterable

from naht.domain.fields import Noun
from naht.store.file.sqlite import Connection

_SAME_VISIT = """
SELECT v.id, (SELECT group_concat(w.slug, ' ') FROM visit_topic t JOIN word w ON w.n = t.topic WHERE t.visit = v.n)
FROM client k JOIN visit_client c ON c.client = k.n JOIN visit v ON v.n = c.visit
WHERE k.id = ? AND v.day = ? AND v.channel = (SELECT n FROM word WHERE id = 'channel:' || ?)
"""
_LAST_VISIT = """
SELECT v.day, (SELECT w.slug FROM visit_topic t JOIN word w ON w.n = t.topic WHERE t.visit = v.n AND t.rank = 1)
FROM client k JOIN visit_client c ON c.client = k.n JOIN visit v ON v.n = c.visit
WHERE k.id = ? AND v.id <> ? ORDER BY v.day DESC, v.n DESC LIMIT 1
"""
_RECENT = """
SELECT k.id, max(v.day) AS day FROM visit v JOIN visit_client c ON c.visit = v.n JOIN client k ON k.n = c.client
WHERE v.day >= ? GROUP BY k.n ORDER BY day DESC, max(v.n) DESC LIMIT ?
"""
_LATEST = """
SELECT v.id FROM client k JOIN visit_client c ON c.client = k.n JOIN visit v ON v.n = c.visit
WHERE k.id = ? ORDER BY v.day DESC, v.n DESC LIMIT 1
"""
_POSTS = """
SELECT f.id FROM worker w JOIN post p ON p.worker = w.n JOIN funding f ON f.n = p.funding
WHERE w.id = :worker AND ifnull(p.starts_on <= :day, 1) AND ifnull(p.ends_on >= :day, 1)
"""
_PARTNER_NAMES = """
SELECT id, name FROM partner
UNION ALL
SELECT p.id, a.alias FROM partner_alias a JOIN partner p ON p.n = a.partner
"""


def lists(con: Connection, but: str) -> set[str]:
    """The lists that have words, one word left out."""
    return {name for (name,) in con.execute("SELECT DISTINCT list FROM word WHERE id <> ?", (but,))}


def short_word(con: Connection, ident: str) -> str:
    row = con.execute("SELECT short FROM word WHERE id = ?", (ident,)).fetchone()
    return str(row[0] or "")


def same_visit(con: Connection, client: str, day: str, channel: str, topics: Iterable[str]) -> str | None:
    """A visit of the same client on the same day by the same channel about the same topics, in any order."""
    found = con.execute(_SAME_VISIT, (client, day, channel))
    return next((ident for ident, listed in found if set((listed or "").split()) == set(topics)), None)


def last_visit(con: Connection, client: str, but: str = "") -> tuple[str, str | None] | None:
    """Day and main topic of a client's latest visit, leaving one out."""
    return con.execute(_LAST_VISIT, (client, but)).fetchone()  # type: ignore[no-any-return]


def with_birth_year(con: Connection) -> int:
    """How many clients have a year of birth."""
    return int(con.execute("SELECT count(birth_year) FROM client").fetchone()[0])


def by_source(con: Connection, table: str, key: str) -> str | None:
    """The id of the record with that source key; ``table`` is that of a noun that has a ``source_key``."""
    row = con.execute(f"SELECT id FROM {table} WHERE source_key = ?", (key,)).fetchone()
    return row[0] if row else None


def sources(con: Connection, table: str, mark: str) -> list[str]:
    """The source keys of the records made of lines with that mark; see :mod:`naht.services.sheet`."""
    sql = f"SELECT source_key FROM {table} WHERE source_key > ? AND source_key < ?"
    return [key for (key,) in con.execute(sql, (f"{mark}.", f"{mark}/"))]


def sheets(con: Connection, table: str, hashes: set[str]) -> list[tuple[str, str]]:
    """Source key and id of all records of some sheets, the first recorded first."""
    from json import dumps  # only a sheet needs it

    sql = (
        f"SELECT source_key, id FROM {table} WHERE source_key LIKE '________________.________________.%' "
        "AND substr(source_key, 18, 16) IN (SELECT value FROM json_each(?)) ORDER BY n"
    )
    return con.execute(sql, (dumps(sorted(hashes)),)).fetchall() if hashes else []


def latest_visit(con: Connection, client: str) -> str | None:
    """The id of a client's latest visit."""
    row = con.execute(_LATEST, (client,)).fetchone()
    return row[0] if row else None


def recent_clients(con: Connection, since: str, most: int) -> list[tuple[str, str]]:
    """Clients met since a day, with their last day, newest first."""
    return con.execute(_RECENT, (since, most)).fetchall()


def partner_names(con: Connection) -> list[tuple[str, str]]:
    """Id and every name (aliases included) of all partners."""
    return con.execute(_PARTNER_NAMES).fetchall()


def terms(con: Connection, funding: str) -> list[tuple[str, str | None, str | None]]:
    """The grants of a funding: id, first and last day."""
    sql = "SELECT t.id, t.starts_on, t.ends_on FROM term t JOIN funding f ON f.n = t.funding WHERE f.id = ?"
    return con.execute(sql, (funding,)).fetchall()


def posts(con: Connection, worker: str, day: str) -> list[str]:
    """The fundings of the posts that a worker has on a day; both ends of a post are included."""
    return [funding for (funding,) in con.execute(_POSTS, {"worker": worker, "day": day})]


def last_recorded(con: Connection) -> str:
    """The moment (UTC) of the last command that wrote to the file; empty for a file in which nothing was written."""
    row = con.execute("SELECT at FROM op ORDER BY n DESC LIMIT 1").fetchone()
    return str(row[0]) if row else ""


def names(con: Connection, noun: Noun, ident: str) -> list[str]:
    """The names, labels and aliases of a record that the office names itself."""
    own = [column for column in ("name", "label_de", "label_en") if noun.has(column)]
    row = con.execute(f"SELECT {', '.join(own)} FROM {noun.table} WHERE id = ?", (ident,)).fetchone() if own else ()
    if noun.has("aliases"):
        table, alias = noun.table, noun.child(noun.field("aliases"))
        sql = f"SELECT a.alias FROM {alias} a JOIN {table} t ON t.n = a.{table} WHERE t.id = ? ORDER BY a.rank"
        return [*row, *(name for (name,) in con.execute(sql, (ident,)))]
    return list(row)
