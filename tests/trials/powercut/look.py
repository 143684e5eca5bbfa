"""What a folder holds, as naht reads it: the office's file, and every copy that has its final name."""

import hashlib
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from naht.store.file.opening import open_raw
from naht.store.journal import seal

LETTERED = ("visit", "client", "referral", "contact", "work")


class Content(NamedTuple):
    """All that a file says: two with the same digest are the same row for row, journal and schema included."""

    digest: str
    ids: frozenset[str]


class Sight(NamedTuple):
    """The office, None where there is no such file, and its copies by their path."""

    office: Content | None
    copies: dict[str, str]


class Unsound(Exception):
    """A file that SQLite, the foreign keys or the seals find fault with."""


def content(path: Path) -> Content:
    """What a file says, read by naht. Raises Unsound, or what the opening raises."""
    with closing(open_raw(path)) as con:
        found = [line for (line,) in con.execute("PRAGMA integrity_check") if line != "ok"]
        found += [f"foreign key: {row}" for row in con.execute("PRAGMA foreign_key_check")]
        found += [f"open op {n}" for (n,) in con.execute("SELECT n FROM op WHERE seal IS NULL")]
        found += [f"seal of {number}" for number in seal.broken(con)]
        if found:
            raise Unsound(found[0])
        schema = con.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY 1, 2").fetchall()
        whole = hashlib.sha256(repr((con.execute("PRAGMA user_version").fetchone(), schema)).encode())
        for kind, name, _, _ in schema:
            if kind == "table" and not name.startswith("sqlite_"):
                whole.update(repr(con.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall()).encode())
        ids = frozenset(ident for name in LETTERED for (ident,) in con.execute(f"SELECT id FROM {name}"))
    return Content(whole.hexdigest(), ids)


def copies(files: list[str]) -> list[str]:
    """Those that are copies of an office with their final name: backups, and what a restore put aside."""
    return sorted(name for name in files if is_copy(name))


def is_copy(name: str) -> bool:
    *above, last = name.split("/")
    return last.endswith(".db") and not last.startswith(".") and (bool(above) or last != "office.db")


def look(folder: Path) -> Sight:
    names = copies([str(path.relative_to(folder)) for path in folder.rglob("*.db")])
    office = folder / "office.db"
    return Sight(content(office) if office.exists() else None, {name: content(folder / name).digest for name in names})
