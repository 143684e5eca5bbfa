"""Changing a setting of the office: what was typed is read as for a field of that kind, what it names is there."""

from naht.domain.fields import Field
from naht.domain.kinds import Value
from naht.domain.nouns import noun
from naht.domain.text import checked
from naht.store.journal.unit import Unit
from naht.store.reading import settings
from naht.store.reading.find import identify


def change(unit: Unit, setting: Field, text: str) -> None:
    """Write what was typed; an empty text clears the setting. Raises NotFound, BadValue or BadText."""
    settings.put(unit, setting, _value(unit, setting, text) if text else None)
    unit.known.clear()


def _value(unit: Unit, setting: Field, text: str) -> Value:
    if not setting.link:
        return setting.kind.read(setting, checked(text, setting.title), unit.today)
    ident = identify(unit.con, noun(setting.link.noun(setting)), setting.link.ident(setting, text))
    return ident.rpartition(":")[2]  # of a word the slug
