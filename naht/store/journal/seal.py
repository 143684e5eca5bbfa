"""The chain: every op is sealed with a hash over the seal before it, itself, and the digests of its images.

An image's digest covers its salt, so a guessed image cannot be confirmed; erased, it leaves its digest and the chain
still holds. What the chain cannot see is a tail cut off, or a whole history computed anew: note its head elsewhere.
"""

from collections.abc import Iterator
from typing import Any

from naht.store.digest import as_bytes, framed, sha256
from naht.store.file.sqlite import Connection

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
    for row in con.execute(_CHANGES, (number,)):
        whole.update(framed((*row[:4], _digest(*row[4:7]), _digest(*row[7:]))))
    return bytes(whole.digest())


def _digest(image: str | None, salt: bytes | None, digest: bytes | None) -> bytes:
    if image is None:
        return as_bytes(digest)
    return bytes(sha256(as_bytes(salt) + as_bytes(image)).digest())


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
    """The first 12 characters of the newest seal."""
    row = con.execute("SELECT seal FROM op ORDER BY n DESC LIMIT 1").fetchone()
    return bytes(row[0]).hex()[:12] if row and row[0] else ""
