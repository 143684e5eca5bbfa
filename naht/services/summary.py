"""The line that says what was understood: read before the next key, so that a wrong day or person is seen."""

from naht.domain.days import show_day
from naht.domain.fields import LINKS, Field, Noun, Record
from naht.domain.ids import SHOWN
from naht.domain.nouns import noun as named
from naht.store.journal.unit import Unit
from naht.store.reading import lookup, rows
from naht.store.reading.vocabulary import labels

_ORDER = ("day", "time", "district", "site", "channel", "kind", "outcome", "state", "headcount", "co_advised")
_SILENT = frozenset((
    "entered_at", "funding_by", "setting", "note", "worker", "visit", "list", "slug", "notice", "assumed",
    "source_key",
))  # fmt: skip
Labels = dict[tuple[str, str], str]


def line(unit: Unit, noun: Noun, record: Record, lang: str) -> str:
    """One record in one line: its id, its day with the weekday, its words by their labels, its clients described."""
    known = labels(unit.con, lang)
    ordered = sorted(noun.fields, key=lambda f: _ORDER.index(f.name) if f.name in _ORDER else len(_ORDER))
    parts = [_part(field, record[field.name], known, lang) for field in ordered if _said(field, record)]
    parts += [client(unit, ident, known, lang, but=record["id"]) for ident in _clients(record)]
    return " · ".join([shown_id(noun, record["id"]), *parts])


def shown_id(noun: Noun, ident: str) -> str:
    return ident[:SHOWN] if noun.letter else ident


def _said(field: Field, record: Record) -> bool:
    value = record.get(field.name)
    usual = field.default if field.kind == "word" else None
    return value not in (None, [], False, {}, usual) and field.name not in _SILENT and field.of != "client"


def _part(field: Field, value: object, known: Labels, lang: str) -> str:
    if isinstance(value, list):
        return "; ".join(_part(field, one, known, lang) for one in value)
    if field.kind == "day":
        shown = show_day(str(value), lang, weekday=True)
        return shown if field.name == "day" else f"{field.label(lang)} {shown}"
    if field.kind in LINKS:
        label = known.get((field.of, str(value)), str(value))
        return f"{field.label(lang)}: {label}" if field.name == "residence" else label
    if field.kind == "minutes":
        return f"{value} min"
    if field.kind in ("count", "year"):
        return f"{value} {field.label(lang)}" if field.shape else f"{field.label(lang)} {value}"
    return field.label(lang) if value is True else str(value)


def _clients(record: Record) -> list[str]:
    one = record.get("client")
    return record.get("clients") or ([one] if one else [])


def client(unit: Unit, ident: str, known: Labels, lang: str, but: str = "") -> str:
    """A client so that a wrong one is seen: code, sex, year of birth, residence, last day and topic."""
    noun = named("client")
    fields = tuple(noun.field(name) for name in ("gender", "birth_year", "residence"))
    since = noun.field("known_since")
    record = rows.get(unit.con, noun, ident, (*fields, since))
    about = [
        str(known.get((field.of, str(record[field.name])), record[field.name]))
        for field in fields if record[field.name] is not None
    ]  # fmt: skip
    last = lookup.last_visit(unit.con, ident, but)
    if last:
        topic = known.get(("topic", last[1] or ""), "") if last[1] != "k-a" else ""
        about.append(f"{'zuletzt' if lang == 'de' else 'last'} {show_day(last[0], lang)} {topic}".strip())
    elif record["known_since"]:
        about.append(f"{since.label(lang)} {record['known_since']}")
    else:
        about.append("zum ersten Mal" if lang == "de" else "for the first time")
    return f"{ident[:SHOWN]} ({', '.join(about)})"
