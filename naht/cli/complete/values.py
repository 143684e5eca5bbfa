"""Values of options and single words: what a field may hold, ids, files, and names of what is no field."""

from collections.abc import Iterable

from naht import resources
from naht.cli.complete.line_words import ids_of, narrowing
from naht.cli.complete.request import FILES, FOLDERS, Choice, Question, plain
from naht.cli.complete.when import day_of
from naht.domain.fields import Field, Noun
from naht.domain.kinds import LIST
from naht.domain.nouns import letter_of, names
from naht.domain.nouns import noun as named
from naht.domain.nouns.shared import DISTRICT, SITE, WORKERS
from naht.domain.settings import KEYS
from naht.store.file.sqlite import Connection
from naht.store.reading import suggestions
from naht.store.reading.vocabulary import read_vocabulary

_A_FEW = 3  # ids of each kind, where nothing is typed

# ---- of fields


def valid(question: Question) -> list[Choice]:
    """What a field may hold on the day of the line, without what is given already."""
    return _of_field(question, question.field, day_of(question))


def any(question: Question) -> list[Choice]:  # noqa: A001  it is named in declarations, as values.any
    """What a field may hold or has held: for looking back."""
    return _of_field(question, question.field, "")


def _of_field(question: Question, field: Field, day: str) -> list[Choice]:
    if field.kind is LIST:
        return lists(question)
    return _linked(question, field, day) if field.link else plain(field.kind.offers(field, question.lang))


def _linked(question: Question, field: Field, day: str) -> list[Choice]:
    """The words of a list, or the records of another noun: those that hold and are not given yet."""
    given = question.line.options.get(field.option, [])
    with question.file() as con:
        if field.of == "word":
            return plain(suggestions.slugs(con, named("word")))
        if letter_of(field):
            return ids_of(con, field, question.typed, given)
        return [choice for choice in _holding(con, field, day) if choice.value not in given]


def _holding(con: Connection, field: Field, day: str) -> list[Choice]:
    """The values of a field that hold on a day; without one also those that have ended, and those that only gather."""
    alone = named("visit").with_fields((field,))
    gone = suggestions.not_valid(con, field, day) if day else set()
    own = read_vocabulary(con, alone, groups=not day).of(field).entries
    return [Choice(entry.value, entry.names) for entry in own if entry.value not in gone]


def places(question: Question) -> list[Choice]:
    """Where one can be: sites and districts."""
    with question.file() as con:
        return [choice for field in (SITE, DISTRICT) for choice in _holding(con, field, question.today.isoformat())]


def workers(question: Question) -> list[Choice]:
    with question.file() as con:
        return _holding(con, WORKERS, question.today.isoformat())


# ---- ids


def ids(question: Question) -> list[Choice]:
    """The ids of the command's noun, newest first; of one that the office names itself all, in their order."""
    noun, typed = question.noun, question.typed
    with question.file() as con:
        return plain(suggestions.newest(con, noun, typed) if noun.letter else _chosen(con, noun, typed))


def _chosen(con: Connection, noun: Noun, typed: str) -> list[str]:
    """The ids that the office chose; of words (``topic:wohnen``) first the lists, for there are hundreds."""
    if noun.name == "word" and ":" not in typed:
        return [f"{name}:" for name in suggestions.lists(con)]
    return suggestions.slugs(con, noun)


def any_id(question: Question) -> list[Choice]:
    """Ids of any noun; those that the office chose where something of them is typed."""
    found: list[str] = []
    with question.file() as con:
        for noun in map(named, names()):
            if noun.letter:
                most = suggestions.NEWEST if question.typed else _A_FEW
                found += suggestions.newest(con, noun, question.typed, most)
            elif question.typed:
                found += _chosen(con, noun, question.typed)
    return plain(found)


def lists(question: Question) -> list[Choice]:
    with question.file() as con:
        return plain(suggestions.lists(con))


def steps(question: Question) -> list[Choice]:
    with question.file() as con:
        return plain(suggestions.steps(con))


# ---- settings


def keys(_question: Question) -> list[Choice]:
    return plain(KEYS)


def setting(question: Question) -> list[Choice]:
    """The values of a setting: what it names, or the few that there are."""
    named_by = KEYS.get(question.line.words[0])
    return _of_field(question, named_by, day_of(question)) if named_by else []


# ---- names of columns, figures and breakdowns, of which several stand together


def _next(question: Question, choices: Iterable[Choice]) -> list[Choice]:
    """The values parted by commas that may follow those that are there."""
    before, comma, _ = question.typed.rpartition(",")
    there = before.split(",")
    return [
        Choice(f"{before}{comma}{value}", tuple(f"{before}{comma}{name}" for name in names))
        for value, names in choices if value not in there
    ]  # fmt: skip


def columns(question: Question) -> list[Choice]:
    """The columns of a list."""
    return _next(question, plain(("id", *(field.name for field in question.noun.fields))))


def clearable(question: Question) -> list[Choice]:
    """The fields that ``--unset`` may empty."""
    given = question.line.options.get("unset", ())
    known = [field.option for field in question.noun.fields if field.given and not field.required]
    return plain(option for option in known if option not in given)


def figures(question: Question) -> list[Choice]:
    """The figures, but those that are there, also by their labels; where a word is begun, those of the filter too."""
    from naht.metrics.names import labels  # TOML, which only this needs

    known = [Choice(name, called) for name, called in labels("metric").items() if name not in question.words]
    return [*known, *narrowing(question)] if question.typed else known


def breakdowns(question: Question) -> list[Choice]:
    """The breakdowns that all the figures on the line know."""
    from naht.metrics.names import dimensions, labels, metrics

    known = metrics()
    bases = {base for word in question.words for base in known.get(word, ())}
    there = [name for text in question.line.options.get("by", ()) for name in text.split(",")]
    called = labels("dimension")
    possible = (name for name, axes in dimensions().items() if bases <= axes and name not in there)
    return _next(question, (Choice(name, called[name]) for name in possible))


# ---- files, and what naht brings along


def files(_question: Question) -> list[Choice]:
    return plain((FILES,))


def folders(_question: Question) -> list[Choice]:
    return plain((FOLDERS,))


def templates(_question: Question) -> list[Choice]:
    return plain((*resources.stems(resources.data("reports"), "toml"), FILES))


def profiles(_question: Question) -> list[Choice]:
    return plain((*sorted(path.name for path in resources.data("profiles").iterdir() if path.is_dir()), FOLDERS))


def pages(question: Question) -> list[Choice]:
    """The pages by their name in this language; what is typed of the other name finds them too."""
    names = zip(resources.help_pages(question.context.lang), resources.PAGES, strict=True)
    return [Choice(name, both) for name, both in names]


def parts(_question: Question) -> list[Choice]:
    from naht.cli.contract import PARTS  # what spec prints is not needed for anything else

    return plain(PARTS)


def shells(_question: Question) -> list[Choice]:
    from naht.cli.complete.shells import SHELLS

    return plain(SHELLS)


def backups(question: Question) -> list[Choice]:
    """The backups beside the file, the latest first; any other file where a path is begun."""
    from naht.store.copies.backup import home  # what makes them is not needed for anything else
    from naht.store.copies.rotation import listed

    path = question.context.path
    return plain((*map(str, reversed(listed(path, home(path)))), FILES))
