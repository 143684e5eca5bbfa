"""What can be wrong with a file that says figures or reports; each names the file and the line."""

from naht.domain.errors import NahtError, near_words
from naht.domain.message import Fact


class BadTable(NahtError):
    """The file, or one of its tables, is not as it has to be."""

    text = "{file}, line {line}: {why}"
    remedy = "Please mend it there."


class BadToml(BadTable):
    text = "{file} is no TOML: {why}"


class MissingKey(BadTable):
    text = "{file}, line {line}: [{table}] lacks “{key}”."


class WrongType(BadTable):
    text = "{file}, line {line}: “{key}” has to be {wanted}."


class TwoOfOne(BadTable):
    text = "{file}, line {line}: [{table}] has “{key}” and “{other}”; only one of them is possible."


class NoSuchName(BadTable):
    """A name that is not there; ``known`` are those there are."""

    text = "{file}, line {line}: “{key}” names “{name}”, which does not exist."
    remedy = "{near}There are: {known}"

    def __init__(self, name: str, known: list[str], **facts: Fact) -> None:
        from difflib import get_close_matches  # only a mistake needs it

        super().__init__(
            name=name, near=near_words(get_close_matches(name, known, cutoff=0.5)), known=", ".join(known), **facts
        )


class UnknownKey(NoSuchName):
    text = "{file}, line {line}: [{table}] knows no “{key}”."


class BadExpression(BadTable):
    text = "{file}, line {line}: SQLite does not understand “{key}”: {why}."
