"""``naht visit again [ID|CLIENT] [WORDS]``: adds a record like an earlier one; words replace what differs.

Day, time, minutes, outcome and note are of the earlier one alone and are not copied.
"""

from naht.cli.context import Context
from naht.cli.given import Given
from naht.cli.parameters import WORDS, field_option, given_fields
from naht.cli.verb import Verb
from naht.domain.errors import NoLast
from naht.domain.fields import Noun
from naht.domain.ids import looks_like_id, normalize
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

    line, tokens = recording.with_note(context, given), given.texts("words")

    def read(unit: Unit) -> Typed:
        model = rows.get(unit.con, noun, _model(unit, noun, tokens))
        typed_line = typed.read(unit.con, noun, tokens, line, context.today)
        return typed_line._replace(record=_take_over(noun, model) | typed_line.record)

    recording.record(context, noun, read)


def _model(unit: Unit, noun: Noun, tokens: list[str]) -> str:
    """The id of the model: named by its id, by its client (their latest), or the last one. Removes that token."""
    first = tokens[0] if tokens and (tokens[0] in LAST or looks_like_id(tokens[0])) else None
    if first is None:
        return identify(unit.con, noun, "@", worker=unit.worker)
    tokens.pop(0)
    if first not in LAST and normalize(first)[0] != noun.letter and noun.has("clients"):
        client = identify(unit.con, named("client"), first, writing=True)
        if (latest := lookup.latest_visit(unit.con, client)) is None:
            raise NoLast(noun=message("{noun} of {client}", noun=noun.title, client=client[:6]), command=noun.name)
        return latest
    return identify(unit.con, noun, first, worker=unit.worker, writing=True)


def _take_over(noun: Noun, model: Record) -> Draft:
    """The values that are copied from the model. A funding that was chosen by rule is chosen anew."""
    values = {field.name: model[field.name] for field in noun.fields if not field.once}
    if model.get("funding_by") != "given":
        values.pop("funding", None)
    return values
