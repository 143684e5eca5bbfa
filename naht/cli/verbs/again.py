"""``naht visit again [ID|CLIENT] [WORDS]``: once more like the last one; words replace what differs.

Day, time, minutes, outcome and note are of that one time and are not taken over.
"""

from naht.cli.context import Context
from naht.cli.given import Given
from naht.cli.parameters import WORDS, field_option, given_fields
from naht.cli.verb import Verb
from naht.domain.errors import NoLast
from naht.domain.fields import Noun
from naht.domain.ids import looks_like_id, normal
from naht.domain.message import message
from naht.domain.nouns import noun as named
from naht.domain.record import Draft, Record
from naht.domain.words import LAST, Typed
from naht.store.journal.unit import Unit
from naht.store.reading import lookup, rows
from naht.store.reading.find import identify

_WORDS = WORDS._replace(
    help=message("id (else the last one), then words that replace"),
    offers="line_words.repeating",
)


def verb(noun: Noun) -> Verb:
    options = (field_option(field) for field in given_fields(noun))
    text = message("once more like the last one")
    return Verb(f"{noun.name} again", text, (_WORDS, *options), lambda context, given: _run(context, noun, given), noun)


def _run(context: Context, noun: Noun, given: Given) -> None:
    """Record another one like an earlier one."""
    from naht.cli import recording, typed

    line, tokens = recording.noted(context, given), given.texts("words")

    def read(unit: Unit) -> Typed:
        model = rows.get(unit.con, noun, _model(unit, noun, tokens))
        understood = typed.read(unit.con, noun, tokens, line, context.today)
        return understood._replace(record=_taken_over(noun, model) | understood.record)

    recording.record(context, noun, read)


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


def _taken_over(noun: Noun, model: Record) -> Draft:
    """What the next one shares with its model. A funding that was decided by rule is decided anew."""
    kept = {field.name: model[field.name] for field in noun.fields if not field.once}
    if model.get("funding_by") != "given":
        kept.pop("funding", None)
    return kept
