"""The head of a report: what it covers, as of when, by which rules, and who may see it."""

from datetime import date
from typing import Any

from naht.domain.days import show_day
from naht.domain.filters import Filter
from naht.domain.kinds import WORD
from naht.domain.message import Joined, Text
from naht.domain.nouns import bases
from naht.domain.table import Column, Table
from naht.metrics.calendar import period_label
from naht.metrics.catalog import catalog
from naht.metrics.template import Template
from naht.store.file.sqlite import Connection
from naht.store.reading import settings
from naht.store.reading.vocabulary import labels

_NAMES = {
    "period": ("Zeitraum", "Period"),
    "district": ("Stadtteile", "Districts"),
    "funding": ("Förderungen", "Fundings"),
    "filter": ("Auswahl", "Selection"),
    "as_of": ("Datenstand", "Data as of"),
    "rules": ("Zählregeln", "Counting rules"),
    "confidential": ("Vermerk", "Remark"),
    "notice": ("Förderhinweis", "Funding notice"),
}
_ALL = {"district": ("alle", "all"), "funding": ("alle", "all")}
_NOTICES = """
SELECT DISTINCT t.notice FROM term t JOIN funding f ON f.n = t.funding
WHERE f.id = ? AND t.notice IS NOT NULL AND ifnull(t.starts_on <= ?, 1) AND ifnull(t.ends_on >= ?, 1)
ORDER BY t.starts_on
"""


def heading(con: Connection, template: Template, wanted: Filter, lang: str, today: date) -> Table:
    """The first table of a report: one line for each thing to know about it."""
    known = labels(con, *bases())
    place = 0 if lang == "de" else 1
    rows: list[tuple[str, Any]] = [("period", period_label(wanted.period, lang))]
    for name in ("district", "funding"):
        chosen = Joined(tuple(known.get((name, slug), slug) for slug in wanted.of(name)))
        rows.append((name, chosen if chosen.parts else _ALL[name][place]))
    rows += [("filter", said) for said in _other(wanted, known, lang)]
    rows.append(("as_of", _as_of(con, lang, today)))
    rows.append(("rules", f"{'Stand' if lang == 'de' else 'version'} {catalog().version}"))
    if template.internal:
        rows.append(("confidential", "INTERN – nicht weitergeben" if lang == "de" else "INTERNAL – do not hand on"))
    rows += [("notice", notice) for notice in notices(con, wanted)]
    title = " · ".join(filter(None, (settings.get(con, "office"), template.title(lang), rows[0][1])))
    columns = (Column("item", "Angabe" if lang == "de" else "Item", WORD, "heading"),
               Column("value", "Wert" if lang == "de" else "Value"))  # fmt: skip
    return Table(
        columns, rows, title=title, notes=_running(wanted, lang, today),
        labels={("heading", name): both[place] for name, both in _NAMES.items()},
    )  # fmt: skip


def _other(wanted: Filter, known: dict[tuple[str, str], Text], lang: str) -> list[Text]:
    said: list[Text] = [
        _chosen(name, slugs, known, lang) for name, slugs in wanted.values if name not in ("district", "funding")
    ]
    if wanted.anonymous is not None:
        words = ("nur anonyme", "nur mit Kennung") if lang == "de" else ("anonymous only", "with a code only")
        said.append(words[0] if wanted.anonymous else words[1])
    return said


def _chosen(name: str, slugs: tuple[str, ...], known: dict[tuple[str, str], Text], lang: str) -> Text:
    """One field of the filter as people read it: Kontaktart: Telefon, Hausbesuch."""
    dimension = catalog().dimensions.get(name)
    if dimension is None:
        return f"{name}: {', '.join(slugs)}"
    listed = next(iter(dimension.of.values()))
    names = Joined(tuple(known.get((listed, slug), slug) for slug in slugs))
    return Joined((dimension.label(lang), names), ": ")


def _as_of(con: Connection, lang: str, today: date) -> str:
    """The day of the report, and of the last command that recorded anything."""
    last = con.execute("SELECT at FROM op ORDER BY n DESC LIMIT 1").fetchone()
    said = show_day(today.isoformat(), lang)
    if not last:
        return said
    entry = show_day(last[0][:10], lang)
    return f"{said} (letzte Eingabe {entry})" if lang == "de" else f"{said} (last entry {entry})"


def _running(wanted: Filter, lang: str, today: date) -> tuple[str, ...]:
    if wanted.period.end and wanted.period.end < today.isoformat():
        return ()
    if lang == "de":
        return ("Der Zeitraum ist noch nicht zu Ende; die Zahlen sind vorläufig.",)
    return ("The period has not ended yet; the figures are preliminary.",)


def notices(con: Connection, wanted: Filter) -> list[str]:
    """What the ESF wants printed: only where the report holds nothing but ESF money."""
    chosen = wanted.of("funding")
    esf = {ident for (ident,) in con.execute("SELECT id FROM funding WHERE esf")}
    if not chosen or not set(chosen) <= esf:
        return []
    ends = (wanted.period.end or "9999", wanted.period.start or "0000")
    return list(dict.fromkeys(notice for name in chosen for (notice,) in con.execute(_NOTICES, (name, *ends))))
