"""``naht config [KEY [VALUE]]``: the office's settings, kept in the file."""

from naht.cli.context import Context
from naht.cli.given import Given
from naht.cli.office import KEYS, NAMES
from naht.cli.parameters import word
from naht.cli.questions import OUTPUT
from naht.cli.verb import Verb
from naht.domain.errors import BadUsage
from naht.domain.message import Label, message
from naht.domain.nouns import noun as named
from naht.domain.table import Column, Table
from naht.domain.text import checked
from naht.store.file.sqlite import Connection
from naht.store.reading import settings
from naht.store.reading.find import identify

COLUMNS = ("key", "value", "meaning")
_HEADS = (message("setting"), message("value"), message("meaning"))
_KEY = word("key", message("setting"), message("SETTING"), offers="values.keys")
_VALUE = word("value", message("new value, an empty one clears it"),
              message("VALUE"), offers="values.setting")  # fmt: skip


def _run(context: Context, given: Given) -> None:
    """Show the settings, or change one."""
    key, value = given.text("key"), given.text("value")
    if key is not None and key not in KEYS:
        known = ", ".join(KEYS)
        raise BadUsage(
            message("There is no setting {key}. There are: {known}.", key=key, known=known), command="naht config"
        )
    if key is not None and value is not None:
        with context.writing() as unit:
            settings.put(unit, key, _checked(unit.con, key, value))
    with context.reading() as con:
        rows = [(name, settings.get(con, name), Label(*KEYS[name])) for name in KEYS if key in (None, name)]
    columns = tuple(Column(*pair) for pair in zip(COLUMNS, _HEADS, strict=True))
    context.show([Table(columns, rows)], given)


def _checked(con: Connection, key: str, value: str) -> str:
    """What a setting names has to be there; empty clears it. Raises NotFound or BadUsage."""
    if not value:
        return value
    if key in NAMES:
        return _known(con, NAMES[key], value)
    if key == "lang" and value not in ("de", "en"):
        raise BadUsage(message("There is no language “{value}”, only de and en.", value=value), command="naht config")
    return checked(value, key)


def _known(con: Connection, what: str, value: str) -> str:
    if what == "channel":
        identify(con, named("word"), f"channel:{value}")
        return value
    return identify(con, named(what), value)


VERB = Verb("config", message("settings of the office"), (_KEY, _VALUE, *OUTPUT), _run,
            columns=(("", COLUMNS),))  # fmt: skip
