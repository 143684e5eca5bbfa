"""What scripts may rely on, read off the tables that make it so: commands, nouns, figures, formats, exit codes.

It is complete by construction; names in it only ever grow.
"""

import inspect
from typing import Any, get_args

from naht import __version__
from naht.cli import build, events, tree
from naht.cli.context import ENVIRONMENT
from naht.cli.lazy import root
from naht.cli.verbs import backup, check, log
from naht.domain.errors import EXITS
from naht.domain.fields import Field, Noun
from naht.domain.nouns import names
from naht.domain.nouns import noun as named
from naht.metrics.catalog import catalog
from naht.output.style import FORMATS
from naht.output.words import say
from naht.store.file.opening import SCHEMA

Listed = dict[str, Any]
COLUMNS = {
    "check": check.COLUMNS, "log": log.STEPS, "log --since": events.COLUMNS, "history": events.COLUMNS,
    "log verify": log.SEALS, "backup list": backup.COLUMNS, "backup verify": backup.COLUMNS,
}  # fmt: skip
"""The tables that are no list of a noun, with their keys in the machine formats."""


def contract(lang: str) -> Listed:
    """The whole contract as plain values, texts in one language."""
    place = 0 if lang == "de" else 1
    figures = catalog()
    return {
        "naht": __version__,
        "schema": SCHEMA,
        "options": [_parameter(one) for one in build.shared(lang)],
        "commands": commands(lang),
        "nouns": {name: _noun(named(name), lang) for name in names()},
        "metrics": {
            one.name: {"label": say(one.title, lang), "unit": one.unit, "rule": say(one.rule, lang)}
            for one in figures.metrics.values()
        },
        "dimensions": {one.name: {"label": say(one.title, lang)} for one in figures.dimensions.values()},
        "columns": {command: list(columns) for command, columns in COLUMNS.items()},
        "formats": list(FORMATS),
        "exit_codes": {str(int(code)): say(meaning, lang) for code, meaning in EXITS.items()},
        "environment": {name: both[place] for name, both in ENVIRONMENT.items()},
    }


def commands(lang: str) -> list[Listed]:
    """Every command with its arguments and options, those aside that every command has."""
    paths = [(name,) for name in tree.TOP] + [(noun, verb) for noun in tree.nouns() for verb in tree.verbs(noun)]
    return [_command(path, lang) for path in paths]


def _command(path: tuple[str, ...], lang: str) -> Listed:
    found: Any = root(lang, list(path))
    for name in path:
        found = found.commands[name]
    everywhere = {one.name for one in build.shared(lang)}
    parameters = [_parameter(one) for one in found.everything if one.name not in everywhere]
    return {
        "command": " ".join(path),
        "help": found.help,
        "arguments": [one for one in parameters if not one["flags"]],
        "options": [one for one in parameters if one["flags"]],
    }


def _parameter(parameter: inspect.Parameter) -> Listed:
    """An argument or option: its flags, what it takes, whether it may stand several times or has to be there."""
    kind, info = get_args(parameter.annotation)
    text = str(kind)
    return {
        "name": parameter.name,
        "flags": list(build.flags(parameter)),
        "takes": "nothing" if kind is bool else "integer" if "int" in text else "text",
        "many": "list" in text,
        "required": parameter.default is inspect.Parameter.empty,
        "help": info.help,
    }


def _noun(noun: Noun, lang: str) -> Listed:
    """A noun with its fields, in the order of its columns."""
    return {
        "label": noun.label(lang),
        "id": f"{noun.letter}0…" if noun.letter else "slug",
        "day": noun.day or None,
        "fields": [_field(field, lang) for field in noun.fields],
    }


def _field(field: Field, lang: str) -> Listed:
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
