"""The rules of a word: its id names its list and its slug, its list says which attributes it may have."""

from naht.domain.fields import Field
from naht.domain.lists import AGES, word_list
from naht.domain.message import Text, message
from naht.domain.nouns.word import NOUN
from naht.domain.record import Record
from naht.domain.refusals import AgesOverlap, BadAttribute, DecidesThePast, InUse, NoWordId, OtherList, UnknownAttribute
from naht.domain.table import Note
from naht.services import removal
from naht.store.file.sqlite import Connection
from naht.store.journal.unit import Unit
from naht.store.reading import attributes, lookup, references
from naht.store.reading.references import User

_PARENT = NOUN.field("parent")
LINKS = (_PARENT, NOUN.field("replaced_by"))
_NOT_COUNTED = ("word", "worker", "offer", "setting")  # a word is named there by no record that figures count


def settle(unit: Unit, record: Record, old: Record | None) -> list[Note]:
    """Take list and slug from the id, the German label where there is no English one, and check what it carries.

    Raises NoWordId, UnknownAttribute, BadAttribute, OtherList, AgesOverlap, or DecidesThePast for a change that a word
    in use forbids.
    """
    record["list"], _, record["slug"] = record.id.partition(":")
    if not (record["list"] and record["slug"]):
        raise NoWordId(id=record.id)
    record["label_en"] = record.get("label_en") or record.get("label_de")
    record["attributes"] = record.get("attributes") or {}
    record["sort"] = record.get("sort") or 0
    require_fit(record.text("list"), record.attributes("attributes"))
    if record.text("list") == AGES:
        _require_ages_apart(unit, record)
    for field in LINKS:
        require_same_list(field, record.id, record.text(field.name))
    if old and (decisive := _decisive(record, old)):
        _require_unused(unit, record.id, decisive)
    return []


def require_fit(name: str, values: dict[str, str]) -> None:
    """Raises UnknownAttribute or BadAttribute for the first attribute that words of the list cannot have."""
    declared = word_list(name).attributes
    for key, text in values.items():
        if key not in declared:
            raise UnknownAttribute(name=key, list=name, title=word_list(name).title, names=", ".join(declared))
        if not declared[key].takes(text):
            raise BadAttribute(name=key, text=text, example=declared[key].example)


def overlaps(ages: dict[str, tuple[int, int]], slug: str) -> list[str]:
    """The age groups that have an age of the group ``slug`` too."""
    first, last = ages[slug]
    return [other for other, (start, end) in ages.items() if other != slug and start <= last and first <= end]


def _require_ages_apart(unit: Unit, record: Record) -> None:
    """Raises BadAttribute for a group that ends before it begins, AgesOverlap for ages that another group has."""
    slug, ages = record.text("slug"), attributes.ages(unit.con)
    ages.pop(slug, None)
    ages |= attributes.spans({slug: record.attributes("attributes")})
    if slug not in ages:
        return
    first, last = ages[slug]
    if last < first:
        raise BadAttribute(name="to", text=str(last), example=str(first))
    for other in overlaps(ages, slug):
        raise AgesOverlap(id=record.id, ages=f"{first}–{last}", other=f"{AGES}:{other}")


def require_same_list(field: Field, ident: str, other: str) -> None:
    """Raises OtherList where a word stands below, or is replaced by, a word of another list."""
    own = ident.partition(":")[0]
    if other and other.partition(":")[0] != own:
        raise OtherList(label=field.title, word=other, id=ident, list=own)


def require_unnamed(con: Connection, ident: str) -> None:
    """Raises InUse for a removed word that an attribute of another word still names."""
    if carriers := attributes.naming(con, ident):
        instead = message("First: {commands}", commands=f"naht word edit {carriers[0]} --attributes …")
        raise InUse(what=ident, where=", ".join(carriers), instead=instead)


def _decisive(record: Record, old: Record) -> Text:
    """The name, for people, of the first change that decides how past records count; empty without one."""
    if record.get("parent") != old.get("parent"):
        return _PARENT.title
    declared = word_list(record.text("list")).attributes
    now, then = record.attributes("attributes"), old.attributes("attributes")
    changed = (key for key in dict.fromkeys((*now, *then)) if now.get(key) != then.get(key))
    return next((key for key in changed if key in declared and declared[key].decides), "")


def _require_unused(unit: Unit, ident: str, what: Text) -> None:
    """Raises DecidesThePast where a record has the word, or one of the words below it."""
    family = attributes.family(unit.con, ident)
    users = (user for below in family for user in references.referring_tables(unit.con, NOUN, below))
    used = [user for user in users if user.table not in _NOT_COUNTED]
    if ident.startswith(f"{AGES}:") and (clients := lookup.with_birth_year(unit.con)):
        used.append(User("client", clients, ""))  # a year of birth belongs to a group without naming it
    if used:
        raise DecidesThePast(what=what, id=ident, where=removal.places(used))
