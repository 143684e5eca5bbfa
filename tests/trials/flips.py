"""One flipped bit in a copy of a real file: a flip that changes what the file says must not go unnoticed.

What changes nothing that can be read (free space, an index) is harmless. All else is put before ``naht check --full``.
"""

import json
import random
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from tests.trials import Outcome
from tests.trials.office import Office, furnished, shared_out
from tests.trials.state import Rows, rows_of
from tests.trials.tally import Tally, outcome

SQLITE = ("integrity", "foreign-keys")


class Sound(NamedTuple):
    """The undamaged file: its bytes, what can be read in it, and what the check says of it."""

    office: Office
    kept: bytes
    read: Rows | None
    known: Counter[str]


def run(count: int, folder: Path, seed: int, mutant: str = "") -> Outcome:
    """Flip ``count`` single bits."""
    office = _lively(folder / "base")._replace(warm=True).changed(mutant)
    sound = Sound(office, office.path.read_bytes(), _read(office.path), _found(office)[1])
    tallies = shared_out(count, folder, seed, lambda *share: _lane(sound, *share))
    seen = sum((tally.seen for tally in tallies), Counter[str]())
    changing = seen["change what can be read"]
    noticed = changing - sum(tally.lost + tally.broken for tally in tallies)
    sqlite = seen["noticed by SQLite"]
    share = f"noticed {noticed / max(1, changing):.1%} (SQLite alone {sqlite / max(1, changing):.1%})"
    return outcome("flips", tallies, f"{len(sound.kept) // 1024} kB", share)


def _lively(folder: Path) -> Office:
    """An office in which records were added, changed, removed and taken back: its file has free pages too."""
    office = furnished(folder)
    for _ in range(3):
        visits = office.must("v", "west", "hausbesuch", "20m", "wohnen", "40x")
    office.must("visit", "edit", visits[0], "35m", "schulden")
    office.must("visit", "remove", visits[1])
    office.must("undo")
    office.must("v", "nord", "tel", "60x")
    office.must("undo")
    return office


def _lane(sound: Sound, count: int, folder: Path, rng: random.Random) -> Tally:
    tally = Tally()
    office = sound.office.copied(folder)
    for _ in range(count):
        place, bit = rng.randrange(len(sound.kept)), rng.randrange(8)
        damaged = bytearray(sound.kept)
        damaged[place] ^= 1 << bit
        office.path.write_bytes(damaged)
        tally.trials += 1
        if _read(office.path) == sound.read:
            tally.seen["harmless"] += 1
            continue
        tally.seen["change what can be read"] += 1
        _judge(tally, office, sound.known, f"byte {place} (page {place // 4096 + 1}), bit {bit}")
    return tally


def _judge(tally: Tally, office: Office, known: Counter[str], where: str) -> None:
    """The check says something that it did not say of the sound file; exit 1 would be a bug."""
    code, found, said = _found(office)
    new = found - known
    if code not in (0, 5, 6):
        tally.wrong(f"{where}: exit {code}: {said}")
    elif code == 0 or (code == 6 and not new):
        tally.lose(f"{where}: unnoticed")
    else:
        tally.seen["noticed by SQLite"] += code == 5 or any(rule in SQLITE for rule in new)
        tally.seen["noticed by the rest of the check alone"] += code == 6 and not any(rule in SQLITE for rule in new)


def _found(office: Office) -> tuple[int, Counter[str], str]:
    """Exit code, how often each rule speaks up, and what was said."""
    ran = office.run("check", "--full", "-f", "json")
    found = json.loads(ran.out) if ran.code in (0, 6) else []
    return ran.code, Counter(finding["rule"] for finding in found if finding["severity"] != "hint"), ran.err


def _read(path: Path) -> Rows | None:
    """All that can be read; None where not all can."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as con:
            con.text_factory = bytes
            schema = con.execute("SELECT * FROM sqlite_schema").fetchall()
            names = con.execute("PRAGMA application_id").fetchall() + con.execute("PRAGMA user_version").fetchall()
            con.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
            return rows_of(con) | {"": schema + names}
    except (sqlite3.DatabaseError, ValueError, OverflowError, MemoryError):
        return None
