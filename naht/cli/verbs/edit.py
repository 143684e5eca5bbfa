"""``naht NOUN edit ID… WORDS``: replaces the typed values of records; ``--unset FIELD`` clears a field.

``--where`` means the records of a filter instead. All of them change in one step, or none.
"""

from naht.cli.context import Context
from naht.cli.given import Given
from naht.cli.parameters import ID, WORDS, field_option, given_fields, option
from naht.cli.selection import WHERE, YES, Problems, chosen, named, part, tell
from naht.cli.verb import Verb
from naht.domain.errors import BadUsage
from naht.domain.fields import Noun
from naht.domain.message import Text, message
from naht.domain.record import Record
from naht.domain.table import Note
from naht.domain.words import Typed
from naht.services.records import Done
from naht.store.journal.unit import Unit

_WORDS = WORDS._replace(help=message("words that replace"), offers="line_words.replacing")
_UNSET = option("unset", message("clear a field, or take away one of its values"), message("FIELD[=VALUE]"), many=True,
                offers="values.clearable")  # fmt: skip


def verb(noun: Noun) -> Verb:
    fields = (field_option(field) for field in given_fields(noun, adding=False))
    parameters = (ID._replace(required=False), _WORDS, *fields, _UNSET, WHERE, YES)
    text = message("change {nouns}", nouns=noun.titles)
    return Verb(f"{noun.name} edit", text, parameters, lambda context, given: _run(context, noun, given), noun)


def _run(context: Context, noun: Noun, given: Given) -> None:
    """Change the records."""
    from naht.cli import recording, typed
    from naht.services import summary

    ids, words = part(noun, given)
    confirmed = chosen(context, noun, given)
    old_note = _old_note(context, noun, ids[0]) if given.text("note") == "edit" and len(ids) == 1 else ""
    line = recording.with_note(context, given.having("words", words), old_note)
    with context.writing() as unit:
        idents = confirmed.verified(unit) if confirmed else named(unit.con, noun, ids, unit.worker, writing=True)
        typed_line = typed.read(unit.con, noun, words, line, context.today)
        done = _edit(unit, noun, idents, typed_line, line.texts("unset"))
        echoes: list[Text] = [summary.line(unit, noun, one.record) for one in done]
    tell(context, idents, echoes)
    context.tell(_notes(done))


def _edit(unit: Unit, noun: Noun, idents: list[str], typed_line: Typed, unset: list[str]) -> list[Done]:
    """Change each record. Raises what is wrong with any of them."""
    from naht.cli import typed
    from naht.services import records
    from naht.store.reading import rows

    problems, done = Problems(len(idents)), []
    for ident in idents:
        with problems.of(ident):
            old = rows.get(unit.con, noun, ident)
            changes = _changes(old, typed_line, typed.clear_fields(old, unset))
            done.append(records.edit(unit, noun, ident, changes))
    problems.require_none()
    return done


def _notes(done: list[Done]) -> list[Note]:
    """The notes of all records, each once."""
    notes: list[Note] = []
    for one in done:
        notes += [note for note in one.notes if note not in notes]
    return notes


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
