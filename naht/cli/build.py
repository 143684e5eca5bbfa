"""Commands made of tables: a list of parameters and a function become one Typer command.

Typer reads a dynamic ``__signature__``, so options can come from field tables without generated code. A noun has some
25 of them and a line names two: a command builds those that its line names, and all where somebody asks for them
(help, a usage error).
"""

import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer
import typer.core
import typer.main
from typer.models import OptionInfo

from naht.cli.context import Context
from naht.domain.fields import Field

_GERMAN = {
    "Usage:": "Aufruf:", "Options:": "Optionen:", "Arguments:": "Angaben:", "Commands:": "Befehle:",
    "[OPTIONS]": "[OPTIONEN]", "COMMAND [ARGS]...": "BEFEHL …", "[required]": "[nötig]",
}  # fmt: skip


def _german(text: str) -> str:
    """Typer's own words of a help page, in German."""
    for english, german in _GERMAN.items():
        text = text.replace(english, german)
    return text


class _German:
    """Help pages in German; what is wrapped has to be German before."""

    def get_help(self, ctx: Any) -> str:
        return _german(super().get_help(ctx))  # type: ignore[misc]

    def get_help_option(self, ctx: Any) -> Any:
        found = super().get_help_option(ctx)  # type: ignore[misc]
        if found:
            found.help = "diese Hilfe zeigen"
        return found


class GermanCommand(_German, typer.core.TyperCommand):
    pass


class GermanGroup(_German, typer.core.TyperGroup):
    pass


Run = Callable[[Context, dict[str, Any]], int | None]
Text = tuple[str, str]
MOST = 1_000_000_000


def option(
    name: str, help_text: str, *flags: str, kind: type = str, metavar: str | None = None, many: bool = False
) -> inspect.Parameter:
    """An option; ``name`` is the key in what the command is given, absent ones are None."""
    flags = flags or (f"--{name.replace('_', '-')}",)
    if kind is bool:
        info = typer.Option(*flags, help=help_text, show_default=False)
        return _parameter(name, Annotated[bool, info], default=False)
    info = typer.Option(*flags, help=help_text, metavar=metavar, show_default=False)
    if kind is int:
        info.min, info.max = 1, MOST
    made = list[kind] if many else kind  # type: ignore[valid-type]
    return _parameter(name, Annotated[made | None, info], default=None)


def argument(name: str, help_text: str, *, many: bool = False, required: bool = False) -> inspect.Parameter:
    """An argument; many take the rest of the line."""
    info = typer.Argument(help=help_text, metavar=name.upper(), show_default=False)
    made: Any = list[str] if many else str
    if required:
        return _parameter(name, Annotated[made, info], default=inspect.Parameter.empty)
    return _parameter(name, Annotated[made | None, info], default=None)


def _parameter(name: str, annotation: Any, default: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)


def field_option(field: Field, lang: str) -> inspect.Parameter:
    """The option of a field: its text is read by the command, in the field's own grammar."""
    text = (field.help_de if lang == "de" else field.help_en) or field.label(lang)
    if not field.kind.valued:
        return option(field.name, text, kind=bool)
    return option(field.column, text, f"--{field.option}", metavar=metavar(field, lang), many=field.many)


def metavar(field: Field, lang: str) -> str:
    """What a help page shows for the value of a field."""
    return field.kind.metavar[lang != "de"]


def shared(lang: str) -> list[inspect.Parameter]:
    """The global options, as every command takes them."""
    german = lang == "de"
    return [
        option("db", "Datei (sonst NAHT_DB)" if german else "file (else NAHT_DB)",
               metavar="PFAD" if german else "PATH"),
        option("lang", "Sprache: de, en" if german else "language: de, en", metavar="de|en"),
        option("who", "Kürzel der Person, die tippt" if german else "code of the person who types", "--as",
               metavar="CODE"),
        option("today", "der Tag, der als heute gilt" if german else "the day that counts as today",
               metavar="TAG" if german else "DAY"),
        option("color", "Farben: auto, always, never" if german else "colours: auto, always, never",
               metavar="auto|always|never"),
        option("quiet", "keine Bestätigungen" if german else "no confirmations", "--quiet", "-q", kind=bool),
    ]  # fmt: skip


_SHARED = ("db", "lang", "who", "today", "color", "quiet")


def make(name: str, path: str, help_text: str, parameters: list[inspect.Parameter], run: Run, lang: str) -> Any:
    """The command ``path`` (``visit add``), called ``name`` in its group."""
    own = {parameter.name for parameter in parameters}
    everything = [*parameters, *(p for p in shared(lang) if p.name not in own)]

    def command(**given: Any) -> int | None:
        above = given.pop("ctx").obj or {}
        given = dict.fromkeys(parameter.name for parameter in everything) | given
        options = tuple(sorted(key for key, value in given.items() if value not in (None, False, [])))
        common = {key: given[key] or above.get(key) for key in _SHARED}
        return run(Context(common, path, options), given)

    def built(chosen: list[inspect.Parameter]) -> Any:
        command.__signature__ = inspect.Signature([*context_parameter(), *chosen])  # type: ignore[attr-defined]
        app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
        app.command(name, help=help_text, cls=GermanCommand if lang == "de" else None)(command)
        return typer.main.get_command(app)

    return Sparing(name, help_text, everything, built)


class Sparing(typer.core.TyperCommand):
    """A command that is built when its line is known, with the options that this line names."""

    def __init__(self, name: str, help_text: str, everything: list[inspect.Parameter],
                 built: Callable[[list[inspect.Parameter]], Any]) -> None:  # fmt: skip
        super().__init__(name, help=help_text, rich_markup_mode=None)
        self.everything = everything
        self._built = built

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """What Typer runs: a context with the command made for ``args``."""
        if "--help" not in args:
            try:
                return self._built(named(self.everything, args)).make_context(info_name, [*args], parent, **extra)
            except typer.TyperException:
                pass  # to say what is possible instead, it has to be there
        return self._built(self.everything).make_context(info_name, args, parent, **extra)


def named(parameters: list[inspect.Parameter], args: list[str]) -> list[inspect.Parameter]:
    """The arguments, and the options that ``args`` name; short ones may stand together, so all of them."""
    said = {arg.partition("=")[0] for arg in args if arg.startswith("--")}
    short = any(arg[:1] == "-" and arg[:2] != "--" for arg in args)
    return [parameter for parameter in parameters if _named(flags(parameter), said, short=short)]


def _named(names: tuple[str, ...], said: set[str], *, short: bool) -> bool:
    return not names or any(name in said if name.startswith("--") else short for name in names)


def flags(parameter: inspect.Parameter) -> tuple[str, ...]:
    """The names of an option, none of an argument. Typer keeps the first where a default would stand."""
    info = parameter.annotation.__metadata__[0]
    return (str(info.default), *(info.param_decls or ())) if isinstance(info, OptionInfo) else ()


def context_parameter() -> list[inspect.Parameter]:
    """What makes Typer hand over its own context."""
    return [_parameter("ctx", typer.Context, inspect.Parameter.empty)]
