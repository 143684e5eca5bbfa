"""What the check is made of: rules with their sentences, the probes that look, the findings they make."""

import re
import shlex
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

from naht.domain.kinds.links import CODES
from naht.domain.message import Day, Fact, Joined, Label, Message
from naht.domain.nouns import names
from naht.domain.nouns import noun as named
from naht.store.file.sqlite import Connection

SEVERITIES = ("error", "warning", "hint")
Facts = dict[str, object]
"""What a probe saw; ``row`` is the outside id of what it saw it at."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Rule(NamedTuple):
    """A rule: its sentences are templates over the facts, ``mend`` is the command that mends what it finds.

    ``mend`` is empty where each fact brings its own.
    """

    id: str
    severity: str
    de: str
    en: str
    mend: str = ""
    full: bool = False  # only with --full


class Finding(NamedTuple):
    rule: Rule
    facts: Facts

    @property
    def row(self) -> str:
        return str(self.facts["row"])

    @property
    def message(self) -> Message:
        """What was found, one sentence."""
        return Message(Label(self.rule.de, self.rule.en), {key: _fact(key, value) for key, value in self._paired()})

    def _paired(self) -> Iterator[tuple[str, object]]:
        """A rule in SQL gives a fact that differs by language twice, as ``name_de`` and ``name_en``."""
        for key, value in self.facts.items():
            if key.endswith("_de") and f"{key[:-3]}_en" in self.facts:
                yield key[:-3], Label(str(value), str(self.facts[f"{key[:-3]}_en"]))
            else:
                yield key, value

    @property
    def mend(self) -> str:
        """What mends it, ready for a shell; ``…`` is left to whoever mends. A fact ``mend`` says it for this row."""
        return str(self.facts.get("mend") or filled(self.rule.mend, **self.facts))


class Scene(NamedTuple):
    """What is looked at: a snapshot of the file, where it lies, which day is today."""

    con: Connection
    path: Path
    today: str
    full: bool = False


class Probe(NamedTuple):
    rule: Rule
    look: Callable[[Scene], Iterable[Facts]]


def filled(command: str, /, **facts: object) -> str:
    """A command with its facts, each of them one word to the shell."""
    return command.format_map({key: shlex.quote(str(value)) for key, value in facts.items()})


def _fact(key: str, value: object) -> Fact:
    """A fact as people read it: days as days, a noun and a code by their labels, nothing as …"""
    if value is None:
        return "…"
    if isinstance(value, Message | Label | Joined):
        return value
    if key == "noun" and value in names():
        return named(str(value)).title
    if key == "code" and (label := CODES.get(("funding_by", str(value)))):
        return label
    return Day(str(value)) if _is_day(str(value)) else str(value)


def _is_day(text: str) -> bool:
    """False for what only looks like a day."""
    try:
        return bool(_DAY.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


@contextmanager
def lenient(con: Connection) -> Iterator[None]:
    """Text that is no UTF-8 is read too, its broken bytes as surrogates. Fetch all before it ends."""
    kept = con.text_factory
    con.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        con.text_factory = kept
