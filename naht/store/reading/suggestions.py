"""The queries of completion: values that are not valid, values of another district, the newest ids."""

from naht.domain import ids
from naht.domain.fields import Field, Noun
from naht.domain.kinds import WORD
from naht.domain.nouns import noun, target
from naht.domain.settings import CITYWIDE
from naht.store.file.sqlite import Connection
from naht.store.reading import mapping, settings

NEWEST = 20
_FRESH, _VISITS = 5, 500  # clients who are new, and the visits among which the others were met
_NARROW = 4  # characters of an id that leave few rows

_OVER = {
    "site": "t.opened_on > :day OR t.closed_on < :day",
    "funding": "NOT EXISTS (SELECT 1 FROM term WHERE term.funding = t.n "
               "AND ifnull(term.starts_on, :day) <= :day AND ifnull(term.ends_on, :day) >= :day)",
}  # fmt: skip
_ELSEWHERE = {
    "site": "t.district <> (SELECT n FROM district WHERE id = :district)",
    "funding": "EXISTS (SELECT 1 FROM funding_district f WHERE f.funding = t.n) AND NOT EXISTS "
               "(SELECT 1 FROM district d WHERE d.id = :district AND (d.everywhere OR EXISTS "
               "(SELECT 1 FROM funding_district f WHERE f.funding = t.n AND f.district = d.n)))",
}  # fmt: skip
# +client: else SQLite takes the index that has clients in order, and reads all of it
_MET = """
SELECT k.id FROM (
  SELECT client, max(visit) AS last FROM visit_client WHERE visit > (SELECT max(n) FROM visit) - ? GROUP BY +client
) c JOIN client k ON k.n = c.client ORDER BY c.last DESC LIMIT ?
"""


def not_valid(con: Connection, field: Field, day: str) -> set[str]:
    """The values of a linking field that do not hold on a day: as their noun says, or by a rule of their own."""
    other = target(field)
    ends = [f"t.{other.since} > :day"] * bool(other.since) + [f"t.{other.until} < :day"] * bool(other.until)
    return _slugs(con, field, " OR ".join(ends) or _OVER.get(other.name, ""), day=day)


def not_in_district(con: Connection, field: Field, district: str) -> set[str]:
    """The values of a field that do not go together with a district."""
    return _slugs(con, field, _ELSEWHERE.get(target(field).name, ""), district=district)


def _slugs(con: Connection, field: Field, condition: str, **bound: str) -> set[str]:
    if not condition:
        return set()
    in_list = "t.list = :list" if field.kind is WORD else "1"
    sql = f"SELECT t.{mapping.target_column(field)} FROM {mapping.target(field)} t WHERE {in_list} AND ({condition})"
    return {slug for (slug,) in con.execute(sql, bound | {"list": field.of})}


def newest(con: Connection, kind: Noun, typed: str, most: int = NEWEST) -> list[str]:
    """The ids that begin as typed, what was entered last first."""
    prefix = ids.normalize(typed)
    if not prefix:
        return _ids(con, f"SELECT id FROM {kind.table} ORDER BY n DESC LIMIT ?", most)
    if not prefix.isascii():
        return []
    column = "id" if len(prefix) >= _NARROW else "+id"  # few are sought by id, of many the newest by number
    sql = f"SELECT id FROM {kind.table} WHERE {column} >= ? AND {column} < ? ORDER BY n DESC LIMIT ?"
    return _ids(con, sql, prefix, ids.after(prefix), most)


def latest_clients(con: Connection, typed: str) -> list[str]:
    """Clients whose id begins as typed: the newest, then those of the last visits, then the rest."""
    prefix = ids.normalize(typed)
    candidates = [
        *_ids(con, "SELECT id FROM client ORDER BY n DESC LIMIT ?", _FRESH),
        *_ids(con, _MET, _VISITS, NEWEST),
    ]
    matches = [ident for ident in candidates if ident.startswith(prefix)]
    return list(dict.fromkeys([*matches, *newest(con, noun("client"), typed)]))[:NEWEST]


def slugs(con: Connection, kind: Noun) -> list[str]:
    """The ids of a noun that the office names itself, in their order."""
    return _ids(con, f"SELECT id FROM {kind.table} ORDER BY n")


def lists(con: Connection) -> list[str]:
    """The lists of words there are."""
    return _ids(con, "SELECT DISTINCT list FROM word ORDER BY list")


def district_of(con: Connection, site: str) -> str:
    """The district of a site; empty for one that there is not."""
    return "".join(_ids(con, "SELECT d.id FROM site s JOIN district d ON d.n = s.district WHERE s.id = ?", site))


def steps(con: Connection) -> list[str]:
    """The numbers of the last steps, newest first."""
    return [str(n) for n in _ids(con, "SELECT n FROM op ORDER BY n DESC LIMIT ?", NEWEST)]


def grants(con: Connection) -> list[tuple[str, str]]:
    """The grants with their days as ``a..b``, the latest first; an open end is empty."""
    sql = "SELECT id, ifnull(starts_on, '') || '..' || ifnull(ends_on, '') FROM term ORDER BY starts_on DESC, n"
    return con.execute(sql).fetchall()


def first_year(con: Connection) -> int:
    """The year of the first visit; 0 where there is none."""
    return int((con.execute("SELECT min(day) FROM visit").fetchone()[0] or "0")[:4])


def has_usual_place(con: Connection, worker: str) -> bool:
    """True for a worker who has a usual district or site."""
    return bool(_ids(con, "SELECT 1 FROM worker WHERE id = ? AND coalesce(district, site) IS NOT NULL", worker))


def has_citywide(con: Connection) -> bool:
    """True where work for no single district has a district of its own."""
    return bool(settings.get(con, CITYWIDE))


def _ids(con: Connection, sql: str, *bound: str | int) -> list[str]:
    return [str(first) for (first,) in con.execute(sql, bound)]
