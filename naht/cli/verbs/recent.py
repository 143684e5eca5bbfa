"""``naht client recent``: who was here lately, so that a code is found without a name."""

from datetime import timedelta
from typing import Any

from naht.cli import build, select
from naht.cli.context import Context
from naht.domain.kinds import DAY, ID, WORD
from naht.domain.nouns import noun as named
from naht.domain.table import Column, Table
from naht.store.reading import lookup, rows
from naht.store.reading.vocabulary import labels

DAYS = 60
MOST = 20


def command(name: str, lang: str, help_text: str, _noun: str) -> Any:
    german = lang == "de"
    parameters = [
        build.option("last", f"höchstens N (sonst {MOST})" if german else f"at most N (else {MOST})", kind=int,
                     metavar="N"),
        *select.output_options(lang),
    ]  # fmt: skip
    return build.make(name, "client recent", help_text, parameters, run, lang)


def run(context: Context, given: dict[str, Any]) -> None:
    """Print the clients met lately, the latest first."""
    form, most = select.format_of(given), given.get("last") or MOST
    client = named("client")
    fields = tuple(client.field(name) for name in ("gender", "birth_year", "residence"))
    with context.reading() as con:
        found = lookup.recent_clients(con, (context.today - timedelta(days=DAYS)).isoformat(), most)
        records = [(rows.get(con, client, ident, fields), day, lookup.last_visit(con, ident)) for ident, day in found]
        known = labels(con, client)
    german = context.lang == "de"
    columns = (
        Column("id", "id", ID), Column("day", "zuletzt" if german else "last", DAY),
        *(Column(f.name, f.label(context.lang), f.kind, f.of) for f in fields),
        Column("topic", "Thema" if german else "topic", WORD, "topic"),
    )  # fmt: skip
    lines = [(r["id"], day, *(r[f.name] for f in fields), last[1] if last else None) for r, day, last in records]
    note = f"seit {DAYS} Tagen, höchstens {most}" if german else f"in {DAYS} days, at most {most}"
    context.show([Table(columns, lines, notes=(note,), labels=known)], form, header=not given.get("no_header"),
                 excel=bool(given.get("excel")))  # fmt: skip
