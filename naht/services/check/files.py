"""The rules written in SQL: one file each in ``store/checks``, a head of ``key: value`` lines, then one SELECT."""

import json
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from naht.domain.fields import Noun
from naht.domain.holidays import holidays
from naht.domain.nouns import every
from naht.services.check.model import Facts, Probe, Rule, Scene, lenient
from naht.store.file.sqlite import Connection
from naht.store.reading import attributes

_HEAD = re.compile(r"^-- (id|severity|full|de|en|mend): (.*)$", re.MULTILINE)
_ENTRIES = "  -- entries"
_COLUMNS = ("day", "minutes", "district", "funding", "funding_by", "entered_at")
_SPAN = "SELECT min(day), max(day) FROM entry WHERE day GLOB '[12][0-9][0-9][0-9]-*'"


def _folder() -> Traversable:
    return files("naht.store") / "checks"


def shared() -> str:
    """The tables that every rule may ask, as the WITH that stands before its SELECT."""
    entries = "\n  UNION ALL\n".join(_entry(noun) for noun in every() if noun.day and noun.has("funding"))
    tables = (_folder() / "_shared.sql").read_text(encoding="utf-8").replace(_ENTRIES, entries).rstrip()
    return f"{tables},\nword_attribute AS ({attributes.SELECT})\n"


def _entry(noun: Noun) -> str:
    """The records of a noun as rows of ``entry``; what it has no field for is NULL."""
    columns = ("n", "id", *(name if noun.has(name) else "NULL" for name in _COLUMNS))
    return f"  SELECT '{noun.name}', {', '.join(columns)} FROM {noun.table}"


def texts() -> dict[str, str]:
    """The rule files by their names."""
    found = (entry for entry in _folder().iterdir() if entry.name.endswith(".sql") and entry.name[0] != "_")
    return {entry.name: entry.read_text(encoding="utf-8") for entry in sorted(found, key=lambda entry: entry.name)}


def rule(text: str) -> Rule:
    """The rule that the head of a file describes. Raises KeyError for a missing key."""
    head = dict(_HEAD.findall(text))
    return Rule(head["id"], head["severity"], head["de"], head["en"], head["mend"], head.get("full") == "yes")


@cache
def probes() -> tuple[Probe, ...]:
    """The probes of all files."""
    return tuple(_probe(text) for text in texts().values())


def _probe(text: str) -> Probe:
    def look(scene: Scene) -> Iterable[Facts]:
        sql = shared() + text
        with lenient(scene.con):
            cursor = scene.con.execute(sql, {"holidays": _holidays(scene.con)} if ":holidays" in sql else {})
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    return Probe(rule(text), look)


def _holidays(con: Connection) -> str:
    """What a rule may ask for as ``:holidays``: day and names of those in all years that have records, as JSON."""
    first, last = con.execute(shared() + _SPAN).fetchone()
    years = range(int(first[:4]), int(last[:4]) + 1) if first else ()
    return json.dumps([(day.isoformat(), one.de, one.en) for year in years for day, one in holidays(year).items()])
