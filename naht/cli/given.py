"""The texts of a line by the keys of its verb's words and options, as they were typed."""

from collections.abc import Iterator, Mapping

ON = "1"  # what a switch says where it stands on the line


class Given:
    """What a line says: for each key the texts as they were typed. A switch that stands there says :data:`ON`."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, list[str]]) -> None:
        self._texts = {key: values for key, values in texts.items() if values}

    def __contains__(self, key: str) -> bool:
        return key in self._texts

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Given) and self._texts == other._texts

    __hash__ = None  # type: ignore[assignment]  # two lines are compared, never kept in a set

    def __repr__(self) -> str:
        return f"Given({self._texts})"

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def text(self, key: str) -> str | None:
        """The text of what has one value; None where it does not stand on the line."""
        texts = self._texts.get(key)
        return texts[-1] if texts else None

    def texts(self, key: str) -> list[str]:
        return list(self._texts.get(key, ()))

    def on(self, key: str) -> bool:
        """True where the switch stands on the line."""
        return key in self._texts

    def number(self, key: str) -> int | None:
        """The number typed; that it is one was checked when the line was read."""
        text = self.text(key)
        return None if text is None else int(text)

    def having(self, key: str, texts: list[str]) -> "Given":
        """The same with other texts for one key; none take it away."""
        return Given({**self._texts, key: texts})

    def over(self, below: "Given") -> "Given":
        """These texts, and those of ``below`` for keys that are not here."""
        return Given({key: below.texts(key) for key in below} | self._texts)
