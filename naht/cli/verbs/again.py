"""``naht visit again [ID|CLIENT] [WORDS]``: once more like the last one; words replace what differs.

Day, time, minutes, outcome and note are of that one time and are not taken over.
"""

from typing import Any

from naht.cli import ask, build, typed
from naht.cli.context import Context
from naht.cli.verbs.add import tell
from naht.domain.errors import NoLast
from naht.domain.fields import Noun
from naht.domain.ids import looks_like_id, normal
from naht.domain.message import message
from naht.domain.nouns import noun as named
from naht.domain.record import Record, Values
from naht.domain.words import LAST
from naht.services import records, summary
from naht.store.journal.unit import Unit
from naht.store.reading import lookup, rows
from naht.store.reading.find import identify


def command(name: str, lang: str, help_text: str, noun_name: str) -> Any:
    noun, german = named(noun_name), lang == "de"
    parameters = [
        build.argument("words", "Kennung (sonst der letzte), dann Wörter, die ersetzen" if german else
                       "id (else the last one), then words that replace", many=True),
        *(build.field_option(field, lang) for field in typed.given_fields(noun)),
    ]  # fmt: skip
    return build.make(name, f"{noun.name} again", help_text, parameters, lambda c, g: run(c, noun, g), lang)


def run(context: Context, noun: Noun, given: dict[str, Any]) -> None:
    """Record another one like an earlier one."""
    ask.notes(context, noun, given)
    tokens = list(given.get("words") or [])
    with context.writing() as unit:
        model = rows.get(unit.con, noun, _model(unit, noun, tokens))
        line = typed.read(unit.con, noun, tokens, given, context.today)
        done = [records.add(unit, noun, _taken_over(noun, model) | line.record) for _ in range(line.times)]
        lines = [summary.line(unit, noun, one.record) for one in done]
    tell(context, [one.id for one in done], lines, done[0].notes)


def _model(unit: Unit, noun: Noun, tokens: list[str]) -> str:
    """The record to follow: named by its id, by its client (their latest), or the last one. Takes the token off."""
    first = tokens[0] if tokens and (tokens[0] in LAST or looks_like_id(tokens[0])) else None
    if first is None:
        return identify(unit.con, noun, "@", worker=unit.worker)
    tokens.pop(0)
    if first not in LAST and normal(first)[0] != noun.letter and noun.has("clients"):
        client = identify(unit.con, named("client"), first, writing=True)
        if (found := lookup.latest_visit(unit.con, client)) is None:
            raise NoLast(noun=message("{noun} of {client}", noun=noun.title, client=client[:6]), command=noun.name)
        return found
    return identify(unit.con, noun, first, worker=unit.worker, writing=True)


def _taken_over(noun: Noun, model: Record) -> Values:
    """What the next one shares with its model. A funding that was decided by rule is decided anew."""
    kept = {field.name: model[field.name] for field in noun.fields if not field.once}
    if model.get("funding_by") != "given":
        kept.pop("funding", None)
    return kept
