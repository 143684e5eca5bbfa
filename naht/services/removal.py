"""The third writing verb, once for all nouns: remove what nothing else refers to."""

from naht.domain import nouns
from naht.domain.fields import Noun
from naht.domain.message import Joined, Text, message
from naht.domain.refusals import InUse
from naht.services.records import Done
from naht.store.journal.unit import Unit
from naht.store.reading import references, rows


def remove(unit: Unit, noun: Noun, ident: str) -> Done:
    """Remove a record that nothing else refers to. Raises InUse with what does."""
    record = rows.get(unit.con, noun, ident)
    used = references.users(unit.con, noun, ident)
    if used:
        raise InUse(
            what=ident,
            where=places(used),
            instead=_instead(noun, ident),
        )
    rows.delete(unit, noun, ident)
    return Done(ident, record, [])


def places(used: list[tuple[str, int]]) -> Text:
    """``2 Förderungen, 1 Kontakt``: what hangs on a noun is the noun's."""
    counted: dict[Noun, int] = {}
    for table, count in used:
        if noun := nouns.owner(table):
            counted[noun] = counted.get(noun, 0) + count
    parts = (Joined((str(n), noun.title if n == 1 else noun.titles), " ") for noun, n in counted.items())
    return Joined(tuple(parts))


def _instead(noun: Noun, ident: str) -> Text:
    if noun.until:
        return message("End it: naht {noun} remove {id} --ends DAY", noun=noun.name, id=ident)
    return message("Remove or change the other first.")
