"""Finds one record by what was typed: a whole id, a unique beginning of one, ``@``, or a slug."""

from typing import NamedTuple

from naht.domain import ids
from naht.domain.errors import AmbiguousId, NoLast, NotFound, ShortId, StepNoRecord
from naht.domain.fields import Noun
from naht.domain.message import message
from naht.domain.nouns import by_letter, every
from naht.domain.nouns import noun as named
from naht.domain.text import fold
from naht.domain.words import LAST
from naht.store.file.sqlite import Connection

CANDIDATES = 5
NEWEST = 10_000  # records among which the last of a worker is sought
_ADDED = """
SELECT t.id, (SELECT max(op) FROM change WHERE row = t.id AND tbl = :table AND act = 'i'),
  (SELECT max(c.op) FROM change c JOIN op o ON o.n = c.op
   WHERE c.row = t.id AND c.tbl = :table AND c.act = 'i'
     AND o.worker = :worker AND o.command <> :but)
FROM {0} t WHERE {1} ORDER BY t.n DESC LIMIT :most
"""
_VISITED = """
SELECT k.id FROM visit v JOIN visit_client c ON c.visit = v.n JOIN client k ON k.n = c.client
WHERE v.id = ? ORDER BY c.rank LIMIT 1
"""
_MET = {  # which records of a noun name a client, and the first that such a record names
    "visit": ("EXISTS (SELECT 1 FROM visit_client c WHERE c.visit = t.n)", _VISITED),
    "referral": ("t.client IS NOT NULL", "SELECT k.id FROM referral r JOIN client k ON k.n = r.client WHERE r.id = ?"),
}


def identify(con: Connection, noun: Noun, typed: str, *, worker: str = "", writing: bool = False) -> str:
    """The whole id that ``typed`` means. Writing commands want the six characters that tables show.

    Raises NotFound, AmbiguousId, ShortId or NoLast, each with the candidates there are.
    """
    if typed in LAST:
        return _last_client(con, noun, worker) if noun.name == "client" else _last_of_noun(con, noun, worker)
    if not noun.letter:
        return _identify_slug(con, noun, typed)
    prefix = ids.normalize(typed)
    matches = _ids_with_prefix(con, noun, prefix)
    if not matches or prefix[0] != noun.letter:
        raise _not_found(noun, typed)
    candidates = ", ".join(matches[:CANDIDATES]) + (" …" if len(matches) > CANDIDATES else "")
    if len(matches) > 1:
        raise AmbiguousId(text=typed, candidates=candidates)
    if writing and len(prefix) < ids.SHOWN:
        raise ShortId(text=typed, candidates=candidates)
    return matches[0]


def identify_any(con: Connection, typed: str, *, worker: str = "") -> tuple[Noun, str]:
    """The noun and the whole id of the record that ``typed`` means: a slug that there is, else an id by its letter.

    Raises NotFound, StepNoRecord for the number of a step, AmbiguousId with the nouns that have such a slug, or NoLast.
    """
    if typed in LAST:
        return _last_of_all(con, worker)
    slugs = [(one, ident) for one in every() if not one.letter and (ident := _match_slug(con, one, typed))]
    if len(slugs) > 1:
        raise AmbiguousId(text=typed, candidates=", ".join(f"naht {one.name} show {ident}" for one, ident in slugs))
    if slugs:
        return slugs[0]
    of_letter = by_letter(ids.normalize(typed)[:1])
    if of_letter and ids.may_begin_id(typed):
        return of_letter, identify(con, of_letter, typed, worker=worker)
    if _is_step(con, typed):
        raise StepNoRecord(text=typed, before=int(typed) - 1)
    raise NotFound(noun=message("record"), text=typed, command="visit")


def _is_step(con: Connection, typed: str) -> bool:
    number = ids.step_number(typed)
    return number is not None and con.execute("SELECT 1 FROM op WHERE n = ?", (number,)).fetchone() is not None


def _ids_with_prefix(con: Connection, noun: Noun, prefix: str) -> list[str]:
    if not prefix or not prefix.isascii():
        return []
    sql = f"SELECT id FROM {noun.table} WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"
    return [ident for (ident,) in con.execute(sql, (prefix, ids.after(prefix), CANDIDATES + 1))]


def _identify_slug(con: Connection, noun: Noun, typed: str) -> str:
    if (ident := _match_slug(con, noun, typed)) is None:
        raise _not_found(noun, typed)
    return ident


def _match_slug(con: Connection, noun: Noun, typed: str) -> str | None:
    """The slug as it is stored; None where the noun has no such record."""
    for ident in (typed, fold(typed)):
        if con.execute(f"SELECT 1 FROM {noun.table} WHERE id = ?", (ident,)).fetchone():
            return ident
    return None


def _not_found(noun: Noun, typed: str) -> NotFound:
    return NotFound(noun=noun.title, text=typed, command=noun.name)


def _last_of_noun(con: Connection, noun: Noun, worker: str) -> str:
    """The record of this noun that this worker added last and that is still there. Raises NoLast."""
    last = _last_added(con, noun, worker)
    if last is None:
        raise NoLast(noun=noun.title, command=noun.name)
    return last.id


def _last_client(con: Connection, noun: Noun, worker: str) -> str:
    """The client whom this worker had to do with last: entered, met or referred. Raises NoLast.

    Of a visit with several clients it is the one named first.
    """
    candidates = [added] if (added := _last_added(con, noun, worker)) else []
    for name, (condition, client) in _MET.items():
        if record := _last_added(con, named(name), worker, condition=condition):
            candidates.append(record._replace(id=con.execute(client, (record.id,)).fetchone()[0]))
    if not candidates:
        raise NoLast(noun=noun.title, command=noun.name)
    return max(candidates, key=lambda one: (one.op, one.k)).id


def _last_of_all(con: Connection, worker: str) -> tuple[Noun, str]:
    """The record of any noun that this worker added last and that is still there; a profile's records do not count."""
    candidates = [(last, noun) for noun in every() if (last := _last_added(con, noun, worker, but="init"))]
    if not candidates:
        raise NoLast(noun=message("record"), command="visit")
    last, noun = max(candidates, key=lambda pair: (pair[0].op, pair[0].k))
    return noun, last.id


class _Added(NamedTuple):
    """A record, and the change by which a worker added it."""

    id: str
    op: int
    k: int


def _last_added(con: Connection, noun: Noun, worker: str, *, but: str = "", condition: str = "1") -> _Added | None:
    """The last record that a worker added, among the newest that are there. Ops of the command ``but`` do not count.

    ``condition`` is SQL over a row ``t`` of the noun's table.
    The newest row is read first. A record inserted before the latest so far cannot be later: the loop ends there.
    (A record can be inserted twice: a removal is undone.)
    """
    latest: _Added | None = None
    parameters = {"table": noun.table, "worker": worker, "but": but, "most": NEWEST}
    for ident, inserted, added in con.execute(_ADDED.format(noun.table, condition), parameters):
        if latest and (inserted or 0) <= latest.op:
            break
        if added and (latest is None or added > latest.op):
            k = con.execute("SELECT max(k) FROM change WHERE op = ? AND row = ?", (added, ident)).fetchone()[0]
            latest = _Added(ident, added, k)
    return latest
