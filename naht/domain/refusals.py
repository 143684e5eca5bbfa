"""What a rule refuses: exit code 4. The line was understood; what it says may not be."""

from naht.domain.errors import Exit, NahtError


class Refused(NahtError):
    code = Exit.REFUSED


class FutureDay(Refused):
    de = "Der {day} liegt in der Zukunft (heute ist der {today})."
    en = "{day} lies in the future (today is {today})."
    fix_de = "Aufgenommen wird, was geschehen ist. Bitte den Tag prüfen."
    fix_en = "What happened is recorded. Please check the day."


class EndedWord(Refused):
    de = "„{word}“ gilt am {day} nicht ({span})."
    en = "“{word}” is not valid on {day} ({span})."
    fix_de = "Bitte ein Wort nehmen, das an diesem Tag gilt{instead}."
    fix_en = "Please take a word that is valid on that day{instead}."


class DuplicateWord(Refused):
    de = "„{word}“ heißt schon etwas: {taken}."
    en = "“{word}” already means something: {taken}."
    fix_de = "Bitte ein anderes Kurzwort wählen (--id, --short)."
    fix_en = "Please choose another word (--id, --short)."


class ReservedWord(Refused):
    de = "„{word}“ geht nicht als Wort: Es sieht aus wie {looks}."
    en = "“{word}” cannot be a word: it looks like {looks}."
    fix_de = "Bitte ein anderes Kurzwort wählen (--id, --short)."
    fix_en = "Please choose another word (--id, --short)."


class InUse(Refused):
    de = "{what} wird noch benutzt ({where}) und bleibt deshalb lesbar."
    en = "{what} is still in use ({where}) and therefore stays readable."
    fix_de = "{instead}"
    fix_en = "{instead}"


class SimilarName(Refused):
    de = "Es gibt schon etwas Ähnliches: {candidates}."
    en = "There is something similar already: {candidates}."
    fix_de = "Ist es etwas anderes, dann mit --anyway wiederholen."
    fix_en = "If it is something else, repeat with --anyway."


class NoTermThatDay(Refused):
    de = "{funding} hat am {day} keine Bewilligung{span}."
    en = "{funding} has no grant on {day}{span}."
    fix_de = "An diesem Tag gilt für {district}: {valid}. Bitte als Wort dazuschreiben."
    fix_en = "Valid that day for {district}: {valid}. Please add it as a word."


class DistrictNotFunded(Refused):
    de = "{funding} gilt nicht für {district}."
    en = "{funding} does not cover {district}."
    fix_de = "Am {day} gilt dort: {valid}. Bitte als Wort dazuschreiben."
    fix_en = "Valid there on {day}: {valid}. Please add it as a word."


class HeadcountOfOne(Refused):
    de = "{count}p passt nicht zu „{channel}“: Das ist ein Kontakt mit einer Person."
    en = "{count}p does not fit “{channel}”: that is a contact with one person."
    fix_de = "{count} einzelne Kontakte sind {count}x; mitberatene Angehörige sind +{count}."
    fix_en = "{count} single contacts are {count}x; relatives advised as well are +{count}."


class AnonymousOnly(Refused):
    de = "{label} steht bei der Klientin oder dem Klienten, nicht am Kontakt."
    en = "{label} belongs to the client, not to the visit."
    fix_de = "Dort ändern: naht client edit {client} {value}"
    fix_en = "Change it there: naht client edit {client} {value}"


class WrongSetting(Refused):
    de = "„{channel}“ gibt es nur als {allowed}, nicht als {setting}."
    en = "“{channel}” exists only as {allowed}, not as {setting}."
    fix_de = "Arbeit für jemanden, der nicht dabei ist: fallarbeit."
    fix_en = "Work for somebody who is not there: fallarbeit."


class WrongStep(Refused):
    de = "Von „{old}“ geht es nicht zu „{new}“."
    en = "“{new}” does not follow “{old}”."
    fix_de = "Möglich ist: {allowed}. Ein Irrtum? naht undo"
    fix_en = "Possible: {allowed}. A mistake? naht undo"


class StepTooEarly(Refused):
    de = "„{new}“ am {day} läge vor „{old}“ am {since}."
    en = "“{new}” on {day} would come before “{old}” on {since}."
    fix_de = "Bitte den Tag prüfen; ein falscher Schritt davor: naht undo"
    fix_en = "Please check the day; a wrong step before it: naht undo"


class TermsOverlap(Refused):
    de = "Die Bewilligung überschneidet sich mit {other} ({span})."
    en = "The grant overlaps with {other} ({span})."
    fix_de = "Bitte zuerst die andere enden lassen: naht term edit {other} --ends-on TAG"
    fix_en = "Please end the other one first: naht term edit {other} --ends-on DAY"


class EndsBeforeStart(Refused):
    de = "Der letzte Tag ({end}) liegt vor dem ersten ({start})."
    en = "The last day ({end}) lies before the first ({start})."
    fix_de = "Bitte die Tage prüfen."
    fix_en = "Please check the days."


class UndoBlocked(Refused):
    """A step that cannot be taken back; each reason is a class of its own."""


class UndoneAlready(UndoBlocked):
    de = "Schritt {op} lässt sich nicht {verb}: er ist schon zurückgenommen (Schritt {by})."
    en = "Step {op} cannot be {verb}: it is undone already (step {by})."
    fix_de = "Wiederherstellen: naht redo"
    fix_en = "Do it again: naht redo"


class FirstStep(UndoBlocked):
    de = "Schritt {op} lässt sich nicht {verb}: damit beginnt die Datei."
    en = "Step {op} cannot be {verb}: the file begins with it."
    fix_de = "Einzelnes lässt sich ändern: naht log"
    fix_en = "Single records can be changed: naht log"


class MigratedSince(UndoBlocked):
    de = "Schritt {op} lässt sich nicht {verb}: danach wurde die Datei aktualisiert (Schritt {by})."
    en = "Step {op} cannot be {verb}: the file was migrated afterwards (step {by})."
    fix_de = "Einzelnes lässt sich ändern: naht log"
    fix_en = "Single records can be changed: naht log"


class ErasedSince(UndoBlocked):
    de = "Schritt {op} lässt sich nicht {verb}: was vorher war, ist gelöscht."
    en = "Step {op} cannot be {verb}: what was there before is erased."
    fix_de = "Bitte neu aufnehmen."
    fix_en = "Please record it anew."


class UsedSince(UndoBlocked):
    de = "Schritt {op} lässt sich nicht {verb}. Im Weg, wegen {row}: Schritt {by}."
    en = "Step {op} cannot be {verb}. In the way, because of {row}: step {by}."
    fix_de = "Zuerst: {undos}"
    fix_en = "First: {undos}"


class RemovedSince(UndoBlocked):
    de = "Schritt {op} lässt sich nicht {verb}: Schritt {by} ({command}) hat danach {row} entfernt."
    en = "Step {op} cannot be {verb}: step {by} ({command}) removed {row} afterwards."
    fix_de = "Zuerst diesen: naht undo {by}"
    fix_en = "That one first: naht undo {by}"
