"""``naht config [KEY [VALUE]]``: prints or changes the office's settings, which are in the file."""

from naht.cli.context import Context
from naht.cli.given import Given
from naht.cli.parameters import word
from naht.cli.questions import OUTPUT
from naht.cli.verb import Verb
from naht.domain.errors import BadUsage
from naht.domain.message import message
from naht.domain.settings import KEYS
from naht.domain.table import Column, Table
from naht.services.rules import office
from naht.store.reading import settings

COLUMNS = ("key", "value", "meaning")
_HEADS = (message("setting"), message("value"), message("meaning"))
_KEY = word("key", message("setting"), message("SETTING"), offers="values.keys")
_VALUE = word("value", message("new value, an empty one clears it"),
              message("VALUE"), offers="values.setting")  # fmt: skip


def _run(context: Context, given: Given) -> None:
    """Show the settings, or change one."""
    key, value = given.text("key"), given.text("value")
    if key is not None and key not in KEYS:
        choices = ", ".join(KEYS)
        raise BadUsage(
            message("There is no setting {key}. There are: {choices}.", key=key, choices=choices), command="naht config"
        )
    if key is not None and value is not None:
        with context.writing() as unit:
            office.change_setting(unit, KEYS[key], value)
    with context.reading() as con:
        rows = [(name, settings.get(con, one), one.title) for name, one in KEYS.items() if key in (None, name)]
    columns = tuple(Column(*pair) for pair in zip(COLUMNS, _HEADS, strict=True))
    context.show([Table(columns, rows)], given)


VERB = Verb("config", message("settings of the office"), (_KEY, _VALUE, *OUTPUT), _run,
            columns=(("", COLUMNS),))  # fmt: skip
