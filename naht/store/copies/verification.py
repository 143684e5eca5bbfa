"""Whether a copy may be trusted: its pages, its triggers and views, its chain."""

from pathlib import Path

from naht.domain.file_errors import AlteredCopy, AlteredSchema, BrokenSeals
from naht.store.copies.backup import State, inspect_copy
from naht.store.file.opening import open_file
from naht.store.file.sqlite_errors import translate_sqlite_errors
from naht.store.journal import seal

SHOWN = 5


def verify_copy(path: Path) -> State:
    """The state of a sound copy, also of an older schema.

    Raises CorruptFile, ForeignFile, NewerFile, AlteredCopy (its schema is not naht's) or BrokenSeals.
    """
    try:
        state = inspect_copy(path, None)
    except AlteredSchema as error:
        raise AlteredCopy(**error.facts) from error
    with translate_sqlite_errors(path):
        con = open_file(path, writing=False, schema=None)
        try:
            if broken := list(seal.broken(con)):
                raise BrokenSeals(path=path, steps=", ".join(map(str, broken[:SHOWN])))
        finally:
            con.close()
    return state
