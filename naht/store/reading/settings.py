"""The office's settings in the file: a text, or a foreign key to the record that a setting names."""

from typing import TYPE_CHECKING

from naht.domain.fields import Field
from naht.domain.kinds import Value
from naht.domain.settings import RECORDING_SINCE
from naht.store.file.sqlite import Connection

if TYPE_CHECKING:  # who only reads loads no journal
    from naht.store.journal.unit import Unit

_YES = ("1", "ja", "yes", "true")


def get(con: Connection, setting: Field) -> str:
    """The text of a setting, the slug or id of what it names; its default where it is empty or names nothing."""
    row = con.execute(f"SELECT {_expression(setting)} FROM setting s WHERE s.key = ?", (setting.name,)).fetchone()
    return str(setting.default or "") if row is None or row[0] is None else str(row[0])


def is_on(setting: Field) -> str:
    """The SQL condition that a setting says yes."""
    return f"EXISTS (SELECT 1 FROM main.setting WHERE key = '{setting.name}' AND lower(value) IN {_YES})"


def unclear_before(con: Connection) -> str:
    """The day before which a first contact may be none: the first twelve months of recording. Empty where the office
    does not say since when it records.
    """
    since = get(con, RECORDING_SINCE)
    return f"{int(since[:4]) + 1}{since[4:]}" if since else ""


def put(unit: "Unit", setting: Field, value: Value) -> None:
    """Write a setting; an empty value clears it. Raises NotFound for a link to nothing."""
    from naht.store.reading import rows  # every command reads settings, few write one

    if value in (None, ""):
        unit.con.execute("DELETE FROM setting WHERE key = ?", (setting.name,))
        return
    column = _column(setting)
    unit.con.execute(
        f"INSERT INTO setting (key, {column}) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET {column} = :value",
        {"key": setting.name, "value": rows.inner(unit, setting, value)},
    )


def _column(setting: Field) -> str:
    """``value``, or the column that is called as the table it points into."""
    return setting.link.noun(setting) if setting.link else "value"


def _expression(setting: Field) -> str:
    if not setting.link:
        return "s.value"
    table = _column(setting)
    return f"(SELECT x.{setting.link.column} FROM {table} x WHERE x.n = s.{table})"
