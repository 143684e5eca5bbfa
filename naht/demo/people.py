"""Meeting people: a person becomes a client of the file when first met, brings the family, and changes over time."""

from datetime import date

from naht.demo.desk import Desk
from naht.demo.person import Person, drawn, facts, life_at
from naht.domain.fields import Record

_CHANGING = ("labour", "income", "household", "housing")


def company(desk: Desk, person: Person, count: int) -> list[Person]:
    """The person with ``count - 1`` others of the family, the same ones every time."""
    while len(person.mates) < count - 1:
        mate = drawn(desk.luck, desk.sheet, person.home)
        mate.topic, mate.known_since = person.topic, person.known_since
        person.mates.append(mate)
    return [person, *person.mates[: count - 1]]


def met(desk: Desk, person: Person, day: str) -> str:
    """The person's id. At the first meeting they become a client, later now and then something has changed."""
    if not person.id:
        person.id = desk.write("client", _client(desk, person, day))["id"]
    elif person.household and desk.luck.chance(desk.sheet.raw["people"]["changes"]):
        _change(desk, person, day)
    desk.office.seen.append((day, person))
    return person.id


def _client(desk: Desk, person: Person, day: str) -> Record:
    luck, people = desk.luck, desk.sheet.raw["people"]
    given: Record = {"gender": person.gender, "residence": person.home, "since": day}
    if person.known_since:
        given["known_since"] = person.known_since
    if luck.chance(people["informed"]):
        given["informed_on"] = day
    if luck.chance(people["facts"]):
        given |= facts(luck, desk.sheet, person, date.fromisoformat(day).year)
    return given


def _change(desk: Desk, person: Person, day: str) -> None:
    name = desk.luck.choice(_CHANGING)
    among = desk.sheet.person["housing"] if name == "housing" else life_at(desk.sheet, person.age).facts[name]
    value = desk.luck.pick(among)
    if name == "household":
        person.household = value
    desk.edit("client", person.id, {name: value, "since": day})
