"""What the check is made of: rules with their sentences, the probes that look, the findings they make."""

import re
import shlex
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from naht.domain.days import show_day
from naht.domain.nouns import names
from naht.domain.nouns import noun as named
from naht.domain.nouns.shared import CODES
from naht.store.file.sqlite import Connection

SEVERITIES = ("error", "warning", "hint")
Facts = dict[str, Any]
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

    def text(self, lang: str) -> str:
        """What was found, one sentence. A fact that differs by language is given as ``name_de`` and ``name_en``."""
        template = self.rule.de if lang == "de" else self.rule.en
        said = {key: _said(key, value, lang) for key, value in self.facts.items()}
        return template.format_map(said | {key[:-3]: value for key, value in said.items() if key.endswith(f"_{lang}")})

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


def filled(command: str, /, **facts: Any) -> str:
    """A command with its facts, each of them one word to the shell."""
    return command.format_map({key: shlex.quote(str(value)) for key, value in facts.items()})


def _said(key: str, value: Any, lang: str) -> str:
    """A fact as people read it: days as days, a noun and a code by their labels, nothing as …"""
    if value is None:
        return "…"
    if key == "noun" and value in names():
        return named(value).label(lang)
    if key == "code" and (label := CODES.get(("funding_by", value))):
        return label[lang != "de"]
    return _day(str(value), lang)


def _day(text: str, lang: str) -> str:
    """An ISO day as a day; what only looks like one stays as it is."""
    if not _DAY.fullmatch(text):
        return text
    try:
        return show_day(text, lang)
    except ValueError:
        return text


@contextmanager
def lenient(con: Connection) -> Iterator[None]:
    """Text that is no UTF-8 is read too, its broken bytes as surrogates. Fetch all before it ends."""
    kept = con.text_factory
    con.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        con.text_factory = kept
