"""A person who comes. Nobody here exists; what goes with an age is drawn from weights."""

from dataclasses import dataclass, field

from naht.demo.draw import Luck
from naht.demo.sheet import Life, Sheet
from naht.domain.fields import Record

_ALONE = ("", "allein", "einrichtung", "k-a")
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


def facts(luck: Luck, sheet: Sheet, person: Person, year: int) -> Record:
    """The statistics; from now on the office knows with whom the person lives."""
    life = life_at(sheet, person.age)
    found: Record = {name: luck.pick(among) for name, among in life.facts.items()}
    found |= {name: luck.pick(sheet.person[name]) for name in ("origin", "migration", "housing", "access")}
    person.household = found["household"]
    return found | {"birth_year": year - _years(luck, person.age), "target_groups": [luck.pick(life.target_group)]}


def life_at(sheet: Sheet, age: str) -> Life:
    return next(life for life in sheet.lives if age in life.ages)


def _years(luck: Luck, age: str) -> int:
    """An age within the group, written ``18-24`` or ``65+``."""
    first, _, last = age.rstrip("+").partition("-")
    return luck.randint(max(int(first), _YOUNGEST), int(last or _OLDEST))
