"""``naht client recent``: prints who was here lately, so that a code can be found without a name."""

from datetime import timedelta

from naht.cli.context import Context
from naht.cli.given import Given
from naht.cli.parameters import number
from naht.cli.questions import OUTPUT
from naht.cli.verb import Verb
from naht.domain.fields import Noun
from naht.domain.kinds import DAY, ID, WORD
from naht.domain.message import message
from naht.domain.table import Column, Table

DAYS = 60
MOST = 20
_SHOWN = ("gender", "birth_year", "residence")
_LAST = number("last", message("at most N (else {most})", most=MOST), usual=str(MOST))


def verb(noun: Noun) -> Verb:
    text = message("who was here lately")
    columns = (("", ("id", "day", *_SHOWN, "topic")),)
    return Verb(f"{noun.name} recent", text, (_LAST, *OUTPUT), lambda context, given: _run(context, noun, given), noun,
                columns)  # fmt: skip


def _run(context: Context, client: Noun, given: Given) -> None:
    """Print the clients met lately, the latest first."""
    from naht.store.reading import lookup, rows
    from naht.store.reading.vocabulary import read_labels

    most = given.number("last") or MOST
    fields = tuple(client.field(name) for name in _SHOWN)
    with context.reading() as con:
        clients = lookup.recent_clients(con, (context.today - timedelta(days=DAYS)).isoformat(), most)
        records = [(rows.get(con, client, ident, fields), day, lookup.last_visit(con, ident)) for ident, day in clients]
        labels = read_labels(con, client)
    columns = (
        Column("id", "id", ID), Column("day", message("last"), DAY),
        *(Column(f.name, f.title, f.kind, f.of) for f in fields),
        Column("topic", message("topic"), WORD, "topic"),
    )  # fmt: skip
    lines = [(r["id"], day, *(r[f.name] for f in fields), last[1] if last else None) for r, day, last in records]
    note = message("in {days} days, at most {most}", days=DAYS, most=most)
    context.show([Table(columns, lines, notes=(note,), labels=labels)], given)
