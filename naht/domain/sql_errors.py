"""What can be wrong with a statement of ``naht sql``: it is not understood (2), or it asks for what is refused (4)."""

from collections.abc import Iterable
from difflib import get_close_matches

from naht.domain.errors import NahtError
from naht.domain.refusals import Refused


class NoStatement(NahtError):
    de = "Es fehlt die Anweisung."
    en = "There is no statement."
    fix_de = 'Zum Beispiel: naht sql "SELECT district, count(*) AS n FROM visits GROUP BY district"'
    fix_en = 'For example: naht sql "SELECT district, count(*) AS n FROM visits GROUP BY district"'


class TwoStatements(NahtError):
    de = "Das sind mehrere Anweisungen, es geht nur eine."
    en = "These are several statements, only one is possible."
    fix_de = "Bitte zwei Aufrufe daraus machen."
    fix_en = "Please make two calls of it."


class BadStatement(NahtError):
    de = "Die Anweisung geht so nicht: {reason}."
    en = "The statement does not work: {reason}."
    fix_de = "Beispiele: naht help sql  ·  Sichten und Spalten: naht sql --views"
    fix_en = "Examples: naht help sql  ·  views and columns: naht sql --views"


class _Unknown(NahtError):
    """A name that is not there, with those of the known ones that look like it."""

    def __init__(self, text: str, known: Iterable[str]) -> None:
        row = ", ".join(get_close_matches(text.rpartition(".")[2].lower(), set(known)))
        super().__init__(
            text=text,
            near_de=f"Meinten Sie {row}? " if row else "",
            near_en=f"Did you mean {row}? " if row else "",
        )


class UnknownView(_Unknown):
    de = "Die Sicht „{text}“ gibt es nicht."
    en = "There is no view “{text}”."
    fix_de = "{near}Alle Sichten: naht sql --views"
    fix_en = "{near}All views: naht sql --views"


class UnknownColumn(_Unknown):
    de = "Die Spalte „{text}“ gibt es hier nicht."
    en = "There is no column “{text}” here."
    fix_de = "{near}Alle Spalten: naht sql --views"
    fix_en = "{near}All columns: naht sql --views"


class MissingParameter(NahtError):
    de = "Für :{name} fehlt ein Wert."
    en = "There is no value for :{name}."
    fix_de = "Bitte dazuschreiben: --param {name}=WERT"
    fix_en = "Please add: --param {name}=VALUE"


class NamelessParameter(NahtError):
    de = "Ein Parameter der Anweisung hat keinen Namen („?“)."
    en = "A parameter of the statement has no name (“?”)."
    fix_de = "Bitte :name schreiben und den Wert so angeben: --param name=WERT"
    fix_en = "Please write :name and give the value like this: --param name=VALUE"


class UnknownParameter(NahtError):
    de = "Nach :{name} fragt die Anweisung nicht."
    en = "The statement does not ask for :{name}."
    fix_de = "Bitte weglassen, oder :{name} in die Anweisung schreiben."
    fix_en = "Please leave it out, or write :{name} into the statement."


class SecondParameter(NahtError):
    de = "Für :{name} stehen zwei Werte da."
    en = "There are two values for :{name}."
    fix_de = "Bitte einen weglassen."
    fix_en = "Please drop one."


class OnlyReading(Refused):
    de = "SQL liest hier nur die Sichten; diese Anweisung will mehr."
    en = "SQL only reads the views here; this statement wants more."
    fix_de = "Bitte mit SELECT fragen; ändern geht zum Beispiel so: naht visit edit"
    fix_en = "Please ask with SELECT; to change something: naht visit edit, for example"


class NotPublic(Refused, _Unknown):
    de = "„{text}“ gehört zum Inneren der Datei und ist hier nicht zu lesen."
    en = "“{text}” belongs to the inside of the file and cannot be read here."
    fix_de = "{near}Alle Sichten: naht sql --views"
    fix_en = "{near}All views: naht sql --views"


class NoNotes(Refused):
    de = "Notizen stehen in keiner Sicht."
    en = "Notes are in none of the views."
    fix_de = "Lesen lassen sie sich einzeln: naht show KENNUNG"
    fix_en = "Read them one by one: naht show ID"


class FunctionRefused(Refused):
    de = "Die Funktion {name} ist hier nicht erlaubt."
    en = "The function {name} is not allowed here."
    fix_de = "Bitte ohne sie fragen."
    fix_en = "Please ask without it."


class TooSlow(Refused):
    de = "Die Abfrage war nach {seconds} s nicht fertig und wurde beendet."
    en = "The query was not done after {seconds} s and was ended."
    fix_de = "Bitte mit WHERE eingrenzen, oder mehr Zeit geben: --timeout {more}"
    fix_en = "Please narrow it by WHERE, or give it more time: --timeout {more}"


class TooMuch(Refused):
    de = "Die Antwort braucht zu viel Speicher (mehr als {most} MB)."
    en = "The answer takes too much memory (more than {most} MB)."
    fix_de = "Bitte weniger auf einmal fragen: mit WHERE, LIMIT oder weniger Spalten."
    fix_en = "Please ask for less at once: by WHERE, LIMIT or fewer columns."


class LongValue(Refused):
    de = "Ein einzelner Wert der Antwort wäre länger als {most} MB."
    en = "A single value of the answer would be longer than {most} MB."
    fix_de = "Bitte kürzere Texte bilden, zum Beispiel über weniger Zeilen."
    fix_en = "Please make shorter texts, over fewer rows for example."
