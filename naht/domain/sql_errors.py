"""The errors of a statement of ``naht sql``: it is not understood (exit code 2), or it is refused (4)."""

from collections.abc import Iterable
from difflib import get_close_matches

from naht.domain.errors import NahtError, near_words
from naht.domain.refusals import Refused


class NoStatement(NahtError):
    text = "There is no statement."
    remedy = 'For example: naht sql "SELECT district, count(*) AS n FROM visits GROUP BY district"'


class TwoStatements(NahtError):
    text = "These are several statements, only one is possible."
    remedy = "Please make two calls of it."


class BadStatement(NahtError):
    text = "The statement does not work: {reason}."
    remedy = "Examples: naht help sql  ·  views and columns: naht sql --views"


class _Unknown(NahtError):
    """There is no such name; ``names`` are those that there are, and the nearest are offered."""

    def __init__(self, text: str, names: Iterable[str]) -> None:
        super().__init__(text=text, near=near_words(get_close_matches(text.rpartition(".")[2].lower(), set(names))))


class UnknownView(_Unknown):
    text = "There is no view “{text}”."
    remedy = "{near}All views: naht sql --views"


class UnknownColumn(_Unknown):
    text = "There is no column “{text}” here."
    remedy = "{near}All columns: naht sql --views"


class MissingParameter(NahtError):
    text = "There is no value for :{name}."
    remedy = "Please add: --param {name}=VALUE"


class NamelessParameter(NahtError):
    text = "A parameter of the statement has no name (“?”)."
    remedy = "Please write :name and give the value like this: --param name=VALUE"


class UnknownParameter(NahtError):
    text = "The statement does not ask for :{name}."
    remedy = "Please leave it out, or write :{name} into the statement."


class SecondParameter(NahtError):
    text = "There are two values for :{name}."
    remedy = "Please drop one of them."


class OnlyReading(Refused):
    text = "SQL only reads the views here; this statement wants more."
    remedy = "Please ask with SELECT; to change something: naht visit edit, for example"


class NotPublic(Refused, _Unknown):
    text = "“{text}” belongs to the inside of the file and cannot be read here."
    remedy = "{near}All views: naht sql --views"


class NoNotes(Refused):
    text = "Notes are in none of the views."
    remedy = "Read them one by one: naht show ID"


class FunctionRefused(Refused):
    text = "The function {name} is not allowed here."
    remedy = "Please ask without it."


class TooSlow(Refused):
    text = "The query was not done after {seconds} s and was ended."
    remedy = "Please narrow it by WHERE, or give it more time: --timeout {more}"

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds=seconds, more=seconds * 6)


class TooMuch(Refused):
    text = "The answer takes too much memory (more than {most} MB)."
    remedy = "Please ask for less at once: by WHERE, LIMIT or fewer columns."


class LongValue(Refused):
    text = "A single value of the answer would be longer than {most} MB."
    remedy = "Please make shorter texts, over fewer rows for example."
