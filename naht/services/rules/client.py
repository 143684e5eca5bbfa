"""The rules of a client: something is known of the person, and nothing that names them."""

import re

from naht.domain.errors import SecondValue
from naht.domain.fields import Field
from naht.domain.lists import TARGET_GROUPS
from naht.domain.message import message
from naht.domain.nouns.client import NOUN
from naht.domain.record import Record, Values
from naht.domain.refusals import EmptyClient, LooksLikeName
from naht.domain.table import Note
from naht.store.journal.unit import Unit
from naht.store.reading.attributes import of_list
from naht.store.reading.vocabulary import label, word_label

_DATE = r"\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{2,4}"
_OF_FILES = frozenset(("akte", "az", "band", "blatt", "mappe", "nr", "nummer", "ordner", "stand", "vom"))


def settle(unit: Unit, record: Record, old: Record | None) -> list[Note]:  # noqa: ARG001  one signature for all nouns
    """Refuse a new client of whom nothing is said, and a paper reference that names somebody."""
    if old is None and not any(record.get(field.name) for field in NOUN.fields if field.given):
        raise EmptyClient
    if names_somebody(record.text("paper_ref")):
        raise LooksLikeName(label=NOUN.field("paper_ref").title)
    return []


def interpret(unit: Unit, values: Values, old: Record | None) -> tuple[Values, list[Note]]:
    """Keep a target group that says what another field says in that field; the other groups stay in the list.

    What follows already from the value there is not written anew. Where no other group is left, the list stays as it
    is. Raises SecondValue for a group that contradicts a value of the same line.
    """
    slugs = Record(NOUN, {"target_groups": values.get("target_groups")}).texts("target_groups")
    attributes = of_list(unit.con, TARGET_GROUPS) if slugs else {}
    implied = {slug: _implied(attributes.get(slug, {})) for slug in slugs}
    moved = sorted((slug for slug in slugs if implied[slug]), key=lambda slug: len(implied[slug]))
    if not moved:
        return values, []
    changed, notes = dict(values), []
    for slug in moved:
        listed, _, value = implied[slug][0].partition(":")
        field = NOUN.field(listed)
        current = changed.get(listed) or (old[listed] if old else None)
        if f"{listed}:{current}" in implied[slug]:
            continue
        if listed in changed:
            raise SecondValue(label=field.title, first=str(current), second=slug, option=field.option)
        changed[listed] = value
        notes.append(_kept(unit, field, slug, value))
    changed["target_groups"] = others = [slug for slug in slugs if not implied[slug]]
    if old and not others:
        del changed["target_groups"]
    return changed, notes


def _implied(attributes: dict[str, str]) -> list[str]:
    """The values that make somebody belong to a group: first the one that it sets; empty for one that sets none."""
    if "sets" not in attributes:
        return []
    return [attributes["sets"], *filter(None, attributes.get("follows", "").split(","))]


def _kept(unit: Unit, field: Field, slug: str, value: str) -> Note:
    group = word_label(unit.con, TARGET_GROUPS, slug) or slug
    shown = label(unit.con, field, value) or value
    return Note(message("{group}: kept as {label} “{value}”", group=group, label=field.title, value=shown))


def names_somebody(reference: str) -> bool:
    """True for a text with a whole date and a word beside it that no reference of a file has."""
    words = re.findall(r"[^\W\d_]{2,}", reference)
    return re.search(_DATE, reference) is not None and any(word.lower() not in _OF_FILES for word in words)
