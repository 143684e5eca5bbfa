"""Runs a command line: turns arguments into an exit code, and every error into a line and a remedy.

Exit codes: 0 ok, 1 bug, 2 usage, 3 not found or ambiguous, 4 refused by a rule, 5 the file, 6 findings,
130 interrupted.
"""

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from naht import __version__
from naht.cli import interrupt
from naht.cli.context import Context, locale_language, requested_language
from naht.cli.given import Given
from naht.domain.errors import BadText, Exit, NahtError
from naht.domain.message import message
from naht.output import streams

if TYPE_CHECKING:
    from naht.cli.plain import Line


def run() -> int:
    """The command line of this process; returns the exit code."""
    os.umask(0o077)
    _forbid_core_dumps()
    streams.prepare()
    interrupt.listen()
    code = main(sys.argv[1:])
    interrupt.stop_listening()
    return code


def _forbid_core_dumps() -> None:
    """What a crash would write beside the file is all that was in memory; the editor of a note inherits this."""
    with suppress(ImportError, OSError, ValueError):  # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(args: list[str]) -> int:
    """Run one command line, or answer a shell's Tab; returns the exit code."""
    if "_NAHT_COMPLETE" in os.environ:
        from naht.cli import complete

        return complete.run()
    return _command(args)


def _command(args: list[str]) -> int:
    try:
        return _run(args)
    except NahtError as error:
        streams.error(error, _language(args))
        return int(error.code)
    except KeyboardInterrupt:
        return int(Exit.INTERRUPTED)
    except streams.ClosedPipe:
        return int(Exit.OK)
    except Exception as error:
        if os.environ.get("NAHT_DEBUG"):
            raise
        streams.error(_Bug(kind=type(error).__name__), _language(args))
        return int(Exit.BUG)


def _run(args: list[str]) -> int:
    """Read the line and run its verb. Typer's import is the larger part of a short command; few lines need it."""
    _require_text(args)
    if args == ["--version"]:
        streams.data(f"naht {__version__}\n")
        return int(Exit.OK)
    from naht.cli import plain

    line = plain.read(args) or _through_typer(args)
    return line.run() if isinstance(line, plain.Line) else line


def _through_typer(args: list[str]) -> "Line | int":
    from naht.cli import through_typer

    helping = "--help" in args or not args
    options = Given({"lang": _first_value(args, "--lang")})
    return through_typer.read(args, _language(args) if helping else requested_language(options) or locale_language())


class _Bug(NahtError):
    code = Exit.BUG
    text = "This is a bug in naht ({kind})."
    remedy = "What is recorded: naht log --last 1; with NAHT_DEBUG=1 before it the command shows the details."


_PATHS = ("--db", "--profile")  # file names may be any bytes
_COPIES = ("backup", "restore")  # their words are file names too


def _require_text(args: list[str]) -> None:
    """Raises BadText for an argument that is not UTF-8, with the option it belongs to."""
    for place, arg in enumerate(args):
        before = args[place - 1] if place else ""
        if arg.startswith(_PATHS) or before in _PATHS or arg.isascii():
            continue
        if any(verb in args for verb in _COPIES) and os.path.exists(arg):  # noqa: PTH110  pathlib loads too long
            continue
        if any("\ud800" <= c <= "\udfff" for c in arg):
            raise BadText(field=before if before.startswith("--") else message("“{word}”", word=arg))


def _language(args: list[str]) -> str:
    """The language of errors and help, which are printed outside a command."""
    given = Given({"lang": _first_value(args, "--lang"), "db": _first_value(args, "--db")})
    try:
        return Context(given, "").language_of_file()
    except NahtError:  # NAHT_TODAY or NAHT_LANG may itself be what is wrong
        return _language_or_none(given) or locale_language()


def _language_or_none(given: Given) -> str:
    try:
        return requested_language(given)
    except NahtError:
        return ""


def _first_value(args: list[str], name: str) -> list[str]:
    """The first value of an option on a line that is not read yet, or could not be."""
    for place, arg in enumerate(args):
        if arg == name and place + 1 < len(args):
            return [args[place + 1]]
        if arg.startswith(f"{name}="):
            return [arg.partition("=")[2]]
    return []
