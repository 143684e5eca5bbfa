"""``naht NOUN add WORDS``: one line, one record, its id on stdout, what was understood on stderr."""

from typing import Any

from naht.cli import ask, build, typed
from naht.cli.complete import values_of, words_of
from naht.cli.context import Context
from naht.domain.errors import BadUsage
from naht.domain.fields import Noun, Record
from naht.domain.nouns import noun as named
from naht.domain.table import Note
from naht.domain.text import slug
from naht.output import streams
from naht.services import echo, records

STDIN = "-"  # instead of words: a sheet of lines


def command(name: str, lang: str, help_text: str, noun_name: str) -> Any:
    """The add command of a noun; called ``v`` it is the same one."""
    noun = named(noun_name)
    return build.make(name, f"{noun.name} add", help_text, parameters(noun, lang), lambda c, g: run(c, noun, g), lang)


def parameters(noun: Noun, lang: str) -> list[Any]:
    german = lang == "de"
    again = [build.option("again", "ein Blatt noch einmal aufnehmen, auch was schon da ist" if german else
                          "record a sheet once more, also what is there", kind=bool)]  # fmt: skip
    said = [build.field_option(field, lang, values_of(field)) for field in typed.given_fields(noun)
            if not (field.name == "name" and not noun.letter)]  # fmt: skip
    words = build.argument("words", "Wörter in beliebiger Reihenfolge" if german else "words in any order", many=True,
                           completion=words_of(noun))  # fmt: skip
    if noun.letter:
        return [words, *said, *(again if noun.has("source_key") else ())]
    what = ("Name, daraus wird die Kennung" if german else "its name; the id is made of it") if noun.has("name") else (
        "Kennung" if german else "its id")  # fmt: skip
    ident = [build.option("id", "eigene Kennung" if german else "an id of your own")] if noun.has("name") else []
    return [build.argument("name", what, required=True), words, *ident, *said]


def run(context: Context, noun: Noun, given: dict[str, Any]) -> None:
    """Record what was typed, as often as it says."""
    if STDIN in (given["words"] or []) and noun.has("source_key"):
        from naht.cli import batch

        batch.run(context, noun, given)
        return
    if given.get("again"):
        raise BadUsage(message_de=f"--again gilt für ein Blatt: naht {noun.name} add - --again < blatt.txt",
                       message_en=f"--again is for a sheet: naht {noun.name} add - --again < sheet.txt",
                       command=f"naht {noun.name} add")  # fmt: skip
    ask.notes(context, noun, given)
    named_by = _name(noun, given)
    lines, notes, idents = [], list[Note](), []
    with context.writing() as unit:
        line = typed.read(unit.con, noun, given.get("words") or [], given, context.today)
        for _ in range(line.times):
            done = records.add(unit, noun, line.record | named_by)
            idents.append(done.id)
            notes += [note for note in done.notes if note not in notes]
            lines.append(echo.line(unit, noun, done.record, context.lang))
    tell(context, idents, lines, notes)


def _name(noun: Noun, given: dict[str, Any]) -> Record:
    """A noun without random ids is called by its name, or by the id itself."""
    if noun.letter:
        return {}
    name = given.pop("name")
    if not noun.has("name"):
        return {"id": name}
    return {"id": given.get("id") or slug(name), "name": name}


def tell(context: Context, idents: list[str], lines: list[str], notes: list[Note]) -> None:
    """Ids as data; one line of what was understood, and the notes, beside them."""
    streams.data("".join(f"{ident}\n" for ident in idents))
    if lines:
        times = f" · {len(lines)} x" if len(lines) > 1 else ""
        context.say(f"{lines[0]}{times}")
    context.tell(notes)
