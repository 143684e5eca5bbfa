"""One SELECT of somebody else's, on a connection that has been locked for it: it reads the public views and nothing
else, changes nothing, ends in time and in bounded memory.
"""

import os
import time
from collections.abc import Iterable
from sys import getsizeof
from typing import NamedTuple

from naht.domain.sql_errors import MissingParameter, NoStatement, TooMuch, UnknownParameter
from naht.store.file.sqlite import Connection, DatabaseError
from naht.store.sql import public
from naht.store.sql.authorizer import TABLE_FUNCTIONS, Authorizer, Stop, explain

LENGTH, LIKE_PATTERN, ATTACHED = 0, 8, 7
MEGABYTES, LONGEST = 256, 1
_LIMITS = {LENGTH: LONGEST * 1_000_000, LIKE_PATTERN: 1_000, ATTACHED: 0}
_STEPS = 20_000  # of SQLite's, between two looks at the clock


class Answer(NamedTuple):
    names: list[str]
    rows: list[tuple[object, ...]]


def ask(con: Connection, statement: str, given: dict[str, object], seconds: int, lang: str) -> Answer:
    """What the statement finds, whole. ``con`` is used up: it can do nothing else afterwards.

    Raises an error of ``domain.sql_errors``; Ctrl-C ends the query as it ends any other.
    """
    shown = public.views(lang)
    authorizer, clock, bound = _locked(con, shown), _Clock(seconds), _Bound(given)
    con.set_progress_handler(clock, _STEPS)
    try:
        cursor = con.execute(statement, bound)
        if cursor.description is None:
            raise NoStatement
        bound.require_all()
        return Answer(_apart([column[0] for column in cursor.description]), _held(cursor))
    except MemoryError:
        raise TooMuch(most=MEGABYTES) from None
    except DatabaseError as error:
        if problem := explain(error, Stop(authorizer.refused, clock.over, seconds, LONGEST), shown):
            raise problem from error
        raise


def _locked(con: Connection, shown: list[public.View]) -> Authorizer:
    """The views are made, then everything is shut, the authorizer last: it forbids even pragmas."""
    readers = {view.name: f"{view.name}_{os.urandom(16).hex()}" for view in shown}
    con.execute("PRAGMA query_only = OFF")
    for view in shown:
        for statement in public.statements(view, readers[view.name]):
            con.execute(statement)
    con.execute("PRAGMA query_only = ON")
    con.execute(f"PRAGMA hard_heap_limit = {MEGABYTES << 20}")
    for function in TABLE_FUNCTIONS:  # their first use declares a table, which the authorizer would take for writing
        con.execute(f"SELECT 1 FROM {function}('[]')")
    for kind, most in _LIMITS.items():
        con.setlimit(kind, most)
    kept = {name for (name,) in con.execute("SELECT lower(name) FROM sqlite_schema")} - public.inner()
    authorizer = Authorizer(set(readers), set(readers.values()), kept)
    con.set_authorizer(authorizer)
    return authorizer


class _Clock:
    """The progress handler: ends the query when its time is over. Ctrl-C is heard here as well."""

    def __init__(self, seconds: int) -> None:
        self._end = time.monotonic() + seconds
        self.over = False

    def __call__(self) -> int:
        self.over = time.monotonic() > self._end
        return int(self.over)


class _Bound(dict[str, object]):
    """The values; it notes which of them the statement asks for."""

    def __init__(self, given: dict[str, object]) -> None:
        super().__init__(given)
        self._asked: set[str] = set()

    def __getitem__(self, name: str) -> object:
        self._asked.add(name)
        return super().__getitem__(name)

    def __missing__(self, name: str) -> object:
        raise MissingParameter(name=name)

    def require_all(self) -> None:
        """Raises UnknownParameter where a value was given that nothing asked for."""
        for name in self:
            if name not in self._asked:
                raise UnknownParameter(name=name)


def _apart(names: list[str]) -> list[str]:
    """No two columns of one name: a JSON object would lose one of them."""
    made: list[str] = []
    for name in names:
        number, free = 1, name
        while free in made:
            number += 1
            free = f"{name}_{number}"
        made.append(free)
    return made


def _held(rows: Iterable[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """All rows, as long as they fit. Raises TooMuch."""
    held, size = [], 0
    for row in rows:
        held.append(tuple(map(_cell, row)))
        size += getsizeof(row) + sum(map(getsizeof, row))
        if size > MEGABYTES << 20:
            raise TooMuch(most=MEGABYTES)
    return held


def _cell(value: object) -> object:
    """What every format can hold: bytes in hexadecimal, and no infinite number."""
    if isinstance(value, bytes):
        return value.hex()
    return str(value) if isinstance(value, float) and value in (float("inf"), float("-inf")) else value
