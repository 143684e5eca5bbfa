"""``naht count METRIC… --by DIM…``: any cross-table of the office's figures."""

from typing import Any

from naht.cli import build, select
from naht.cli.context import Context
from naht.cli.figures import narrowing
from naht.domain.days import parse_period, show_day
from naht.domain.errors import BadPeriod
from naht.metrics.answer import count


def command(name: str, lang: str, help_text: str, _noun: str) -> Any:
    german = lang == "de"
    by = "Gliederung, z. B. district, topic, month" if german else "breakdown, e.g. district, topic, month"
    figures = "Kennzahlen, z. B. visits persons" if german else "figures, e.g. visits persons"
    parameters = [
        build.argument("metrics", figures, many=True),
        build.option("by", by, many=True, metavar="DIM"),
        *(p for p in select.parameters(narrowing(), lang, anonymous=True) if p.name != "words"),
        *select.output_options(lang, fields=False),
    ]
    return build.make(name, "count", help_text, parameters, run, lang)


def run(context: Context, given: dict[str, Any]) -> None:
    """Print the figures by the breakdowns."""
    form = select.format_of(given)
    metrics, given["words"] = _parted(given.get("metrics") or [], context)
    with context.reading() as con:
        wanted, dated = select.filter_of(con, narrowing(), given, context)
        if not dated:
            wanted = wanted._replace(period=select.usual(context))
        by = [name for part in given.get("by") or [] for name in part.split(",")]
        table = count(con, metrics, by, wanted)
    if not dated:
        table = table._replace(notes=(_usual(context, wanted.period), *table.notes))
    context.show([table], form, header=not given.get("no_header"), excel=bool(given.get("excel")))


def _parted(tokens: list[str], context: Context) -> tuple[list[str], list[str]]:
    """Figures and, wherever it stands among them, the period."""
    periods = [token for token in tokens if _is_period(token, context)]
    return [token for token in tokens if token not in periods], periods


def _is_period(token: str, context: Context) -> bool:
    try:
        return bool(parse_period(token, context.today))
    except BadPeriod:
        return False


def _usual(context: Context, period: tuple[str, str]) -> str:
    start, end = (show_day(day, context.lang) for day in period)
    if context.lang == "de":
        return f"Die letzten {select.USUAL_DAYS} Tage ({start} – {end}); andere: --period 2026"
    return f"The last {select.USUAL_DAYS} days ({start} – {end}); others: --period 2026"
