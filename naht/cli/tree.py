"""The command tree as one table: what there is, where it lives, one line of help."""

from typing import NamedTuple

from naht.domain.nouns import names


class Leaf(NamedTuple):
    """A command: its module in ``naht.cli.verbs`` has ``command(name, lang, noun)``."""

    module: str
    de: str
    en: str
    noun: str = ""

    def help(self, lang: str) -> str:
        return self.de if lang == "de" else self.en


VERBS = {
    "add": Leaf("add", "aufnehmen", "record"),
    "list": Leaf("list", "auflisten", "list"),
    "show": Leaf("show", "einen Eintrag zeigen", "show one record"),
    "edit": Leaf("edit", "ändern", "change"),
    "remove": Leaf("remove", "entfernen", "remove"),
}

OWN = {
    "visit": {"again": Leaf("again", "noch einmal wie der letzte", "once more like the last one")},
    "contact": {"again": Leaf("again", "noch einmal wie der letzte", "once more like the last one")},
    "client": {"recent": Leaf("recent", "wer zuletzt da war", "who was here lately")},
    "referral": {"step": Leaf("step", "neuen Stand festhalten", "record a new state")},
}

TOP = {
    "v": Leaf("add", "Kontakt aufnehmen (visit add)", "record a visit (visit add)", "visit"),
    "k": Leaf("add", "Klientin oder Klienten aufnehmen (client add)", "record a client (client add)", "client"),
    "r": Leaf("add", "Verweis aufnehmen (referral add)", "record a referral (referral add)", "referral"),
    "n": Leaf("add", "Netzwerkkontakt aufnehmen (contact add)", "record a network contact (contact add)", "contact"),
    "w": Leaf("add", "sonstige Arbeit aufnehmen (work add)", "record other work (work add)", "work"),
    "here": Leaf("here", "wo ich heute bin, bis Mitternacht", "where I am today, until midnight"),
    "report": Leaf("report", "Bericht, sonst über den letzten Monat", "report, by default on last month"),
    "count": Leaf("count", "Kennzahlen nach Gliederungen", "figures by dimensions"),
    "show": Leaf("show", "einen Eintrag zeigen, gleich welcher Art", "show one record of any kind"),
    "log": Leaf("log", "was geschehen ist", "what has happened"),
    "history": Leaf("log", "was mit einem Eintrag geschah", "what happened to a record"),
    "undo": Leaf("undo", "den letzten Schritt zurücknehmen", "take the last step back"),
    "redo": Leaf("redo", "das Zurückgenommene wiederherstellen", "do again what was undone"),
    "backup": Leaf("backup", "sichern, und die Sicherungen zeigen", "make a backup, or show those there are"),
    "restore": Leaf("restore", "eine Sicherung zurückholen", "bring a backup back"),
    "check": Leaf("check", "die Datei und alle Regeln prüfen", "check the file and every rule"),
    "config": Leaf("config", "Einstellungen des Büros", "settings of the office"),
    "init": Leaf("init", "eine neue Datei anlegen", "make a new file"),
    "migrate": Leaf("migrate", "eine ältere Datei aktualisieren", "bring an older file up to date"),
    "demo": Leaf("demo", "ein erfundenes Büro zum Ausprobieren", "an invented office to try things on"),
    "completion": Leaf("completion", "Vervollständigung mit Tab einrichten", "set up completion by Tab"),
    "sql": Leaf("sql", "eigene Fragen in SQL, nur lesend", "questions of your own in SQL, reading only"),
    "spec": Leaf("spec", "was Skripte erwarten dürfen, als JSON", "what scripts may rely on, as JSON"),
    "help": Leaf("help", "Hilfeseiten lesen", "read the help pages"),
}


def verbs(noun: str) -> dict[str, Leaf]:
    """The verbs of a noun: the five, then its own."""
    return VERBS | OWN.get(noun, {})


def nouns() -> tuple[str, ...]:
    return names()
