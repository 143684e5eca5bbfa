"""Builds a report: heading, sections, counting rules. All is of one snapshot, and each period is read once."""

from collections.abc import Iterable
from datetime import date

from naht.domain.days import before, local_day
from naht.domain.kinds import WORD
from naht.domain.message import Day, Joined, Message, Text, message
from naht.domain.nouns import bases
from naht.domain.settings import OFFICE
from naht.domain.table import Column, Filter, Table
from naht.metrics import template as templates
from naht.metrics.answer import Counts, Groups, build_table, cells, count_groups, count_totals, kind_of, most_rows
from naht.metrics.breakdown import period_label
from naht.metrics.catalog import Dimension, Metric
from naht.metrics.definitions import catalog
from naht.metrics.query import statements
from naht.metrics.question import Question, require_allowed, unknown_field
from naht.metrics.template import Section, Template
from naht.store.figures.cube import cube
from naht.store.file.sqlite import Connection
from naht.store.reading import lookup, settings
from naht.store.reading.validity import notices
from naht.store.reading.vocabulary import read_labels


def report(con: Connection, template: str, filter_: Filter, today: date) -> list[Table]:
    """The tables of a report, heading first, counting rules last. Raises UnknownReport, BadTable, NoWorkerFigures.

    Figures that the filter cannot narrow are left out, and the heading says so.
    """
    chosen = templates.load(template)
    narrowed = [_narrow(section, filter_) for section in chosen.sections]
    sections = [section for section in narrowed if section.question.shown and _applies(section, filter_)]
    for section in sections:
        require_allowed(con, section.question, filter_)
    past = _past(con, sections, filter_)
    sql = [statement for section in sections for statement in statements(section.question)]
    with cube(con, filter_, sql):
        whole = count_totals(con, [metric for section in sections for metric in section.question.counted])
        groups = _count_by_axes(con, sections)
        tables = [
            _compare(section, whole, past, filter_) if section.compare
            else build_table(con, section.question, groups[_axes(section)], whole, filter_)
            for section in sections
        ]  # fmt: skip
    titled = [table._replace(title=section.title) for table, section in zip(tables, sections, strict=True)]
    head = _heading(con, chosen, filter_, today)
    head = head._replace(notes=(*head.notes, *_left_out(chosen.sections, narrowed)))
    return [head, *titled, _rules(sections)]


# ---- the sections


def _applies(section: Section, filter_: Filter) -> bool:
    """False for a comparison over an open period: there is none before it."""
    return not section.compare or bool(filter_.period.start and filter_.period.end)


def _narrow(section: Section, filter_: Filter) -> Section:
    """The section without the figures that the filter cannot narrow."""
    question = section.question
    lost = {metric.name for metric in question.counted if unknown_field(metric, filter_)}
    columns = tuple(metric for metric in question.shown if metric.name not in lost and not lost & {*metric.share})
    counted = tuple(metric for metric in question.counted if metric.name not in lost)
    return section._replace(question=Question(columns, counted, question.by))


def _left_out(sections: tuple[Section, ...], narrowed: list[Section]) -> list[Message]:
    """A note with the nouns of which the filter leaves out figures."""
    left_out = {
        metric.base
        for section, rest in zip(sections, narrowed, strict=True)
        for metric in section.question.counted
        if metric not in rest.question.counted
    }
    if not left_out:
        return []
    nouns = Joined(tuple(noun.titles for noun in bases() if noun.name in left_out))
    return [message("Left out, as this selection does not apply to them: {nouns}.", nouns=nouns)]


def _past(con: Connection, sections: list[Section], filter_: Filter) -> Counts:
    """The totals of the period before, for the sections that compare."""
    questions = [section.question._replace(by=()) for section in sections if section.compare]
    if not questions:
        return {}
    sql = [statement for question in questions for statement in statements(question)]
    with cube(con, filter_._replace(period=before(filter_.period)), sql):
        return count_totals(con, [metric for question in questions for metric in question.counted])


def _axes(section: Section) -> tuple[str, ...]:
    return tuple(dimension.name for dimension in section.question.by)


def _count_by_axes(con: Connection, sections: list[Section]) -> dict[tuple[str, ...], Groups]:
    """The groups of all sections, by their breakdowns: sections with the same breakdowns are counted together."""
    questions: dict[tuple[str, ...], list[Question]] = {}
    for section in sections:
        questions.setdefault(_axes(section), []).append(section.question)
    return {
        axes: count_groups(
            con, [metric for question in alike for metric in question.counted], alike[0].by, most_rows(alike)
        )
        for axes, alike in questions.items()
    }


def _compare(section: Section, whole: Counts, past: Counts, filter_: Filter) -> Table:
    """The table of a section's figures in the period, in the period before, and how they changed."""
    metrics = section.question.shown
    kind = kind_of(metrics[0])
    columns = (
        Column("figure", message("Figure"), WORD, "figure"),
        Column("value", period_label(filter_.period), kind),
        Column("before", period_label(before(filter_.period)), kind),
        Column("change", message("Change"), kind.difference),
    )
    return Table(columns, [_difference(metric, whole, past) for metric in metrics], labels=_titles(metrics))


def _difference(metric: Metric, whole: Counts, past: Counts) -> tuple[object, ...]:
    (now,), (then,) = cells([metric], whole), cells([metric], past)
    change = now - then if isinstance(now, int) and isinstance(then, int) else None
    return (metric.name, now, then, change)


def _rules(sections: list[Section]) -> Table:
    """The counting rule of every figure and breakdown of the report, once."""
    metrics = dict.fromkeys(metric for section in sections for metric in section.question.shown)
    axes = {d.name: d for section in sections for d in section.question.by if d.rule.en}
    counting: list[Metric | Dimension] = [*metrics, *axes.values()]
    rows = [(one.name, one.rule) for one in counting]
    names = _titles(metrics) | {("figure", name): dimension.title for name, dimension in axes.items()}
    columns = (Column("figure", message("Figure"), WORD, "figure"), Column("rule", message("Rule")))
    return Table(columns, rows, title=message("How it is counted"), labels=names)


def _titles(metrics: Iterable[Metric]) -> dict[tuple[str, str], Text]:
    return {("figure", metric.name): metric.title for metric in metrics}


# ---- the heading: what the report covers, as of when, by which rules, and who may see it

_ITEMS = {
    "period": message("Period"), "district": message("Districts"), "funding": message("Fundings"),
    "filter": message("Selection"), "as_of": message("Data as of"), "rules": message("Counting rules"),
    "confidential": message("Remark"), "notice": message("Funding notice"),
}  # fmt: skip


def _heading(con: Connection, template: Template, filter_: Filter, today: date) -> Table:
    """The first table of a report: one line for each thing to know about it."""
    period = period_label(filter_.period)
    rows: list[tuple[str, Text]] = [("period", period), *_selection(con, filter_), ("as_of", _as_of(con, today))]
    rows.append(("rules", message("version {number}", number=catalog().version)))
    if template.internal:
        rows.append(("confidential", message("INTERNAL – do not hand on")))
    rows += [("notice", notice) for notice in notices(con, filter_.of("funding"), filter_.period)]
    parts = (settings.get(con, OFFICE), template.title, period)
    columns = (Column("item", message("Item"), WORD, "heading"), Column("value", message("Value")))
    return Table(
        columns, rows, title=Joined(tuple(part for part in parts if part), " · "), notes=_preliminary(filter_, today),
        labels={("heading", name): title for name, title in _ITEMS.items()},
    )  # fmt: skip


def _selection(con: Connection, filter_: Filter) -> list[tuple[str, Text]]:
    """The lines of the filter: district and funding always, then every other field, and anonymous or not."""
    names = read_labels(con, *bases())
    rows: list[tuple[str, Text]] = []
    for name in ("district", "funding"):
        values = Joined(tuple(names.get((name, slug), slug) for slug in filter_.of(name)))
        rows.append((name, values if values.parts else message("all")))
    for name, slugs in filter_.values:
        if name not in ("district", "funding"):
            rows.append(("filter", _filter_line(name, slugs, names)))
    if filter_.anonymous is not None:
        rows.append(("filter", message("anonymous only") if filter_.anonymous else message("with a code only")))
    return rows


def _filter_line(name: str, slugs: tuple[str, ...], names: dict[tuple[str, str], Text]) -> Text:
    """One field of the filter as people read it: Kontaktart: Telefon, Hausbesuch."""
    dimension = catalog().dimensions.get(name)
    if dimension is None:
        return f"{name}: {', '.join(slugs)}"
    of = next(iter(dimension.of.values()))
    return Joined((dimension.title, Joined(tuple(names.get((of, slug), slug) for slug in slugs))), ": ")


def _as_of(con: Connection, today: date) -> Text:
    """The day of the report, and the local day of the last command that recorded anything."""
    day, last = Day(today.isoformat()), lookup.last_recorded(con)
    try:
        return message("{day} (last entry {last})", day=day, last=Day(local_day(last))) if last else day
    except ValueError:  # another program wrote something else there
        return message("{day} (last entry {last})", day=day, last=last)


def _preliminary(filter_: Filter, today: date) -> tuple[Message, ...]:
    if filter_.period.end and filter_.period.end < today.isoformat():
        return ()
    return (message("The period has not ended yet; the figures are preliminary."),)
