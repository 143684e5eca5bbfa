"""The rules of a partner: no new one whose name is nearly that of another; a renamed one keeps its old name."""

import shlex
from difflib import SequenceMatcher

from naht.domain.message import message
from naht.domain.record import Record
from naht.domain.refusals import SimilarName
from naht.domain.table import Note
from naht.domain.text import fold
from naht.store.journal.unit import Unit
from naht.store.reading import lookup

ALIKE = 0.84
SHOWN = 4
WORD = 3  # shorter words (e.V., am) say nothing about whose name it is
SHARED = 2


def settle(unit: Unit, record: Record, old: Record | None) -> list[Note]:
    """Keep the old name of a renamed partner as an alias.

    Raises SimilarName for a new partner whose name is nearly another's, unless ``anyway`` is set.
    """
    if old is None and not record.get("anyway") and (candidates := similar(unit, record.text("name"))):
        raise SimilarName(candidates=", ".join(f"{ident} ({name})" for ident, name in candidates[:SHOWN]))
    return _keep_name(unit, record, old.text("name")) if old else []


def _keep_name(unit: Unit, record: Record, name: str) -> list[Note]:
    """Make the name that a partner had until now an alias, so that it is still found; a name of two meanings goes."""
    from naht.services.rules import unique_words  # only a rename needs it

    names = {fold(one) for one in (record.text("name"), *record.texts("aliases"))}
    if fold(name) in names or not unique_words.means_one(unit.con, name):
        return []
    record["aliases"] = [*record.texts("aliases"), name]
    command = f"naht partner edit {record.id} --unset {shlex.quote(f'alias={name}')}"
    return [Note(message("“{name}” stays as an alias; to take it away: {command}", name=name, command=command))]


def similar(unit: Unit, name: str) -> list[tuple[str, str]]:
    """Partners whose name or alias is nearly the same: alike letter for letter, or all words of one in the other."""
    own = _words(name)
    return [
        (ident, other) for ident, other in lookup.partner_names(unit.con)
        if SequenceMatcher(None, fold(name), fold(other)).ratio() >= ALIKE or _share_words(own, _words(other))
    ]  # fmt: skip


def _words(name: str) -> frozenset[str]:
    return frozenset(word for word in fold(name).replace("-", " ").replace(".", " ").split() if len(word) >= WORD)


def _share_words(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= SHARED and (one <= other or other <= one)
