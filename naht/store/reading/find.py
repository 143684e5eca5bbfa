"""Finding one record by what was typed: a whole id, a unique beginning of one, ``@``, or a slug."""

from naht.domain import ids
from naht.domain.errors import AmbiguousId, NoLast, NotFound, ShortId
from naht.domain.fields import Noun
from naht.domain.text import fold
from naht.domain.words import LAST
from naht.store.file.sqlite import Connection

CANDIDATES = 5


def identify(con: Connection, noun: Noun, typed: str, *, worker: str = "", writing: bool = False) -> str:
    """The whole id that ``typed`` means. Writing commands want the six characters that tables show.

    Raises NotFound, AmbiguousId, ShortId or NoLast, each with the candidates there are.
    """
    if typed in LAST:
        return _last(con, noun, worker)
    if not noun.letter:
        return _slug(con, noun, typed)
    prefix = ids.normal(typed)
    found = _starting(con, noun, prefix)
    if not found or prefix[0] != noun.letter:
        raise _not_found(noun, typed)
    shown = ", ".join(found[:CANDIDATES]) + (" …" if len(found) > CANDIDATES else "")
    if len(found) > 1:
        raise AmbiguousId(text=typed, candidates=shown)
    if writing and len(prefix) < ids.SHOWN:
        raise ShortId(text=typed, candidates=shown)
    return found[0]


def _starting(con: Connection, noun: Noun, prefix: str) -> list[str]:
    if not prefix or not prefix.isascii():
        return []
    sql = f"SELECT id FROM {noun.table} WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"
    return [ident for (ident,) in con.execute(sql, (prefix, ids.after(prefix), CANDIDATES + 1))]


def _slug(con: Connection, noun: Noun, typed: str) -> str:
    for ident in (typed, fold(typed)):
        if con.execute(f"SELECT 1 FROM {noun.table} WHERE id = ?", (ident,)).fetchone():
            return ident
    raise _not_found(noun, typed)


def _not_found(noun: Noun, typed: str) -> NotFound:
    return NotFound(noun=noun.title, text=typed, command=noun.name)


def _last(con: Connection, noun: Noun, worker: str) -> str:
    """The record of this kind that this worker added last and that still stands."""
    rows = con.execute(
        "SELECT c.row FROM change c JOIN op ON op.n = c.op "
        "WHERE c.tbl = ? AND c.act = 'i' AND op.worker = ? ORDER BY c.op DESC, c.k DESC",
        (noun.table, worker),
    )
    for (ident,) in rows:
        if con.execute(f"SELECT 1 FROM {noun.table} WHERE id = ?", (ident,)).fetchone():
            return str(ident)
    raise NoLast(noun=noun.title, command=noun.name)
