"""The names of options. They come from the commands themselves, so here, and only here, Typer is loaded."""

import inspect
from importlib import import_module
from typing import get_args, get_origin

from naht.cli.complete.line import Line


def options(line: Line) -> list[str]:
    """The options that can still be given, in the order of the help."""
    parameters = _parameters(line)
    return [*(flag for parameter in parameters for flag in _open(parameter, line)), "--help"]


def _parameters(line: Line) -> list[inspect.Parameter]:
    from naht.cli.build import option, shared

    if line.place:
        module = import_module(f"naht.cli.verbs.{line.place.module}")
        made: list[inspect.Parameter] = module.command(line.place.name, "de", "", line.place.noun).everything
        return made
    return [] if line.before else [*shared("de"), option("version", "", kind=bool)]


def _open(parameter: inspect.Parameter, line: Line) -> list[str]:
    """The names of one option, none where it is given already and takes one value."""
    from naht.cli.build import flags

    names = flags(parameter)
    given = any(name.lstrip("-") in line.options for name in names)
    return [] if given and not _many(parameter) else list(names)


def _many(parameter: inspect.Parameter) -> bool:
    return any(get_origin(kind) is list for kind in get_args(parameter.annotation.__origin__))
