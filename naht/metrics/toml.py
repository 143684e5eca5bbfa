"""Reads the TOML files of figures and reports, and checks their tables before anything of them is used.

A mistake is an error of its own kind and names the file and the line. TOML itself is read by tomllib; the text is only
searched for the line of a table. Whatever the file is, reading it takes seconds and 100 MB at most.
"""

import os
import re
import stat
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from naht.domain.errors import NahtError, near_words
from naht.domain.message import Fact, Message, message


class BadTable(NahtError):
    """The file, or one of its tables, is not as it has to be."""

    text = "{file}, line {line}: {why}"
    remedy = "Please mend it there."


class BadToml(BadTable):
    text = "{file} is no TOML: {why}"


class MissingKey(BadTable):
    text = "{file}, line {line}: [{table}] lacks “{key}”."


class WrongType(BadTable):
    text = "{file}, line {line}: “{key}” has to be {expected}."


class TwoOfOne(BadTable):
    text = "{file}, line {line}: [{table}] has “{key}” and “{other}”; only one of them is possible."


class NoSuchName(BadTable):
    """There is no such name; ``names`` are those that there are."""

    text = "{file}, line {line}: “{key}” names “{name}”, which does not exist."
    remedy = "{near}There are: {names}"

    def __init__(self, name: str, names: list[str], **facts: Fact) -> None:
        from difflib import get_close_matches  # only a mistake needs it

        super().__init__(
            name=name, near=near_words(get_close_matches(name, names, cutoff=0.5)), names=", ".join(names), **facts
        )


class UnknownKey(NoSuchName):
    text = "{file}, line {line}: [{table}] knows no “{key}”."


class BadExpression(BadTable):
    text = "{file}, line {line}: SQLite does not understand “{key}”: {why}."


KILOBYTES = 500  # of a file; the largest that is shipped has 22
DEEPEST = 8  # names joined by dots: what tomllib needs for them grows with the square of their number
_NAME = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_DEEP = rf"(?<![\w-]){_NAME}(?:[ \t]*+\.[ \t]*+{_NAME}){{{DEEPEST},}}"
_LARGEST = 2**63  # TOML promises whole numbers of 64 bits
_OPENED = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)  # a pipe is not waited for

Row = dict[str, Any]


class Kind(NamedTuple):
    """What value a key takes: whether one fits, and what is expected, for people."""

    fits: Callable[[object], bool]
    expected: Message


def _is(*types: type) -> Callable[[object], bool]:
    return lambda value: type(value) in types


def _all(kind: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and all(isinstance(part, kind) for part in value)


TEXT = Kind(_is(str), message("a text"))
NUMBER = Kind(lambda value: type(value) is int and value > 0, message("a whole number from 1 on"))
FLAG = Kind(_is(bool), message("true or false"))
TEXTS = Kind(_all(str), message("a list of texts"))
TABLE = Kind(_is(dict), message("a table"))
TABLES = Kind(_all(dict), message("a list of tables"))
TEXT_OR_TABLE = Kind(_is(str, dict), message("a text or a table"))
Keys = dict[str, Kind]


def _long_number(value: object, key: str = "") -> str:
    """The key of a whole number that has more than TOML's 64 bits, else empty: Python cannot even print the longest."""
    if isinstance(value, int):
        return key if abs(value) > _LARGEST else ""
    parts = [*value.items()] if isinstance(value, dict) else []
    parts += [(key, part) for part in value] if isinstance(value, list) else []
    return next(filter(None, (_long_number(part, name) for name, part in parts)), "")


class Source:
    """A file by its name and its text."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self._lines = text.splitlines()
        self._text = text

    @classmethod
    def of(cls, path: Path) -> "Source":
        """The file at a path. Raises BadToml for what is no regular file, too large, or no UTF-8."""
        try:
            with open(os.open(path, _OPENED), "rb") as file:  # noqa: PTH123  of a number, not of a path
                regular = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
                content = file.read(KILOBYTES * 1_000 + 1) if regular else b""
            if not regular:
                raise BadToml(file=path.name, why=message("it is no ordinary file"))
            if len(content) > KILOBYTES * 1_000:
                raise BadToml(file=path.name, why=message("it has more than {most} kB", most=KILOBYTES))
            return cls(path.name, content.decode().replace("\r\n", "\n"))
        except (OSError, UnicodeDecodeError) as error:
            raise BadToml(file=path.name, why=str(error)) from error

    def read(self) -> Row:
        """The file's tables. Raises BadToml."""
        if re.search(_DEEP, self._text):
            raise BadToml(file=self.file, why=message("more than {most} names are joined by dots", most=DEEPEST))
        try:
            row = tomllib.loads(self._text)
            key = _long_number(row)
        except RecursionError as error:
            raise BadToml(file=self.file, why=message("it is nested too deeply")) from error
        except ValueError as error:  # tomllib's own is one
            raise BadToml(file=self.file, why=str(error)) from error
        if key:
            raise BadToml(file=self.file, why=message("the number of {key} is too large", key=key))
        return row

    def at(self, table: str, key: str = "", place: int = 0) -> dict[str, Fact]:
        """Where something stands, for an error: file, line, table and key; ``place`` counts tables of one name."""
        return {"file": self.file, "line": self._line(table, key, place), "table": table, "key": key}

    def _line(self, table: str, key: str, place: int) -> int:
        """The line of a key in a table, else of the table's head, else the first."""
        heads = [n for n, line in enumerate(self._lines) if line.strip() in (f"[{table}]", f"[[{table}]]")]
        head = heads[place] if place < len(heads) else -1
        for number, line in enumerate(self._lines[head + 1 :], head + 1):
            if line.startswith("["):
                break
            if key and line.partition("=")[0].strip() == key:
                return number + 1
        return max(head, 0) + 1

    def require(self, table: str, row: object, needed: Keys, allowed: Keys, place: int = 0) -> None:
        """Raises WrongType, MissingKey or UnknownKey for a table whose keys are not the needed and the allowed ones."""
        if not isinstance(row, dict):
            raise WrongType(**self.at(table, table, place), expected=TABLE.expected)
        kinds = needed | allowed
        for key, value in row.items():
            if key not in kinds:
                raise UnknownKey(key, list(kinds), **self.at(table, key, place))
            if not kinds[key].fits(value):
                raise WrongType(**self.at(table, key, place), expected=kinds[key].expected)
        for key in needed:
            if key not in row:
                raise MissingKey(**self.at(table, key, place))

    def require_names(self, names: Iterable[str], allowed: Iterable[str], table: str, key: str, place: int = 0) -> None:
        """Raises NoSuchName for the first name that is not allowed."""
        allowed = list(allowed)
        for name in names:
            if name not in allowed:
                raise NoSuchName(name, allowed, **self.at(table, key, place))
