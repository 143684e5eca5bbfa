"""Imports the nouns, one file each, when they are needed: start-up stays short."""

from importlib import import_module

from naht.domain.fields import Field, Noun
from naht.domain.kinds import REF

NAMES = (
    "visit", "client", "referral", "contact", "work", "partner",
    "district", "site", "offer", "funding", "term", "worker", "post", "word",
)  # fmt: skip
_nouns: dict[str, Noun] = {}


def noun(name: str) -> Noun:
    """The field table called ``name``. Raises KeyError for a noun that does not exist."""
    if name not in _nouns:
        if name not in NAMES:
            raise KeyError(name)
        _nouns[name] = import_module(f"{__name__}.{name}").NOUN
    return _nouns[name]


def register(new: Noun) -> None:
    """Add a noun that lives outside this package."""
    _nouns[new.name] = new


def names() -> tuple[str, ...]:
    return (*NAMES, *(name for name in _nouns if name not in NAMES))


def every() -> tuple[Noun, ...]:
    """All nouns. They are all imported: an everyday command asks for the ones it needs."""
    return tuple(noun(name) for name in names())


def base(name: str) -> Noun:
    """What figures are counted over: the records of a noun, or working time, which no noun keeps."""
    return _working_time() if name == "time" else noun(name)


def bases() -> tuple[Noun, ...]:
    """All that figures are counted over."""
    return (*(one for one in every() if one.figures), _working_time())


def _working_time() -> Noun:
    made: Noun = import_module(f"{__name__}.time").NOUN
    return made


def target(field: Field) -> Noun:
    """The noun whose records the values of a linking field name."""
    return noun(field.link.noun(field) if field.link else field.of)


def owner(table: str) -> Noun | None:
    """The noun whose records live in a table, or have values there; None for a table of another kind."""
    begin = table.partition("_")[0]  # of most tables their noun's name: then the others need not be imported
    if begin in names() and table in noun(begin).tables:
        return noun(begin)
    return next((one for one in every() if table in one.tables), None)


def traits(whose: Noun) -> list[Field]:
    """The fields of a client that narrow records which name clients, on the record's day; none for other nouns.

    What such a record says itself of somebody without a code narrows it too, and is typed as the record's own word.
    """
    if whose.name == "client" or not any(field.of == "client" for field in whose.fields):
        return []
    clients = [field._replace(bare=False) for field in noun("client").fields if field.link and field.narrows]
    dated = {field.name for field in clients if field.dated}
    own = [field._replace(dated=field.name in dated) for field in whose.fields if field.link and not field.narrows]
    return [*own, *(field for field in clients if field.name not in [one.name for one in own])]


def letter_of(field: Field) -> str:
    """The letter of the random ids that a field refers to; empty for words, and for what the office names itself."""
    return noun(field.of).letter if field.kind is REF else ""


def by_letter(letter: str) -> Noun | None:
    """The noun whose random ids begin with ``letter``."""
    return next((noun(name) for name in names() if noun(name).letter == letter), None)
