"""``naht NOUN edit ID WORDS``: replaces the typed values of a record; ``--unset FIELD`` clears a field."""

from naht.cli.context import Context
from naht.cli.given import Given
from naht.cli.parameters import ID, WORDS, field_option, given_fields, option
from naht.cli.verb import Verb
from naht.domain.errors import BadUsage
from naht.domain.fields import Noun
from naht.domain.message import message
from naht.domain.record import Record
from naht.domain.words import Typed

_WORDS = WORDS._replace(help=message("words that replace"), offers="line_words.replacing")
_UNSET = option("unset", message("clear a field, or take away one of its values"), message("FIELD[=VALUE]"), many=True,
                offers="values.clearable")  # fmt: skip


def verb(noun: Noun) -> Verb:
    parameters = (ID, _WORDS, *(field_option(field) for field in given_fields(noun, adding=False)), _UNSET)
    text = message("change {nouns}", nouns=noun.titles)
    return Verb(f"{noun.name} edit", text, parameters, lambda context, given: _run(context, noun, given), noun)


def _run(context: Context, noun: Noun, given: Given) -> None:
    """Change one record."""
    from naht.cli import recording, typed
    from naht.services import records, summary
    from naht.store.reading import rows
    from naht.store.reading.find import identify

    ident = given.text("id") or ""
    line = recording.with_note(context, given, _old_note(context, noun, ident) if given.text("note") == "edit" else "")
    with context.writing() as unit:
        ident = identify(unit.con, noun, ident, worker=unit.worker, writing=True)
        typed_line = typed.read(unit.con, noun, line.texts("words"), line, context.today)
        old = rows.get(unit.con, noun, ident)
        changes = _changes(old, typed_line, typed.clear_fields(old, line.texts("unset")))
        done = records.edit(unit, noun, ident, changes)
        echo = summary.line(unit, noun, done.record)
    recording.tell(context, [ident], [echo], done.notes)


def _changes(old: Record, typed_line: Typed, emptied: Record) -> Record:
    """The values to set, to add and to clear. Raises BadUsage for a repetition, and for a field that is both."""
    noun = old.noun
    command = f"naht {noun.name} edit"
    if typed_line.times > 1:
        raise BadUsage(message("{times}x repeats only what is recorded.", times=typed_line.times), command=command)
    changes = typed_line.record | {}
    for name, values in emptied.items():
        if noun.field(name).grows:
            continue
        if name in changes:
            option = noun.field(name).option
            raise BadUsage(
                message("{option} cannot be set and cleared by --unset at once.", option=option), command=command
            )
        changes[name] = values
    for field in noun.fields:
        if field.grows and (field.name in changes or field.name in emptied):
            kept = emptied if field.name in emptied else old
            changes[field.name] = list(dict.fromkeys([*kept.texts(field.name), *changes.texts(field.name)]))
    return changes


def _old_note(context: Context, noun: Noun, typed: str) -> str:
    from naht.store.reading import rows
    from naht.store.reading.find import identify

    with context.reading() as con:
        ident = identify(con, noun, typed, worker=context.worker, writing=True)
        return rows.get(con, noun, ident, (noun.field("note"),)).text("note")
