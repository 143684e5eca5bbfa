"""``naht count METRIC… --by DIM…``: any cross-table of the office's figures."""

from naht.cli.context import Context
from naht.cli.given import Given
from naht.cli.parameters import option, word
from naht.cli.questions import OUTPUT, filters, narrowing
from naht.cli.verb import Verb
from naht.domain.days import Period, parse_period
from naht.domain.errors import BadPeriod
from naht.domain.message import Day, Text, message

_METRICS = word("metrics", message("figures, e.g. visits persons"),
                message("METRICS"), many=True, offers="values.figures")  # fmt: skip
_BY = option("by", message("breakdown, e.g. district, topic, month"),
             "DIM", many=True, offers="values.breakdowns")  # fmt: skip


def _run(context: Context, given: Given) -> None:
    """Print the figures by the breakdowns."""
    from naht.cli import filtering
    from naht.metrics.answer import count

    metrics, periods = _parted(given.texts("metrics"), context)
    by = [name for part in given.texts("by") for name in part.split(",")]
    _require_once(metrics)
    _require_once(by)
    with context.reading() as con:
        wanted, dated = filtering.filter_of(con, narrowing(), given.having("words", periods), context)
        if not dated:
            wanted = wanted._replace(period=filtering.usual(context))
        table = count(con, metrics, by, wanted)
    if not dated:
        table = table._replace(notes=(_usual(filtering.USUAL_DAYS, wanted.period), *table.notes))
    context.show([table], given)


def _parted(tokens: list[str], context: Context) -> tuple[list[str], list[str]]:
    """Figures and, wherever it stands among them, the period."""
    periods = [token for token in tokens if _is_period(token, context)]
    return [token for token in tokens if token not in periods], periods


def _require_once(names: list[str]) -> None:
    """Raises AskedTwice for a figure or a breakdown that the line names a second time."""
    from naht.metrics.catalog import AskedTwice

    for name in names:
        if names.count(name) > 1:
            raise AskedTwice(name=name)


def _is_period(token: str, context: Context) -> bool:
    try:
        return bool(parse_period(token, context.today))
    except BadPeriod:
        return False


def _usual(limit: int, period: Period) -> Text:
    start, end = map(Day, period)
    return message("The last {days} days ({start} – {end}); others: --period 2026", days=limit, start=start, end=end)


VERB = Verb(
    "count", message("figures by dimensions"),
    (_METRICS, _BY, *filters(narrowing(), anonymous=True), *OUTPUT), _run, narrowing(),
)  # fmt: skip
