"""Completes the words of a line: what it still needs comes first, what it has already is not offered again.

Ids are offered whole, though six characters would do: the line stays in the shell's history and is put into scripts,
where six may one day fit two records. The first six are those that tables show.
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
        record, entries = _open_words(question, con, Record(question.noun))
        needed = set() if question.typed else offers.missing(question.noun, record, _usual(question, con, record))
        return _choose(question, con, record, entries, needed)


def replacing(question: Question) -> list[Choice]:
    """The words of ``edit``, without those that the record has already."""
    with question.file() as con:
        record, entries = _open_words(question, con, _old_record(question, con))
        return _choose(question, con, record, entries, set())


def repeating(question: Question) -> list[Choice]:
    """The words of ``again``: first an id, of a record or a client, then words that differ. None is needed."""
    with question.file() as con:
        record, entries = _open_words(question, con, Record(question.noun))
        models = suggestions.newest(con, question.noun, question.typed) if question.typed and not question.words else []
        return [*_choose(question, con, record, entries, set()), *plain(models)]


def narrowing(question: Question) -> list[Choice]:
    """The period, then the words of a filter. Several of one field are alternatives, so none excludes another.

    Words that have ended are offered too: old records have them.
    """
    from naht.cli.questions import TERM, filter_noun

    noun = filter_noun(question.noun)
    with question.file() as con:
        vocabulary = read_vocabulary(con, noun, groups=True)
        present = {(entry.field, entry.value) for word in question.words for entry in vocabulary.find(word)}
        granted = any(field == TERM.name for field, _ in present)
        period_choices = [] if granted or not noun.day or _has_period(question) else periods(question)
        if period_choices and not question.typed:
            return period_choices
        entries = [entry for entry in vocabulary.entries if (entry.field, entry.value) not in present]
        words = [entry for entry in entries if entry.field != TERM.name]  # the grants stand among the periods
        return [*_choices(offers.remaining(noun, words, Record(noun))), *period_choices]


def _has_period(question: Question) -> bool:
    """True where an option or a word of the line is a period."""
    return bool(question.line.options.keys() & {"period", "from", "to"}) or any(
        is_period(word, question.today) for word in question.words
    )


def _usual(question: Question, con: Connection, record: Record) -> set[str]:
    """The fields that have a default: the district, of the worker's place (today's or usual), or city-wide."""
    from naht.services import here

    worker, today = question.worker(con), question.today.isoformat()
    city = question.noun.name in _CITYWIDE and suggestions.has_citywide(con)
    now = _day(record) in ("", today) and here.of(con, worker, today)
    return {"district"} if city or now or suggestions.has_usual_place(con, worker) else set()


def _old_record(question: Question, con: Connection) -> Record:
    """The record to be changed; an empty one where there is no such id."""
    from naht.store.reading import rows
    from naht.store.reading.find import identify

    try:
        return rows.get(
            con, question.noun, identify(con, question.noun, question.line.words[0], worker=question.worker(con))
        )
    except (NahtError, IndexError):
        return Record(question.noun)


def _open_words(question: Question, con: Connection, old: Record) -> tuple[Record, list[Entry]]:
    """The record that the line describes, and the words that can still be added: valid, and not in ``old``."""
    noun, vocabulary = question.noun, read_vocabulary(con, question.noun)
    record = offers.read_line(question.words, question.line.options, noun, vocabulary, question.today)
    day = _day(record) or _day(old) or question.today.isoformat()
    entries = [
        entry for entry in offers.remaining(noun, vocabulary.entries, record) if old.get(entry.field) != entry.value
    ]
    return record, _valid_entries(con, noun, entries, day, _district(con, record))


def _valid_entries(con: Connection, noun: Noun, entries: list[Entry], day: str, district: str) -> list[Entry]:
    """The entries without those that are not valid on a day, or belong to another district."""
    excluded = set()
    for field in links(noun):
        slugs = suggestions.not_valid(con, field, day) | (
            suggestions.not_in_district(con, field, district) if district else set()
        )
        excluded |= {(field.name, field.prefix + value) for value in slugs}
    return [entry for entry in entries if (entry.field, entry.value) not in excluded]


def _district(con: Connection, record: Record) -> str:
    """The district typed, else that of the site typed."""
    site = record.text("site") if "site" in record else ""
    if "district" in record:
        return record.text("district")
    return suggestions.district_of(con, site) if site else ""


def _choose(
    question: Question, con: Connection, record: Record, entries: list[Entry], needed: set[str]
) -> list[Choice]:
    """The choices: words; days and ids where their beginning is typed; ids also where no word is left."""
    noun, typed = question.noun, question.typed
    references = [field for field in links(noun) if letter_of(field) and (field.many or field.name not in record)]
    if not typed:
        words = _choices(offers.first_offers(noun, entries, record, needed))
        return words or [choice for field in references for choice in ids_of(con, field, "", _idents(record, field))]
    day_choices = days(question) if noun.day and noun.day not in record else []
    of_letter = [field for field in references if letter_of(field) == typed[0].lower()]
    return [
        *_choices(entries),
        *day_choices,
        *(choice for field in of_letter for choice in ids_of(con, field, typed, _idents(record, field))),
    ]


def ids_of(con: Connection, field: Field, typed: str, present: list[str]) -> list[Choice]:
    """The ids that a reference can have, newest first, without those ``present`` on the line."""
    other = named(field.of)
    idents = suggestions.latest_clients(con, typed) if other.name == "client" else suggestions.newest(con, other, typed)
    return plain(ident for ident in idents if not any(ident.startswith(one) for one in present))


def _idents(record: Record, field: Field) -> list[str]:
    """The ids of a field of the line, one or many."""
    return record.texts(field.name) if field.many else [text] if (text := record.text(field.name)) else []


def _day(record: Record) -> str:
    """The day of the line; empty without one, or where its noun has none."""
    return record.text(record.noun.day) if record.noun.day else ""


def _choices(entries: list[Entry]) -> list[Choice]:
    return [Choice(entry.value, entry.names) for entry in entries]
