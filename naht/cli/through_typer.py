"""Reads a line by Typer: for help pages, usage errors, and whatever the plain reader leaves to it.

Typer's commands are built from the same declarations. All names are there from the start, so help and "did you mean"
are complete; a command is built when it is used. It does not run its verb: it returns the line that it read.
"""

import inspect
from collections.abc import Callable, Mapping
from typing import Annotated, Any

import typer
import typer.core
import typer.main

from naht import __version__
from naht.cli import tree
from naht.cli.given import ON, Given
from naht.cli.parameters import SHARED, VERSION
from naht.cli.plain import Line
from naht.cli.tree import Entry
from naht.cli.usage import explain
from naht.cli.verb import NOTHING, Parameter, Verb
from naht.domain.errors import Exit
from naht.domain.message import message
from naht.domain.nouns import noun as named
from naht.output import streams
from naht.output.language import say

Command = Any  # Typer's commands and contexts are of a private module
TyperValues = Mapping[str, str | bool | list[str] | None]


def read(args: list[str], lang: str) -> Line | int:
    """The line that ``args`` are, or the exit code where help or the version was asked for. Raises BadUsage."""
    try:
        answer: Line | int | None = _root(lang).main(args, prog_name="naht", standalone_mode=False)
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            streams.say(error.format_message())
            return int(Exit.USAGE)
        raise explain(error) from error
    except typer.Abort:
        raise KeyboardInterrupt from None
    return answer or int(Exit.OK)


# ---- the tree


class _Lazy(dict[str, Command]):
    """Names to commands; a command is built on first access."""

    def __init__(self, makers: dict[str, Callable[[], Command]]) -> None:
        super().__init__(makers)
        self._built: set[str] = set()

    def __getitem__(self, name: str) -> Command:
        if name not in self._built:
            self[name] = super().__getitem__(name)()
            self._built.add(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Command = None) -> Command:
        try:
            return self[name]
        except KeyError:
            return default

    def items(self) -> Command:
        return {name: self[name] for name in self}.items()

    def values(self) -> Command:
        return {name: self[name] for name in self}.values()


_HELP = message("The notebook of a neighbourhood office. Help on a word: naht visit --help")


def _root(lang: str) -> Command:
    app = _app()
    above = app.callback(cls=_group(lang), invoke_without_command=True, help=say(_HELP, lang))
    above(_before_noun(lang))
    group: Command = typer.main.get_command(app)
    nouns = {name: lambda name=name: _noun(name, lang) for name in tree.nouns()}
    group.commands = _Lazy(nouns | {name: _maker(name, entry, lang) for name, entry in tree.TOP.items()})
    return group


def _before_noun(lang: str) -> Callable[..., None]:
    """The function that Typer calls with the options before the noun."""

    def above(**values: Any) -> None:
        ctx = values.pop("ctx")
        if values.pop(VERSION.key):
            streams.data(f"naht {__version__}\n")
            raise typer.Exit
        ctx.obj = _read_values(SHARED, values)
        if ctx.invoked_subcommand is None:
            streams.data(ctx.get_help() + "\n")

    above.__signature__ = _signature((*SHARED, VERSION), lang)  # type: ignore[attr-defined]  # Typer reads it
    return above


def _noun(name: str, lang: str) -> Command:
    commands = _Lazy({verb: _maker(verb, entry, lang) for verb, entry in tree.verbs(name).items()})
    text = named(name).labels(lang)
    return _group(lang)(name=name, commands=commands, help=text, rich_markup_mode=None, no_args_is_help=True)


def _maker(name: str, entry: Entry, lang: str) -> Callable[[], Command]:
    """The function that builds a command. With verbs below it, the first word of a line may name one of these."""

    def build() -> Command:
        verb = tree.load(entry)
        below = tree.BELOW.get(name, {}) if verb.name == name else {}
        command = _command(name, verb, lang, [f"naht {name} {other}" for other in below])
        if below:
            command.below = _Lazy({other: _maker(other, one, lang) for other, one in below.items()})
        return command

    return build


# ---- one command


def _command(name: str, verb: Verb, lang: str, below: list[str]) -> Command:
    """Typer's command for a verb; it returns the line."""

    def command(**values: Any) -> Line:
        above: Given = values.pop("ctx").obj or Given({})
        return Line(verb, above, _read_values(parameters, values))

    own = {parameter.key for parameter in verb.parameters}
    parameters = (*verb.parameters, *(shared for shared in SHARED if shared.key not in own))
    command.__signature__ = _signature(parameters, lang)  # type: ignore[attr-defined]  # Typer reads it
    app = _app()
    text = say(verb.help, lang) + (f" ({verb.name})" if name in tree.ALIASES else "")
    epilog = say(message("Also: {commands}", commands=", ".join(below)), lang) if below else None
    app.command(name, help=text, epilog=epilog, cls=_GermanCommand if lang == "de" else _Command)(command)
    return typer.main.get_command(app)


def _app() -> typer.Typer:
    return typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


def _signature(parameters: tuple[Parameter, ...], lang: str) -> inspect.Signature:
    """The signature from which Typer makes the words and options of a command."""
    context = inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    return inspect.Signature([context, *(_parameter(parameter, lang) for parameter in parameters)])


def _parameter(parameter: Parameter, lang: str) -> inspect.Parameter:
    """A parameter for Typer. An option may come several times here; whether it can is checked where the line is run."""
    text, metavar = say(parameter.help, lang), say(parameter.metavar, lang) or None
    default: object = None
    kind: Any
    info: object
    if not parameter.flags:
        kind = list[str] if parameter.many else str
        info = typer.Argument(help=text, metavar=metavar, show_default=False)
        default = inspect.Parameter.empty if parameter.required else None
    elif parameter.takes == NOTHING:
        kind, default, info = bool, False, typer.Option(*parameter.flags, help=text, show_default=False)
    else:
        kind, info = list[str], typer.Option(*parameter.flags, help=text, metavar=metavar, show_default=False)
    return inspect.Parameter(parameter.key, inspect.Parameter.KEYWORD_ONLY, default=default,
                             annotation=Annotated[kind if default is not None else kind | None, info])  # fmt: skip


def _read_values(parameters: tuple[Parameter, ...], values: TyperValues) -> Given:
    return Given({parameter.key: _texts(values[parameter.key]) for parameter in parameters})


def _texts(value: str | bool | list[str] | None) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, bool):
        return [ON] if value else []
    return value or []


# ---- help in two languages


class _Help:
    """Prints help by :mod:`naht.output.streams`, which has an error for what cannot be printed."""

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]  # it is mixed into Typer's classes
        if option:
            option.callback = _print_help
        return option


def _print_help(ctx: Any, _option: Any, wished: bool) -> None:
    if wished and not ctx.resilient_parsing:
        streams.data(ctx.get_help() + "\n")
        raise typer.Exit


class _Command(_Help, typer.core.TyperCommand):
    """A command that may have verbs below it: ``naht backup list``."""

    below: Mapping[str, Command] = {}

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        if args and args[0] in self.below:
            return self.below[args[0]].make_context(f"{info_name} {args[0]}", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)


_WORDS = {
    "Usage:": "Aufruf:", "Options:": "Optionen:", "Arguments:": "Angaben:", "Commands:": "Befehle:",
    "[OPTIONS]": "[OPTIONEN]", "COMMAND [ARGS]...": "BEFEHL …", "[required]": "[nötig]",
}  # fmt: skip


class _German:
    """Help pages in German: replaces Typer's English words, that of ``--help`` before its line is folded."""

    def get_help(self, ctx: Any) -> str:
        text: str = super().get_help(ctx)  # type: ignore[misc]  # it is mixed into Typer's classes
        for english, german in _WORDS.items():
            text = text.replace(english, german)
        return text

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]  # it is mixed into Typer's classes
        if option:
            option.help = "diese Hilfe zeigen"
        return option


class _GermanCommand(_German, _Command):
    pass


class _Group(_Help, typer.core.TyperGroup):
    pass


class _GermanGroup(_German, _Group):
    pass


def _group(lang: str) -> type[typer.core.TyperGroup]:
    return _GermanGroup if lang == "de" else _Group
