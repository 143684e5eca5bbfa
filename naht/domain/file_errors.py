"""The errors of the file: exit code 5. The file is left as it was."""

import errno

from naht.domain.errors import Exit, NahtError
from naht.domain.message import Text, message

_REASONS = {
    errno.EACCES: message("no permission"),
    errno.EPERM: message("no permission"),
    errno.ENOENT: message("does not exist"),
    errno.ENOTDIR: message("is no folder"),
    errno.EISDIR: message("is a folder"),
    errno.EEXIST: message("exists already"),
    errno.EROFS: message("write-protected"),
    errno.ENAMETOOLONG: message("the name is too long"),
    errno.EIO: message("input/output error"),
    errno.EFBIG: message("too large for this disk"),
    errno.ENXIO: message("no such device"),
    errno.EBADF: message("is closed"),
}


def reason(error: OSError) -> Text:
    """Why the system refused; a rare reason is in the system's own words."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


class FileProblem(NahtError):
    code = Exit.FILE


class NoFile(FileProblem):
    text = "There is no file {path}."
    remedy = "Make one: naht init  ·  try it: naht demo  ·  another file: --db PATH"


class FileExists(FileProblem):
    text = "{path} exists already; it is not overwritten."
    remedy = "Choose another place: naht --db PATH init"


class Taken(FileProblem):
    text = "{path} exists already; it is not overwritten."
    remedy = "Please take another name."


class ForeignFile(FileProblem):
    text = "{path} is not a file of naht."
    remedy = "Please check the path (--db, NAHT_DB). The file was not changed."


class ForeignJournal(FileProblem):
    text = "{path} is the journal of a transaction that another program began over several files."
    remedy = "Let that program end it; of a file from somebody else, please use another copy. Nothing was changed."


class NewerFile(FileProblem):
    text = "{path} was written by a newer naht (schema {found}, this one knows {known})."
    remedy = "Please update naht. The file was not changed."


class OlderFile(FileProblem):
    text = "{path} has an older schema ({found}, {known} is needed)."
    remedy = "Please update it first: naht migrate"


class CorruptFile(FileProblem):
    text = "{path} is damaged and cannot be read."
    remedy = "Change nothing in it; bring the latest backup back: naht backup list, naht restore FILE"


class AlteredSchema(FileProblem):
    text = "{path} is not laid out as a file of naht: {parts}."
    remedy = (
        "What another program put there, it can take out again; else bring a backup back: naht backup verify, "
        "naht restore FILE"
    )


class AlteredTriggers(AlteredSchema):
    text = AlteredSchema.text
    remedy = "Make a copy and write views and triggers anew: naht migrate"


class AlteredCopy(FileProblem):
    text = "{path} is not laid out as a file of naht: {parts}."
    remedy = "Please take another backup (naht backup verify); if it must be this one: naht --db {path} migrate"


class BrokenSeals(FileProblem):
    text = "In {path} seals do not hold (step {steps}): something was altered or removed there."
    remedy = "Please take another backup: naht backup verify"


class UnrecordedRows(FileProblem):
    text = "In {path} rows are not as the journal knows them ({rows}): something was altered there unseen."
    remedy = "Please take another backup: naht backup verify"


class UnsoundBackup(FileProblem):
    code = Exit.FINDINGS
    text = "{copy} is saved, but it is not sound: {problem}"
    remedy = "No older one was tidied away. What is wrong: naht check --full; which are sound: naht backup verify"


class NotReplaced(FileProblem):
    text = "{path} is not a file of naht, or no longer recognisable as one; it is not replaced."
    remedy = "Please rename it first, then try again: mv {old} {aside}"


class NoBackups(FileProblem):
    text = "There is no backup of {name} in {folder}."
    remedy = "Make one: naht backup  ·  look elsewhere: naht backup list FOLDER"


class NoCopy(FileProblem):
    text = "There is no backup {path}."
    remedy = "Which there are: naht backup list"


class NotMigrated(FileProblem):
    text = "{path} could not be updated ({reason}); it is as it was."
    remedy = "The file does not fit its schema; bring a backup back: naht backup list, naht restore FILE"


class ReadOnlyFile(FileProblem):
    text = "{path} is write-protected; reading works, writing does not."
    remedy = "Please lift the protection or choose another file (--db)."


class Unreachable(FileProblem):
    text = "{path} cannot be opened ({reason})."
    remedy = "Please check path and rights."


class DiskFull(FileProblem):
    text = "The disk is full; nothing was written."
    remedy = "Please free some space first; naht needs some even to delete."


class DiskFault(FileProblem):
    text = "The disk of {path} reports an error ({reason})."
    remedy = "Please free some space first and check the disk; naht log shows whether anything was written."


class Locked(FileProblem):
    text = "The file has been locked by another program for {seconds} seconds; nothing was written."
    remedy = "Please close the other window and try again."


class NotPrinted(FileProblem):
    text = "The output could not be written ({reason})."
    remedy = "What was recorded is in the file: naht log"


class CloudFolder(FileProblem):
    text = "{path} lies {where}; a database breaks there sooner or later."
    remedy = "Please take a folder on this computer: --db PATH"


class OtherOffice(FileProblem):
    text = "{copy} is the backup of another office than {path}."
    remedy = "Restore it as a new file: naht --db NEW_PATH restore {copy}"


class InWal(FileProblem):
    text = "Another program has set {path} to WAL (write-ahead log), and it cannot be set back now."
    remedy = "Please close that program, or lift the write protection, and try again."


class LinkedFile(FileProblem):
    text = "{path} has a second name (a hard link); after a crash the file would be damaged under one of them."
    remedy = "Please remove the other name; this finds it: find FOLDER -samefile {path}"


class OldSqlite(FileProblem):
    text = "The SQLite of this computer is too old ({version}); {needed} is needed."
    remedy = "Please install a newer Python."
