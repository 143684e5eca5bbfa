"""One question of a shell: the line, and what it needs to know of its surroundings, each found when it is needed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cached_property

from naht.cli.complete.line import Line
from naht.cli.context import Context, locale_language, wished_language
from naht.domain.fields import Noun
from naht.store.file.peek import glance
from naht.store.file.sqlite import Connection
from naht.store.reading import settings

_GLOBAL = {"db": "db", "lang": "lang", "as": "who", "today": "today"}


_NONE = Noun("", "", "", "", "", ())


class Asked:
    """What is wanted at the end of a line."""

    def __init__(self, line: Line, words: list[str]) -> None:
        self.line = line
        self.words = words  # without those whose place says what they are

    @property
    def typed(self) -> str:
        return self.line.typed

    @property
    def noun(self) -> Noun:
        """The fields in question; none where the command has none."""
        return (self.line.place and self.line.place.fields) or _NONE

    @cached_property
    def context(self) -> Context:
        """As the command will see it: ``--db``, ``--today`` and the others may stand anywhere before. Raises BadDay."""
        options = self.line.options
        said = {name: options[option][-1] for option, name in _GLOBAL.items() if options.get(option)}
        if "db" in said:  # the shell hands the line over as it stands there
            said["db"] = os.path.expandvars(os.path.expanduser(said["db"]))  # noqa: PTH111  no Path(""), no ./ lost
        return Context(said, "")

    @property
    def today(self) -> date:
        return self.context.today

    @contextmanager
    def file(self) -> Iterator[Connection]:
        """The office's file, to be read. Raises what opening it raises; nobody hears of it."""
        with glance(self.context.path) as con:
            yield con

    @property
    def lang(self) -> str:
        """As asked for, else the office's, else the locale's."""
        wish = wished_language((self.line.options.get("lang") or [None])[-1])  # type: ignore[list-item]
        if wish or not self.context.path.exists():
            return wish or locale_language()
        with self.file() as con:
            return settings.get(con, "lang") or locale_language()

    def worker(self, con: Connection) -> str:
        """Who types."""
        return self.context.worker or settings.get(con, "worker")
