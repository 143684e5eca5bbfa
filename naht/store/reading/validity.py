"""Reads the words of a list, and the records that the office names itself: labels, and whether valid in a period."""

from typing import NamedTuple

from naht.domain.days import Period
from naht.domain.fields import Noun
from naht.domain.lists import UNKNOWN
from naht.domain.message import Label, Text
from naht.domain.settings import OWN_FUNDING
from naht.store.file.sqlite import Connection
from naht.store.reading import attributes, settings

_TERM = "EXISTS (SELECT 1 FROM term WHERE term.funding = funding.n AND {0})"
_NOTICES = """
SELECT DISTINCT t.notice FROM term t JOIN funding f ON f.n = t.funding
WHERE f.id = :funding AND t.notice IS NOT NULL AND {0} ORDER BY t.starts_on
"""


class Value(NamedTuple):
    slug: str
    label: Text
    valid: bool  # on a day of the period at least


def _touches(since: str, until: str) -> str:
    """The SQL condition that two columns, either of which may be empty, touch the period."""
    ends = (f"ifnull({since} <= :last, 1)" if since else "", f"ifnull({until} >= :first, 1)" if until else "")
    return " AND ".join(filter(None, ends)) or "1"


def _bounds(period: Period) -> dict[str, str]:
    return {"first": period.start or "0000", "last": period.end or "9999"}


def words(con: Connection, list_name: str, period: Period, *, groups: bool) -> list[Value]:
    """The words of a list in its order; ``groups`` says whether those that gather others are asked for, or the rest."""
    sql = (
        f"SELECT slug, label_de, label_en, {_touches('starts_on', 'ends_on')} "
        f"AND ({attributes.has('group')} = :groups OR slug = :unknown) FROM word WHERE list = :list ORDER BY sort, n"
    )
    bound = _bounds(period) | {"list": list_name, "groups": groups, "unknown": UNKNOWN}
    return [
        Value(slug, Label(german, english), bool(valid)) for slug, german, english, valid in con.execute(sql, bound)
    ]


def records(con: Connection, noun: Noun, period: Period) -> list[Value]:
    """The records of a noun: districts and fundings in the order of their rows, others by name.

    A funding is valid where it has a grant. Never valid are districts that are ``everywhere`` and the own funding.
    """
    name = "name" if noun.has("name") else "id"
    order, valid = f"{name}, n", _touches(noun.since, noun.until)
    if noun.name == "district":
        order, valid = "n", f"NOT everywhere AND {valid}"
    elif noun.name == "funding":
        order, valid = "n", f"id <> :own AND {_TERM.format(_touches('term.starts_on', 'term.ends_on'))}"
    bound = _bounds(period) | {"own": settings.get(con, OWN_FUNDING)}
    sql = f"SELECT id, {name}, {valid} FROM {noun.table} ORDER BY {order}"
    return [Value(slug, label, bool(valid)) for slug, label, valid in con.execute(sql, bound)]


def notices(con: Connection, fundings: tuple[str, ...], period: Period) -> list[str]:
    """What the ESF wants printed, of the grants of a period; nothing unless all these fundings are its money."""
    esf = {ident for (ident,) in con.execute("SELECT id FROM funding WHERE esf")}
    if not fundings or not esf.issuperset(fundings):
        return []
    sql = _NOTICES.format(_touches("t.starts_on", "t.ends_on"))
    answers = (con.execute(sql, _bounds(period) | {"funding": ident}) for ident in fundings)
    return list(dict.fromkeys(notice for rows in answers for (notice,) in rows))
