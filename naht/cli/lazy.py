"""Groups that know all their commands by name and build one when it is asked for.

Help, completion and "did you mean" stay complete; a command that runs imports nothing of its neighbours.
"""

import inspect
from collections.abc import Callable
from importlib import import_module
from typing import Any

import typer
import typer.core
import typer.main

from naht import __version__
from naht.cli import tree
from naht.cli.build import GermanGroup, context_parameter, option, shared
from naht.domain.nouns import noun as named
from naht.output import streams


class Lazy(dict[str, Any]):
    """Names to commands; a value is built on first access."""

    def __init__(self, makers: dict[str, Callable[[], Any]]) -> None:
        super().__init__(makers)
        self._made: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self[name] = super().__getitem__(name)()
            self._made.add(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        try:
            return self[name]
        except KeyError:
            return default

    def items(self) -> Any:
        return {name: self[name] for name in self}.items()

    def values(self) -> Any:
        return {name: self[name] for name in self}.values()


def _leaf(leaf: tree.Leaf, name: str, noun: str, lang: str) -> Callable[[], Any]:
    def build() -> Any:
        module = import_module(f"naht.cli.verbs.{leaf.module}")
        return module.command(name, lang, leaf.help(lang), leaf.noun or noun)

    return build


def _noun(name: str, lang: str) -> Callable[[], Any]:
    def build() -> Any:
        leaves = tree.verbs(name)
        commands = Lazy({verb: _leaf(leaf, verb, name, lang) for verb, leaf in leaves.items()})
        group = GermanGroup if lang == "de" else typer.core.TyperGroup
        return group(
            name=name, commands=commands, help=named(name).labels(lang), rich_markup_mode=None, no_args_is_help=True
        )

    return build


def root(lang: str, args: list[str]) -> Any:
    """The whole command line in one language; ``args`` tell whether anybody looks at its options."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    german = lang == "de"
    above = app.callback(cls=GermanGroup if german else None, invoke_without_command=True, help=_HELP[german])
    above(_callback(lang, args))
    group = typer.main.get_command(app)
    group.commands = Lazy(  # type: ignore[attr-defined]
        {name: _noun(name, lang) for name in tree.nouns()}
        | {name: _leaf(leaf, name, "", lang) for name, leaf in tree.TOP.items()}
    )
    return group


_HELP = (
    "The notebook of a neighbourhood office. Help on a word: naht visit --help",
    "Das Notizbuch eines Nachbarschaftsbüros. Hilfe zu einem Wort: naht visit --help",
)


def _callback(lang: str, args: list[str]) -> Callable[..., None]:
    """What stands before the noun; where nothing does, there is nothing to build."""

    def above(**given: Any) -> None:
        ctx = given.pop("ctx")
        if given.pop("version", False):
            streams.data(f"naht {__version__}\n")
            raise typer.Exit
        ctx.obj = given
        if ctx.invoked_subcommand is None:
            streams.data(ctx.get_help() + "\n")

    options = []
    if not args or args[0].startswith("-"):
        options = [*shared(lang), option("version", "Version" if lang == "de" else "version", kind=bool)]
    above.__signature__ = inspect.Signature([*context_parameter(), *options])  # type: ignore[attr-defined]
    return above
