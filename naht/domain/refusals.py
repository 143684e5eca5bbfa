"""The errors of rules: exit code 4. The line was understood, but a rule does not allow what it says."""

from naht.domain.errors import Exit, NahtError


class Refused(NahtError):
    code = Exit.REFUSED


class FutureDay(Refused):
    text = "{day} lies in the future (today is {today})."
    remedy = "What happened is recorded. Please check the day."


class FutureYear(Refused):
    text = "{label}: {year} lies in the future (today is {today})."
    remedy = "Please check the year."


class EmptyClient(Refused):
    text = "Nothing is said about the client."
    remedy = "Please say at least one thing, for example: naht k w 1984 nord; a contact needs no client: naht v nord"


class LooksLikeName(Refused):
    """What was typed is not repeated: it is somebody's name."""

    text = "{label}: that looks like a name with a date of birth."
    remedy = "Please give the reference of the paper file only, for example 2026/113; names stay on paper."


class TooLong(Refused):
    text = "{minutes} minutes are more than {most} hours, which no record is."
    remedy = "Please check the duration; work of several days is a record for each day."


class EndedWord(Refused):
    text = "“{word}” is not valid on {day} ({span})."
    remedy = "Please take a word that is valid on that day{instead}."


class DuplicateWord(Refused):
    text = "“{word}” already means something: {taken}."
    remedy = "Please choose another word."


class ReservedWord(Refused):
    text = "“{word}” cannot be a word: it looks like {looks}."
    remedy = "Please choose another word."


class InUse(Refused):
    text = "{what} is still in use ({where}) and therefore stays readable."
    remedy = "{instead}"


class SimilarName(Refused):
    text = "There is something similar already: {candidates}."
    remedy = "If it is something else, repeat with --anyway."


class NoTermThatDay(Refused):
    text = "{funding} has no grant on {day}{span}."
    remedy = "Valid that day for {district}: {valid}. Please add it as a word."


class DistrictNotFunded(Refused):
    text = "{funding} does not cover {district}."
    remedy = "Valid there on {day}: {valid}. Please add it as a word."


class HeadcountOfOne(Refused):
    text = "{count}p does not fit “{channel}”: that is a contact with one person."
    remedy = "{count} single contacts are {count}x; relatives advised as well are +{count}."


class MoreNewcomers(Refused):
    text = "{newcomers}neu are part of the head count, which is {heads} here."
    remedy = "Please name both, for example: 12p 5neu; of single contacts nobody is counted so."


class AnonymousOnly(Refused):
    text = "{label} belongs to the client, not to the visit."
    remedy = "Change it there: naht client edit {client} {value}"


class WrongSetting(Refused):
    text = "“{channel}” exists only as {allowed}, not as {setting}."
    remedy = "Work for somebody who is not there: {casework}."


class WrongStep(Refused):
    text = "“{new}” does not follow “{old}”."
    remedy = "Possible: {allowed}. A mistake? naht undo"


class StepTooEarly(Refused):
    text = "“{new}” on {day} would come before “{old}” on {since}."
    remedy = "Please check the day; a wrong step before it: naht undo"


class TermsOverlap(Refused):
    text = "The grant overlaps with {other} ({span})."
    remedy = "Please end the other one first: naht term edit {other} --ends-on DAY"


class PostsOverlap(Refused):
    text = "{worker} has a post on that funding already ({span})."
    remedy = "Please end that one first: naht post edit {other} --to DAY"


class EndsBeforeStart(Refused):
    text = "The last day ({end}) lies before the first ({start})."
    remedy = "Please check the days."


class SeveralDatedValues(NahtError):
    text = "{label}: there are several values."
    remedy = "Please say which one: {values}"


class NoDatedValue(NahtError):
    code = Exit.NOT_FOUND
    text = "{label}: there is no such value."
    remedy = "There are: {values}"


class UndoBlocked(Refused):
    """A step that cannot be taken back; each reason is a class of its own."""


class UndoneAlready(UndoBlocked):
    text = "Step {op} cannot be {verb}: it is undone already (step {by})."
    remedy = "Do it again: naht redo"


class FirstStep(UndoBlocked):
    text = "Step {op} cannot be {verb}: the file begins with it."
    remedy = "Single records can be changed: naht log"


class MigrationStep(UndoBlocked):
    text = "Step {op} cannot be {verb}: it migrated the file."
    remedy = "As it was before, the file lies among the backups: naht backup list"


class MigratedSince(UndoBlocked):
    text = "Step {op} cannot be {verb}: the file was migrated afterwards (step {by})."
    remedy = "Single records can be changed: naht log"


class ErasedSince(UndoBlocked):
    text = "Step {op} cannot be {verb}: what was there before is erased."
    remedy = "Please record it anew."


class UsedSince(UndoBlocked):
    text = "Step {op} cannot be {verb}. In the way, because of {row}: step {by}."
    remedy = "First: {undos}"


class RemovedSince(UndoBlocked):
    text = "Step {op} cannot be {verb}: step {by} ({command}) removed {row} afterwards."
    remedy = "That one first: naht undo {by}"


class NoWordId(NahtError):
    text = "“{id}” does not say its list: the id of a word is LIST:WORD, for example topic:garden."
    remedy = "Which lists and words there are: naht word list"


class UnknownAttribute(NahtError):
    text = "Words of the list {list} ({title}) have no attribute “{name}”."
    remedy = "Possible are: {names}"


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


class NotConfirmed(Refused):
    text = "Not confirmed: --where means {count} records. Nothing was done."
    remedy = "See them: naht {noun} list WORDS; confirm with that number, in scripts: --yes {count}"


class ChangedMeanwhile(Refused):
    text = "Somebody changed the records of --where meanwhile. Nothing was done."
    remedy = "Please look again: naht {noun} list WORDS"
