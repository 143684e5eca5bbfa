"""Typer's usage errors, said in naht's words and in the user's language."""

import re
from typing import Any

from naht.domain.errors import BadUsage, NahtError
from naht.output import streams


def told(error: Any, lang: str) -> None:
    """Say the error on stderr; a noun without a verb gets its help."""
    if type(error).__name__ == "NoArgsIsHelpError":
        streams.say(error.format_message())
    else:
        streams.error(explained(error), lang)


def explained(error: Any) -> NahtError:
    """The error as a sentence and a remedy. Typer's classes are told apart by name: their module is private."""
    ctx = getattr(error, "ctx", None)
    command = ctx.command_path if ctx else "naht"
    german, english = _TELL.get(type(error).__name__, _other)(error)
    return BadUsage(message_de=german, message_en=english, command=command)


def _option(error: Any) -> tuple[str, str]:
    near = ", ".join(error.possibilities or ())
    german = f"Die Option {error.option_name} gibt es hier nicht."
    english = f"There is no option {error.option_name} here."
    return (f"{german} Meinten Sie {near}?", f"{english} Did you mean {near}?") if near else (german, english)


def _missing(error: Any) -> tuple[str, str]:
    name = error.param.make_metavar(error.ctx) if error.param else ""
    return f"Es fehlt: {name}.", f"Missing: {name}."


def _value(error: Any) -> tuple[str, str]:
    return f"Der Wert einer Option fehlt oder passt nicht: {error.option_name}.", str(error.message)


def _other(error: Any) -> tuple[str, str]:
    """``No such command 'x'. Did you mean 'y'?`` and whatever else there may be."""
    said = error.format_message()
    german = re.sub(r"'([^']*)'", "„\\1“", said)
    for pattern, words in _GERMAN:
        german = re.sub(pattern, words, german)
    return german, re.sub(r"'([^']*)'", "“\\1”", said)


_GERMAN = (
    (r"No such command („.*?“)\.", r"Den Befehl \1 gibt es nicht."),
    ("Did you mean", "Meinten Sie"),
    ("one of: ", ""),
    (r"Missing command\.", "Es fehlt der Befehl."),
    (r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", r"Zu viel: \1."),
    ("Invalid value for", "Unpassender Wert für"),
    (r"is not a valid int(eger)?( range)?\.", "ist keine ganze Zahl."),
    (r"is not in the range (\d+)<=x<=(\d+)\.", r"liegt nicht zwischen \1 und \2."),
)


_TELL = {"NoSuchOption": _option, "MissingParameter": _missing, "BadOptionUsage": _value}
