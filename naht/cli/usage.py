"""Turns Typer's usage errors into naht's. Their classes are recognised by name, as their module is private."""

import re
from typing import Any

from naht.domain.errors import BadUsage
from naht.domain.message import Joined, Message, Text, message


def explain(error: Any) -> BadUsage:
    """The usage error with a sentence and a remedy of naht's."""
    ctx = getattr(error, "ctx", None)
    return BadUsage(_SENTENCES.get(type(error).__name__, _other)(error), command=ctx.command_path if ctx else "naht")


def _option(error: Any) -> Message:
    near = ", ".join(error.possibilities or ())
    if near:
        return message("There is no option {option} here. Did you mean {near}?", option=error.option_name, near=near)
    return message("There is no option {option} here.", option=error.option_name)


def _missing(error: Any) -> Message:
    return message("Missing: {word}.", word=error.param.make_metavar(error.ctx) if error.param else "")


def _value(error: Any) -> Message:
    if "requires" in error.message:
        return message("Option '{option}' requires an argument.", option=error.option_name)
    return message("Option '{option}' does not take a value.", option=error.option_name)


def _other(error: Any) -> Text:
    """The sentence of an error that is known by its text alone: no such command, a missing one, a word too many."""
    text = str(error.format_message())
    names = [message("“{word}”", word=word) for word in re.findall(r"'([^']*)'", text)]
    if text.startswith("No such command"):
        if names[1:]:
            near = Joined(tuple(names[1:]))
            return message("No such command {command}. Did you mean {near}?", command=names[0], near=near)
        return message("No such command {command}.", command=names[0])
    if text.startswith("Missing command"):
        return message("Missing command.")
    if extra := re.fullmatch(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", text):
        return message("Too much: {words}.", words=extra[1])
    return text


_SENTENCES = {"NoSuchOption": _option, "MissingParameter": _missing, "BadOptionUsage": _value}
