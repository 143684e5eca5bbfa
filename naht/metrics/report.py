"""A report: its heading, its sections, and the rules by which it counts. One snapshot, one read of each period."""

from datetime import date
from typing import Any

from naht.domain.days import before
from naht.domain.filters import Filter
from naht.domain.kinds import CHANGE, NUMBER, RATE, WORD
from naht.domain.nouns import bases
from naht.domain.table import Column, Table
from naht.metrics import template as templates
from naht.metrics.answer import Counts, Grouped, answered, cells, grouped, totals
from naht.metrics.calendar import period_label
from naht.metrics.catalog import Metric
from naht.metrics.count import statements
from naht.metrics.heading import heading
from naht.metrics.question import Question, require_allowed, unknown_field
from naht.metrics.template import Section
from naht.store.figures.cube import cube
from naht.store.file.sqlite import Connection


def report(con: Connection, template: str, wanted: Filter, lang: str, today: date) -> list[Table]:
    """The tables of a report, heading first, counting rules last. Raises UnknownReport, BadReport, NoWorkerFigures.

    Figures that do not know the filter are left out, and the heading says so.
    """
    made = templates.load(template)
    sections = [_narrowed(section, wanted) for section in made.sections]
    asked = [section for section in sections if section.question.shown and _applies(section, wanted)]
    for section in asked:
        require_allowed(con, section.question, wanted)
    past = _past(con, asked, wanted)
    sql = [statement for section in asked for statement in statements(section.question)]
    with cube(con, wanted, sql):
        whole = totals(con, [metric for section in asked for metric in section.question.counted])
        found = _grouped(con, asked)
        tables = [
            _compared(section, whole, past, wanted, lang) if section.compare
            else answered(con, section.question, found[_axes(section)], whole, wanted, lang)
            for section in asked
        ]  # fmt: skip
    titled = [table._replace(title=section.title(lang)) for table, section in zip(tables, asked, strict=True)]
    head = heading(con, made, wanted, lang, today)
    head = head._replace(notes=(*head.notes, *_left_out(made.sections, sections, lang)))
    return [head, *titled, _rules(asked, lang)]


def _applies(section: Section, wanted: Filter) -> bool:
    """An open period has none before it."""
    return not section.compare or bool(wanted.period.start and wanted.period.end)


def _narrowed(section: Section, wanted: Filter) -> Section:
    """The section without the figures that the filter cannot narrow."""
    question = section.question
    lost = {metric.name for metric in question.counted if unknown_field(metric, wanted)}
    shown = tuple(metric for metric in question.shown if metric.name not in lost and not lost & {*metric.share})
    counted = tuple(metric for metric in question.counted if metric.name not in lost)
    return section._replace(question=Question(shown, counted, question.by))


def _left_out(all_sections: tuple[Section, ...], kept: list[Section], lang: str) -> list[str]:
    """Which kinds of record the report says nothing about."""
    pairs = zip(all_sections, kept, strict=True)
    counted = ((whole.question.counted, part.question.counted) for whole, part in pairs)
    lost = {metric.base for before_it, after in counted for metric in before_it if metric not in after}
    names = ", ".join(noun.labels(lang) for noun in bases() if noun.name in lost)
    if not names:
        return []
    if lang == "de":
        return [f"Nicht enthalten, weil diese Auswahl dort nicht greift: {names}."]
    return [f"Left out, as this selection does not apply to them: {names}."]


def _past(con: Connection, sections: list[Section], wanted: Filter) -> Counts:
    """The totals of the period before, for the sections that compare."""
    questions = [section.question._replace(by=()) for section in sections if section.compare]
    if not questions:
        return {}
    sql = [statement for question in questions for statement in statements(question)]
    with cube(con, wanted._replace(period=before(wanted.period)), sql):
        return totals(con, [metric for question in questions for metric in question.counted])


def _axes(section: Section) -> tuple[str, ...]:
    return tuple(dimension.name for dimension in section.question.by)


def _grouped(con: Connection, sections: list[Section]) -> dict[tuple[str, ...], Grouped]:
    """Sections by the same breakdowns are counted together."""
    questions: dict[tuple[str, ...], list[Question]] = {}
    for section in sections:
        questions.setdefault(_axes(section), []).append(section.question)
    return {
        axes: grouped(con, [metric for question in alike for metric in question.counted], alike[0].by)
        for axes, alike in questions.items()
    }


def _compared(section: Section, whole: Counts, past: Counts, wanted: Filter, lang: str) -> Table:
    question = section.question
    earlier = period_label(before(wanted.period), lang)
    kind = RATE if question.shown[0].share else NUMBER
    columns = (
        Column("figure", "Kennzahl" if lang == "de" else "Figure", WORD, "figure"),
        Column("value", period_label(wanted.period, lang), kind),
        Column("before", earlier, kind),
        Column("change", "Veränderung" if lang == "de" else "Change", CHANGE if kind is NUMBER else kind),
    )
    return Table(columns, [_difference(m, whole, past) for m in question.shown], labels=_names(question.shown, lang))


def _difference(metric: Metric, whole: Counts, past: Counts) -> tuple[Any, ...]:
    (now,), (then,) = cells([metric], whole), cells([metric], past)
    change = now - then if isinstance(now, int) and isinstance(then, int) else None
    return (metric.name, now, then, change)


def _rules(sections: list[Section], lang: str) -> Table:
    """The counting rule of every figure and breakdown of the report, once."""
    metrics = dict.fromkeys(metric for section in sections for metric in section.question.shown)
    axes = {d.name: d for section in sections for d in section.question.by if d.rule(lang)}
    rows = [(metric.name, metric.rule(lang)) for metric in metrics]
    rows += [(name, dimension.rule(lang)) for name, dimension in axes.items()]
    names = _names(metrics, lang) | {("figure", name): d.label(lang) for name, d in axes.items()}
    columns = (Column("figure", "Kennzahl" if lang == "de" else "Figure", WORD, "figure"),
               Column("rule", "Regel" if lang == "de" else "Rule"))  # fmt: skip
    return Table(columns, rows, title="So wird gezählt" if lang == "de" else "How it is counted", labels=names)


def _names(metrics: Any, lang: str) -> dict[tuple[str, str], str]:
    return {("figure", metric.name): metric.label(lang) for metric in metrics}
