"""The chain: every op is sealed with a hash over the seal before it, itself, and the digests of its images.

An image's digest covers its salt, so a guessed image cannot be confirmed; erased, it leaves its digest and the chain
still holds. An image counts as erased only where a sealed step says so; whoever else blanks one breaks the seal.
What the chain cannot see is a tail cut off, or a whole history computed anew: note its head elsewhere.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from naht.store.digest import as_bytes, framed, sha256
from naht.store.file.sqlite import Connection

ERASING = "forget"  # the command of an op whose options name the images that it erased: ``12.1 12.2``, op and k
SHORT = 12  # hexadecimal digits of a seal, where people read it
_SALT = 16  # bytes
_UNSOUND = b"unsound"  # no digest
_OP = "SELECT n, at, worker, command, options, version, undoes, seal FROM op WHERE n = ?"
_CHANGES = """
SELECT k, tbl, row, act, before, before_salt, before_digest, after, after_salt, after_digest
FROM change WHERE op = ? ORDER BY k
"""


def close(con: Connection, number: int) -> None:
    """Seal the op. From here on the triggers find no open op."""
    con.execute("UPDATE op SET seal = ? WHERE n = ?", (compute(con, number), number))


def compute(con: Connection, number: int) -> bytes:
    """The seal that op ``number`` must have; of a damaged file, which may lack what it lists, some other one."""
    before = con.execute("SELECT seal FROM op WHERE n < ? ORDER BY n DESC LIMIT 1", (number,)).fetchone() or (None,)
    op = con.execute(_OP, (number,)).fetchone() or ()
    whole: Any = sha256(as_bytes(before[0]))
    whole.update(framed(op[:-1]))
    blank = set()
    for row in con.execute(_CHANGES, (number,)):
        whole.update(framed((*row[:4], digest(*row[4:7]), digest(*row[7:]))))
        if (row[4] is None and row[6] is not None) or (row[7] is None and row[9] is not None):
            blank.add(f"{number}.{row[0]}")
    if blank and blank - _erased(con, number):
        whole.update(_UNSOUND)
    return bytes(whole.digest())


def digest(image: str | None, salt: bytes | None, left: bytes | None) -> bytes:
    """The digest of an image; the one that it ``left`` where it was erased; nothing where there never was one.

    With its content goes its salt and nothing else, so that each of the three columns is covered.
    """
    if image is None:
        return as_bytes(left) if salt is None else _UNSOUND
    if left is not None or len(salt or b"") != _SALT:
        return _UNSOUND
    return bytes(sha256(as_bytes(salt) + as_bytes(image)).digest())


def _erased(con: Connection, number: int) -> set[str]:
    """The images that steps from ``number`` on say they erased; an open one names its own."""
    sql = "SELECT options FROM op WHERE command = ? AND n >= ? AND (seal IS NOT NULL OR n = ?)"
    return {name for (options,) in con.execute(sql, (ERASING, number, number)) for name in options.split()}


def broken(con: Connection) -> Iterator[int]:
    """The ops whose seal is not what it must be, or that are gone, oldest first; none in a sound file."""
    gone = "SELECT DISTINCT op, NULL FROM change WHERE op <> 0 AND op NOT IN (SELECT n FROM op)"
    for number, found in con.execute(f"SELECT n, seal FROM op UNION ALL {gone} ORDER BY 1").fetchall():
        if found != compute(con, number):
            yield number


def origin(con: Connection) -> bytes:
    """The first seal: files of one office share it, whatever happened since."""
    row = con.execute("SELECT seal FROM op ORDER BY n LIMIT 1").fetchone()
    return bytes(row[0]) if row and row[0] else b""


def head(con: Connection) -> str:
    """The first 12 digits of the newest seal."""
    row = con.execute("SELECT seal FROM op ORDER BY n DESC LIMIT 1").fetchone()
    return bytes(row[0]).hex()[:SHORT] if row and row[0] else ""


class Noted(NamedTuple):
    """The step that has a seal which was noted elsewhere: its number, when it was done, how many came after it."""

    step: int
    at: str
    later: int


def find(con: Connection, digits: str) -> Noted | None:
    """The newest step whose seal begins with these hexadecimal digits."""
    sql = (
        "SELECT n, at, (SELECT count(*) FROM op l WHERE l.n > o.n AND l.seal IS NOT NULL) FROM op o "
        "WHERE substr(lower(hex(seal)), 1, ?) = ? ORDER BY n DESC LIMIT 1"
    )
    row = con.execute(sql, (len(digits), digits.lower())).fetchone()
    return Noted(*row) if row else None
