"""``naht NOUN add WORDS``: writes the record of a line, prints its id on stdout and its summary on stderr."""

from typing import TYPE_CHECKING

from naht.cli.context import Context
from naht.cli.given import Given
from naht.cli.parameters import WORDS, field_option, given_fields, option, switch, word
from naht.cli.verb import Parameter, Verb
from naht.domain.errors import BadUsage, UnreadSheet
from naht.domain.fields import Noun
from naht.domain.message import message
from naht.output import streams

if TYPE_CHECKING:
    from naht.domain.record import Draft
    from naht.domain.words import Typed
    from naht.store.journal.unit import Unit

STDIN = "-"  # instead of words: a sheet of lines
_WORDS = WORDS._replace(offers="line_words.recording")
_INTERACTIVE = switch(
    "interactive",
    message("ask step by step, one after the other"),
    flags=("--interactive", "-i"),
)
_AGAIN = switch(
    "again",
    message("record a sheet once more, also what is there"),
)
_DRY = switch(
    "dry_run",
    message("show what would be recorded, write nothing"),
)
_NAME = message("its name; the id is made of it")
_ID = option("id", message("an id of your own"))


def verb(noun: Noun) -> Verb:
    text = message("record {nouns}", nouns=noun.titles)
    return Verb(f"{noun.name} add", text, _parameters(noun), lambda context, given: _run(context, noun, given), noun)


def _parameters(noun: Noun) -> tuple[Parameter, ...]:
    options = [field_option(field) for field in given_fields(noun) if noun.letter or field.name != "name"]
    if noun.letter:
        ways = [*([_INTERACTIVE] if noun.dialog else []), *([_AGAIN, _DRY] if noun.has("source_key") else [])]
        return (_WORDS, *options, *ways)
    name = word("name", _NAME if noun.has("name") else message("its id"), "NAME", required=True)
    return (name, _WORDS, *([_ID] if noun.has("name") else []), *options)


def _run(context: Context, noun: Noun, given: Given) -> None:
    """Record the line, or the sheet on stdin, or the answers of a dialog."""
    if STDIN in given.texts("words") and noun.has("source_key"):
        from naht.cli import batch

        batch.run(context, noun, given.having("words", [text for text in given.texts("words") if text != STDIN]))
    elif noun.dialog and (given.on("interactive") or (streams.interactive() and not _has_values(noun, given))):
        from naht.cli import dialog

        dialog.run(context, noun, given)
    else:
        _line(context, noun, given)


def _has_values(noun: Noun, given: Given) -> bool:
    """True where the line has a word or an option of the record."""
    return "words" in given or any(field.name in given for field in given_fields(noun))


def _line(context: Context, noun: Noun, given: Given) -> None:
    from naht.cli import recording, typed

    if noun.has("source_key") and not _has_values(noun, given):
        _require_empty_stdin(noun)
    if given.on("again"):
        raise BadUsage(message("--again is for a sheet: … - --again < sheet.txt"), command=f"naht {noun.name} add")
    line = recording.with_note(context, given)
    own = {} if noun.letter else _id_and_name(noun, given)

    def read(unit: "Unit") -> "Typed":
        typed_line = typed.read(unit.con, noun, line.texts("words"), line, context.today)
        return typed_line._replace(record=typed_line.record | own)

    act = recording.preview if given.on("dry_run") else recording.record
    act(context, noun, read)


def _require_empty_stdin(noun: Noun) -> None:
    """Raises UnreadSheet where a line without words has text on stdin: a sheet whose ``-`` was forgotten."""
    from naht.cli import ask

    if ask.unread():
        raise UnreadSheet(command=f"{noun.name} add")


def _id_and_name(noun: Noun, given: Given) -> "Draft":
    """Id and name of a record that the office names itself. Raises NoSlug where the name makes no id."""
    from naht.domain.text import slug

    name = given.text("name") or ""
    if not noun.has("name"):
        return {"id": name}
    return {"id": given.text("id") or slug(name), "name": name}
