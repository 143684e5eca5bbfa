"""``naht config [KEY [VALUE]]``: the office's settings, kept in the file."""

from typing import Any

from naht.cli import build
from naht.cli.context import Context
from naht.cli.office import KEYS, NAMES
from naht.domain.errors import BadUsage
from naht.domain.nouns import noun as named
from naht.domain.table import Column, Table
from naht.domain.text import checked
from naht.store.file.sqlite import Connection
from naht.store.reading import settings
from naht.store.reading.find import identify


def command(name: str, lang: str, help_text: str, _noun: str) -> Any:
    german = lang == "de"
    parameters = [
        build.argument("key", "Einstellung" if german else "setting"),
        build.argument("value", "neuer Wert" if german else "new value"),
    ]
    return build.make(name, "config", help_text, parameters, run, lang)


def run(context: Context, given: dict[str, Any]) -> None:
    """Show the settings, or change one."""
    key, value = given.get("key"), given.get("value")
    if key is not None and key not in KEYS:
        known = ", ".join(KEYS)
        raise BadUsage(message_de=f"Die Einstellung {key} gibt es nicht. Es gibt: {known}.",
                       message_en=f"There is no setting {key}. There are: {known}.", command="naht config")  # fmt: skip
    if key is not None and value is not None:
        with context.writing() as unit:
            settings.put(unit, key, _checked(unit.con, key, value))
    with context.reading() as con:
        shown = [name for name in KEYS if key in (None, name)]
        rows = [(name, settings.get(con, name), KEYS[name][context.lang != "de"]) for name in shown]
    german = context.lang == "de"
    columns = (Column("key", "Einstellung" if german else "setting"), Column("value", "Wert" if german else "value"),
               Column("meaning", "Bedeutung" if german else "meaning"))  # fmt: skip
    context.show([Table(columns, rows)], "table")


def _checked(con: Connection, key: str, value: str) -> str:
    """What a setting names has to be there; empty clears it. Raises NotFound or BadUsage."""
    if not value:
        return value
    if key in NAMES:
        return _known(con, NAMES[key], value)
    if key == "lang" and value not in ("de", "en"):
        german, english = f"Die Sprache „{value}“ gibt es nicht, nur de und en.", f"There is no language “{value}”."
        raise BadUsage(message_de=german, message_en=english, command="naht config")
    return checked(value, key)


def _known(con: Connection, what: str, value: str) -> str:
    if what == "channel":
        identify(con, named("word"), f"channel:{value}")
        return value
    return identify(con, named(what), value)
