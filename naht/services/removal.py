"""The third writing verb, once for all nouns: remove what nothing else refers to."""

from naht.domain.fields import Noun
from naht.domain.nouns import names
from naht.domain.nouns import noun as named
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
            where_de=_where(used, "de"),
            where_en=_where(used, "en"),
            instead_de=_instead(noun, ident, "TAG", "Enden lassen", "Zuerst das andere entfernen oder ändern."),
            instead_en=_instead(noun, ident, "DAY", "End it", "Remove or change the other first."),
        )
    rows.delete(unit, noun, ident)
    return Done(ident, record, [])


def _where(used: list[tuple[str, int]], lang: str) -> str:
    """``2 Förderungen, 1 Kontakt``: what hangs on a noun is the noun's."""
    counted: dict[str, int] = {}
    for table, count in used:
        owner = next(name for name in names() if table == name or table.startswith(f"{name}_"))
        counted[owner] = counted.get(owner, 0) + count
    nouns = [(named(owner), count) for owner, count in counted.items()]
    return ", ".join(f"{count} {noun.label(lang) if count == 1 else noun.labels(lang)}" for noun, count in nouns)


def _instead(noun: Noun, ident: str, day: str, verb: str, otherwise: str) -> str:
    return f"{verb}: naht {noun.name} remove {ident} --ends {day}" if noun.until else otherwise
