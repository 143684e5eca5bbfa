"""What can be wrong with a word of a list, and with a record that stands above or behind another of its kind."""

from naht.domain.errors import NahtError
from naht.domain.refusals import Refused


class NoWordId(NahtError):
    text = "“{id}” does not say its list: the id of a word is LIST:WORD, for example topic:garden."
    remedy = "Which lists and words there are: naht word list"


class UnknownAttribute(NahtError):
    text = "Words of the list {list} ({title}) have no attribute “{name}”."
    remedy = "Possible are: {known}"


class BadAttribute(NahtError):
    text = "“{name}={text}” is not possible."
    remedy = "Possible is: {name}={example}"


class NoSuchWord(NahtError):
    text = "The attribute “{name}” of {word} names “{missing}”, which does not exist."
    remedy = "Please add the word first: naht word add {missing} …"


class OtherList(Refused):
    text = "{label}: “{word}” belongs to another list than “{id}”."
    remedy = "Please take a word of the same list: naht word list --list {list}"


class AgesOverlap(Refused):
    text = "{id}: the ages {ages} belong to {other} already."
    remedy = "An age belongs to one group only: please choose ages that no group has."


class DecidesThePast(Refused):
    text = "{id}: “{what}” stays, as it decides how records count that are already there ({where})."
    remedy = (
        "Please end it and add a new word: naht word remove {id} --ends DAY; "
        "naht word add …; naht word edit {id} --replaced-by …"
    )


class Circle(Refused):
    text = "{label}: that would be a circle, {path}."
    remedy = "Please choose one that does not stand below it."
