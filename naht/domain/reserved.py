"""Refuses new words that have the form of something else, or mean something already.

Asked when a word, a name or a short word is added, so that reading a line needs no guess.
"""

import re

from naht.domain import days, ids, kinds
from naht.domain.message import Text, message
from naht.domain.refusals import ReservedWord
from naht.domain.text import fold
from naht.domain.words import LAST, REPEAT, Entry, Vocabulary


def clashes(vocabulary: Vocabulary) -> dict[str, list[Entry]]:
    """The keys that mean more than one thing; empty for a vocabulary as it has to be."""
    return {key: entries for key, entries in vocabulary.exact.items() if len({(e.field, e.value) for e in entries}) > 1}


def refuse_reserved(word: str) -> None:
    """Raises ReservedWord for a slug or short word that has the form of something else."""
    if looks := _meaning_of_form(fold(word)):
        raise ReservedWord(word=word, looks=looks)


def refuse_time(name: str) -> None:
    """Raises ReservedWord for a name or label that is a word for a day or a period: typed, it would mean that."""
    folded = fold(name)
    if days.is_day_word(folded) or days.is_period_word(folded):
        raise ReservedWord(word=name, looks=message("a day") if days.is_day_word(folded) else message("a period"))


def _meaning_of_form(folded: str) -> Text | None:
    """What a word would be taken for by its form; None for one that is free."""
    if looks := next((kind.reserves for kind in kinds.every() if kind.has_form(folded)), None):
        return looks
    if days.is_period_word(folded):
        return message("a period")
    if ids.looks_like_id(folded):
        return message("an id")
    if REPEAT.fullmatch(folded) or folded.isdigit():
        return message("an amount")
    if folded in LAST or folded[:1] in "-+@" or not re.fullmatch(r"[a-z0-9][a-z0-9.-]*\+?", folded):
        return message("something with a meaning of its own")
    return None
