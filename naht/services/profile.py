"""A profile becomes a file: the code lists, the districts, sites, fundings, terms and partners of an office.

A profile is a folder of TOML files; their tables are nouns, their keys are fields. What is wrong in it is said with its
place, and no file is made.
"""

import csv
import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from naht import resources
from naht.domain.errors import BadProfile, NahtError, NoProfile
from naht.domain.fields import Field, Noun, Record
from naht.domain.kinds import REF, Value, attributes
from naht.domain.nouns import noun as named
from naht.domain.refusals import DuplicateWord
from naht.domain.text import fold
from naht.domain.word_errors import Circle, NoSuchWord
from naht.domain.words import refuse_reserved, refuse_time
from naht.services import records
from naht.services.rules import circles, unique_words, word
from naht.store.journal.unit import Unit
from naht.store.reading import rows, settings

ORDER = ("word", "funding", "district", "site", "partner", "term", "worker")  # what comes later is linked afterwards
Row = tuple[str, Record]  # where it stands, and what it says
T = TypeVar("T")


def shipped() -> list[str]:
    """The names of the profiles that come with naht."""
    return sorted(path.name for path in resources.data("profiles").iterdir() if path.is_dir())


def load(name: str) -> dict[str, list[Row]]:
    """The tables of a profile (by its name or the path of its folder), the shipped code lists first.

    Raises NoProfile or BadProfile.
    """
    folder = resources.data("profiles", name) if name in shipped() else Path(name)
    found = []
    with suppress(OSError, ValueError):  # no name a folder can have
        found = sorted(folder.glob("*.toml")) if name else []
    if not found:
        raise NoProfile(name=name, known=", ".join(shipped()))
    tables: dict[str, list[Row]] = {"word": list(_lists())}
    for path in found:
        for key, value in _toml(path).items():
            tables.setdefault(key, []).extend(_rows(path.name, key, value))
    return tables


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise BadProfile(where=path.name, why=str(error)) from error


def _rows(file: str, key: str, value: Any) -> Iterator[Row]:
    if key == "settings" and isinstance(value, dict):
        yield file, value
        return
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
                yield f"{path.name}, {place}", _word({"sort": place, **{k: v for k, v in row.items() if v}})


def _word(row: Record) -> Record:
    """A word as it is stored: its id and its parent's carry the list, its attributes are a table."""
    listed = row["list"]
    parent = row.get("parent")
    carried = attributes(str(row.get("attributes", "")))
    made = row | {"id": f"{listed}:{row['id']}", "attributes": carried}
    return made | ({"parent": f"{listed}:{parent}"} if parent else {})


def _fit(where: str, noun: Noun, row: Record) -> Record:
    """The row with its values as the file keeps them. Raises BadProfile for one of another kind."""
    made = dict(row)
    for field in (*noun.fields, *noun.asked):
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


def apply(unit: Unit, tables: dict[str, list[Row]]) -> None:
    """Write a loaded profile into an empty file. Raises BadProfile with the place of the first mistake."""
    for _, chosen in tables.get("settings", []):
        for key, value in chosen.items():
            settings.put(unit, key, str(value))
    late: list[tuple[str, Noun, Record]] = []
    for name in ORDER:
        noun = named(name)
        for where, row in tables.get(name, []):
            later = {field.name: row[field.name] for field in _late(noun) if field.name in row}
            _write(unit, where, noun, {key: value for key, value in row.items() if key not in later})
            if later:
                late.append((where, noun, {"id": row["id"]} | later))
    for where, noun, row in late:
        _said(where, partial(_link, unit, noun, row))
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
            word.require_same_list(field, row["id"], row.get(field.name))
    rows.update(unit, noun, row["id"], row)


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
    unknown = row.keys() - {field.name for field in noun.fields} - {"id", "since"}
    if unknown:
        raise BadProfile(where=where, why=f"{', '.join(sorted(unknown))} = ?")
    slug = row["id"].rpartition(":")[2]

    def write() -> None:
        refuse_reserved(slug)
        for key in ("name", "label_de", "label_en", "aliases"):
            for name in row.get(key, []) if key == "aliases" else filter(None, [row.get(key)]):
                refuse_time(name)
        records.write(unit, noun, row | ({"anyway": True} if noun.name == "partner" else {}))

    _said(where, write)


def _said(where: str, act: Callable[[], T]) -> T:
    """What ``act`` returns; what it refuses is said with its place."""
    try:
        return act()
    except NahtError as error:
        raise BadProfile(where=where, why=error.message) from error
