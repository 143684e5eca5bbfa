"""A report's template: its title and its sections, read from TOML and checked before anything is counted."""

import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from naht import resources
from naht.domain.errors import NahtError
from naht.metrics.question import Question, asked
from naht.metrics.question_errors import BadReport, UnknownReport


class Section(NamedTuple):
    de: str
    en: str
    question: Question
    compare: bool = False

    def title(self, lang: str) -> str:
        return self.de if lang == "de" else self.en


class Template(NamedTuple):
    de: str
    en: str
    sections: tuple[Section, ...]
    internal: bool = False  # small cells stand as they are: not to be handed on

    def title(self, lang: str) -> str:
        return self.de if lang == "de" else self.en


def shipped() -> list[str]:
    """The names of the templates that come with naht."""
    return sorted(path.stem for path in resources.data("reports").glob("*.toml"))


def load(name: str) -> Template:
    """The template of that name, or in the file of that path. Raises UnknownReport or BadReport."""
    path = resources.data("reports", f"{name}.toml") if name in shipped() else Path(name)
    if path.suffix != ".toml" or not path.is_file():
        raise UnknownReport(name, [], shipped())
    try:
        return _template(tomllib.loads(path.read_text(encoding="utf-8")))
    except NahtError as error:
        raise BadReport(where=path.name, why=error.message) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise BadReport(where=path.name, why=str(error)) from error


def _template(read: dict[str, Any]) -> Template:
    sections = tuple(_section(row) for row in read.pop("section"))
    return Template(sections=sections, **read)


def _section(row: dict[str, Any]) -> Section:
    """Raises TypeError for what is no section: a comparison has one unit and no breakdown."""
    section = Section(question=asked(row.pop("metrics"), row.pop("by", [])), **row)
    if section.compare and (section.question.by or len({bool(metric.share) for metric in section.question.shown}) > 1):
        raise TypeError("compare: by, share")
    return section
