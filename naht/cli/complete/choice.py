"""Which of the values that there are fit what is typed."""

from collections.abc import Iterable
from typing import NamedTuple

from naht.domain.text import fold

FILES, FOLDERS = ":files", ":folders"
"""What only the shell can complete; as the last value, where no other fits."""


class Choice(NamedTuple):
    """A value, and what else it is called: its label, its short word."""

    value: str
    names: tuple[str, ...] = ()


def plain(values: Iterable[str]) -> list[Choice]:
    return [Choice(value) for value in values]


def matching(typed: str, choices: list[Choice]) -> list[str]:
    """The values that begin as typed (``schö`` is ``schoe``), else the only one that is called so (``Bürgergeld``).

    What stands below another value (``wohnen.suche``) comes when that is typed in full, as words are read.
    """
    if choices and choices[-1].value in (FILES, FOLDERS):
        return matching(typed, choices[:-1]) or [choices[-1].value]
    folded = fold(typed)
    found = [choice.value for choice in choices if fold(choice.value).startswith(folded)]
    if found or not folded:
        return [value for value in dict.fromkeys(found) if not _below(value, set(found) - {folded})]
    called = {choice.value for choice in choices if any(fold(name).startswith(folded) for name in choice.names)}
    return list(called) if len(called) == 1 else []


def _below(value: str, others: set[str]) -> bool:
    return any(value[:place] in others for place, letter in enumerate(value) if letter == ".")
