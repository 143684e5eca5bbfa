"""The schema of a file is compared, text for text, with the one of its version before anything of it can run.

A view runs when it is read, a trigger when something is written; so a file from somebody else could do what it likes,
or never end. ``naht/store/schemas/N.txt`` has a line for each part of schema N: its kind, its name, its table, and the
hash of its text. Where several nahts of one schema wrote a part differently, each text has its line; with "?" before it
where not all of them wrote that part.
"""

import os
from collections import Counter
from typing import NamedTuple

from naht.domain.file_errors import AlteredSchema, AlteredTriggers
from naht.domain.message import Fact, Joined, message
from naht.store.digest import sha256
from naht.store.file.sqlite import Connection, StrPath

FOLDER = os.path.join(os.path.dirname(os.path.dirname(__file__)), "schemas")  # noqa: PTH118, PTH120  no pathlib here
GENERATED = ("trigger", "view")
SHOWN, WIDTH = 5, 40  # parts that an error names, and letters of a name
# As bytes: of a stranger's file they need not be text. sqlite_master cannot be the name of anything else.
_PARTS = """
SELECT CAST(type || ' ' || name || ' ' || tbl_name AS BLOB), CAST(sql AS BLOB) FROM main.sqlite_master
ORDER BY type, name
"""
_STATISTICS = {  # ANALYZE keeps them, whoever calls it; they hold figures for the planner and run nothing
    (b"table sqlite_stat1 sqlite_stat1", b"CREATE TABLE sqlite_stat1(tbl,idx,stat)"),
    (b"table sqlite_stat4 sqlite_stat4", b"CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)"),
}
_KINDS = {
    "table": message("table"), "index": message("index"), "view": message("view"), "trigger": message("trigger"),
}  # fmt: skip
_OPTIONAL = "? "
_FOREIGN, _ALTERED, _MISSING = message("foreign"), message("altered"), message("missing")


class Part(NamedTuple):
    """A part of a schema that is not as it must be."""

    kind: str
    name: str
    state: Fact

    @property
    def label(self) -> Fact:
        return message("{kind} {name} ({state})", kind=_KINDS.get(self.kind, self.kind[:WIDTH]),
                       name=self.name[:WIDTH], state=self.state)  # fmt: skip


def lines(con: Connection) -> list[str]:
    """The schema of a file as a line for each part, sorted. Only SQLite's own table of them is read."""
    rows = con.execute(_PARTS).fetchall()
    return [f"{(part or b'').decode('utf-8', 'replace')} {sha256(sql or b'').hexdigest()}" for part, sql in rows
            if (part, sql) not in _STATISTICS]  # fmt: skip


def listing(version: int) -> list[str]:
    """The lines that a file of this version may have, sorted by kind and name."""
    with open(f"{FOLDER}/{version:04}.txt", encoding="utf-8") as listed:  # noqa: PTH123  pathlib loads too long
        return listed.read().splitlines()


def odd_parts(con: Connection, version: int) -> list[Part]:
    """What in a file's schema is not that of its version: foreign, altered and missing parts."""
    present, allowed = lines(con), listing(version)
    if present == allowed:
        return []
    genuine = {line.removeprefix(_OPTIONAL) for line in allowed}
    own = {_key(line) for line in genuine}
    odd = [line for line, count in Counter(present).items() if line not in genuine or count > 1]
    parts = [Part(*_key(line), _ALTERED if _key(line) in own else _FOREIGN) for line in odd]
    needed = {_key(line) for line in allowed if not line.startswith(_OPTIONAL)}
    return [*parts, *(Part(*key, _MISSING) for key in sorted(needed - {_key(line) for line in present}))]


def _key(line: str) -> tuple[str, str]:
    """The kind and the name of a part; a stranger's name may hold spaces."""
    kind, _, rest = line.partition(" ")
    return kind, rest.rpartition(" ")[0].rpartition(" ")[0]


def require_schema(con: Connection, path: StrPath, version: int) -> None:
    """Raises AlteredSchema, or AlteredTriggers where only views and triggers are odd."""
    if odd := odd_parts(con, version):
        raise altered(path, odd)


def altered(path: StrPath, odd: list[Part]) -> AlteredSchema:
    """The error that names the odd parts."""
    only_generated = all(part.kind in GENERATED for part in odd)
    return (AlteredTriggers if only_generated else AlteredSchema)(path=path, parts=named(odd))


def named(odd: list[Part]) -> Joined:
    """The first few of them, and how many more there are."""
    shown = tuple(part.label for part in odd[:SHOWN])
    return Joined((*shown, message("… and {more} more", more=len(odd) - SHOWN)) if len(odd) > SHOWN else shown)
