"""Kinds that are written as text: free text, days, times, yes or no, attributes."""

import re
from contextlib import suppress
from datetime import date

from naht.domain import days
from naht.domain.errors import BareTime
from naht.domain.kinds.kind import YES_NO, Kind, Slot, Value, register
from naht.domain.message import Joined, Label, message
from naht.domain.message import Text as Phrase
from naht.domain.text import LONG, SHORT, normalize

_TIME = r"([01]?[0-9]|2[0-3])([:.])([0-5][0-9])(?: ?uhr)?"
_DAWN = "06:00"  # a bare time is not earlier: 1:30 is rather meant as a duration


class Text(Kind):
    """One line of free text, at most ``limit`` characters."""

    name = "text"
    limit = SHORT

    def read(self, _slot: Slot, text: str, _today: date) -> Value:
        return text

    def normalize(self, slot: Slot, text: str) -> str:
        """The text as it is stored. Raises BadText or TextTooLong."""
        return normalize(text, f"--{slot.option}", self.limit)


TEXT = register(Text())


class Note(Text):
    """Free text of several lines, read from stdin or an editor."""

    name = "note"
    limit = LONG
    metavar = Label("-|edit|TEXT", "-|edit|TEXT")

    def offers(self, _slot: Slot, _lang: str) -> tuple[str, ...]:
        return ("-", "edit")


NOTE = register(Note())


class ListName(Text):
    """The name of a code list: a text of which there are few, so that words can be listed by it."""

    narrows = counted = True


LIST = ListName()


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
        return not slot.ahead and isinstance(value, str) and value > today.isoformat()

    def offers(self, slot: Slot, lang: str) -> tuple[str, ...]:
        return days.words(lang, ahead=slot.ahead)

    def show(self, value: object, lang: str) -> str:
        return days.show_day(str(value), lang, weekday=True)


DAY = register(Day())


class Time(Kind):
    """A time of day, ``14:30``; as a bare word with its colon, and not before six."""

    name = "time"
    metavar = Label("HH:MM", "HH:MM")
    expected, example = message("a time"), "14:30"
    looks = Label("14:30", "14:30")
    reserves = message("a time")
    closed = True

    def parse(self, text: str) -> Value:
        parts = re.fullmatch(_TIME, text, re.IGNORECASE)
        return f"{int(parts[1]):02}:{parts[3]}" if parts else None

    def bare(self, _slot: Slot, token: str, _today: date) -> Value:
        if not self.has_form(token):
            return None
        time = str(self.parse(token))
        if "00:00" < time < _DAWN and token[-1].isdigit():
            raise BareTime(token, time)
        return time

    def has_form(self, word: str) -> bool:
        return ":" in word and self.parse(word) is not None

    def fits(self, _slot: Slot, value: object) -> bool:
        return isinstance(value, str) and self.parse(value) == value


TIME = register(Time())


class Flag(Kind):
    """Yes or no."""

    name = "flag"
    metavar = Label("ja|nein", "yes|no")
    expected, example = message("yes or no"), "ja"
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

    def to_column(self, value: Value) -> object:
        return None if value is None else int(bool(value))

    def from_column(self, value: str | int | None) -> Value:
        return bool(value)


FLAG = register(Flag())


class Switch(Flag):
    """An option without a value: to name it is to say yes."""

    valued = False


SWITCH = Switch()


class Map(Kind):
    """Attributes: keys with a text each, ``setting=E reach=A``; JSON in the file."""

    name = "map"
    metavar = Label("K=V", "K=V")
    expected, example = message("a list of attributes, each once"), "setting=E"
    looks = Label("JSON", "JSON")
    plain = False

    def parse(self, text: str) -> Value:
        return attributes(text)

    def from_toml(self, _slot: Slot, value: object) -> Value:
        return value if isinstance(value, dict) else None

    def to_column(self, value: Value) -> object:
        import json

        return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)

    def from_column(self, value: str | int | None) -> Value:
        import json

        attributes: dict[str, str] = json.loads(str(value)) if value is not None else {}
        return attributes


MAP = register(Map())


def attributes(text: str) -> dict[str, str] | None:
    """The attributes of ``setting=E reach=A``; None for anything else, and where a key comes twice."""
    parts = [part.partition("=") for part in text.split()]
    read = {key: value for key, _, value in parts}
    return read if len(read) == len(parts) and all(key and value for key, value in read.items()) else None
