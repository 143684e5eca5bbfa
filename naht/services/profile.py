"""A profile becomes a file: the code lists, the districts, sites, fundings, terms and partners of an office.

A profile is a folder of TOML files; their tables are nouns, their keys are fields. What is wrong in it is said with its
place, and no file is made.
"""

import csv
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from naht import resources
from naht.domain.errors import BadProfile, NahtError, NoProfile
from naht.domain.fields import Field, Noun
from naht.domain.kinds import REF, Value, attributes
from naht.domain.message import message
from naht.domain.nouns import noun as named
from naht.domain.record import Record, Values
from naht.domain.refusals import Circle, DuplicateWord, NoSuchWord
from naht.domain.reserved import refuse_reserved, refuse_time
from naht.domain.settings import KEYS
from naht.domain.text import fold
from naht.metrics.toml import BadToml, Source
from naht.services import records
from naht.services.rules import circles, office, unique_words, word
from naht.store.journal.unit import Unit
from naht.store.reading import rows

# What comes later is linked afterwards.
ORDER = ("word", "funding", "district", "site", "partner", "term", "worker", "offer")
FILES, ENTRIES = 20, 10_000  # of a profile; the largest that is shipped has 4 files and 400 entries
Raw = Mapping[str, object]
Row = tuple[str, Record]  # where it stands, and what it says
T = TypeVar("T")


class Profile(NamedTuple):
    """What a profile says: the rows of each noun, and settings, each with the place where it stands."""

    tables: dict[str, list[Row]]
    settings: list[tuple[str, Field, str]]


def shipped() -> list[str]:
    """The names of the profiles that come with naht."""
    return sorted(path.name for path in resources.data("profiles").iterdir() if path.is_dir())


def load(name: str) -> Profile:
    """A profile, by its name or the path of its folder, the shipped code lists first.

    Raises NoProfile or BadProfile.
    """
    folder = resources.data("profiles", name) if name in shipped() else Path(name)
    found = []
    with suppress(OSError, ValueError):  # no name a folder can have
        found = sorted(folder.glob("*.toml")) if name else []
    if not found:
        raise NoProfile(name=name, names=", ".join(shipped()))
    if len(found) > FILES:
        raise BadProfile(where=name, why=message("more than {most} files", most=FILES))
    loaded = Profile({"word": list(_lists())}, [])
    for path in found:
        for key, value in _toml(path).items():
            if key == "settings" and isinstance(value, dict):
                loaded.settings.extend(_settings(path.name, value))
            else:
                loaded.tables.setdefault(key, []).extend(_rows(path.name, key, value))
        if sum(map(len, loaded.tables.values())) > ENTRIES:
            raise BadProfile(where=path.name, why=message("more than {most} entries", most=ENTRIES))
    return loaded


def _settings(file: str, chosen: Raw) -> Iterator[tuple[str, Field, str]]:
    for key, value in chosen.items():
        if key not in KEYS:
            raise BadProfile(where=file, why=f"{key} = ?")
        yield file, KEYS[key], str(value)


def _toml(path: Path) -> dict[str, object]:
    try:
        return Source.of(path).read()
    except BadToml as error:
        raise BadProfile(where=path.name, why=error.facts["why"]) from error


def _rows(file: str, key: str, value: object) -> Iterator[Row]:
    if key not in ORDER or not isinstance(value, list):
        raise BadProfile(where=file, why=f"[[{key}]]?")
    for place, row in enumerate(value, 1):
        where = f"{file}, [[{key}]] {place}"
        if not isinstance(row, dict) or not isinstance(row.get("id"), str):
            raise BadProfile(where=where, why="id = ?")
        if key == "word" and row.get("list") not in _known_lists():
            raise BadProfile(where=where, why="list = ?")
        yield where, _fit(where, named(key), _word(row) if key == "word" else row)


def _known_lists() -> list[str]:
    return [path.stem for path in resources.data("lists").glob("*.csv")]


def _lists() -> Iterator[Row]:
    for path in sorted(resources.data("lists").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for place, row in enumerate(csv.DictReader(lines), 1):
                where = f"{path.name}, {place}"
                yield where, _fit(where, named("word"), _word({"sort": place, **{k: v for k, v in row.items() if v}}))


def _word(row: Raw) -> Raw:
    """A word as it is stored: its id and its parent's carry the list, its attributes are a table."""
    listed = row["list"]
    parent = row.get("parent")
    carried = attributes(str(row.get("attributes", "")))
    above = {"parent": f"{listed}:{parent}"} if parent else {}
    return {**row, "id": f"{listed}:{row['id']}", "attributes": carried, **above}


def _fit(where: str, noun: Noun, row: Raw) -> Record:
    """The row as a record. Raises BadProfile for a key that is no field, or a value of another kind."""
    unknown = row.keys() - {field.name for field in (*noun.fields, *noun.extras)} - {"id"}
    if unknown:
        raise BadProfile(where=where, why=f"{', '.join(sorted(unknown))} = ?")
    made = Record(noun, {"id": str(row["id"])})
    for field in (*noun.fields, *noun.extras):
        if field.name in row:
            made[field.name] = _value(field, row[field.name])
            if made[field.name] is None:
                raise BadProfile(where=where, why=f"{field.name} = {row[field.name]!r}?")
    return made


def _value(field: Field, value: object) -> Value:
    """A value of the field's kind, None for anything else."""
    if field.many:
        return value if isinstance(value, list) and all(isinstance(part, str) for part in value) else None
    return field.kind.from_toml(field, value)


def apply(unit: Unit, loaded: Profile) -> None:
    """Write a loaded profile into an empty file. Raises BadProfile with the place of the first mistake."""
    tables = loaded.tables
    late: list[tuple[str, Noun, Record]] = []
    for name in ORDER:
        noun = named(name)
        for where, row in tables.get(name, []):
            later = {field.name: row[field.name] for field in _late(noun) if field.name in row}
            at_once = {key: value for key, value in row.items() if key not in later}
            _write(unit, where, noun, Record(noun, at_once))
            if later:
                late.append((where, noun, Record(noun, {"id": row.id, **later})))
    for where, noun, row in late:
        _said(where, partial(_link, unit, noun, row))
    for where, setting, text in loaded.settings:
        _said(where, partial(office.change_setting, unit, setting, text))
    try:
        unique_words.verify_all(unit)
        unique_words.require_words(unit)
        circles.refuse_all(unit.con, [named(name) for name in ORDER])
    except (DuplicateWord, NoSuchWord, Circle) as error:
        where = _place(tables, fold(str(error.facts["word"]).rpartition(":")[2]))
        raise BadProfile(where=where, why=error.message) from error


def _link(unit: Unit, noun: Noun, row: Record) -> None:
    """Add links to a record that is there. Raises NotFound or OtherList."""
    if noun.name == "word":
        for field in word.LINKS:
            word.require_same_list(field, row.id, row.text(field.name))
    rows.update(unit, noun, row.id, row)


def _place(tables: dict[str, list[Row]], word: str) -> str:
    """Where a word was said last."""
    said = [
        where for name in ORDER for where, row in tables.get(name, [])
        for value in row.values() for text in (value if isinstance(value, list) else [value])
        if fold(str(text).rpartition(":")[2]) == word
    ]  # fmt: skip
    return said[-1] if said else word


def _late(noun: Noun) -> list[Field]:
    """Links to what is written later, or to the same noun."""
    later = ORDER[ORDER.index(noun.name) :]
    return [field for field in noun.fields if field.kind is REF and field.of in later]


def _write(unit: Unit, where: str, noun: Noun, row: Record) -> None:
    anyway: Values = {"anyway": True} if noun.name == "partner" else {}

    def write() -> None:
        refuse_reserved(row.id.rpartition(":")[2])
        names = [row.text(key) for key in ("name", "label_de", "label_en") if key in row]
        for name in (*names, *(row.texts("aliases") if "aliases" in row else ())):
            refuse_time(name)
        records.write(unit, noun, row | anyway)

    _said(where, write)


def _said(where: str, act: Callable[[], T]) -> T:
    """What ``act`` returns; what it refuses is said with its place."""
    try:
        return act()
    except NahtError as error:
        raise BadProfile(where=where, why=error.message) from error
