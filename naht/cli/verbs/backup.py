"""``naht backup [DIR]``, ``backup list``, ``backup verify``: checked copies, and which there are."""

from pathlib import Path
from typing import Any

from naht.cli import build, select
from naht.cli.context import Context
from naht.domain.errors import Exit, NahtError
from naht.domain.file_errors import NoBackups
from naht.domain.kinds import COUNT, DAY, TEXT
from naht.domain.table import Column, Table
from naht.output import streams
from naht.output.words import say
from naht.store.copies import backup as copies
from naht.store.copies import rotation
from naht.store.copies.verification import examined

COLUMNS = ("file", "day", "rows", "steps", "seal", "state")
Row = tuple[str, str, int, int, str, str]


def command(name: str, lang: str, help_text: str, _noun: str) -> Any:
    german = lang == "de"
    parameters = [
        build.argument("folder", "Ordner (sonst backups neben der Datei); „list“ zeigt, „verify“ prüft" if german else
                       "folder (else backups beside the file); “list” shows, “verify” checks"),
        build.option("in_", "Ordner für list und verify" if german else "folder of list and verify", "--in",
                     metavar="ORDNER" if german else "FOLDER"),
        build.option("keep_all", "keine alten aufräumen" if german else "tidy no old ones away", kind=bool),
        build.option("format", "table csv tsv json jsonl md value", "--format", "-f", metavar="FORMAT"),
    ]  # fmt: skip
    return build.make(name, "backup", help_text, parameters, run, lang)


def run(context: Context, given: dict[str, Any]) -> int:
    """Make a backup, or show or check those there are."""
    what = given.get("folder")
    folder = Path(given["in_"]) if given.get("in_") else context.path.parent / copies.FOLDER
    if what in ("list", "verify"):
        return _show(context, folder, select.format_of(given), whole=what == "verify")
    folder = Path(what) if what else folder
    made = copies.backup(context.path, folder, context.at)
    gone = [] if given.get("keep_all") else rotation.rotate(context.path, made.path)
    streams.data(f"{made.path}\n")
    german = context.lang == "de"
    told = f"{made.state.rows} Zeilen, {made.state.steps} Schritte" if german else (
        f"{made.state.rows} rows, {made.state.steps} steps")  # fmt: skip
    context.say(f"Gesichert und geprüft: {told}, Siegel {made.state.head}" if german else
                f"Saved and checked: {told}, seal {made.state.head}")  # fmt: skip
    if gone:
        context.say(f"Aufgeräumt: {len(gone)} ältere" if german else f"Tidied away: {len(gone)} older ones")
    return 0


def _show(context: Context, folder: Path, form: str, *, whole: bool) -> int:
    """One line per backup; 6 where one is not sound. Nothing to verify is no success. Raises NoBackups."""
    found = rotation.listed(context.path, folder)
    if whole and not found:
        raise NoBackups(folder=folder, name=context.path.name)
    rows = [_row(context, copy, whole=whole) for copy in found]
    german = context.lang == "de"
    heads = ("Datei", "Tag", "Zeilen", "Schritte", "Siegel", "Zustand") if german else (
        "file", "day", "rows", "steps", "seal", "state")  # fmt: skip
    kinds = (TEXT, DAY, COUNT, COUNT, TEXT, TEXT)
    columns = tuple(Column(n, h, k) for n, h, k in zip(COLUMNS, heads, kinds, strict=True))
    context.show([Table(columns, [tuple(row) for row in rows])], form)
    return 0 if all(row[5] == "ok" for row in rows) else int(Exit.FINDINGS)


def _row(context: Context, copy: Path, *, whole: bool) -> Row:
    """A copy from before a migration counts as sound: restore brings it up to date."""
    day = rotation.taken_on(copy).isoformat()
    try:
        found = examined(copy) if whole else copies.inspected(copy, None)
    except NahtError as error:
        return (str(copy), day, 0, 0, "", say(error.message, context.lang))
    return (str(copy), day, found.rows, found.steps, found.head, "ok")
