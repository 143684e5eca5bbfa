"""Kinds that are written as text: free text, days, codes, yes or no, attributes; and the links, slugs and ids."""

import re
from contextlib import suppress
from datetime import date

from naht.domain import days
from naht.domain.errors import BadValue
from naht.domain.ids import SHOWN
from naht.domain.kinds.kind import YES_NO, Kind, Slot, Value
from naht.domain.message import Joined, Label, message
from naht.domain.message import Text as Phrase
from naht.domain.text import LONG, SHORT, checked

_TIME = r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])"


class Text(Kind):
    """One line of free text, at most ``limit`` characters."""

    name = "text"
    limit = SHORT

    def read(self, _slot: Slot, text: str, _today: date) -> Value:
        return text

    def checked(self, slot: Slot, text: str) -> str:
        """The text as it is stored. Raises BadText or TextTooLong."""
        return checked(text, f"--{slot.option}", self.limit)


class Note(Text):
    """Free text of several lines, read from stdin or an editor."""

    name = "note"
    limit = LONG
    metavar = Label("-|edit|TEXT", "-|edit|TEXT")

    def offers(self, _slot: Slot, _lang: str) -> tuple[str, ...]:
        return ("-", "edit")


class ListName(Text):
    """The name of a code list: a text of which there are few, so that words can be listed by it."""

    narrows = counted = True


class Day(Kind):
    """A day of the calendar, as ISO text; bare in any form that a day has on a line."""

    name = "day"
    metavar = Label("TAG", "DAY")
    looks = Label("2026-03-12", "2026-03-12")
    reserves = message("a day")
    whole = True

    def read(self, slot: Slot, text: str, today: date) -> Value:
        return days.parse_day(text, today, ahead=slot.ahead, steps=True)

    def bare(self, slot: Slot, token: str, today: date) -> Value:
        return days.parse_day(token, today, ahead=slot.ahead) if days.looks_like_day(token) else None

    def has_form(self, word: str) -> bool:
        return days.looks_like_day(word)

    def from_toml(self, _slot: Slot, value: object) -> Value:
        if type(value) in (date, str):
            with suppress(ValueError):
                day = date.fromisoformat(str(value)).isoformat()
                return day if days.FIRST <= day <= days.LAST else None
        return None

    def lies_ahead(self, slot: Slot, value: Value, today: date) -> bool:
        """True for a day after today although its field looks back."""
        return not slot.ahead and isinstance(value, str) and value > today.isoformat()

    def offers(self, slot: Slot, lang: str) -> tuple[str, ...]:
        return days.words(lang, ahead=slot.ahead)

    def show(self, value: object, lang: str) -> str:
        return days.show_day(str(value), lang, weekday=True)


class Time(Kind):
    """A time of day, ``14:30``."""

    name = "time"
    metavar = Label("HH:MM", "HH:MM")
    wanted, example = message("a time"), "14:30"
    looks = Label("14:30", "14:30")
    closed = True

    def parse(self, text: str) -> Value:
        parts = re.fullmatch(_TIME, text)
        return f"{int(parts[1]):02}:{parts[2]}" if parts else None

    def fits(self, _slot: Slot, value: object) -> bool:
        return isinstance(value, str) and self.parse(value) == value


class Flag(Kind):
    """Yes or no."""

    name = "flag"
    metavar = Label("ja|nein", "yes|no")
    wanted, example = message("yes or no"), "ja"
    looks = Label("1 ja, 0 nein", "1 yes, 0 no")
    narrows = closed = True
    plain = False
    _WORDS = {word: value for value, words in YES_NO.items() for word in words} | {
        "true": True, "1": True, "false": False, "0": False,
    }  # fmt: skip

    def parse(self, text: str) -> Value:
        return self._WORDS.get(text.lower())

    def from_toml(self, _slot: Slot, value: object) -> Value:
        return value if isinstance(value, bool) else None

    def fits(self, _slot: Slot, value: object) -> bool:
        return value in (0, 1)

    def offers(self, _slot: Slot, lang: str) -> tuple[str, ...]:
        return tuple(words[lang != "de"] for words in YES_NO.values())

    def phrase(self, label: Phrase, shown: Phrase) -> Phrase:
        return Joined((label, shown), " ")

    def stored(self, value: Value) -> object:
        return None if value is None else int(bool(value))

    def loaded(self, value: str | int | None) -> Value:
        return bool(value)


class Switch(Flag):
    """An option without a value: to name it is to say yes."""

    valued = False


class Code(Kind):
    """One of the few values that its field names in ``of``; without any, a text that naht itself writes."""

    name = "code"
    metavar = Label("X", "X")
    looks = Label("2026-03-12T14:30:00Z", "2026-03-12T14:30:00Z")
    closed = True

    def read(self, slot: Slot, text: str, _today: date) -> Value:
        if text not in slot.of.split():
            raise self.refused(slot, text)
        return text

    def refused(self, slot: Slot, text: str) -> BadValue:
        choice = " / ".join(slot.of.split())
        return BadValue(option=slot.option, text=text, wanted=choice, example=next(iter(slot.of.split()), ""))

    def from_toml(self, slot: Slot, value: object) -> Value:
        return value if isinstance(value, str) and self.fits(slot, value) else None

    def fits(self, slot: Slot, value: object) -> bool:
        return not slot.of or value in slot.of.split()

    def offers(self, slot: Slot, _lang: str) -> tuple[str, ...]:
        return tuple(slot.of.split())

    def described(self, slot: Slot, lang: str) -> str:
        from naht.domain.nouns.shared import CODES

        said = ((code, CODES.get((slot.name, code))) for code in slot.of.split())
        return ", ".join(f"{code} ({both[lang != 'de']})" if both else code for code, both in said) or self.looks[0]


class Map(Kind):
    """Attributes: keys with a text each, ``setting=E reach=A``; JSON in the file."""

    name = "map"
    metavar = Label("K=V", "K=V")
    wanted, example = message("attributes"), "setting=E"
    looks = Label("JSON", "JSON")
    plain = False

    def parse(self, text: str) -> Value:
        return attributes(text)

    def from_toml(self, _slot: Slot, value: object) -> Value:
        return value if isinstance(value, dict) else None

    def stored(self, value: Value) -> object:
        import json

        return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)

    def loaded(self, value: str | int | None) -> Value:
        import json

        read: dict[str, str] = json.loads(str(value)) if value is not None else {}
        return read


def attributes(text: str) -> dict[str, str] | None:
    """The attributes of ``setting=E reach=A``; None for anything else."""
    parts = [part.partition("=") for part in text.split()]
    return {key: value for key, _, value in parts} if all(key and value for key, _, value in parts) else None


class Id(Kind):
    """A random id in a column: people see its first characters."""

    name = "id"
    whole = True

    def show(self, value: object, _lang: str) -> str:
        return str(value)[:SHOWN]


# ---- links: what names a row of another table


class Link(Kind):
    """A value that names a row of another table."""

    column = "id"  # of the row it points at, as the outside sees it
    narrows = counted = True

    def read(self, _slot: Slot, text: str, _today: date) -> Value:
        return text

    def noun(self, slot: Slot) -> str:
        """The noun it points at."""
        return slot.of

    def ident(self, _slot: Slot, value: str) -> str:
        """The whole id of the row that a value names."""
        return value


class Word(Link):
    """A word of the list that its field names in ``of``, by its slug."""

    name = "word"
    metavar = Label("WORT", "WORD")
    column = "slug"

    def noun(self, _slot: Slot) -> str:
        return "word"

    def ident(self, slot: Slot, value: str) -> str:
        return f"{slot.of}:{value}"

    def described(self, slot: Slot, _lang: str) -> str:
        return f"words, list = '{slot.of}'"


class Ref(Link):
    """A record of the noun that its field names in ``of``, by its id."""

    name = "ref"
    metavar = Label("ID", "ID")

    def described(self, slot: Slot, _lang: str) -> str:
        from naht.domain.nouns import noun

        return f"{noun(slot.of).view}.id"
