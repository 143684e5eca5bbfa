"""What a table of figures says below itself: how much its sums know, why rows do not add up, which rules it follows."""

from collections.abc import Iterable
from typing import Any

from naht.metrics.catalog import Metric
from naht.metrics.question import Question


def coverage(question: Question, whole: dict[str, int | None], lang: str) -> list[str]:
    """One line for each sum that not every row contributes to: 812 min in 640 of 702."""
    made = []
    for metric in question.shown:
        known, of = whole.get(metric.known) or 0, whole.get(metric.of) or 0
        if metric.known and of:
            total = whole.get(metric.name) or 0
            words = ("in", "von") if lang == "de" else ("in", "of")
            made.append(f"{metric.label(lang)}: {total} min {words[0]} {known} {words[1]} {of}.")
    return made


def not_additive(
    question: Question, rows: Iterable[tuple[Any, ...]], whole: dict[str, int | None], lang: str
) -> list[str]:
    """One line for each reason why rows do not add up to the total, with the figures it holds for."""
    reasons: dict[str, list[str]] = {}
    listed = list(rows)
    for place, metric in enumerate(question.shown):
        added = sum(row[place] or 0 for row in listed) if not metric.share else 0
        if question.by and not metric.share and added != (whole.get(metric.name) or 0):
            reasons.setdefault(_reason(metric, lang), []).append(metric.label(lang))
    said = "Summe der Zeilen ≠ Gesamt" if lang == "de" else "sum of the rows ≠ total"
    return [f"{', '.join(labels)}: {said}, {reason}" for reason, labels in reasons.items()]


def _reason(metric: Metric, lang: str) -> str:
    if metric.members and lang == "de":
        return f"da {metric.unit(lang)} mehrfach vorkommen können."
    if metric.members:
        return f"as {metric.unit(lang)} can occur more than once."
    if lang == "de":
        return "da ein Eintrag in mehreren Zeilen stehen kann."
    return "as one entry can stand in several rows."


def rules(question: Question, lang: str) -> list[str]:
    """The counting rules of all figures and breakdowns of a question."""
    said = [f"{metric.label(lang)}: {metric.rule(lang)}" for metric in question.shown]
    return said + [f"{d.label(lang)}: {d.rule(lang)}" for d in question.by if d.rule(lang)]
