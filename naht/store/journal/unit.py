"""The unit of work: one command, one transaction, one op, one seal. All of it is in the file, or nothing.

``with unit(path, op) as work:`` begins IMMEDIATE and writes the op; at the end the op is sealed and committed. Whatever
goes wrong before that leaves the file as it was. A unit that changed nothing leaves no op, unless it is kept.
"""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, NamedTuple

from naht.domain.file_errors import Locked
from naht.store.file.opening import BRIEF, PATIENCE, Waiting, open_file, retry_while_locked
from naht.store.file.sqlite import Connection, OperationalError, StrPath
from naht.store.file.sqlite_errors import BUSY, code_of, translate_sqlite_errors
from naht.store.journal import seal

FOREIGN = "extern"  # the command of an op that naht did not do
MIGRATION = "migrate"  # the command of an op behind which the images of earlier ones are of another schema


class Op(NamedTuple):
    """What a command says of itself: its name and option names (never values), who, when (UTC), which day is today."""

    command: str
    options: tuple[str, ...]
    worker: str
    at: str
    today: date
    version: str
    keep: bool = False


class Unit:
    """The open unit: its connection, its op, and what was looked up in it already."""

    def __init__(self, con: Connection, op: Op, number: int) -> None:
        self.con = con
        self.op = op
        self.number = number
        self.cache: dict[Any, Any] = {}

    @property
    def today(self) -> date:
        return self.op.today

    @property
    def worker(self) -> str:
        return self.op.worker

    def undo(self, other: int) -> None:
        """Say in the op that it takes ``other`` back."""
        self.con.execute("UPDATE op SET undoes = ? WHERE n = ?", (other, self.number))


@contextmanager
def asking(
    path: StrPath, op: Op, waiting: Waiting | None = None, who: Callable[[Connection], str] | None = None
) -> Iterator[Unit]:
    """A unit for long questions: it writes nothing, and between two statements it holds no lock. Raises FileProblem.

    So others can write meanwhile, and each statement sees the file as it stands then.
    """
    with translate_sqlite_errors(path):
        con = open_file(path, writing=False, waiting=waiting, today=op.today)
        try:
            con.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}")
            yield Unit(con, op._replace(worker=who(con)) if who else op, 0)
        except OperationalError as error:
            if code_of(error) != BUSY:
                raise
            raise Locked(seconds=int(PATIENCE)) from error
        finally:
            con.close()


@contextmanager
def unit(
    path: StrPath,
    op: Op,
    waiting: Waiting | None = None,
    who: Callable[[Connection], str] | None = None,
    done: Callable[[], None] | None = None,
) -> Iterator[Unit]:
    """An open unit on the file at ``path``. Raises FileProblem; what the body raises passes through, rolled back.

    ``who`` finds the worker inside the transaction, where only the file knows it; ``done`` hears of the commit before
    Ctrl-C can be heard again.
    """
    with translate_sqlite_errors(path):
        con = _begin_immediate(path, waiting, op.today)
        try:
            op = op._replace(worker=who(con)) if who else op
            yield (work := Unit(con, op, begin(con, op)))
            if op.keep or _changed(con, work.number):
                seal.close(con, work.number)
                retry_while_locked(lambda: _commit(con, done), waiting, path, BRIEF)  # the others wait for this
        finally:
            con.close()  # an open transaction ends here, undone


def _commit(con: Connection, done: Callable[[], None] | None) -> None:
    """Commit; Ctrl-C is heard before it or behind it, so that nobody is told the opposite of what happened."""
    with hold_interrupts():
        con.execute("COMMIT")
        if done:
            done()


@contextmanager
def hold_interrupts() -> Iterator[None]:
    """Ctrl-C waits; where the system cannot hold it back (Windows) it does not."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin_immediate(path: StrPath, waiting: Waiting | None, today: date) -> Connection:
    con = open_file(path, writing=True, waiting=waiting, today=today)
    try:
        retry_while_locked(lambda: con.execute("BEGIN IMMEDIATE"), waiting, path)
    except BaseException:
        con.close()
        raise
    return con


def begin(con: Connection, op: Op) -> int:
    """Write the op; returns its number. The triggers write under it until it is sealed."""
    _adopt(con, op)
    return _insert_op(con, op)


def _adopt(con: Connection, op: Op) -> None:
    """What other programs wrote since the last op becomes an op before this one, sealed like any other."""
    if con.execute("SELECT 1 FROM change WHERE op = 0 LIMIT 1").fetchone():
        number = _insert_op(con, op._replace(command=FOREIGN, options=(), worker="?"))
        con.execute("UPDATE change SET op = ? WHERE op = 0", (number,))
        if con.execute("SELECT 1 FROM sqlite_schema WHERE name = 'change_ref'").fetchone():  # before schema 3 none
            con.execute("UPDATE change_ref SET op = ? WHERE op = 0", (number,))
        seal.close(con, number)


_OP = """
INSERT INTO op (n, at, worker, command, options, version)
SELECT max(ifnull((SELECT max(n) FROM op), 0), ifnull((SELECT max(op) FROM change), 0)) + 1, ?, ?, ?, ?, ?
"""


def _insert_op(con: Connection, op: Op) -> int:
    """A number is never used again, also where the op that had it was removed: its changes would pass as others'."""
    values = (op.at, op.worker, op.command, " ".join(op.options), op.version)
    return int(con.execute(_OP, values).lastrowid or 0)


def _changed(con: Connection, number: int) -> bool:
    return con.execute("SELECT 1 FROM change WHERE op = ? LIMIT 1", (number,)).fetchone() is not None
