"""Bare words: what a line still lacks comes first, what it has already is not offered again.

Ids are offered whole, though six characters would do: the line stays in the shell's history and is put into scripts,
where six may one day fit two. The first six are those that tables show.
"""

from naht.cli.complete.request import Choice, Question, plain
from naht.cli.complete.when import days, is_period, periods
from naht.domain import offers
from naht.domain.errors import NahtError
from naht.domain.fields import Field, Noun
from naht.domain.nouns import letter_of
from naht.domain.nouns import noun as named
from naht.domain.record import Record
from naht.domain.words import Entry, links
from naht.store.file.sqlite import Connection
from naht.store.reading import suggestions
from naht.store.reading.vocabulary import read_vocabulary

_CITYWIDE = ("contact", "work")


def recording(question: Question) -> list[Choice]:
    """The words of a new record."""
    with question.file() as con:
        said, entries = _left(question, con, Record(question.noun))
        needed = set() if question.typed else offers.missing(question.noun, said, _usual(question, con, said))
        return _fitting(question, con, said, entries, needed)


def replacing(question: Question) -> list[Choice]:
    """The words of ``edit``: not those that the record has already."""
    with question.file() as con:
        said, entries = _left(question, con, _held(question, con))
        return _fitting(question, con, said, entries, set())


def repeating(question: Question) -> list[Choice]:
    """The words of ``again``: first which record or whose, then what differs. Nothing is missing: it has a model."""
    with question.file() as con:
        said, entries = _left(question, con, Record(question.noun))
        models = suggestions.newest(con, question.noun, question.typed) if question.typed and not question.words else []
        return [*_fitting(question, con, said, entries, set()), *plain(models)]


def narrowing(question: Question) -> list[Choice]:
    """The period, then the words of a filter: several of one field are alternatives, so none shuts another out.

    What has ended stands in old records, so it is offered too.
    """
    from naht.cli.questions import filterable

    noun = question.noun.with_fields(filterable(question.noun))
    dated = not noun.day or question.line.options.keys() & {"period", "from", "to"} or _dated(question)
    when = [] if dated else periods(question)
    if when and not question.typed:
        return when
    with question.file() as con:
        known = read_vocabulary(con, noun, groups=True)
        said = {(entry.field, entry.value) for word in question.words for entry in known.find(word)}
        entries = [entry for entry in known.entries if (entry.field, entry.value) not in said]
        return [*_choices(offers.remaining(noun, entries, Record(noun))), *when]


def _dated(question: Question) -> bool:
    return any(is_period(word, question.today) for word in question.words)


def _usual(question: Question, con: Connection, said: Record) -> set[str]:
    """The fields that need not be said: where the worker is today or usually, or where nobody has to be."""
    from naht.services import here

    worker, today = question.worker(con), question.today.isoformat()
    city = question.noun.name in _CITYWIDE and suggestions.has_citywide(con)
    now = _day(said) in ("", today) and here.of(con, worker, today)
    return {"district"} if city or now or suggestions.has_usual_place(con, worker) else set()


def _held(question: Question, con: Connection) -> Record:
    """The record to be changed; nothing where the id means none."""
    from naht.store.reading import rows
    from naht.store.reading.find import identify

    try:
        return rows.get(
            con, question.noun, identify(con, question.noun, question.line.words[0], worker=question.worker(con))
        )
    except (NahtError, IndexError):
        return Record(question.noun)


def _left(question: Question, con: Connection, held: Record) -> tuple[Record, list[Entry]]:
    """What the line says, and the words that it leaves: those that would change what the record holds, and hold."""
    noun, known = question.noun, read_vocabulary(con, question.noun)
    said = offers.read_line(question.words, question.line.options, noun, known, question.today)
    day = _day(said) or _day(held) or question.today.isoformat()
    entries = [entry for entry in offers.remaining(noun, known.entries, said) if held.get(entry.field) != entry.value]
    return said, _living(con, noun, entries, day, _district(con, said))


def _living(con: Connection, noun: Noun, entries: list[Entry], day: str, district: str) -> list[Entry]:
    """Without the words that do not hold on a day, or not in a district."""
    dead = set()
    for field in links(noun):
        gone = suggestions.not_valid(con, field, day) | (
            suggestions.not_in_district(con, field, district) if district else set()
        )
        dead |= {(field.name, field.prefix + value) for value in gone}
    return [entry for entry in entries if (entry.field, entry.value) not in dead]


def _district(con: Connection, said: Record) -> str:
    """The district typed, else that of the site typed."""
    site = said.text("site") if "site" in said else ""
    if "district" in said:
        return said.text("district")
    return suggestions.district_of(con, site) if site else ""


def _fitting(question: Question, con: Connection, said: Record, entries: list[Entry], needed: set[str]) -> list[Choice]:
    """Words; days and ids where something of them is typed, ids also where there is nothing else to say."""
    noun, typed = question.noun, question.typed
    people = [field for field in links(noun) if letter_of(field) and (field.many or field.name not in said)]
    if not typed:
        words = _choices(offers.first_offers(noun, entries, said, needed))
        return words or [choice for field in people for choice in ids_of(con, field, "", _idents(said, field))]
    when = days(question) if noun.day and noun.day not in said else []
    meant = [field for field in people if letter_of(field) == typed[0].lower()]
    return [
        *_choices(entries),
        *when,
        *(choice for field in meant for choice in ids_of(con, field, typed, _idents(said, field))),
    ]


def ids_of(con: Connection, field: Field, typed: str, given: list[str]) -> list[Choice]:
    """The ids a reference may hold, newest first, but those it has."""
    other = named(field.of)
    found = suggestions.latest_clients(con, typed) if other.name == "client" else suggestions.newest(con, other, typed)
    return plain(ident for ident in found if not any(ident.startswith(one) for one in given))


def _idents(said: Record, field: Field) -> list[str]:
    """The ids that a line says for a field, one or many."""
    return said.texts(field.name) if field.many else [text] if (text := said.text(field.name)) else []


def _day(said: Record) -> str:
    """The day that a line says; empty where it says none, or its noun has none."""
    return said.text(said.noun.day) if said.noun.day else ""


def _choices(entries: list[Entry]) -> list[Choice]:
    return [Choice(entry.value, entry.names) for entry in entries]
