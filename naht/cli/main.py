"""The way in and the only way out: arguments to exit code, every error to one line and a remedy.

Exit codes: 0 ok, 1 bug, 2 usage, 3 not found or ambiguous, 4 refused by a rule, 5 the file, 6 findings,
130 interrupted.
"""

import os
import sys
from typing import NoReturn

from naht.cli import interrupt
from naht.cli.context import Context, locale_language, wished_language
from naht.domain.errors import BadText, Exit, NahtError
from naht.output import streams


def run() -> NoReturn:
    """The console script."""
    os.umask(0o077)
    streams.prepare()
    interrupt.listen()
    code = main(sys.argv[1:])
    interrupt.stop_listening()
    if code == Exit.INTERRUPTED:
        interrupt.leave(code)
    sys.exit(code)


def main(args: list[str]) -> int:
    """Run one command line, or answer a shell's Tab; returns the exit code."""
    if "_NAHT_COMPLETE" in os.environ:
        from naht.cli import complete

        return complete.run()
    return _command(args)


def _command(args: list[str]) -> int:
    from typer import Abort, TyperException  # the larger part of a short command; a Tab does without

    try:
        return _invoke(args)
    except NahtError as error:
        streams.error(error, _language(args))
        return int(error.code)
    except TyperException as error:
        from naht.cli.usage import told

        told(error, _language(args))
        return int(Exit.USAGE)
    except (KeyboardInterrupt, Abort):
        return int(Exit.INTERRUPTED)
    except (streams.ClosedPipe, SystemExit):  # SystemExit: Typer's way out where nobody reads its help
        return int(Exit.OK)
    except Exception as error:
        if os.environ.get("NAHT_DEBUG"):
            raise
        streams.error(_Bug(kind=type(error).__name__), _language(args))
        return int(Exit.BUG)


class _Bug(NahtError):
    code = Exit.BUG
    text = "This is a bug in naht ({kind})."
    remedy = "What is recorded: naht log --last 1; with NAHT_DEBUG=1 before it the command shows the details."


_PATHS = ("--db", "--profile")  # file names may be any bytes


def _require_text(args: list[str]) -> None:
    """Raises BadText for an argument that is not UTF-8, with the option it belongs to."""
    for place, arg in enumerate(args):
        before = args[place - 1] if place else ""
        if arg.startswith(_PATHS) or before in _PATHS or arg.isascii():
            continue
        if any("\ud800" <= c <= "\udfff" for c in arg):
            raise BadText(field=before if before.startswith("--") else f"„{arg}“")


def _invoke(args: list[str]) -> int:
    from naht.cli.lazy import root

    _require_text(args)
    helping = "--help" in args or not args
    lang = _language(args) if helping else wished_language(_given(args, "--lang")) or locale_language()
    return root(lang, args).main(args, prog_name="naht", standalone_mode=False) or 0


def _language(args: list[str]) -> str:
    """The language for what is said outside a command: errors and help."""
    try:
        return Context({"lang": _given(args, "--lang"), "db": _given(args, "--db")}, "").language_of_file()
    except NahtError:  # NAHT_TODAY may itself be what is wrong
        return wished_language(_given(args, "--lang")) or locale_language()


def _given(args: list[str], name: str) -> str | None:
    for place, arg in enumerate(args):
        if arg == name and place + 1 < len(args):
            return args[place + 1]
        if arg.startswith(f"{name}="):
            return arg.partition("=")[2]
    return None
