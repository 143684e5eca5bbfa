"""``naht check [--full]``: prints all that is wrong or odd in the file, each with the command that mends it."""

from itertools import groupby

from naht.cli.context import Context, format_of
from naht.cli.given import Given
from naht.cli.parameters import switch
from naht.cli.questions import OUTPUT
from naht.cli.verb import Verb
from naht.domain.errors import Exit
from naht.domain.message import Joined, Text, counted, message
from naht.domain.table import Column, Table, bare
from naht.services.check import SEVERITIES, Finding, Scene, findings

SHOWN = 10  # findings of one rule that people see
_LABELS = {"error": message("error"), "warning": message("warning"), "hint": message("hint")}
_HEADS = (message("kind"), message("where"), message("what"), message("remedy"))
COLUMNS = ("severity", "rule", "row", "finding", "mend")


_FULL = switch("full", message("everything, each seal and each row against the journal too"))
_ERRORS_ONLY = switch("errors_only", message("no warnings and no hints (for cron)"))


def _run(context: Context, given: Given) -> int:
    """Print the findings; returns 6 where there are more than hints. The last line counts those not wanted too."""
    people, full = format_of(given).people, given.on("full")
    with context.reading() as con:
        every = findings(Scene(con, context.path, context.today.isoformat(), full))
    results = [finding for finding in every if finding.rule.severity == "error" or not given.on("errors_only")]
    again = f"naht check{' --full' if full else ''}{' --errors-only' if given.on('errors_only') else ''} -f csv"
    table = _table_for_people(results, again) if people else _table_for_machines(results)
    if results or not people:
        context.show([table], given)
    context.say(_summary(every))
    return int(Exit.FINDINGS) if any(finding.rule.severity != "hint" for finding in results) else 0


def _table_for_machines(results: list[Finding]) -> Table:
    rows: list[tuple[object, ...]] = [(f.rule.severity, f.rule.id, f.row, f.message, f.mend) for f in results]
    return Table(bare(COLUMNS), rows)


def _table_for_people(results: list[Finding], again: str) -> Table:
    """The first findings of each rule, and how many more there are; ``again`` is what shows them all."""
    names = ("severity", "row", "finding", "mend")
    columns = tuple(Column(*pair) for pair in zip(names, _HEADS, strict=True))
    rows: list[tuple[object, ...]] = []
    for _, same in groupby(results, key=lambda finding: finding.rule):
        group = list(same)
        rows += [(_LABELS[f.rule.severity], f.row, f.message, f.mend) for f in group[:SHOWN]]
        if (more := len(group) - SHOWN) > 0:
            rows.append(("", "", message("… and {more} more", more=more), again))
    return Table(columns, rows)


def _summary(results: list[Finding]) -> Text:
    """How many of each kind, in one sentence."""
    if not results:
        return message("Checked: everything is in order.")
    counts = {name: sum(finding.rule.severity == name for finding in results) for name in SEVERITIES}
    each = {
        "error": counted("{n} error", "{n} errors", counts["error"]),
        "warning": counted("{n} warning", "{n} warnings", counts["warning"]),
        "hint": counted("{n} hint", "{n} hints", counts["hint"]),
    }
    sentence = Joined(tuple(each[name] for name, n in counts.items() if n))
    if counts["error"] or counts["warning"]:
        return Joined((sentence, "."), "")
    return message("{counts}, no errors.", counts=sentence)


VERB = Verb(
    "check", message("check the file and every rule"), (_FULL, _ERRORS_ONLY, *OUTPUT), _run,
    columns=(("", COLUMNS),),
)  # fmt: skip
