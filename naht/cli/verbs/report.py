"""``naht report [PERIOD]``: prints the report of a template; without a period on the last complete month."""

from naht.cli.context import Context
from naht.cli.given import Given
from naht.cli.parameters import option
from naht.cli.questions import FILTER_WORDS, OUTPUT, filters, narrowing
from naht.cli.verb import Verb
from naht.domain.days import parse_period
from naht.domain.message import message

_TEMPLATE = option("template", message("template (else overview)"), "NAME",
                   usual="overview", offers="values.templates")  # fmt: skip


def _run(context: Context, given: Given) -> None:
    """Print a report."""
    from naht.cli import filtering
    from naht.metrics.report import report

    with context.reading() as con:
        filter_, has_period = filtering.filter_of(con, narrowing(), given, context)
        if not has_period:
            filter_ = filter_._replace(period=parse_period("monat-1", context.today))
        tables = report(con, given.text("template") or _TEMPLATE.usual, filter_, context.today)
    context.show(tables, given)


VERB = Verb(
    "report", message("report, by default on last month"),
    (FILTER_WORDS, *filters(narrowing(), anonymous=True), _TEMPLATE, *OUTPUT), _run, narrowing(),
    columns=((" -f json", ("title", "rows", "notes")),),
)  # fmt: skip
