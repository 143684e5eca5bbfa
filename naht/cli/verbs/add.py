"""``naht NOUN add WORDS``: one line, one record, its id on stdout, what was understood on stderr."""

from collections.abc import Callable
from typing import Any

from naht.cli import ask, build, typed
from naht.cli.context import Context
from naht.domain.errors import BadUsage, UnreadSheet
from naht.domain.fields import Noun
from naht.domain.message import Joined
from naht.domain.nouns import noun as named
from naht.domain.record import Given
from naht.domain.table import Note
from naht.domain.text import slug
from naht.domain.words import Typed
from naht.output import streams
from naht.services import records, summary
from naht.store.file.sqlite import Connection

STDIN = "-"  # instead of words: a sheet of lines


def command(name: str, lang: str, help_text: str, noun_name: str) -> Any:
    """The add command of a noun; called ``v`` it is the same one."""
    noun = named(noun_name)
    return build.make(name, f"{noun.name} add", help_text, parameters(noun, lang), lambda c, g: run(c, noun, g), lang)


def parameters(noun: Noun, lang: str) -> list[Any]:
    german = lang == "de"
    said = [build.field_option(field, lang) for field in typed.given_fields(noun)
            if not (field.name == "name" and not noun.letter)]  # fmt: skip
    words = build.argument("words", "Wörter in beliebiger Reihenfolge" if german else "words in any order", many=True)
    if noun.letter:
        return [words, *said, *_ways(noun, german=german)]
    what = ("Name, daraus wird die Kennung" if german else "its name; the id is made of it") if noun.has("name") else (
        "Kennung" if german else "its id")  # fmt: skip
    ident = [build.option("id", "eigene Kennung" if german else "an id of your own")] if noun.has("name") else []
    return [build.argument("name", what, required=True), words, *ident, *said]


def _ways(noun: Noun, *, german: bool) -> list[Any]:
    """The options of the other ways to record: asked for step by step, or from a sheet."""
    interactive = build.option("interactive", "Schritt für Schritt fragen, einen nach dem anderen" if german else
                               "ask step by step, one after the other", "--interactive", "-i", kind=bool)  # fmt: skip
    again = build.option("again", "ein Blatt noch einmal aufnehmen, auch was schon da ist" if german else
                         "record a sheet once more, also what is there", kind=bool)  # fmt: skip
    return [*([interactive] if noun.dialog else []), *([again] if noun.has("source_key") else [])]


def run(context: Context, noun: Noun, given: dict[str, Any]) -> None:
    """Record the line that was typed, or the sheet on stdin, or what is asked for."""
    if STDIN in (given["words"] or []) and noun.has("source_key"):
        from naht.cli import batch

        batch.run(context, noun, given)
    elif noun.dialog and (given["interactive"] or (streams.interactive() and not _said(noun, given))):
        from naht.cli import dialog

        dialog.run(context, noun, given)
    else:
        if noun.has("source_key") and not _said(noun, given) and ask.unread():
            raise UnreadSheet(command=f"{noun.name} add")
        _line(context, noun, given)


def _said(noun: Noun, given: dict[str, Any]) -> bool:
    return bool(given["words"]) or any(given[field.column] for field in typed.given_fields(noun))


def _line(context: Context, noun: Noun, given: dict[str, Any]) -> None:
    if given.get("again"):
        raise BadUsage(message_de="--again gilt für ein Blatt: … - --again < blatt.txt",
                       message_en="--again is for a sheet: … - --again < sheet.txt",
                       command=f"naht {noun.name} add")  # fmt: skip
    ask.notes(context, noun, given)
    words, named_by = given["words"] or [], _name(noun, given)
    keep(context, noun, lambda con: typed.read(con, noun, words, given, context.today), named_by)


def keep(context: Context, noun: Noun, read: Callable[[Connection], Typed], more: Given | None = None) -> None:
    """Record what ``read`` finds, as often as it says, and tell what was understood."""
    lines, notes, idents = [], list[Note](), []
    with context.writing() as unit:
        line = read(unit.con)
        for _ in range(line.times):
            done = records.add(unit, noun, line.record | (more or {}))
            idents.append(done.id)
            notes += [note for note in done.notes if note not in notes]
            lines.append(summary.line(unit, noun, done.record))
    tell(context, idents, lines, notes)


def _name(noun: Noun, given: dict[str, Any]) -> Given:
    """A noun without random ids is called by its name, or by the id itself."""
    if noun.letter:
        return {}
    name = given.pop("name")
    if not noun.has("name"):
        return {"id": name}
    return {"id": given.get("id") or slug(name), "name": name}


def tell(context: Context, idents: list[str], lines: list[Joined], notes: list[Note]) -> None:
    """Ids as data; one line of what was understood, and the notes, beside them."""
    streams.data("".join(f"{ident}\n" for ident in idents))
    if lines:
        times = f" · {len(lines)} x" if len(lines) > 1 else ""
        context.say(Joined((lines[0], times), ""))
    context.tell(notes)
