"""Completion: what a shell asks at each Tab, answered from tables and from the file, without Typer.

Silent on any error, bare values only (help would cost as much again as all the rest), never a name of a person.
"""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress

from naht.cli import tree
from naht.cli.complete.choice import Choice, matching, plain
from naht.cli.complete.line import Line, read
from naht.output import streams

ASKED = "_NAHT_COMPLETE"


def run() -> int:
    """Answer a shell; whatever goes wrong, it hears nothing of it."""
    with suppress(Exception, KeyboardInterrupt):  # a Tab never disturbs the line, not even by a bug
        streams.data(answer(os.environ))
    return 0


def answer(environ: Mapping[str, str]) -> str:
    """What is printed for one question: the script, or the values in the shell's own form."""
    from naht.cli.complete import shells

    act, _, name = environ.get(ASKED, "").partition("_")
    if name not in shells.SHELLS:
        return ""
    if act == "source":
        return shells.script(name, program())
    shell = shells.SHELLS[name]
    typed = shell.typed(environ)
    return shell.printed([value for value in offered(typed.tokens, typed.typed) if value.isprintable()], typed)


def program() -> str:
    """How a script calls naht: by its name where that is found, else by its path."""
    from shutil import which  # no Tab needs it

    return "naht" if which("naht") else os.path.abspath(sys.argv[0])  # noqa: PTH100  no link is followed


def offered(tokens: list[str], typed: str) -> list[str]:
    """The values for the word ``typed`` behind the words ``tokens``, most needed first."""
    from naht.cli.complete.sources import valued

    line = read(tokens, typed, valued)
    if not line.asked and typed.startswith("-"):
        from naht.cli.complete.options import options

        return [name for name in options(line) if name.startswith(typed)]
    if not line.asked and line.place is None:
        return matching(typed, plain(_commands(line)))
    return [line.head + value for value in matching(line.typed, _choices(line))]


def _choices(line: Line) -> list[Choice]:
    """What the table says of the option or of the word that is being typed."""
    from naht.cli.complete.asked import Asked
    from naht.cli.complete.sources import Takes, takes, value_of

    words = takes(line.place) if line.place else Takes()
    fields = line.place.fields if line.place else None
    source = value_of(line.asked, fields) if line.asked else words.at(len(line.words))
    return source(Asked(line, line.words[len(words.each) :])) if source else []


def _commands(line: Line) -> list[str]:
    """All nouns and commands, behind a noun its verbs, behind anything else nothing."""
    if line.words:
        return []
    return [*tree.verbs(line.before[0])] if line.before else [*tree.nouns(), *tree.TOP]
