"""Removes a record of any noun, unless something else refers to it."""

from naht.domain import nouns
from naht.domain.fields import Noun
from naht.domain.message import Joined, Text, message
from naht.domain.refusals import InUse
from naht.services import here
from naht.services.records import Done
from naht.store.journal.unit import Unit
from naht.store.reading import references, rows
from naht.store.reading.references import User


def remove(unit: Unit, noun: Noun, ident: str) -> Done:
    """Remove a record that nothing else refers to. Raises InUse with what does."""
    record = rows.get(unit.con, noun, ident)
    here.forget(unit, noun, ident)
    if used := references.users(unit.con, noun, ident):
        raise InUse(
            what=ident,
            where=places(used),
            instead=_instead(noun, ident, used),
        )
    rows.delete(unit, noun, ident)
    return Done(ident, record, [])


def places(used: list[User]) -> Text:
    """``2 Förderungen, 1 Kontakt, Einstellung citywide``: rows of a child table count for their noun."""
    rows_by_noun: dict[Noun, int] = {}
    for user in used:
        if noun := nouns.owner(user.table):
            rows_by_noun[noun] = rows_by_noun.get(noun, 0) + user.rows
    parts = (Joined((str(n), noun.title if n == 1 else noun.titles), " ") for noun, n in rows_by_noun.items())
    return Joined((*parts, *(_describe_beside(user)[0] for user in used if user.table in _BESIDE)))


def _instead(noun: Noun, ident: str, used: list[User]) -> Text:
    """The remedy: where only settings or places of today refer to it, the commands that clear them."""
    if all(user.table in _BESIDE for user in used):
        return message("First: {commands}", commands="; ".join(_describe_beside(user)[1] for user in used))
    if noun.until:
        return message("End it: naht {noun} remove {id} --ends DAY", noun=noun.name, id=ident)
    return message("Remove or change the other first.")


_BESIDE = ("setting", "here")  # tables that refer to records but are no noun's


def _describe_beside(user: User) -> tuple[Text, str]:
    """The name of a setting or of somebody's place of today, and the command that clears it."""
    if user.table == "setting":
        return message("setting {key}", key=user.first), f'naht config {user.first} ""'
    code = user.first.removeprefix("here:")
    if not code:
        return message("where you are today"), "naht here --off"
    return message("where {worker} is today", worker=code), f"naht here --off --as {code}"
