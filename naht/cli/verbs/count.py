"""``naht count METRIC… --by DIM…``: any cross-table of the office's figures."""

from naht.cli.context import Context
from naht.cli.given import Given
from naht.cli.parameters import option, word
from naht.cli.questions import OUTPUT, USUAL_DAYS, filters, narrowing
from naht.cli.verb import Verb
from naht.domain.days import ALWAYS, Period, parse_period
from naht.domain.errors import BadPeriod, NahtError, UnknownValue, UnknownWord, of_several
from naht.domain.message import Day, Text, message
from naht.domain.words import NEAR

_METRICS = word("metrics", message("figures, period and words, e.g. persons 2026 nord"),
                message("METRICS"), many=True, offers="values.figures")  # fmt: skip
_BY = option("by", message("breakdown, e.g. district, topic, month"),
             "DIM", many=True, offers="values.breakdowns")  # fmt: skip


def _run(context: Context, given: Given) -> None:
    """Print the figures by the breakdowns."""
    from naht.cli import filtering
    from naht.metrics.answer import count

    metrics, words = _part(given.texts("metrics"), context)
    by = [name for part in given.texts("by") for name in part.split(",")]
    with context.reading() as con:
        try:
            filter_, limited = filtering.for_screen(con, narrowing(), given.having("words", words), context)
        except UnknownWord as error:
            raise _unknown(error) from error
        table = count(con, metrics, by, filter_)
    if limited or filter_.period == ALWAYS:
        table = table._replace(notes=(_period(filter_.period), *table.notes))
    context.show([table], given)


def _part(tokens: list[str], context: Context) -> tuple[list[str], list[str]]:
    """The figures, and the words of the filter, wherever they stand. What is both is a figure."""
    from naht.metrics.definitions import catalog

    figures = catalog()
    metrics = [token for token in tokens if figures.has_metric(token) and not _is_period(token, context)]
    return metrics, [token for token in tokens if token not in metrics]


def _unknown(error: UnknownWord) -> NahtError:
    """The error with the figures that are near as well: an unknown word may be meant as one."""
    from naht.metrics.catalog import UnknownMetric
    from naht.metrics.definitions import catalog

    words = [one for one in error.each if not isinstance(one, UnknownValue)]
    near = {id(one): [*catalog().near_metrics(str(one.facts["text"])), *one.near][:NEAR] for one in words}
    if len(words) == len(error.each) == 1:
        return UnknownMetric(str(words[0].facts["text"]), near[id(words[0])], list(catalog().metrics))
    both = (UnknownWord(str(one.facts["text"]), near[id(one)]) if id(one) in near else one for one in error.each)
    return of_several(list(both))


def _is_period(token: str, context: Context) -> bool:
    try:
        return bool(parse_period(token, context.today))
    except BadPeriod:
        return False


def _period(period: Period) -> Text:
    """What was counted over, where the line does not say it."""
    if period == ALWAYS:
        return message("Counted since the beginning; one period: --period 2026")
    start, end = map(Day, period)
    return message("The last {days} days ({start} – {end}); others: --period 2026", days=USUAL_DAYS, start=start,
                   end=end)  # fmt: skip


VERB = Verb(
    "count", message("figures by dimensions"),
    (_METRICS, _BY, *filters(narrowing(), anonymous=True), *OUTPUT), _run, narrowing(),
)  # fmt: skip
