"""Shows at a terminal what is longer than its screen through the pager: PAGER, else less; without one it is printed.

less keeps no history of what was sought, starts no other program and writes no file. The text goes there by a pipe.
"""

import os
import re
import signal
from contextlib import suppress
from types import FrameType

from naht.output import streams

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def show(text: str) -> bool:
    """Show a text that is longer than the screen; False where it is not, or where there is no pager."""
    command = os.environ.get("PAGER", "less")
    if not streams.interactive() or os.environ.get("TERM", "dumb") == "dumb" or not _is_longer(text):
        return False
    import shlex

    try:
        return _run(shlex.split(command), text)
    except (OSError, ValueError, IndexError):  # none there, or no command
        return False


def _is_longer(text: str) -> bool:
    """True for a text that takes more lines than the screen has; a wide line takes several."""
    try:
        width, height = os.get_terminal_size(1)
    except OSError:
        return False
    lines = _COLOUR.sub("", text).splitlines()
    return sum(max(1, -(-len(line) // (width or 80))) for line in lines) >= height > 0


def _run(command: list[str], text: str) -> bool:
    """Give the text to the pager and wait for its end. Ctrl-C is the pager's; who leaves it early has read enough."""
    import subprocess

    less = {"LESS": f"-R {os.environ.get('LESS', '')}", "LESSHISTFILE": "-", "LESSSECURE": "1"}
    environment = {"LESSCHARSET": "utf-8"} | dict(os.environ) | less
    before = signal.signal(signal.SIGINT, _leave_to_pager)
    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)  # noqa: S603  the user's own
        with suppress(BrokenPipeError):
            pager.communicate(text.encode(errors="replace"))
        pager.wait()
    finally:
        signal.signal(signal.SIGINT, before)
    return True


def _leave_to_pager(_signal: int, _frame: FrameType | None) -> None:
    """A handler and not SIG_IGN, which the pager would inherit."""
