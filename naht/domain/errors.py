"""Every error naht raises on purpose: a small class that builds its own sentence, in both languages.

``de``/``en`` say what happened, ``fix_de``/``fix_en`` the one thing to do next; ``{facts}`` are filled from the
keyword arguments. ``code`` is the exit code; only the command line turns it into one.
"""

from enum import IntEnum
from typing import Any


class Exit(IntEnum):
    OK = 0
    BUG = 1
    USAGE = 2
    NOT_FOUND = 3
    REFUSED = 4
    FILE = 5
    FINDINGS = 6
    INTERRUPTED = 130


EXITS = {
    Exit.OK: ("getan; auch: nichts gefunden, niemand liest mehr mit", "done; also: nothing found, closed pipe"),
    Exit.BUG: ("ein Fehler in naht", "a bug in naht"),
    Exit.USAGE: ("die Zeile wurde nicht verstanden", "the line was not understood"),
    Exit.NOT_FOUND: ("nicht gefunden, oder eine Kennung passt auf mehrere", "not found, or an id that fits several"),
    Exit.REFUSED: ("eine Regel lehnt es ab", "refused by a rule"),
    Exit.FILE: (
        "die Datei: fehlt, ist fremd, neuer, beschädigt, gesperrt oder schreibgeschützt",
        "the file: missing, foreign, newer, damaged, locked, write-protected",
    ),
    Exit.FINDINGS: (
        "Befunde (naht check, naht log verify, naht backup verify)",
        "findings (naht check, naht log verify, naht backup verify)",
    ),
    Exit.INTERRUPTED: (
        "abgebrochen; was noch nicht bestätigt war, ist nicht geschrieben",
        "interrupted; what was not confirmed yet is not written",
    ),
}
"""What each exit code means, in German and English."""


class NahtError(Exception):
    code = Exit.USAGE
    de = en = fix_de = fix_en = ""

    def __init__(self, **facts: Any) -> None:
        super().__init__(self.__class__.__name__)
        self.facts = facts

    def text(self, lang: str) -> str:
        """What happened, one sentence."""
        return self._filled(self.de if lang == "de" else self.en, lang)

    def fix(self, lang: str) -> str:
        """The one thing to do next; may be empty."""
        return self._filled(self.fix_de if lang == "de" else self.fix_en, lang)

    def details(self, _lang: str) -> list[str]:
        """Lines that are told before, where it is several things that happened."""
        return []

    def _filled(self, template: str, lang: str) -> str:
        """A fact that differs by language is given twice, as ``name_de`` and ``name_en``."""
        own = {key[:-3]: value for key, value in self.facts.items() if key.endswith(f"_{lang}")}
        return template.format_map(self.facts | own)


# ---- 2: usage


class BadText(NahtError):
    de = "{field}: Der Text enthält Zeichen, die nicht gespeichert werden können (NUL, U+001F oder kaputtes UTF-8)."
    en = "{field}: the text has characters that cannot be stored (NUL, U+001F or broken UTF-8)."
    fix_de = "Bitte den Text neu eingeben."
    fix_en = "Please type the text again."


class TextTooLong(NahtError):
    de = "{field}: {length} Zeichen sind zu viel, erlaubt sind {limit}."
    en = "{field}: {length} characters are too many, {limit} are allowed."
    fix_de = "Bitte kürzen; Akten gehören nicht in eine Notiz."
    fix_en = "Please shorten it; a note is not a file."


class BadDay(NahtError):
    de = "„{text}“ ist kein Tag."
    en = "“{text}” is not a day."
    fix_de = "So geht es: 2026-03-12, 12.3., 12.03.2026, heute, gestern, vorgestern, mo … so."
    fix_en = "Write it like this: 2026-03-12, 12.3., 12.03.2026, today, yesterday, mon … sun."


class BadPeriod(NahtError):
    de = "„{text}“ ist kein Zeitraum."
    en = "“{text}” is not a period."
    fix_de = "So geht es: 2026, 2026-03, 2026-Q1, 2026-H1, monat-1, woche, heute, 12.3., 2026-03-01..2026-03-15."
    fix_en = "Write it like this: 2026, 2026-03, 2026-Q1, 2026-H1, last-month, today, 12.3., 2026-03-01..2026-03-15."


class BareNumber(NahtError):
    de = "„{text}“ allein ist nicht eindeutig."
    en = "“{text}” alone is not clear."
    fix_de = "Minuten sind {text}m, Personen {text}p, Wiederholungen {text}x, ein Tag ist {text}.3."
    fix_en = "Minutes are {text}m, people {text}p, repetitions {text}x, a day is {text}.3."


class BadValue(NahtError):
    de = "--{option}: „{text}“ passt hier nicht."
    en = "--{option}: “{text}” does not fit here."
    fix_de = "Erwartet wird {wanted}, zum Beispiel {example}."
    fix_en = "Expected is {wanted}, for example {example}."


class UnknownWord(NahtError):
    de = "„{text}“ ist hier kein bekanntes Wort."
    en = "“{text}” is not a known word here."
    fix_de = "{near}Wie Wörter gehen: naht help woerter; freier Text gehört in --note."
    fix_en = "{near}All words: naht word list; free text belongs into --note."

    def __init__(self, text: str, near: list[str]) -> None:
        row = ", ".join(near)
        super().__init__(
            text=text,
            near_de=f"Meinten Sie: {row}? " if near else "",
            near_en=f"Did you mean: {row}? " if near else "",
        )


class UnknownPlace(UnknownWord):
    code = Exit.NOT_FOUND
    de = "Einen Anlaufpunkt oder Stadtteil „{text}“ gibt es nicht."
    en = "There is no site or district “{text}”."
    fix_de = "{near}Alle: naht site list, naht district list"
    fix_en = "{near}All: naht site list, naht district list"


class UnknownValue(UnknownWord):
    de = "--{option}: „{text}“ gibt es hier nicht."
    en = "--{option}: there is no “{text}” here."
    fix_de = "{near}Alle Werte: {command}"
    fix_en = "{near}All values: {command}"

    def __init__(self, text: str, option: str, near: list[str], command: str) -> None:
        super().__init__(text, near)
        self.facts.update(option=option, command=command)


class AmbiguousWord(NahtError):
    de = "„{text}“ kann mehreres heißen: {candidates}."
    en = "“{text}” can mean several things: {candidates}."
    fix_de = "Bitte mehr Buchstaben tippen oder die Option nehmen: {options}."
    fix_en = "Please type more letters or use the option: {options}."


class TooOften(NahtError):
    de = "{text} wären {times} Einträge auf einmal; mehr als {most} gehen nicht."
    en = "{text} would be {times} records at once; more than {most} are not possible."
    fix_de = "Ist eine Stückzahl gemeint: --count {times}, eine Kopfzahl: {times}p."
    fix_en = "If a number of pieces is meant: --count {times}, a head count: {times}p."


class SecondValue(NahtError):
    de = "{label}: „{first}“ und „{second}“ in einer Zeile, es geht nur eines."
    en = "{label}: “{first}” and “{second}” in one line, only one is possible."
    fix_de = "Bitte eines weglassen oder zwei Zeilen daraus machen."
    fix_en = "Please drop one or make two lines of it."


class SecondRepeat(NahtError):
    de = "„{first}“ und „{second}“ in einer Zeile, es geht nur eines."
    en = "“{first}” and “{second}” in one line, only one is possible."
    fix_de = "Bitte eines weglassen."
    fix_en = "Please drop one."


class Missing(NahtError):
    de = "Es fehlt: {label}."
    en = "Missing: {label}."
    fix_de = "Bitte {way}--{option} dazuschreiben."
    fix_en = "Please add it {way}--{option}."

    def __init__(self, field: Any) -> None:
        super().__init__(
            label_de=field.de,
            label_en=field.en,
            option=field.option,
            way_de="als Wort oder mit " if field.bare else "mit ",
            way_en="as a word or with " if field.bare else "with ",
        )


class BadUsage(NahtError):
    de = "{message}"
    en = "{message}"
    fix_de = "Hilfe: {command} --help"
    fix_en = "Help: {command} --help"


class NoTerminal(NahtError):
    de = "Hier ist kein Terminal für eine Rückfrage."
    en = "There is no terminal to ask at."
    fix_de = "Bitte {option} angeben."
    fix_en = "Please give {option}."


class EditorFailed(NahtError):
    de = "Der Editor „{command}“ ging nicht oder wurde abgebrochen; es wurde nichts geschrieben."
    en = "The editor “{command}” did not work or was given up; nothing was written."
    fix_de = "Einen anderen wählen (EDITOR) oder die Notiz so eingeben: --note -"
    fix_en = "Choose another one (EDITOR) or type the note this way: --note -"


class NothingToDo(NahtError):
    de = "Nichts zu ändern angegeben."
    en = "Nothing to change was given."
    fix_de = "Bitte Wörter oder Optionen dazuschreiben, zum Beispiel: naht {noun} edit {id} --note -"
    fix_en = "Please add words or options, for example: naht {noun} edit {id} --note -"


class WhichFunding(NahtError):
    de = "Wer trägt das? Am {day} kommt für {district} mehreres in Frage: {valid}."
    en = "Who carries it? On {day} several are possible for {district}: {valid}."
    fix_de = "Bitte als Wort dazuschreiben, zum Beispiel: {first}."
    fix_en = "Please add it as a word, for example: {first}."


class DayOfToday(NahtError):
    de = "„{word}“ ist in einem Blatt kein Tag: Morgen hieße es etwas anderes."
    en = "“{word}” is no day in a sheet: tomorrow it would mean another one."
    fix_de = "Bitte ausschreiben, 2026-03-12 oder 12.3.; ein Kommentar darf nicht mit einem Tag beginnen."
    fix_en = "Please write it out, 2026-03-12 or 12.3.; a comment must not begin with a day."


class NoDay(NahtError):
    de = "Die Zeile hat keinen Tag."
    en = "The line has no day."
    fix_de = "Bitte in der Zeile nennen oder darüber in einer Überschrift, zum Beispiel: # 2026-03-12 nord"
    fix_en = "Please name it in the line or in a heading above, for example: # 2026-03-12 nord"


class HeadingWithoutDay(NahtError):
    de = "„# {words}“: Eine Überschrift hat einen Tag, ein Kommentar auch andere Wörter."
    en = "“# {words}”: a heading has a day, a comment has other words too."
    fix_de = "Als Überschrift: # 2026-03-12 {words}"
    fix_en = "As a heading: # 2026-03-12 {words}"


class UnreadSheet(NahtError):
    de = "Auf der Eingabe wartet ein Text, aber niemand hat gesagt, dass er ein Blatt ist."
    en = "A text is waiting on stdin, but nobody said that it is a sheet."
    fix_de = "Zeile für Zeile aufnehmen: naht {command} - < DATEI"
    fix_en = "Record it line by line: naht {command} - < FILE"


class NotUtf8(NahtError):
    de = "{field}, Zeile {line}: Das ist kein UTF-8."
    en = "{field}, line {line}: this is no UTF-8."
    fix_de = "Bitte den Text als UTF-8 speichern."
    fix_en = "Please save the text as UTF-8."


class RepeatedHeading(NahtError):
    de = "Eine Überschrift kann sich nicht wiederholen ({times}x)."
    en = "A heading cannot repeat itself ({times}x)."
    fix_de = "Bitte in die Zeile schreiben, die so oft gilt."
    fix_en = "Please write it into the line that holds so often."


class BadLines(NahtError):
    """Lines of a sheet that cannot be recorded: ``wrong`` has each line's number and its own error."""

    de = "{bad} von {whole} Zeilen nicht in Ordnung; es wurde nichts aufgenommen."
    en = "{bad} of {whole} lines not in order; nothing was recorded."
    fix_de = "Bitte verbessern und das ganze Blatt noch einmal eingeben."
    fix_en = "Please mend them and feed the whole sheet again."

    def __init__(self, wrong: "list[tuple[int, NahtError]]", whole: int) -> None:
        super().__init__(bad=len(wrong), whole=whole)
        self.wrong = wrong
        self.code = min(error.code for _, error in wrong)

    def details(self, lang: str) -> list[str]:
        sign = "Zeile" if lang == "de" else "line"
        return [f"{sign} {number}: {error.text(lang)} {error.fix(lang)}" for number, error in self.wrong]


class BadProfile(NahtError):
    de = "Das Profil ist fehlerhaft: {where}: {why}"
    en = "The profile has a mistake: {where}: {why}"
    fix_de = "Bitte dort verbessern; es wurde keine Datei angelegt."
    fix_en = "Please mend it there; no file was made."


# ---- 3: not found


class NotFound(NahtError):
    code = Exit.NOT_FOUND
    de = "{noun} „{text}“ gibt es nicht."
    en = "There is no {noun} “{text}”."
    fix_de = "Nachsehen: naht {command} list"
    fix_en = "See: naht {command} list"


class AmbiguousId(NahtError):
    code = Exit.NOT_FOUND
    de = "„{text}“ passt auf mehrere: {candidates}."
    en = "“{text}” fits several: {candidates}."
    fix_de = "Bitte mehr Zeichen tippen."
    fix_en = "Please type more characters."


class ShortId(NahtError):
    code = Exit.NOT_FOUND
    de = "„{text}“ ist zu kurz, um etwas zu ändern."
    en = "“{text}” is too short to change something."
    fix_de = "Bitte mindestens die 6 Zeichen tippen, die die Tabellen zeigen: {candidates}."
    fix_en = "Please type at least the 6 characters that the tables show: {candidates}."


class NoLast(NahtError):
    code = Exit.NOT_FOUND
    de = "„@“ geht noch nicht: Hier wurde noch nichts aufgenommen ({noun})."
    en = "“@” does not work yet: nothing was recorded here so far ({noun})."
    fix_de = "Bitte die Kennung nennen: naht {command} list"
    fix_en = "Please name the id: naht {command} list"


class NothingToUndo(NahtError):
    code = Exit.NOT_FOUND
    de = "Es gibt nichts zurückzunehmen."
    en = "There is nothing to undo."
    fix_de = "Die Schritte zeigt: naht log"
    fix_en = "The steps: naht log"


class NoSuchStep(NahtError):
    code = Exit.NOT_FOUND
    de = "Schritt {number} gibt es nicht."
    en = "There is no step {number}."
    fix_de = "Die Schritte zeigt: naht log"
    fix_en = "The steps: naht log"


class NothingToRedo(NahtError):
    code = Exit.NOT_FOUND
    de = "Es gibt nichts wiederherzustellen."
    en = "There is nothing to redo."
    fix_de = "Die Schritte zeigt: naht log"
    fix_en = "The steps: naht log"


class NoProfile(NahtError):
    code = Exit.NOT_FOUND
    de = "Das Profil „{name}“ gibt es nicht."
    en = "There is no profile “{name}”."
    fix_de = "Es gibt: {known} – oder der Pfad eines eigenen Ordners."
    fix_en = "There are: {known} – or the path of a folder of your own."
