"""``naht report [PERIOD]``: a report from its template; without a period the last complete month."""

from typing import Any

from naht.cli import build, select
from naht.cli.context import Context
from naht.cli.figures import narrowing
from naht.domain.days import parse_period
from naht.metrics.report import report

USUAL = "overview"


def command(name: str, lang: str, help_text: str, _noun: str) -> Any:
    german = lang == "de"
    parameters = [
        *select.parameters(narrowing(), lang, anonymous=True),
        build.option("template", "Vorlage (sonst overview)" if german else "template (else overview)", metavar="NAME"),
        *select.output_options(lang, fields=False),
    ]
    return build.make(name, "report", help_text, parameters, run, lang)


def run(context: Context, given: dict[str, Any]) -> None:
    """Print a report."""
    form = select.format_of(given)
    with context.reading() as con:
        wanted, dated = select.filter_of(con, narrowing(), given, context)
        if not dated:
            wanted = wanted._replace(period=parse_period("monat-1", context.today))
        tables = report(con, given.get("template") or USUAL, wanted, context.today)
    context.show(tables, form, header=not given.get("no_header"), excel=bool(given.get("excel")))
