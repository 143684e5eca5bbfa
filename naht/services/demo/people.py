"""The people who come. Nobody here exists; a person becomes a client of the file when first met."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from naht.domain.fields import Record
from naht.services.demo.draw import Luck
from naht.services.demo.sheet import Life, Sheet

if TYPE_CHECKING:
    from naht.services.demo.desk import Desk

_ALONE = ("", "allein", "einrichtung", "k-a")
_CHANGING = ("labour", "income", "household", "housing")
_OLDEST = 88
_YOUNGEST = 8


@dataclass(slots=True)
class Person:
    """Someone who comes, as far as the office will know."""

    home: str
    gender: str
    age: str
    topic: str  # what they came with first
    known_since: int = 0
    household: str = ""  # nothing: the statistics were not noted
    id: str = ""  # nothing: not met yet
    mates: list["Person"] = field(default_factory=list)  # who come along at times

    @property
    def lives_with_others(self) -> bool:
        return self.household not in _ALONE


def drawn(luck: Luck, sheet: Sheet, home: str) -> Person:
    return Person(home, luck.pick(sheet.person["gender"]), luck.pick(sheet.person["age_group"]), luck.pick(sheet.topic))


def company(desk: "Desk", person: Person, count: int) -> list[Person]:
    """The person with ``count - 1`` others of the family, the same ones every time."""
    while len(person.mates) < count - 1:
        mate = drawn(desk.luck, desk.sheet, person.home)
        mate.topic, mate.known_since = person.topic, person.known_since
        person.mates.append(mate)
    return [person, *person.mates[: count - 1]]


def met(desk: "Desk", person: Person, day: str) -> str:
    """The person's id. At the first meeting they become a client, later now and then something has changed."""
    if not person.id:
        person.id = desk.write("client", _client(desk, person, day))["id"]
    elif person.household and desk.luck.chance(desk.sheet.raw["people"]["changes"]):
        _change(desk, person, day)
    desk.office.seen.append((day, person))
    return person.id


def _client(desk: "Desk", person: Person, day: str) -> Record:
    luck, people = desk.luck, desk.sheet.raw["people"]
    given: Record = {"gender": person.gender, "residence": person.home, "since": day}
    if person.known_since:
        given["known_since"] = person.known_since
    if luck.chance(people["informed"]):
        given["informed_on"] = day
    if luck.chance(people["facts"]):
        given |= _facts(luck, desk.sheet, person, date.fromisoformat(day).year)
    return given


def _facts(luck: Luck, sheet: Sheet, person: Person, year: int) -> Record:
    """The statistics; from now on the office knows with whom the person lives."""
    life = _life(sheet, person.age)
    facts: Record = {name: luck.pick(among) for name, among in life.facts.items()}
    facts |= {name: luck.pick(sheet.person[name]) for name in ("origin", "migration", "housing", "access")}
    person.household = facts["household"]
    return facts | {"birth_year": year - _years(luck, person.age), "target_groups": [luck.pick(life.target_group)]}


def _life(sheet: Sheet, age: str) -> Life:
    return next(life for life in sheet.lives if age in life.ages)


def _years(luck: Luck, age: str) -> int:
    """An age within the group, written ``18-24`` or ``65+``."""
    first, _, last = age.rstrip("+").partition("-")
    return luck.randint(max(int(first), _YOUNGEST), int(last or _OLDEST))


def _change(desk: "Desk", person: Person, day: str) -> None:
    name = desk.luck.choice(_CHANGING)
    among = desk.sheet.person["housing"] if name == "housing" else _life(desk.sheet, person.age).facts[name]
    value = desk.luck.pick(among)
    if name == "household":
        person.household = value
    desk.edit("client", person.id, {name: value, "since": day})
