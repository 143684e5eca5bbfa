"""Single values: what an option's text means, and how a value is written again."""

import re
from datetime import date
from typing import Any

from naht.domain import days
from naht.domain.errors import BadValue
from naht.domain.fields import Field
from naht.domain.message import message

_WHOLE = re.compile(r"[1-9][0-9]{0,4}")
_MINUTES = re.compile(r"(\d{1,3})m(?:in)?|(\d{1,2})h(?:([0-5]?\d)(?:m(?:in)?)?)?", re.IGNORECASE)
_TIME = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")
_YEAR = re.compile(r"(19|20)\d\d")
_PEOPLE = re.compile(r"[1-9]\d{0,3}p", re.IGNORECASE)
_MORE = re.compile(r"\+[1-9]\d?")

_WANTED = {
    "minutes": (message("a duration"), "20m"),
    "time": (message("a time"), "14:30"),
    "year": (message("a year"), "1984"),
    "count": (message("a number"), "12"),
    "flag": (message("yes or no"), "ja"),
    "map": (message("attributes"), "setting=E"),
}
_YES = {"ja": True, "yes": True, "true": True, "1": True, "nein": False, "no": False, "false": False, "0": False}


def minutes(text: str) -> int | None:
    """Whole minutes of ``20m``, ``1h``, ``1h15``; None for anything else, also for none at all."""
    if (found := _MINUTES.fullmatch(text)) is None:
        return None
    return (int(found[1]) if found[1] else int(found[2]) * 60 + int(found[3] or 0)) or None


def count_shape(token: str) -> str:
    """``p`` for 12p, ``+`` for +3, else nothing."""
    return "p" if _PEOPLE.fullmatch(token) else "+" if _MORE.fullmatch(token) else ""


def is_year(token: str) -> bool:
    return _YEAR.fullmatch(token) is not None


def looks_like_amount(token: str) -> bool:
    return minutes(token) is not None or bool(count_shape(token)) or is_year(token)


def parse(field: Field, text: str, today: date) -> Any:
    """The value that an option's text has for a field (words and references stay as typed). Raises a usage error."""
    if field.kind == "day":
        return days.parse_day(text, today, ahead=field.ahead, steps=True)
    if field.kind == "code" and text not in field.of.split():
        choice = " / ".join(field.of.split())
        raise BadValue(option=field.option, text=text, wanted=choice, example=field.of[:1])
    if field.kind in _WANTED:
        value = _plain(field.kind, text.strip())
        if value is None:
            wanted, example = _WANTED[field.kind]
            raise BadValue(option=field.option, text=text, wanted=wanted, example=example)
        return value
    return text


def _plain(kind: str, text: str) -> Any:
    if kind == "minutes":
        return _whole(text) or minutes(text)
    if kind == "time":
        found = _TIME.fullmatch(text)
        return f"{int(found[1]):02}:{found[2]}" if found else None
    if kind == "year":
        return int(text) if is_year(text) else None
    if kind == "flag":
        return _YES.get(text.lower())
    if kind == "map":
        return attributes(text)
    return _whole(text.strip("pP+") if count_shape(text) else text)


def _whole(text: str) -> int | None:
    """A number from 1 to 99999."""
    return int(text) if _WHOLE.fullmatch(text) else None


def attributes(text: str) -> dict[str, str] | None:
    """The attributes of ``setting=E reach=A``; None for anything else."""
    parts = [part.partition("=") for part in text.split()]
    return {key: value for key, _, value in parts} if all(key and value for key, _, value in parts) else None


def past(field: Field, value: Any, today: date) -> bool:
    """False for a day that lies ahead although its field looks back."""
    return field.kind != "day" or field.ahead or value is None or value <= today.isoformat()
