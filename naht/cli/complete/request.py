"""The question of a shell: the line, and what its answer needs, each read when it is first used."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from typing import NamedTuple

from naht.cli.complete.line import Line
from naht.cli.context import Context, locale_language, requested_language
from naht.cli.given import Given
from naht.cli.verb import Parameter
from naht.domain.fields import Field, Noun
from naht.domain.settings import LANG, WORKER
from naht.domain.text import fold
from naht.store.file.peek import peek
from naht.store.file.sqlite import Connection
from naht.store.reading import settings

FILES, FOLDERS = ":files", ":folders"
"""What only the shell can complete; as the last value, where no other fits."""

_GLOBAL = {"db": "db", "lang": "lang", "as": "who", "today": "today"}
_NONE = Noun("", "", "", "", "", ())


class Question:
    """The question for the values of ``parameter``, at the end of a line."""

    def __init__(self, line: Line, parameter: Parameter, words: list[str]) -> None:
        self.line = line
        self.parameter = parameter
        self.words = words  # without those whose place says what they are
        self._open: Connection | None = None

    @property
    def typed(self) -> str:
        return self.line.typed

    @property
    def noun(self) -> Noun:
        """The fields in question; none where the command has none."""
        return (self.line.verb and self.line.verb.noun) or _NONE

    @property
    def field(self) -> Field:
        """The field whose value is completed. Raises LookupError for a parameter without a field."""
        if self.parameter.field is None:
            raise LookupError(self.parameter.key)
        return self.parameter.field

    @property
    def given(self) -> list[str]:
        """The values that the line has already for that field."""
        return self.line.options.get(self.field.option, [])

    @cached_property
    def context(self) -> Context:
        """As the command will see it: ``--db``, ``--today`` and the others may stand anywhere before. Raises BadDay."""
        options = self.line.options
        texts = {key: options[name][-1:] for name, key in _GLOBAL.items() if options.get(name)}
        if "db" in texts:  # the shell hands the line over as it stands there
            texts["db"] = [os.path.expandvars(os.path.expanduser(texts["db"][0]))]  # noqa: PTH111  no Path(""), no ./ lost
        return Context(Given(texts), "")

    @property
    def today(self) -> date:
        return self.context.today

    @contextmanager
    def file(self) -> Iterator[Connection]:
        """The office's file, to be read; opened once for all that asks within. Raises what opening it raises."""
        if self._open:
            yield self._open
            return
        with peek(self.context.file, self.today) as con:
            self._open = con
            yield con
            self._open = None

    @property
    def lang(self) -> str:
        """As asked for, else the office's, else the locale's."""
        wish = requested_language(Given({"lang": self.line.options.get("lang", [])}))
        if wish or not os.path.exists(self.context.file):  # noqa: PTH110  pathlib loads too long for a Tab
            return wish or locale_language()
        with self.file() as con:
            return settings.get(con, LANG) or locale_language()

    def worker(self, con: Connection) -> str:
        """Who types."""
        return self.context.worker or settings.get(con, WORKER)


class Choice(NamedTuple):
    """A value, and what else it is called: its label, its short word."""

    value: str
    names: tuple[str, ...] = ()


def plain(values: Iterable[str]) -> list[Choice]:
    return [Choice(value) for value in values]


def matching(typed: str, choices: list[Choice]) -> list[str]:
    """The values that begin as typed (``schö`` is ``schoe``), else the only one with such a name (``Bürgergeld``).

    A value below another one (``wohnen.suche``) is offered when that is typed in full, as words are read.
    """
    if choices and choices[-1].value in (FILES, FOLDERS):
        return matching(typed, choices[:-1]) or [choices[-1].value]
    folded = fold(typed)
    matches = [choice.value for choice in choices if fold(choice.value).startswith(folded)]
    if matches or not folded:
        return [value for value in dict.fromkeys(matches) if not _below(value, set(matches) - {folded})]
    named = {choice.value for choice in choices if any(fold(name).startswith(folded) for name in choice.names)}
    return list(named) if len(named) == 1 else []


def _below(value: str, others: set[str]) -> bool:
    return any(value[:place] in others for place, letter in enumerate(value) if letter == ".")
