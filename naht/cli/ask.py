"""Texts come by stdin, editor or prompt, before the file is opened: nobody waits on a lock while somebody types."""

import os
import select
import stat
import sys
from pathlib import Path

from naht.cli import interrupt
from naht.cli.context import Context
from naht.cli.given import Given
from naht.domain.errors import BadText, EditorFailed, LongInput, NoTerminal, NotUtf8
from naht.domain.message import Text, message
from naht.domain.table import Note
from naht.output import streams

MEGABYTES = 20  # of text that stdin may bring
MOMENT = 0.1  # seconds that a pipe has to show that something is in it
_WARNING = Note(message("A note as an argument stays in the shell's history; better: --note -"))


def note(context: Context, given: Given, old: str = "") -> Given:
    """The line with ``--note -`` and ``--note edit`` replaced by the text itself."""
    wish = given.text("note")
    if wish is None:
        return given
    if wish == "-":
        return given.having("note", [stdin(context, message("Note"), "--note TEXT", "--note").strip("\n")])
    if wish == "edit":
        return given.having("note", [_editor(old)])
    context.tell([_WARNING])
    return given


def stdin(context: Context, wanted: Text, instead: Text, field: str = "stdin") -> str:
    """All of stdin as text; at a terminal ``wanted`` says what is to be typed.

    Raises NoTerminal, which names what may be given ``instead``, LongInput, or NotUtf8 with the line of the ``field``.
    """
    if sys.stdin is None:
        raise NoTerminal(option=instead)
    if sys.stdin.isatty():
        context.say(message("{wanted}, end with Ctrl-D:", wanted=wanted))
    read = sys.stdin.buffer.read(MEGABYTES * 1_000_000 + 1)
    if len(read) > MEGABYTES * 1_000_000:
        raise LongInput(field=field, most=MEGABYTES)
    try:
        return read.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotUtf8(field=field, line=read.count(b"\n", 0, error.start) + 1) from None


def unread() -> bool:
    """True where stdin holds a text: a file that was not read to its end, a pipe with something in it."""
    if sys.stdin is None:
        return False
    try:
        handle = sys.stdin.fileno()
        state = os.fstat(handle)
        if stat.S_ISREG(state.st_mode):
            return os.lseek(handle, 0, os.SEEK_CUR) < state.st_size
        return stat.S_ISFIFO(state.st_mode) and bool(select.select([handle], [], [], MOMENT)[0] and os.read(handle, 1))
    except (OSError, ValueError):  # a closed stdin, a test's
        return False


def _editor(old: str) -> str:
    """The text as the editor leaves it; the file lives in memory where there is such a place, and is removed.

    So it is where the terminal is closed meanwhile: the editor is ended first.
    """
    import shlex
    import subprocess
    import tempfile

    if not streams.interactive():
        raise NoTerminal(option="--note -")
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "nano -R"
    place = "/dev/shm" if os.access("/dev/shm", os.W_OK | os.X_OK) else None  # noqa: S108  a private folder is made in it
    try:
        with interrupt.tidying(), tempfile.TemporaryDirectory(prefix="naht-", dir=place) as folder:
            path = Path(folder) / "notiz.txt"
            path.write_text(old, encoding="utf-8")
            subprocess.run([*shlex.split(command), str(path)], check=True)  # noqa: S603  the user's own editor
            return path.read_text(encoding="utf-8").strip("\n")
    except UnicodeDecodeError:
        raise BadText(field="--note") from None
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        raise EditorFailed(command=command) from error
