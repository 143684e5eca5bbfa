"""``naht spec [PART]``: prints as JSON what scripts may rely on: commands, nouns, lists, figures, formats and so on."""

import json

from naht.cli.context import Context
from naht.cli.given import Given
from naht.cli.parameters import word
from naht.cli.verb import Verb
from naht.domain.errors import BadUsage
from naht.domain.file_errors import NoFile
from naht.domain.message import message
from naht.domain.nouns import noun as named
from naht.domain.record import Draft
from naht.domain.table import Filter
from naht.output import streams
from naht.store.reading import rows

_WORD = ("list", "slug", "short", "label_de", "label_en", "parent", "ends_on")


_PART = word("part", message("this part only: commands, nouns, lists …"),
             message("PART"), offers="values.parts")  # fmt: skip


def _run(context: Context, given: Given) -> None:
    """Print the contract, or a part of it."""
    from naht.cli.contract import contract

    whole = {**contract(context.lang), "lists": _lists(context)}
    part = given.text("part")
    if part is not None and part not in whole:
        choices = ", ".join(whole)
        raise BadUsage(
            message("There is no part {part}. There are: {choices}.", part=part, choices=choices), command="naht spec"
        )
    document = whole if part is None else whole[part]
    streams.data(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def _lists(context: Context) -> dict[str, list[Draft]] | None:
    """The words of each of the office's lists, ended ones too; None where there is no file yet."""
    noun = named("word")
    try:
        with context.reading() as con:
            words = rows.fetch(con, noun, Filter(), tuple(noun.field(name) for name in _WORD))
    except NoFile:
        return None
    lists: dict[str, list[Draft]] = {}
    for record in words:
        lists.setdefault(record.text("list"), []).append(
            {name: record[name] for name in ("id", *_WORD) if name != "list"}
        )
    return lists


VERB = Verb("spec", message("what scripts may rely on, as JSON"), (_PART,), _run)
