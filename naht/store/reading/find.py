"""Finding one record by what was typed: a whole id, a unique beginning of one, ``@``, or a slug."""

from naht.domain import ids
from naht.domain.errors import AmbiguousId, NoLast, NotFound, ShortId
from naht.domain.fields import Noun
from naht.domain.message import message
from naht.domain.nouns import by_letter, every, owner
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


def anywhere(con: Connection, typed: str, *, worker: str = "") -> tuple[Noun, str]:
    """The record of any kind that ``typed`` means, with its noun: a slug that there is, else an id by its letter.

    Raises NotFound, AmbiguousId with the nouns that have such a slug, or NoLast.
    """
    if typed in LAST:
        return _last_of_all(con, worker)
    slugs = [(one, ident) for one in every() if not one.letter and (ident := _known_slug(con, one, typed))]
    if len(slugs) > 1:
        raise AmbiguousId(text=typed, candidates=", ".join(f"naht {one.name} show {ident}" for one, ident in slugs))
    if slugs:
        return slugs[0]
    beginning = ids.normal(typed)
    of_letter = by_letter(beginning[:1])
    if of_letter and beginning[1:2].isdigit():
        return of_letter, identify(con, of_letter, typed, worker=worker)
    raise NotFound(noun=message("record"), text=typed, command="visit")


def _starting(con: Connection, noun: Noun, prefix: str) -> list[str]:
    if not prefix or not prefix.isascii():
        return []
    sql = f"SELECT id FROM {noun.table} WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"
    return [ident for (ident,) in con.execute(sql, (prefix, ids.after(prefix), CANDIDATES + 1))]


def _slug(con: Connection, noun: Noun, typed: str) -> str:
    if (ident := _known_slug(con, noun, typed)) is None:
        raise _not_found(noun, typed)
    return ident


def _known_slug(con: Connection, noun: Noun, typed: str) -> str | None:
    """The slug as it is stored; None where the noun has no such record."""
    for ident in (typed, fold(typed)):
        if con.execute(f"SELECT 1 FROM {noun.table} WHERE id = ?", (ident,)).fetchone():
            return ident
    return None


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


def _last_of_all(con: Connection, worker: str) -> tuple[Noun, str]:
    """The record of whatever kind that this worker added last and that still stands; what a profile brought is none."""
    rows = con.execute(
        "SELECT c.tbl, c.row FROM change c JOIN op ON op.n = c.op "
        "WHERE c.act = 'i' AND op.worker = ? AND op.command <> 'init' ORDER BY c.op DESC, c.k DESC",
        (worker,),
    )
    for table, ident in rows:
        noun = owner(table)
        if noun and noun.table == table and _known_slug(con, noun, ident):
            return noun, str(ident)
    raise NoLast(noun=message("record"), command="visit")
