"""Reads a report's template from TOML, its title and sections, and checks it before anything is counted."""

import os
from pathlib import Path
from typing import NamedTuple

from naht import resources
from naht.domain.errors import NahtError
from naht.domain.message import Label
from naht.metrics.catalog import UnknownReport
from naht.metrics.definitions import catalog
from naht.metrics.question import Question, build_question
from naht.metrics.toml import FLAG, TABLES, TEXT, TEXTS, BadTable, Keys, Row, Source, TwoOfOne

_NAMES: Keys = {"de": TEXT, "en": TEXT}


class Section(NamedTuple):
    title: Label
    question: Question
    compare: bool = False


class Template(NamedTuple):
    title: Label
    sections: tuple[Section, ...]
    internal: bool = False  # small cells stand as they are: not to be handed on


def template_names() -> list[str]:
    """The names of the templates that come with naht."""
    return sorted(path.stem for path in resources.data("reports").glob("*.toml"))


def load(name: str) -> Template:
    """The template of that name, or in the file of that path. Raises UnknownReport or BadTable."""
    path = resources.data("reports", f"{name}.toml") if name in template_names() else Path(name)
    if path.suffix != ".toml" or not os.path.isfile(path):  # noqa: PTH113  no error for what no file can be called
        raise UnknownReport(name, [], template_names())
    return parse(Source.of(path))


def parse(source: Source) -> Template:
    """The template that a file describes. Raises BadTable for the first mistake, with its line."""
    document = source.read()
    source.require("", document, _NAMES | {"section": TABLES}, {"internal": FLAG})
    sections = tuple(_section(source, place, row) for place, row in enumerate(document["section"]))
    return Template(Label(document["de"], document["en"]), sections, document.get("internal", False))


def _section(source: Source, place: int, row: Row) -> Section:
    source.require("section", row, _NAMES | {"metrics": TEXTS}, {"by": TEXTS, "compare": FLAG}, place)
    figures, by = catalog(), row.get("by", [])
    source.require_names(row["metrics"], figures.metrics, "section", "metrics", place)
    source.require_names(by, figures.dimensions, "section", "by", place)
    try:
        question = build_question(row["metrics"], by)
    except NahtError as error:
        raise BadTable(**source.at("section", "metrics", place), why=error.message) from error
    section = Section(Label(row["de"], row["en"]), question, row.get("compare", False))
    _require_comparable(source, place, section)
    return section


def _require_comparable(source: Source, place: int, section: Section) -> None:
    """Raises TwoOfOne for a comparison with a breakdown, or of shares together with numbers."""
    if section.compare and section.question.by:
        raise TwoOfOne(**source.at("section", "compare", place), other="by")
    shares = [metric.name for metric in section.question.shown if metric.share]
    if section.compare and shares and len(shares) < len(section.question.shown):
        raise TwoOfOne(**source.at("section", "metrics", place) | {"key": shares[0]},
                       other=next(m.name for m in section.question.shown if not m.share))  # fmt: skip
