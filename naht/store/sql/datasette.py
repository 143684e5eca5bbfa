"""What Datasette has to know to show the file itself as people read it: titles, labels, facets, hidden tables.

Datasette opens the file, not the public views: links are inner numbers there, and ``label_column`` with the foreign
keys turns them into words. Facets are the links that a list shows, but for persons: neither clients nor workers are
counted out by a click. Everything is made of the field tables; a table that they do not know is hidden.
"""

from pathlib import Path

from naht.domain.fields import Field, Noun
from naht.domain.file_errors import Taken
from naht.domain.kinds import CODE
from naht.domain.message import Joined, Label, Text, message
from naht.domain.nouns import every, letter_of, target
from naht.domain.settings import OFFICE
from naht.store.file.sqlite import Connection
from naht.store.file.sqlite_errors import translate_os_errors
from naht.store.reading import settings
from naht.store.reading.mapping import own_columns
from naht.store.reading.visits import is_visit

Description = dict[str, object]
_PERSONS = ("client", "worker")


def metadata(con: Connection, database: str, lang: str) -> Description:
    """Datasette's metadata for the file that it will call ``database``, its texts to be put into words yet.

    ``lang`` decides which label of a word Datasette shows: that is a column of the file.
    """
    described = _described(lang)
    there = con.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY name")
    tables = {name: described.get(name, {"hidden": True}) for (name,) in there}
    queries = {
        name: {"title": title, "description": about, "sql": sql} for name, (title, about, sql) in _QUERIES.items()
    }
    whole = {"title": settings.get(con, OFFICE), "description": _SECRET}
    return whole | {"databases": {database: {"tables": tables, "queries": queries}}}


def save(path: Path, text: str) -> None:
    """Write a new file. Raises Taken: the file that is named by mistake may be the office's own."""
    with translate_os_errors(path):
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
        except FileExistsError:
            raise Taken(path=path) from None


def _described(lang: str) -> dict[str, Description]:
    made: dict[str, Description] = {}
    for noun in every():
        made[noun.table] = _noun(noun, lang)
        made |= {noun.child(field): _link(noun, field) for field in noun.fields if field.many}
        if any(field.dated for field in noun.fields):
            made[noun.facts] = _facts(noun)
    return made


def _noun(noun: Noun, lang: str) -> Description:
    fields = own_columns(noun)
    columns = {"n": _N, "id": "id"} | {field.name: _meaning(field) for field in fields}
    made: Description = {"title": noun.titles, "columns": columns, "label_column": _label(noun, lang)}
    if noun.about.en:
        made["description"] = noun.about
    if facets := [field.name for field in fields if field.name in noun.columns and _counted(field)]:
        made["facets"] = facets
    if noun.day:
        made["sort_desc"] = noun.day
    if units := {f.name: f.kind.unit_stored or f.kind.unit for f in fields if f.kind.unit}:
        made["units"] = units
    return made


def _meaning(field: Field) -> Text:
    """The label; a code says nothing without what its letters mean, which its help has."""
    if field.kind is CODE and field.help_en:
        return Joined((field.title, " (", Label(field.help_de, field.help_en), ")"), "")
    return field.title


def _label(noun: Noun, lang: str) -> str:
    """What stands for a record where another one points at it."""
    if noun.name == "word":
        return "label_de" if lang == "de" else "label_en"
    return "name" if noun.has("name") else "id"


def _counted(field: Field) -> bool:
    return field.kind.counted and field.of not in _PERSONS and not letter_of(field)


def _link(noun: Noun, field: Field) -> Description:
    """The values of a many-valued field, shown where they can be counted out: the topics of visits, for example."""
    columns = {noun.table: noun.title, "rank": message("rank, 1 is the first"), field.column: field.title}
    made: Description = {"title": Joined((noun.titles, field.title), ": "), "columns": columns}
    if noun.day and _counted(field):
        return made | {"facets": [field.column]}
    return made | {"hidden": True}


def _facts(noun: Noun) -> Description:
    columns: dict[str, Text] = {noun.table: noun.title} | _FACT
    pointed = [target(field) for field in noun.fields if field.dated and field.link]
    columns |= {other.table: other.title for other in pointed}
    return {"title": Joined((noun.titles, _FACT["attribute"]), ": "), "columns": columns, "hidden": True}


_N = message("inner number, of this file only")
_FACT: dict[str, Text] = {
    "rank": message("rank"),
    "attribute": message("attribute"),
    "since": message("valid since"),
    "value": message("value"),
}
_SECRET = message("INTERNAL: everything is to be seen here, notes and deleted records too. Do not publish.")

# Figures as naht counts them; what counts as a visit, store/reading/visits.py says. An empty :von or :bis leaves that
# end open; Datasette asks for both in a form.
_QUERIES = {
    "kontakte_je_monat": (
        message("Visits by month and district"),
        message("One-to-one visits where somebody was met; days as 2026-01-31, empty means open."),
        f"""
SELECT substr(v.day, 1, 7) AS monat, d.name AS stadtteil, count(*) AS kontakte, sum(v.minutes) AS minuten
FROM visit v JOIN district d ON d.n = v.district
WHERE {is_visit("v")} AND v.day >= :von AND (:bis = '' OR v.day <= :bis)
GROUP BY 1, v.district ORDER BY 1, v.district
""",
    ),
    "themen": (
        message("Topics of the visits"),
        message("A visit with several topics appears at each of them; the sum is no number of visits."),
        f"""
SELECT w.label_de AS thema, count(DISTINCT v.n) AS kontakte
FROM visit v JOIN visit_topic t ON t.visit = v.n JOIN word w ON w.n = t.topic
WHERE {is_visit("v")} AND v.day >= :von AND (:bis = '' OR v.day <= :bis)
GROUP BY w.n ORDER BY kontakte DESC, w.sort
""",
    ),
    "verweise_je_partner": (
        message("Referrals by partner and state"),
        message("The state is the latest."),
        """
SELECT p.name AS partner, ifnull(w.label_de, r.state) AS stand, count(*) AS verweise
FROM (
  SELECT r.day, r.partner, (SELECT value FROM referral_fact f WHERE f.referral = r.n AND f.attribute = 'state'
    ORDER BY f.since DESC, f.rank DESC LIMIT 1) AS state FROM referral r
) r JOIN partner p ON p.n = r.partner LEFT JOIN word w ON w.id = 'referral_state:' || r.state
WHERE r.day >= :von AND (:bis = '' OR r.day <= :bis)
GROUP BY p.n, r.state ORDER BY verweise DESC, p.name
""",
    ),
    "minuten_je_foerderung": (
        message("Minutes by funding and month"),
        message("Whatever has a duration: visits, offers, casework, network, other work."),
        """
WITH entry (day, funding, minutes) AS (
  SELECT day, funding, minutes FROM visit UNION ALL SELECT day, funding, minutes FROM contact
  UNION ALL SELECT day, funding, minutes FROM work
)
SELECT substr(e.day, 1, 7) AS monat, f.name AS foerderung, sum(e.minutes) AS minuten,
  count(e.minutes) AS mit_dauer, count(*) AS eintraege
FROM entry e JOIN funding f ON f.n = e.funding
WHERE e.day >= :von AND (:bis = '' OR e.day <= :bis)
GROUP BY 1, e.funding ORDER BY 1, e.funding
""",
    ),
}  # fmt: skip
