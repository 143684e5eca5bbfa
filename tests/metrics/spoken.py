"""Answers in words, for one language: what the tests compare is what people read."""

from datetime import date

from naht.domain.table import Filter, Table
from naht.metrics import answer
from naht.metrics import report as reports
from naht.output.language import say, translate_table
from naht.store.file.sqlite import Connection


def spoken(table: Table, lang: str) -> Table:
    table = translate_table(table, lang)
    return table._replace(labels={key: say(label, lang) for key, label in table.labels.items()})


def count(con: Connection, metrics: list[str], by: list[str], wanted: Filter, lang: str) -> Table:
    return spoken(answer.count(con, metrics, by, wanted), lang)


def report(con: Connection, template: str, wanted: Filter, lang: str, today: date) -> list[Table]:
    return [spoken(table, lang) for table in reports.report(con, template, wanted, today)]
