"""What can be wrong with the file: exit code 5. It is left as it was."""

import errno

from naht.domain.errors import Exit, NahtError

_GERMAN = {
    errno.EACCES: "keine Berechtigung", errno.EPERM: "keine Berechtigung", errno.ENOENT: "gibt es nicht",
    errno.ENOTDIR: "ist kein Ordner", errno.EISDIR: "ist ein Ordner", errno.EEXIST: "gibt es schon",
    errno.EROFS: "schreibgeschützt", errno.ENAMETOOLONG: "der Name ist zu lang", errno.EIO: "Ein-/Ausgabefehler",
    errno.EFBIG: "zu groß für diesen Datenträger", errno.ENXIO: "kein Gerät", errno.EBADF: "ist geschlossen",
}  # fmt: skip


def reason(error: OSError) -> dict[str, str]:
    """Why the system refused, in both languages; what is rare it says in its own."""
    said = error.strerror or str(error)
    return {"reason_de": _GERMAN.get(error.errno or 0, said), "reason_en": said}


class FileProblem(NahtError):
    code = Exit.FILE


class NoFile(FileProblem):
    de = "Die Datei {path} gibt es nicht."
    en = "There is no file {path}."
    fix_de = "Neu anlegen: naht init  ·  ausprobieren: naht demo  ·  eine andere Datei: --db PFAD"
    fix_en = "Make one: naht init  ·  try it: naht demo  ·  another file: --db PATH"


class FileExists(FileProblem):
    de = "{path} gibt es schon; sie wird nicht überschrieben."
    en = "{path} exists already; it is not overwritten."
    fix_de = "Einen anderen Ort wählen: naht --db PFAD init"
    fix_en = "Choose another place: naht --db PATH init"


class Taken(FileProblem):
    de = "{path} gibt es schon; sie wird nicht überschrieben."
    en = "{path} exists already; it is not overwritten."
    fix_de = "Bitte einen anderen Namen nehmen."
    fix_en = "Please take another name."


class ForeignFile(FileProblem):
    de = "{path} ist keine Datei von naht."
    en = "{path} is not a file of naht."
    fix_de = "Bitte den Pfad prüfen (--db, NAHT_DB). Die Datei wurde nicht verändert."
    fix_en = "Please check the path (--db, NAHT_DB). The file was not changed."


class NewerFile(FileProblem):
    de = "{path} wurde mit einem neueren naht geschrieben (Stand {found}, dieses kennt {known})."
    en = "{path} was written by a newer naht (schema {found}, this one knows {known})."
    fix_de = "Bitte naht aktualisieren. Die Datei wurde nicht verändert."
    fix_en = "Please update naht. The file was not changed."


class OlderFile(FileProblem):
    de = "{path} hat einen älteren Stand ({found}, nötig ist {known})."
    en = "{path} has an older schema ({found}, {known} is needed)."
    fix_de = "Bitte zuerst aktualisieren: naht migrate"
    fix_en = "Please update it first: naht migrate"


class CorruptFile(FileProblem):
    de = "{path} ist beschädigt und lässt sich nicht lesen."
    en = "{path} is damaged and cannot be read."
    fix_de = "Nichts daran ändern; die letzte Sicherung zurückholen: naht backup list, naht restore DATEI"
    fix_en = "Change nothing in it; bring the latest backup back: naht backup list, naht restore FILE"


class AlteredCopy(FileProblem):
    de = "In {path} ist nicht alles von naht: {names}."
    en = "Not everything in {path} is naht's: {names}."
    fix_de = "Bitte eine andere Sicherung nehmen (naht backup verify); soll es diese sein: naht --db {path} migrate"
    fix_en = "Please take another backup (naht backup verify); if it must be this one: naht --db {path} migrate"


class BrokenSeals(FileProblem):
    de = "In {path} stimmen Siegel nicht (Schritt {steps}): Dort wurde etwas verändert oder entfernt."
    en = "In {path} seals do not hold (step {steps}): something was altered or removed there."
    fix_de = "Bitte eine andere Sicherung nehmen: naht backup verify"
    fix_en = "Please take another backup: naht backup verify"


class NotReplaced(FileProblem):
    de = "{path} ist keine Datei von naht oder nicht mehr als solche zu erkennen; sie wird nicht ersetzt."
    en = "{path} is not a file of naht, or no longer recognisable as one; it is not replaced."
    fix_de = "Bitte zuerst umbenennen und es dann noch einmal versuchen: mv {old} {aside}"
    fix_en = "Please rename it first, then try again: mv {old} {aside}"


class NoBackups(FileProblem):
    de = "In {folder} liegt keine Sicherung von {name}."
    en = "There is no backup of {name} in {folder}."
    fix_de = "Sichern: naht backup  ·  anderswo nachsehen: naht backup list --in ORDNER"
    fix_en = "Make one: naht backup  ·  look elsewhere: naht backup list --in FOLDER"


class NoCopy(FileProblem):
    de = "Die Sicherung {path} gibt es nicht."
    en = "There is no backup {path}."
    fix_de = "Welche es gibt: naht backup list"
    fix_en = "Which there are: naht backup list"


class NotMigrated(FileProblem):
    de = "{path} ließ sich nicht aktualisieren ({reason}); sie ist, wie sie war."
    en = "{path} could not be updated ({reason}); it is as it was."
    fix_de = "Die Datei passt nicht zu ihrem Stand; eine Sicherung zurückholen: naht backup list, naht restore DATEI"
    fix_en = "The file does not fit its schema; bring a backup back: naht backup list, naht restore FILE"


class ReadOnlyFile(FileProblem):
    de = "{path} ist schreibgeschützt; lesen geht, schreiben nicht."
    en = "{path} is write-protected; reading works, writing does not."
    fix_de = "Bitte den Schreibschutz aufheben oder eine andere Datei wählen (--db)."
    fix_en = "Please lift the protection or choose another file (--db)."


class Unreachable(FileProblem):
    de = "{path} lässt sich nicht öffnen ({reason})."
    en = "{path} cannot be opened ({reason})."
    fix_de = "Bitte Pfad und Rechte prüfen."
    fix_en = "Please check path and rights."


class DiskFull(FileProblem):
    de = "Der Datenträger ist voll; es wurde nichts geschrieben."
    en = "The disk is full; nothing was written."
    fix_de = "Bitte zuerst Platz schaffen, auch zum Löschen braucht naht welchen."
    fix_en = "Please free some space first; naht needs some even to delete."


class DiskFault(FileProblem):
    de = "Der Datenträger von {path} meldet einen Fehler ({reason})."
    en = "The disk of {path} reports an error ({reason})."
    fix_de = "Bitte zuerst Platz schaffen und den Datenträger prüfen; ob etwas geschrieben wurde, zeigt naht log."
    fix_en = "Please free some space first and check the disk; naht log shows whether anything was written."


class Locked(FileProblem):
    de = "Die Datei ist seit {seconds} Sekunden durch ein anderes Programm gesperrt; es wurde nichts geschrieben."
    en = "The file has been locked by another program for {seconds} seconds; nothing was written."
    fix_de = "Bitte das andere Fenster schließen und es noch einmal versuchen."
    fix_en = "Please close the other window and try again."


class NotPrinted(FileProblem):
    de = "Die Ausgabe ließ sich nicht schreiben ({reason})."
    en = "The output could not be written ({reason})."
    fix_de = "Was aufgenommen wurde, steht in der Datei: naht log"
    fix_en = "What was recorded is in the file: naht log"


class CloudFolder(FileProblem):
    de = "{path} liegt {where}; dort geht eine Datenbank früher oder später kaputt."
    en = "{path} lies {where}; a database breaks there sooner or later."
    fix_de = "Bitte einen Ordner auf diesem Rechner nehmen: --db PFAD"
    fix_en = "Please take a folder on this computer: --db PATH"


class OtherOffice(FileProblem):
    de = "{copy} ist die Sicherung eines anderen Büros als {path}."
    en = "{copy} is the backup of another office than {path}."
    fix_de = "Als neue Datei zurückholen: naht --db NEUER_PFAD restore {copy}"
    fix_en = "Restore it as a new file: naht --db NEW_PATH restore {copy}"


class OldSqlite(FileProblem):
    de = "Das SQLite dieses Rechners ist zu alt ({found}); nötig ist {needed}."
    en = "The SQLite of this computer is too old ({found}); {needed} is needed."
    fix_de = "Bitte ein neueres Python installieren."
    fix_en = "Please install a newer Python."
