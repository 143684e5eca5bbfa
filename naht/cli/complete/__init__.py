"""Completion: what a shell asks at each Tab, answered from the declarations and from the file, without Typer.

Silent on any error, bare values only (help would cost as much again as all the rest), never a name of a person.
"""

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import import_module

from naht.cli import tree
from naht.cli.complete.line import Line, name_of, parameters, read
from naht.cli.complete.request import Choice, Question, matching, plain
from naht.cli.verb import Parameter
from naht.output import streams

ASKED = "_NAHT_COMPLETE"
Source = Callable[[Question], list[Choice]]


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
    line = read(tokens, typed)
    if not line.asked and typed.startswith("-"):
        return [name for name in _options(line) if name.startswith(typed)]
    if not line.asked and line.verb is None:
        return matching(typed, plain(_commands(line)))
    return [line.head + value for value in matching(line.typed, _choices(line))]


def _commands(line: Line) -> list[str]:
    """All nouns and commands, behind a noun its verbs, behind anything else nothing."""
    if line.words:
        return []
    return [*tree.verbs(line.before[0])] if line.before else [*tree.nouns(), *tree.TOP]


def _options(line: Line) -> list[str]:
    """The options that can still be given, in the order of the help."""
    if line.before and not line.verb:
        return ["--help"]
    usable = (one for one in parameters(tree.find(line.before)) if one.many or name_of(one) not in line.options)
    return [*(flag for one in usable for flag in one.flags), "--help"]


def _choices(line: Line) -> list[Choice]:
    """What the declaration says of the option or of the word that is being typed."""
    words = line.verb.words if line.verb else ()
    singles = [word for word in words if not word.many]
    parameter = line.asked or (words[min(len(line.words), len(words) - 1)] if words else None)
    if parameter is None or (not line.asked and len(line.words) >= len(words) and not words[-1].many):
        return []
    below = () if line.asked or line.words else tree.BELOW.get(line.verb.name if line.verb else "", ())
    return [*plain(below), *_values(parameter, Question(line, parameter, line.words[len(singles) :]))]


def _values(parameter: Parameter, question: Question) -> list[Choice]:
    if parameter.choices:
        return plain(parameter.choices)
    return source(parameter.offers)(question) if parameter.offers else []


def source(name: str) -> Source:
    """The function ``module.function`` of this package. Raises AttributeError where there is none."""
    module, _, function = name.partition(".")
    found: Source = getattr(import_module(f"{__name__}.{module}"), function)
    return found
