"""The words and options that several verbs have: the global ones, and those of a noun's fields."""

from typing import TypedDict, Unpack

from naht.cli.verb import NOTHING, NUMBER, Parameter
from naht.domain.fields import Field, Noun
from naht.domain.message import Label, Text, message


class More(TypedDict, total=False):
    """What a parameter may say beside its key, help and metavar: see :class:`Parameter`."""

    flags: tuple[str, ...]
    many: bool
    required: bool
    choices: tuple[str, ...]
    usual: str
    unit: str
    excludes: tuple[str, ...]
    offers: str
    field: Field


_TEXT = "TEXT"
DAY = message("DAY")


def word(key: str, text: Text, metavar: Text, **more: Unpack[More]) -> Parameter:
    """A word by its place."""
    return Parameter(key, text, metavar=metavar)._replace(**more)


def option(key: str, text: Text, metavar: Text = _TEXT, **more: Unpack[More]) -> Parameter:
    """An option with a value; it is called by its key, unless ``flags`` say otherwise."""
    return Parameter(key, text, (_flag(key),), metavar=metavar)._replace(**more)


def number(key: str, text: Text, **more: Unpack[More]) -> Parameter:
    """An option with a whole number."""
    return Parameter(key, text, (_flag(key),), NUMBER, "N")._replace(**more)


def switch(key: str, text: Text, **more: Unpack[More]) -> Parameter:
    """An option without a value."""
    return Parameter(key, text, (_flag(key),), NOTHING)._replace(**more)


def _flag(key: str) -> str:
    return f"--{key.replace('_', '-')}"


# ---- on every line

SHARED = (
    option("db", message("file (else NAHT_DB)"), message("PATH"), offers="values.files"),
    option("lang", message("language: de, en"), "de|en", choices=("de", "en")),
    option("who", message("code of the person who types"), "CODE",
           flags=("--as",), offers="values.workers"),
    option("today", message("the day that counts as today"), DAY, offers="when.days"),
    option("color", message("colours: auto, always, never"),
           "auto|always|never", choices=("auto", "always", "never"), usual="auto"),
    switch("quiet", message("no confirmations"), flags=("--quiet", "-q")),
    switch("no_pager", message("long answers straight to the terminal")),
)  # fmt: skip
"""The global options: they stand before the noun, or behind the verb, where they have the last word."""

VERSION = switch("version", message("version"))

# ---- on lines about records

ID = word("id", message("id, @ is the last one"), "ID", required=True,
          offers="values.ids")  # fmt: skip
IDS = ID._replace(many=True, required=False)
"""Several records of a noun; that there is one is checked where they are sought."""
WORDS = word("words", message("words in any order"), message("WORDS"),
             many=True)  # fmt: skip


def field_option(field: Field) -> Parameter:
    """The option that fills a field: its text is read by the verb, in the field's own grammar."""
    text = Label(field.help_de or field.de, field.help_en or field.en)
    if not field.kind.valued:
        return switch(field.name, text, field=field)
    return Parameter(field.name, text, (f"--{field.option}",), metavar=field.kind.metavar, many=field.many,
                     offers="values.valid", field=field)  # fmt: skip


def given_fields(noun: Noun, *, adding: bool = True) -> list[Field]:
    """The fields that have an option in add; not ``adding``, those that have one in edit."""
    return [field for field in (*noun.fields, *noun.extras) if field.given and (adding or not field.adding)]
