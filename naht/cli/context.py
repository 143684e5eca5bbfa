"""Holds what a command runs in: the file, the language, the worker, the day. Only here environment and clock are read.

The global options may stand before the noun or behind the verb; the later one wins.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from naht import __version__
from naht.cli import interrupt
from naht.cli.given import Given
from naht.domain import days
from naht.domain.errors import BadUsage, NahtError, NotFound
from naht.domain.file_errors import Locked
from naht.domain.message import Text, message
from naht.domain.nouns import noun
from naht.domain.settings import LANG, WORKER
from naht.domain.table import Note, Table
from naht.domain.text import normalize
from naht.output import streams
from naht.output.language import say
from naht.store.file.opening import reading
from naht.store.file.sqlite import Connection
from naht.store.reading import settings

if TYPE_CHECKING:  # what only some commands need is loaded by those
    from pathlib import Path

    from naht.output.cells import Style
    from naht.output.formats import Format
    from naht.store.journal.unit import Op, Unit

ENVIRONMENT = {
    "NAHT_DB": message("the file"),
    "NAHT_LANG": message("language: de or en"),
    "NAHT_WORKER": message("code of the person who types"),
    "NAHT_TODAY": message("the day that counts as today"),
    "PAGER": message("shows at a terminal what is longer than the screen (else less); empty: none does"),
    "NO_COLOR": message("no colours"),
    "NAHT_DEBUG": message("show the details of a bug"),
}


def data_folder() -> str:
    """The folder of naht below the XDG data folder."""
    home = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return os.path.join(os.path.expanduser(home), "naht")  # noqa: PTH118, PTH111  see Context.path


def requested_language(given: Given) -> str:
    """The language that option or environment ask for; empty where they do not. Raises BadUsage for another one."""
    request = given.text("lang") or os.environ.get("NAHT_LANG") or ""
    lang = request[:2].lower()
    if request and lang not in ("de", "en"):
        raise BadUsage(
            message("There is no language “{wish}” (--lang, NAHT_LANG), only de and en.", wish=request), command="naht"
        )
    return lang


def locale_language() -> str:
    """The language of the locale; German where there is none (cron)."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "en" if value.startswith("en") else "de"
    return "de"


class Context:
    """The context of one command, made of the global options and the environment."""

    def __init__(self, given: Given, command: str, options: tuple[str, ...] = ()) -> None:
        self._given = given
        self.command = command
        self.options = options
        self.named = given.text("db") or ""
        self.file = self.named or os.environ.get("NAHT_DB") or f"{data_folder()}/naht.db"
        self.quiet = given.on("quiet")
        self.color = given.text("color") or "auto"
        self.now = datetime.now(UTC)
        self.today = self._day(given.text("today") or os.environ.get("NAHT_TODAY"))
        self._requested_language = requested_language(given)
        self._worker = given.text("who") or os.environ.get("NAHT_WORKER")
        self.lang = self._requested_language or locale_language()
        self.worker = self._worker or ""
        self._warned = False

    @property
    def path(self) -> "Path":
        """The file as a path. A plain line does without: pathlib loads longer than half of naht."""
        from pathlib import Path

        return Path(self.file)

    def anew(self) -> "Context":
        """The same context at another moment: for the next record of a long dialog."""
        return Context(self._given, self.command, self.options)

    def _day(self, text: str | None) -> date:
        today = self.now.astimezone().date()
        return date.fromisoformat(days.parse_day(text, today, steps=True)) if text else today

    def adopt(self, con: Connection, *, writing: bool) -> None:
        """Set language and worker to the office's settings, where neither option nor environment say them.

        Raises NotFound for a worker that there is not, but not of NAHT_WORKER where nothing is written: it may be old.
        """
        self.lang = self._requested_language or settings.get(con, LANG) or self.lang
        self.worker = normalize(self._worker or settings.get(con, WORKER), "--as")
        if self.worker and not con.execute("SELECT 1 FROM worker WHERE id = ?", (self.worker,)).fetchone():
            if writing or self._given.text("who"):
                raise NotFound(noun=noun("worker").title, text=self.worker, command="worker")
            self.worker = ""

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A snapshot to read from."""
        self._warn()
        with reading(self.file, self.waiting, self.today) as con:
            self.adopt(con, writing=False)
            yield con

    @contextmanager
    def writing(self, path: "Path | None" = None, *, keep: bool = False) -> Iterator["Unit"]:
        """The one unit of a writing command; with ``path`` on a file that is still being made."""
        from naht.store.journal.unit import unit

        self._warn()
        with unit(path or self.file, self.op(keep=keep), self.waiting, self._adopt_worker, interrupt.too_late) as work:
            yield work

    @contextmanager
    def asking(self) -> Iterator["Unit"]:
        """A unit that only asks: for what takes long, and must not keep others from writing."""
        from naht.store.journal.unit import asking

        self._warn()
        with asking(self.file, self.op(), self.waiting, self._adopt_worker) as work:
            yield work

    def op(self, *, keep: bool = False) -> "Op":
        """The op of this command in the journal."""
        from naht.store.journal.unit import Op

        return Op(self.command, self.options, self.worker, self.at, self.today, __version__, keep)

    def _warn(self) -> None:
        """Warn once of a file on a network drive or in a synchronised folder; it is used all the same."""
        from naht.store.file import location

        if self._warned:
            return
        self._warned = True
        if where := location.trouble(self.file):
            self.tell([Note(message("The file lies {where}; it can break there. Please move it.", where=where), True)])

    def _adopt_worker(self, con: Connection) -> str:
        self.adopt(con, writing=True)
        return self.worker

    @property
    def at(self) -> str:
        """Now, in UTC, to the second."""
        return self.now.strftime("%Y-%m-%dT%H:%M:%SZ")

    def waiting(self) -> None:
        """Say that the command waits for another one."""
        streams.say(say(message("The file is locked, waiting …"), self.lang))

    def language_of_file(self) -> str:
        """The language for help and errors; the file is read only where option and environment do not say it."""
        if not self._requested_language:
            try:
                with reading(self.file, _give_up) as con:
                    self.lang = settings.get(con, LANG) or self.lang
            except NahtError:
                pass
        return self.lang

    # ---- saying things

    def style(self, *, header: bool = True, excel: bool = False) -> "Style":
        """The style of stdout: on a terminal its width and colour, elsewhere neither."""
        from naht.output.cells import Style

        terminal = streams.terminal()
        colored = self.color == "always" or (self.color == "auto" and terminal and not os.environ.get("NO_COLOR"))
        return Style(self.lang, _width() if terminal else 0, colored, header, excel)

    def for_screen(self, given: Given) -> bool:
        """True where a person reads the answer at a terminal; what is piped, or in a format for machines, is data."""
        return streams.terminal() and format_of(given).people

    def show(self, tables: list[Table], given: Given) -> None:
        """Print tables as data, as the line asks for; their notes go to stderr where the format has none."""
        from naht.output.formats import render

        form = format_of(given)
        style = self.style(header=not given.on("no_header"), excel=given.on("excel"))
        self.print(render(tables, form, style))
        if not form.holds_notes(tables):
            for table in tables:
                for line in table.notes:
                    self.say(line)

    def print(self, text: str) -> None:
        """Print data; at a terminal what is longer than the screen goes through the pager, unless ``--no-pager``."""
        if streams.interactive() and not self._given.on("no_pager"):
            from naht.output import pager

            if pager.show(text):
                return
        streams.data(text)

    def say(self, text: Text) -> None:
        """Print a line of narration, unless ``--quiet``."""
        if not self.quiet:
            streams.say(say(text, self.lang))

    def tell(self, notes: list[Note]) -> None:
        """Print notes; with ``--quiet`` only the warnings."""
        for note in notes:
            if note.warning or not self.quiet:
                streams.note(note, self.lang)


def format_of(given: Given) -> "Format":
    """The format that the line asks for, else the first."""
    from naht.output.formats import FORMATS

    return FORMATS[given.text("format") or next(iter(FORMATS))]


def _give_up() -> None:
    """Raises Locked: nobody waits for a locked file to know the language of an error."""
    raise Locked(seconds=1)


def _width() -> int:
    try:
        return os.get_terminal_size(1).columns
    except OSError:
        return 80
