"""``naht check [--full]``: all that is wrong or odd in the file, each with the command that mends it."""

from itertools import groupby
from typing import Any

from naht.cli import build, select
from naht.cli.context import Context
from naht.domain.errors import Exit
from naht.domain.table import Column, Table, bare
from naht.output.style import PEOPLES
from naht.services.check import SEVERITIES, Finding, Scene, findings

SHOWN = 10  # findings of one rule that people see
_LABELS = {"error": ("Fehler", "error"), "warning": ("Warnung", "warning"), "hint": ("Hinweis", "hint")}
_COUNTED = {
    "error": (("Fehler", "Fehler"), ("error", "errors")),
    "warning": (("Warnung", "Warnungen"), ("warning", "warnings")),
    "hint": (("Hinweis", "Hinweise"), ("hint", "hints")),
}
COLUMNS = ("severity", "rule", "row", "finding", "mend")


def command(name: str, lang: str, help_text: str, _noun: str) -> Any:
    german = lang == "de"
    parameters = [
        build.option("full", "alles, auch jedes Siegel und jede Zeile gegen das Protokoll" if german else
                     "everything, each seal and each row against the journal too", kind=bool),
        *select.output_options(lang, fields=False),
    ]  # fmt: skip
    return build.make(name, name, help_text, parameters, run, lang)


def run(context: Context, given: dict[str, Any]) -> int:
    """Print what was found; 6 where it is more than hints."""
    form, full = select.format_of(given), bool(given.get("full"))
    with context.reading() as con:
        found = findings(Scene(con, context.path, context.today.isoformat(), full))
    again = f"naht check{' --full' if full else ''} -f csv"
    table = _people(found, again, context.lang) if form in PEOPLES else _machine(found)
    if found or form not in PEOPLES:
        context.show([table], form, header=not given.get("no_header"), excel=bool(given.get("excel")))
    context.say(_summary(found, context.lang))
    return int(Exit.FINDINGS) if any(finding.rule.severity != "hint" for finding in found) else 0


def _machine(found: list[Finding]) -> Table:
    rows: list[tuple[Any, ...]] = [(f.rule.severity, f.rule.id, f.row, f.message, f.mend) for f in found]
    return Table(bare(COLUMNS), rows)


def _people(found: list[Finding], again: str, lang: str) -> Table:
    """The first findings of each rule, and how many more there are; ``again`` is what shows them all."""
    names, german = ("severity", "row", "finding", "mend"), ("Art", "wo", "was", "Abhilfe")
    english = ("kind", "where", "what", "remedy")
    columns = tuple(Column(*pair) for pair in zip(names, german if lang == "de" else english, strict=True))
    rows: list[tuple[Any, ...]] = []
    for _, same in groupby(found, key=lambda finding: finding.rule):
        group = list(same)
        rows += [(_LABELS[f.rule.severity][lang != "de"], f.row, f.message, f.mend) for f in group[:SHOWN]]
        if (more := len(group) - SHOWN) > 0:
            rows.append(("", "", f"… und {more} weitere" if lang == "de" else f"… and {more} more", again))
    return Table(columns, rows)


def _summary(found: list[Finding], lang: str) -> str:
    """How many of each kind, in one sentence."""
    if not found:
        return "Geprüft: Es ist alles in Ordnung." if lang == "de" else "Checked: everything is in order."
    counts = {name: sum(finding.rule.severity == name for finding in found) for name in SEVERITIES}
    said = ", ".join(f"{n} {_COUNTED[name][lang != 'de'][n != 1]}" for name, n in counts.items() if n)
    if counts["error"] or counts["warning"]:
        return f"{said}."
    return f"{said}, keine Fehler." if lang == "de" else f"{said}, no errors."
