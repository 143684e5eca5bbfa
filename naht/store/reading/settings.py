"""The office's settings: key and value, kept in the file."""

from typing import TYPE_CHECKING

from naht.store.file.sqlite import Connection

if TYPE_CHECKING:  # who only reads loads no journal
    from naht.store.journal.unit import Unit


def get(con: Connection, key: str, default: str = "") -> str:
    row = con.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else default


def put(unit: "Unit", key: str, value: str) -> None:
    unit.con.execute(
        "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )
