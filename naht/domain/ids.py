"""Ids: the letter of the kind, a digit, nine Crockford base32 characters, all random: ``v7q4m2x9hbd``.

Never derived from a name or a birth date, never reused. Eleven characters are the whole id; tables show six.
"""

import os
import re

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 11
SHOWN = 6
STEP_DIGITS = 12
_SHAPE = re.compile(r"[a-z][0-9][0-9a-tv-z]{4,9}")  # the digit itself has to be one
_BEGINNING = re.compile(r"[a-z][0-9][0-9a-tv-z]{0,9}")


def new_id(letter: str) -> str:
    """A fresh random id (48 bits) of the kind ``letter``."""
    number = int.from_bytes(os.urandom(7), "big")
    digits = [str(number % 10)]
    number //= 10
    for _ in range(LENGTH - 2):
        digits.append(ALPHABET[number % 32])
        number //= 32
    return letter + "".join(digits)


def normalize(text: str) -> str:
    """An id or its beginning as it is stored: lower case, o read as 0, i and l as 1 (behind the letter)."""
    lowered = text.strip().lower()
    return lowered[:1] + lowered[1:].translate(str.maketrans("oil", "011"))


def looks_like_id(token: str) -> bool:
    """True for what has the form of an id of at least the six characters that tables show."""
    lowered = token.lower()
    return lowered.isascii() and _SHAPE.fullmatch(lowered) is not None


def may_begin_id(text: str) -> bool:
    """True for what has the form of an id or of the beginning of one: a letter, a digit, then what ids are made of."""
    return _BEGINNING.fullmatch(text.strip().lower()) is not None


def step_number(text: str) -> int | None:
    """The number of a step of the journal, as it is typed; None for a text that is none, or is too long to be one."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= STEP_DIGITS else None


def after(prefix: str) -> str:
    """The smallest text greater than every id that begins with ``prefix``: ``id >= prefix AND id < after``."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)
