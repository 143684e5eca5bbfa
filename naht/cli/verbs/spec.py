"""``naht spec [PART]``: what scripts may rely on, as JSON: commands, nouns, lists, figures, formats, exit codes."""

import json
from typing import Any

from naht.cli import build
from naht.cli.context import Context
from naht.domain.errors import BadUsage
from naht.domain.file_errors import NoFile
from naht.domain.filters import Filter
from naht.domain.nouns import noun as named
from naht.domain.record import Values
from naht.output import streams
from naht.store.reading import rows

_WORD = ("list", "slug", "short", "label_de", "label_en", "parent", "ends_on")


def command(name: str, lang: str, help_text: str, _noun: str) -> Any:
    part = "nur dieser Teil: commands, nouns, lists …" if lang == "de" else "this part only: commands, nouns, lists …"
    return build.make(name, "spec", help_text, [build.argument("part", part)], run, lang)


def run(context: Context, given: dict[str, Any]) -> None:
    """Print the contract, or a part of it."""
    from naht.cli.contract import contract

    whole = {**contract(context.lang), "lists": _lists(context)}
    part = given["part"]
    if part is not None and part not in whole:
        known = ", ".join(whole)
        raise BadUsage(message_de=f"Den Teil {part} gibt es nicht. Es gibt: {known}.",
                       message_en=f"There is no part {part}. There are: {known}.", command="naht spec")  # fmt: skip
    said = whole if part is None else whole[part]
    streams.data(json.dumps(said, ensure_ascii=False, indent=2) + "\n")


def _lists(context: Context) -> dict[str, list[Values]] | None:
    """The office's lists with their words, those that ended included; None where there is no file yet."""
    noun = named("word")
    try:
        with context.reading() as con:
            words = rows.fetch(con, noun, Filter(), tuple(noun.field(name) for name in _WORD))
    except NoFile:
        return None
    found: dict[str, list[Values]] = {}
    for word in words:
        found.setdefault(word.text("list"), []).append({name: word[name] for name in ("id", *_WORD) if name != "list"})
    return found
