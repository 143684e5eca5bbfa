"""``naht backup [FOLDER]`` makes a verified copy; ``backup list`` and ``backup verify`` show which there are.

``naht restore FILE``: a backup takes the place of the file; what was there stays beside it.
"""

from contextlib import suppress
from pathlib import Path

from naht.cli import interrupt
from naht.cli.context import Context
from naht.cli.given import Given
from naht.cli.parameters import switch, word
from naht.cli.questions import OUTPUT
from naht.cli.verb import Run, Verb
from naht.domain.errors import Exit, NahtError
from naht.domain.file_errors import NoBackups, UnsoundBackup
from naht.domain.kinds import COUNT, DAY, TEXT
from naht.domain.message import Joined, counted, message
from naht.domain.settings import BACKUPS
from naht.domain.table import Column, Note, Table
from naht.output import streams
from naht.output.language import say
from naht.store.copies import backup as copies
from naht.store.copies import rotation
from naht.store.copies.verification import verify_copy
from naht.store.reading import settings

COLUMNS = ("file", "day", "rows", "steps", "seal", "state")
_HEADS = (message("file"), message("day"), message("rows"), message("steps"), message("seal"), message("condition"))
Row = tuple[str, str, int, int, str, str]
_FOLDER = word("folder", message("folder (else backups beside the file)"),
               message("FOLDER"), offers="values.folders")  # fmt: skip
_KEEP_ALL = switch("keep_all", message("tidy no old ones away"))


_FILE = word("file", message("the backup (naht backup list)"), message("FILE"),
             required=True, offers="values.backups")  # fmt: skip


def _backup(context: Context, given: Given) -> None:
    """Make a backup, verify it, and tidy old ones away. Raises UnsoundBackup; then all stay."""
    folder = given.text("folder")
    made = copies.backup(context.path, Path(folder) if folder else copies.home(context.path), context.at)
    if folder:
        _remember(context, made.path.parent)
    if not context.quiet:
        streams.data(f"{made.path}\n")
    try:
        verify_copy(made.path)
    except NahtError as error:
        raise UnsoundBackup(copy=made.path, problem=error.message) from error
    gone = [] if given.on("keep_all") else rotation.rotate(context.path, made.path)
    state = made.state
    size = (counted("{n} row", "{n} rows", state.rows), counted("{n} step", "{n} steps", state.steps))
    context.say(message("Saved and checked: {size}, seal {seal}", size=Joined(size), seal=state.head))
    if gone:
        context.say(message("Tidied away: {n} older ones", n=len(gone)))


def _remember(context: Context, folder: Path) -> None:
    """Note the folder in the file, for ``backup list`` and ``backup verify``.

    A file that cannot be written has its backup all the same, and so has a folder whose name is no text.
    """
    place = str(folder.resolve())
    if folder.resolve() == copies.home(context.path).resolve():
        place = ""
    with suppress(NahtError, UnicodeEncodeError), context.writing() as unit:  # the same folder again leaves no step
        settings.put(unit, BACKUPS, place)


def _remembered(context: Context) -> str:
    """The folder that a backup named last; empty where none did. Raises FileProblem."""
    with context.reading() as con:
        return settings.get(con, BACKUPS)


def _folders(context: Context, given: Given) -> list[Path]:
    """Where to look for backups: in the folder named, else beside the file and in the folder that a backup named last.

    The second one is not known where the file cannot be read; those beside it are shown all the same.
    """
    if folder := given.text("folder"):
        return [Path(folder)]
    folders = [copies.home(context.path)]
    with suppress(NahtError):
        if place := _remembered(context):
            folders.append(Path(place))
    return folders


def _showing(*, whole: bool) -> Run:
    """One line per backup, of which the ``whole`` is checked or only the head; 6 where one is not sound.

    Nothing to verify is no success, and neither is a named folder that does not exist. Raises NoBackups.
    """

    def run(context: Context, given: Given) -> int:
        folders = _folders(context, given)
        every = [copy for folder in folders for copy in rotation.listed(context.path, folder)]
        if not every and (whole or (given.text("folder") and not folders[0].exists())):
            raise NoBackups(folder=folders[-1], name=context.path.name)
        rows = [_row(context, copy, whole=whole) for copy in sorted(every, key=rotation.age)]
        kinds = (TEXT, DAY, COUNT, COUNT, TEXT, TEXT)
        columns = tuple(Column(*triple) for triple in zip(COLUMNS, _HEADS, kinds, strict=True))
        context.show([Table(columns, [tuple(row) for row in rows])], given)
        context.tell([Note(message("The folder {folder} is not there now.", folder=folder), warning=True)
                      for folder in folders[1:] if not folder.exists()])  # fmt: skip
        return 0 if all(row[5] == "ok" for row in rows) else int(Exit.FINDINGS)

    return run


def _row(context: Context, copy: Path, *, whole: bool) -> Row:
    """A copy from before a migration counts as sound: restore brings it up to date."""
    day = rotation.taken_on(copy).isoformat()
    try:
        found = verify_copy(copy) if whole else copies.inspect_copy(copy, None)
    except NahtError as error:
        return (str(copy), day, 0, 0, "", say(error.message, context.lang))
    return (str(copy), day, found.rows, found.steps, found.head, "ok")


def _restore(context: Context, given: Given) -> None:
    """Restore a backup as the office's file."""
    from naht.store.copies.restore import restore

    kept = restore(Path(given.text("file") or ""), context.path, context.op(), context.waiting, interrupt.too_late)
    streams.data(f"{context.path}\n")
    if kept is None:
        context.say(message("Restored."))
    else:
        context.say(message("Restored; as it was: {kept}", kept=kept))


VERB = Verb("backup", message("make a backup of the file"), (_FOLDER, _KEEP_ALL), _backup)
LIST = Verb("backup list", message("show the backups there are"), (_FOLDER, *OUTPUT),
            _showing(whole=False), columns=(("", COLUMNS),))  # fmt: skip
VERIFY = Verb("backup verify", message("check every backup in full"), (_FOLDER, *OUTPUT),
              _showing(whole=True), columns=(("", COLUMNS),))  # fmt: skip
RESTORE = Verb("restore", message("bring a backup back"), (_FILE,), _restore)
