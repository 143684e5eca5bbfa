"""Builds what scripts may rely on from the declarations: commands, nouns, figures, formats, exit codes.

So it is complete by construction. It only grows: no name in it is changed or removed.
"""

from typing import Any

from naht import __version__
from naht.cli import tree
from naht.cli.context import ENVIRONMENT
from naht.cli.parameters import SHARED
from naht.cli.tree import Match
from naht.cli.verb import NUMBER, TEXT, Parameter
from naht.domain.errors import EXITS
from naht.domain.fields import Field, Noun
from naht.domain.nouns import names
from naht.domain.nouns import noun as named
from naht.domain.settings import KEYS
from naht.metrics.definitions import catalog
from naht.output.formats import FORMATS
from naht.output.language import say
from naht.store.file.opening import SCHEMA
from naht.store.sql.public import views

Json = dict[str, Any]
PARTS = (
    "naht", "schema", "options", "commands", "nouns", "metrics", "dimensions", "columns", "views", "settings",
    "formats", "exit_codes", "environment", "lists",
)  # fmt: skip
"""Its parts; the lists are the office's own and come from its file."""


def contract(lang: str) -> Json:
    """The whole contract as plain values, texts in one language; without the office's lists."""
    figures = catalog()
    return {
        "naht": __version__,
        "schema": SCHEMA,
        "options": [_parameter(one, lang) for one in SHARED],
        "commands": [_command(match, lang) for match in tree.all_verbs()],
        "nouns": {name: _noun(named(name), lang) for name in names()},
        "metrics": {
            one.name: {"label": say(one.title, lang), "unit": one.unit, "rule": say(one.rule, lang)}
            for one in figures.metrics.values()
        },
        "dimensions": {one.name: {"label": say(one.title, lang)} for one in figures.dimensions.values()},
        "columns": columns(),
        "views": {view.name: [column.name for column in view.columns] for view in views(lang)},
        "settings": {key: _setting(setting, lang) for key, setting in KEYS.items()},
        "formats": list(FORMATS),
        "exit_codes": {str(int(code)): say(meaning, lang) for code, meaning in EXITS.items()},
        "environment": {name: say(meaning, lang) for name, meaning in ENVIRONMENT.items()},
    }


def columns() -> dict[str, list[str]]:
    """The keys of every table that is no list of a noun, by the command that prints it."""
    return {
        " ".join(match.path) + behind: list(keys)
        for match in tree.all_verbs() for behind, keys in tree.load(match.entry).columns
    }  # fmt: skip


def _command(match: Match, lang: str) -> Json:
    """A command with its own arguments and options, without those that every command has."""
    verb = tree.load(match.entry)
    parameters = [_parameter(one, lang) for one in verb.parameters]
    return {
        "command": " ".join(match.path),
        "verb": verb.name,
        "help": say(verb.help, lang),
        "arguments": [one for one in parameters if not one["flags"]],
        "options": [one for one in parameters if one["flags"]],
    }


_TAKES = {TEXT: "text", NUMBER: "integer"}


def _parameter(parameter: Parameter, lang: str) -> Json:
    """An argument or option: its flags, what it takes, whether it may stand several times or has to be there."""
    field = parameter.field
    choices = parameter.choices or (field.kind.offers(field, lang) if field and field.kind.closed else ())
    return {
        "name": parameter.key,
        "flags": list(parameter.flags),
        "takes": _TAKES.get(parameter.takes, "nothing"),
        "many": parameter.many,
        "required": parameter.required,
        "choices": list(choices) or None,
        "default": parameter.usual or None,
        "unit": parameter.unit or (field.kind.unit if field else "") or None,
        "excludes": list(parameter.excludes) or None,
        "field": field.name if field else None,
        "help": say(parameter.help, lang),
    }


def _setting(setting: Field, lang: str) -> Json:
    """A setting: what it is, the noun or list whose record or word it names, or the few values it has."""
    choices = list(setting.kind.offers(setting, lang)) or None
    return {"meaning": setting.label(lang), "of": setting.of if setting.link else None, "choices": choices}


def _noun(noun: Noun, lang: str) -> Json:
    """A noun with its fields, in the order of its columns."""
    return {
        "label": noun.label(lang),
        "id": f"{noun.letter}0…" if noun.letter else "slug",
        "day": noun.day or None,
        "fields": [_field(field, lang) for field in noun.fields],
    }


def _field(field: Field, lang: str) -> Json:
    """A field: key in JSON and column in CSV, its option, what it holds and where its values come from."""
    return {
        "name": field.name,
        "option": f"--{field.option}" if field.given else None,
        "kind": field.kind.name,
        "unit": field.kind.unit or None,
        "of": field.of or None,
        "many": field.many,
        "required": field.required,
        "word": field.bare,
        "dated": field.dated,
        "listed": field.listed,
        "label": field.label(lang),
        "help": (field.help_de if lang == "de" else field.help_en) or None,
    }
