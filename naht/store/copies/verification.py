"""Whether a copy may be trusted: its schema, its pages, its chain, its rows."""

from contextlib import closing
from itertools import chain, islice
from pathlib import Path

from naht.domain.file_errors import AlteredCopy, AlteredSchema, BrokenSeals, UnrecordedRows
from naht.store.copies.backup import State, inspect_copy
from naht.store.file.opening import open_file
from naht.store.file.sqlite_errors import translate_sqlite_errors
from naht.store.journal import audit, seal

SHOWN = 5


def verify_copy(path: Path) -> State:
    """The state of a sound copy, also of an older schema.

    Raises CorruptFile, ForeignFile, NewerFile, AlteredCopy (its schema is not naht's), BrokenSeals, or UnrecordedRows
    (they are not what the journal made of them).
    """
    try:
        state = inspect_copy(path, None)
    except AlteredSchema as error:
        raise AlteredCopy(**error.facts) from error
    with translate_sqlite_errors(path), closing(open_file(path, writing=False, schema=None, copy=True)) as con:
        if broken := list(islice(seal.broken(con), SHOWN)):
            raise BrokenSeals(path=path, steps=", ".join(map(str, broken)))
        odd = chain((row for _, row, _ in audit.unrecorded(con)), (row for _, row, _, _ in audit.odd_references(con)))
        if rows := list(dict.fromkeys(islice(odd, SHOWN))):
            raise UnrecordedRows(path=path, rows=", ".join(rows))
    return state
