"""Normalizes typed text before it is stored, and cleans text before a terminal or a spreadsheet gets it.

What comes in is NFC, with plain line breaks, without NUL, U+001F and surrogates, and not longer than its field allows.
What goes to a terminal or a spreadsheet passes :func:`clean`: no control, format, surrogate or private character
is left.
"""

import re
import unicodedata

from naht.domain.errors import BadText, NoSlug, TextTooLong
from naht.domain.message import Text

SHORT = 500
LONG = 20_000
UNSTORABLE = "\0\x1f"  # NUL hides what stands behind it; U+001F parts the values of a field (store.schema)

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_UNSAFE = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))


def fold(text: str) -> str:
    """The form in which typed words are compared: lower case, umlauts written out, other marks dropped."""
    if text.isascii():
        return text.lower()
    lowered = unicodedata.normalize("NFC", text).casefold().translate(_UMLAUTS)
    bare = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    return bare.casefold()


_WORD = r'(--[a-z-]+=)?(?:"([^"]+)"|„([^“”"]+)[“”"]|(\S+))'


def split(text: str) -> list[str]:
    """The words of a line; what stands in quotation marks is one, also behind ``--option=``."""
    return ["".join(groups) for groups in re.findall(_WORD, text)]


def visible(text: str) -> str:
    """The text without characters that nobody sees: what a phone leaves between two words."""
    return text if text.isascii() else "".join(c for c in text if unicodedata.category(c) != "Cf")


def slug(name: str) -> str:
    """A slug made of a name: ``Bürgertreff Weimar-Nord e.V.`` becomes ``buergertreff-weimar-nord-ev``.

    Raises NoSlug for a name without any letter that a slug may have.
    """
    letters = re.sub(r"[.'’]", "", fold(name))
    ident = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    if not ident:
        raise NoSlug(name=name)
    return ident


def normalize(text: str, field: Text, limit: int = SHORT) -> str:
    """The text as it is stored; a short one is one line. Raises BadText or TextTooLong (limit in characters)."""
    if len(text) > limit:
        raise TextTooLong(field=field, length=len(text), limit=limit)
    if any(c in UNSTORABLE or unicodedata.category(c) == "Cs" for c in text):
        raise BadText(field=field)
    stored = unicodedata.normalize("NFC", re.sub(r"\r\n?", "\n", text)).strip()
    return stored if limit > SHORT else " ".join(stored.split("\n"))


def clean(text: str, keep: str = "\n\t") -> str:
    """The text as a terminal may see it: unsafe characters become U+FFFD, those in ``keep`` stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        c if c in keep or unicodedata.category(c) not in _UNSAFE else "\N{REPLACEMENT CHARACTER}" for c in text
    )
