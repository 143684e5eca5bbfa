"""``count``: any figures by any breakdowns within a filter, as one table."""

from naht.domain.filters import Filter
from naht.domain.table import Table
from naht.metrics.answer import answered, grouped, totals
from naht.metrics.notes import rules
from naht.metrics.query import queries
from naht.metrics.question import Question, asked, require_allowed
from naht.store.figures.cube import cube
from naht.store.file.sqlite import Connection


def count(con: Connection, metrics: list[str], by: list[str], wanted: Filter, lang: str) -> Table:
    """The figures by the breakdowns, with a total counted anew and the rules in words.

    Raises NoMetric, UnknownMetric, UnknownDimension, NotBrokenDown, NotTogether, NotFiltered or NoWorkerFigures.
    """
    question = asked(metrics, by)
    require_allowed(con, question, wanted)
    with cube(con, wanted, statements(question)):
        found = grouped(con, question.counted, question.by)
        table = answered(con, question, found, totals(con, question.counted), wanted, lang)
    return table._replace(notes=(*table.notes, *rules(question, lang)))


def statements(question: Question) -> list[str]:
    """The SQL that a question will ask: which parts of the cube it needs."""
    counted = list(question.counted)
    made = queries(counted, []) + (queries(counted, list(question.by)) if question.by else [])
    return [query.sql for query in made]
