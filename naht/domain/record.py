"""A record: one row of a noun as the outside sees it, field name to value.

It is bound to its noun. A key that is none of its fields is a mistake in the program and fails at once, wherever it
stands: read, written, or merged from another mapping.
"""

from collections.abc import Iterable, Iterator, Mapping, MutableMapping

from naht.domain.fields import Noun
from naht.domain.kinds import Value

Values = Mapping[str, Value]
"""Values by field names, on their way into a record."""
Draft = dict[str, Value]
"""The same, being put together."""
_NOTHING: Values = {}


class NoField(LookupError):
    """The program asked a record for what its noun has not: a bug, no sentence for people."""


class Record(MutableMapping[str, Value]):
    """Values by the names of the noun's fields, and ``id``. What it does not say is a KeyError, as in any dict."""

    __slots__ = ("_values", "noun")

    def __init__(self, noun: Noun, values: Values = _NOTHING) -> None:
        self.noun = noun
        self._values = dict(values)
        if not self._values.keys() <= noun.keys:
            raise NoField(f"{noun.name}: {', '.join(self._values.keys() - noun.keys)}")

    def __getitem__(self, key: str) -> Value:
        try:
            return self._values[key]
        except KeyError:
            if key not in self.noun.keys:
                raise NoField(f"{self.noun.name}: {key}") from None
            raise

    def __setitem__(self, key: str, value: Value) -> None:
        if key not in self.noun.keys:
            raise NoField(f"{self.noun.name}: {key}")
        self._values[key] = value

    def __delitem__(self, key: str) -> None:
        del self._values[key]

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __or__(self, other: Values) -> "Record":
        """The record with the values of another mapping, which win."""
        return Record(self.noun, {**self._values, **other})

    def __ror__(self, other: Values) -> "Record":
        return Record(self.noun, {**other, **self._values})

    def __repr__(self) -> str:
        return f"<{self.noun.name} {self._values}>"

    def row(self, names: Iterable[str]) -> tuple[Value, ...]:
        """The values of some fields, all of which it says."""
        return tuple(map(self._values.__getitem__, names))

    # ---- by type; a value of another one is a mistake in the program

    def text(self, name: str) -> str:
        """The text of a field (a day, a slug, an id); empty where it is unknown."""
        value = self.get(name)
        if value is None or isinstance(value, str):
            return value or ""
        raise self._wrong_type(name, value)

    def texts(self, name: str) -> list[str]:
        """The values of a many-valued field, in rank order."""
        value = self.get(name)
        if value is None or isinstance(value, list):
            return value or []
        raise self._wrong_type(name, value)

    def number(self, name: str) -> int | None:
        """The number in a field; None where it is unknown."""
        value = self.get(name)
        if value is None or isinstance(value, int):
            return value
        raise self._wrong_type(name, value)

    def flag(self, name: str) -> bool:
        """True where a flag is set."""
        return self.get(name) is True

    def attributes(self, name: str) -> dict[str, str]:
        """The attributes in a field."""
        value = self.get(name)
        if value is None or isinstance(value, dict):
            return value or {}
        raise self._wrong_type(name, value)

    @property
    def id(self) -> str:
        """The whole id; empty before there is one."""
        return self.text("id")

    def _wrong_type(self, name: str, value: Value) -> TypeError:
        return TypeError(f"{self.noun.name}.{name} = {value!r}")
