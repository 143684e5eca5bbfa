"""What a statement of somebody else's may do, and what to say of one that SQLite refused.

It may read the public views, and nothing else.
"""

import re
from typing import NamedTuple

from naht.domain.errors import NahtError
from naht.domain.message import Label
from naht.domain.sql_errors import (
    BadStatement,
    FunctionRefused,
    LongValue,
    NamelessParameter,
    NoNotes,
    NotPublic,
    OnlyReading,
    TooSlow,
    TwoStatements,
    UnknownColumn,
    UnknownView,
)
from naht.store.file.sqlite import DatabaseError
from naht.store.file.sqlite_errors import INTERRUPT, code_of
from naht.store.sql.public import View

OK, DENY = 0, 1
READ, SELECT, FUNCTION, RECURSIVE = 20, 21, 31, 33
TABLE_FUNCTIONS = ("json_each", "json_tree")
# What loads code, or leads out of the database in one build of SQLite or another.
_NEVER = frozenset(
    ("load_extension", "fts3_tokenizer", "readfile", "writefile", "edit", "sqlite_log", "sqlcipher_export")
)


class Authorizer:
    """Refuses what is not allowed, and remembers what it refused first, to be told.

    ``views`` are public; behind each stands its reader, which alone may read the tables. ``kept`` are the names of
    the file that nobody may even count.
    """

    def __init__(self, views: set[str], readers: set[str], kept: set[str]) -> None:
        self._open = views | readers | {*TABLE_FUNCTIONS}
        self._readers = readers
        self._kept = kept
        self.refused: tuple[int, str] | None = None

    def __call__(
        self, action: int, first: str | None, second: str | None, _schema: str | None, within: str | None
    ) -> int:
        if self._allowed(action, first or "", second or "", within):
            return OK
        self.refused = self.refused or (action, (second if action == FUNCTION else first) or "")
        return DENY

    def _allowed(self, action: int, first: str, second: str, within: str | None) -> bool:
        if action == READ:
            return first in self._open or within in self._readers or (not second and self._countable(first.lower()))
        return action in (SELECT, RECURSIVE) or (action == FUNCTION and second not in _NEVER)

    def _countable(self, table: str) -> bool:
        """True where only the rows are counted, of a table behind a view or of a CTE: SQLite says but its name."""
        return table not in self._kept and not table.startswith(("sqlite_", "pragma_"))


DRIVER, ERROR, TOOBIG, MISMATCH, RANGE = 0, 1, 18, 20, 25
LONGEST = 120


class Stop(NamedTuple):
    """What may have stopped the query, and the bounds it had."""

    refused: tuple[int, str] | None  # by the authorizer: action and name
    late: bool
    seconds: int
    longest: int  # in megabytes


def explain(error: DatabaseError, stop: Stop, shown: list[View]) -> NahtError | None:
    """The error to raise instead; None where the statement is not to blame."""
    code = code_of(error)
    if stop.refused:
        return _refused(*stop.refused, shown)
    if code == INTERRUPT and stop.late:
        return TooSlow(stop.seconds)
    if code == TOOBIG and "blob" in str(error):
        return LongValue(most=stop.longest)
    return _misfit(_line(str(error)), shown) if code in (DRIVER, ERROR, TOOBIG, MISMATCH, RANGE) else None


def _refused(action: int, name: str, shown: list[View]) -> NahtError:
    if action == READ:
        return NotPublic(name, [view.name for view in shown])
    return FunctionRefused(name=name) if action == FUNCTION else OnlyReading()


def _line(said: str) -> str:
    """One line, not too long; both ends stay, by them the message is known."""
    line = " ".join(said.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST // 2]}…{line[-LONGEST // 2 :]}"


def _misfit(said: str, shown: list[View]) -> NahtError:
    if found := re.fullmatch(r"no such table: (?:\w+\.)?(.*)", said):
        return UnknownView(found[1], [view.name for view in shown])
    if found := re.fullmatch(r"no such column: (.*)", said):
        if found[1].rpartition(".")[2].lower() == "note":
            return NoNotes()
        return UnknownColumn(found[1], [column.name for view in shown for column in view.columns])
    for start, kind in _WHOLE.items():
        if said.startswith(start):
            return kind()
    return BadStatement(reason=Label(_german(said), said))


_WHOLE: dict[str, type[NahtError]] = {
    "You can only execute one statement": TwoStatements,
    "Binding ": NamelessParameter,
    "cannot VACUUM": OnlyReading,  # these two never get as far as the authorizer
    "cannot modify ": OnlyReading,
}


def _german(said: str) -> str:
    for pattern, words in _GERMAN:
        if found := re.fullmatch(pattern, said):
            return found.expand(words)
    return f"SQLite sagt „{said}“"


_GERMAN = (
    (r'near "(.*)": syntax error', r"bei „\1“ stimmt etwas nicht"),
    (r"incomplete input", "sie ist nicht zu Ende"),
    (r'unrecognized token: "(.*)"', r"„\1“ ist nicht zu lesen (fehlt ein Anführungszeichen?)"),
    (r"ambiguous column name: (.*)", r"„\1“ gibt es in mehreren Sichten, bitte mit der Sicht davor (visits.\1)"),
    (r"no such function: (.*)", r"die Funktion \1 gibt es nicht"),
    (r"wrong number of arguments to function (.*)\(\)", r"die Funktion \1 braucht eine andere Zahl von Angaben"),
    (r"misuse of (?:aliased )?(?:aggregate:|aggregate|aggregate function|window function) (\S+)",
     r"\1 darf dort nicht stehen"),
    (r"datatype mismatch", "ein Wert hat die falsche Art (Zahl oder Text)"),
    (r"malformed JSON", "ein Text ist kein JSON"),
    (r"query string is too large|statement too long", "sie ist zu lang"),
    (r"parser stack overflow|Expression tree is too large.*", "sie ist zu tief verschachtelt"),
    (r"the query contains a null character", "sie enthält ein NUL-Zeichen"),
    (r"integer overflow", "eine Zahl wird zu groß"),
)  # fmt: skip
