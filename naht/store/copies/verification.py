"""Whether a copy may be trusted: its pages, its triggers and views, its chain."""

from pathlib import Path

from naht.domain.file_errors import AlteredCopy, BrokenSeals
from naht.store.copies.backup import State, inspect_copy
from naht.store.copies.migrate import odd_parts, scripts
from naht.store.file.opening import SCHEMA, open_file, require_known
from naht.store.file.sqlite_errors import translate_sqlite_errors
from naht.store.journal import seal

SHOWN = 5


def verify_copy(path: Path) -> State:
    """The state of a sound copy, also of an older schema.

    Raises CorruptFile, ForeignFile, NewerFile, AlteredCopy (a trigger or view is not naht's) or BrokenSeals.
    """
    state = inspect_copy(path, None)
    with translate_sqlite_errors(path):
        con = open_file(path, writing=False, schema=None)
        try:
            if require_known(con, path) == SCHEMA and (odd := odd_parts(con, scripts())):
                raise AlteredCopy(path=path, names=", ".join(odd[:SHOWN]))
            if broken := list(seal.broken(con)):
                raise BrokenSeals(path=path, steps=", ".join(map(str, broken[:SHOWN])))
        finally:
            con.close()
    return state
