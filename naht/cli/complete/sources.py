"""What can stand where: one table for the words of each command, one for the values of options.

A field's option takes what its kind says. An option that is missing here takes no value.
"""

from collections.abc import Callable
from typing import NamedTuple

from naht.cli import office
from naht.cli.complete.asked import Asked
from naht.cli.complete.choice import FILES, FOLDERS, Choice, plain
from naht.cli.complete.folders import backups, pages, profiles, templates
from naht.cli.complete.ids import ids, lists, logged, shown, steps
from naht.cli.complete.line import Place
from naht.cli.complete.lists import breakdowns, clearable, fields, figures, parted
from naht.cli.complete.values import fixed, linked, places, setting, states, workers
from naht.cli.complete.when import days, days_ahead, periods
from naht.cli.complete.words import narrowing, recording, repeating, replacing
from naht.domain.fields import Field, Noun
from naht.domain.nouns import noun as named
from naht.output.style import FORMATS

Source = Callable[[Asked], list[Choice]]


class Takes(NamedTuple):
    """The words of a command: some one after the other, then any number of ``more``."""

    each: tuple[Source, ...] = ()
    more: Source | None = None

    def at(self, place: int) -> Source | None:
        return self.each[place] if place < len(self.each) else self.more


def takes(place: Place) -> Takes:
    """What the words of a command are; a noun without random ids is called by its name first."""
    if place.module == "add" and place.noun and not named(place.noun).letter:
        return Takes((_nothing,), recording)
    return _WORDS.get(place.module, Takes())


def value_of(option: str, noun: Noun | None) -> Source | None:
    """What stands behind an option; nothing for one that takes no value."""
    if option in _OPTIONS:
        return _OPTIONS[option]
    field = _field(option, noun)
    if field is None or not field.kind.valued:
        return None
    return lambda asked: linked(asked, field) if field.link else fixed(asked, field)


def valued(option: str, noun: Noun | None) -> bool:
    return value_of(option, noun) is not None


def _field(option: str, noun: Noun | None) -> Field | None:
    known = (*noun.fields, *noun.asked) if noun else ()
    return next((field for field in known if field.option == option), None)


def _nothing(_asked: Asked) -> list[Choice]:
    return []


def _one_of(*values: str) -> Source:
    return lambda _asked: plain(values)


_SPEC = (
    "naht", "schema", "options", "commands", "nouns", "lists", "metrics", "dimensions", "columns", "formats",
    "exit_codes", "environment",
)  # fmt: skip
_WORDS = {
    "add": Takes(more=recording),
    "again": Takes(more=repeating),
    "edit": Takes((ids,), replacing),
    "show": Takes((shown,)),
    "remove": Takes((ids,)),
    "list": Takes(more=narrowing),
    "step": Takes((ids, states, days)),
    "report": Takes(more=narrowing),
    "count": Takes(more=figures),
    "log": Takes((logged,)),
    "here": Takes((places,)),
    "undo": Takes((steps,)),
    "backup": Takes((_one_of("list", "verify", FOLDERS),)),
    "restore": Takes((backups,)),
    "config": Takes((_one_of(*office.KEYS), setting)),
    "help": Takes((pages,)),
    "spec": Takes((_one_of(*_SPEC),)),
    "completion": Takes((_one_of("bash", "zsh", "fish"),)),
}

_OPTIONS: dict[str, Source] = {
    "db": _one_of(FILES),
    "lang": _one_of("de", "en"),
    "as": workers,
    "today": days,
    "color": _one_of("auto", "always", "never"),
    "format": _one_of(*FORMATS),
    "fields": parted(fields),
    "unset": clearable,
    "period": periods,
    "from": days,
    "to": days,
    "since": days,
    "ends": days_ahead,
    "list": lists,
    "by": parted(breakdowns),
    "template": templates,
    "profile": profiles,
    "in": _one_of(FOLDERS),
    "id": _nothing,
    "last": _nothing,
    "years": _nothing,
    "visits": _nothing,
    "seed": _nothing,
    "param": _nothing,
    "text": _nothing,
    "timeout": _nothing,
}
