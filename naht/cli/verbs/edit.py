"""``naht NOUN edit ID WORDS``: what is typed replaces what was there; ``--unset FIELD`` clears."""

from typing import Any

from naht.cli import ask, build, typed
from naht.cli.context import Context
from naht.cli.verbs.add import tell
from naht.domain.errors import BadUsage
from naht.domain.fields import Noun
from naht.domain.nouns import noun as named
from naht.services import records, summary
from naht.store.reading import rows
from naht.store.reading.find import identify


def command(name: str, lang: str, help_text: str, noun_name: str) -> Any:
    noun, german = named(noun_name), lang == "de"
    parameters = [
        build.argument("id", "Kennung, @ ist der letzte" if german else "id, @ is the last one", required=True),
        build.argument("words", "Wörter, die ersetzen" if german else "words that replace", many=True),
        *(build.field_option(field, lang) for field in typed.given_fields(noun)),
        build.option("unset", "Feld leeren" if german else "clear a field", metavar="FELD" if german else "FIELD",
                     many=True),
    ]  # fmt: skip
    return build.make(name, f"{noun.name} edit", help_text, parameters, lambda c, g: run(c, noun, g), lang)


def run(context: Context, noun: Noun, given: dict[str, Any]) -> None:
    """Change one record."""
    ask.notes(context, noun, given, _old_note(context, noun, given) if given.get("note") == "edit" else "")
    with context.writing() as unit:
        ident = identify(unit.con, noun, given["id"], worker=unit.worker, writing=True)
        line = typed.read(unit.con, noun, given.get("words") or [], given, context.today)
        changes = line.record | typed.cleared(noun, given.get("unset"))
        if line.times > 1:
            raise BadUsage(message_de=f"{line.times}x wiederholt nur beim Aufnehmen.",
                           message_en=f"{line.times}x repeats only what is recorded.",
                           command=f"naht {noun.name} edit")  # fmt: skip
        done = records.edit(unit, noun, ident, changes)
        said = summary.line(unit, noun, done.record)
    tell(context, [ident], [said], done.notes)


def _old_note(context: Context, noun: Noun, given: dict[str, Any]) -> str:
    with context.reading() as con:
        ident = identify(con, noun, given["id"], worker=context.worker, writing=True)
        return rows.get(con, noun, ident, (noun.field("note"),)).text("note")
