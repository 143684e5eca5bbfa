"""The program: the console script ``naht``, and ``python -m naht``."""

import gc
from typing import NoReturn


def run() -> NoReturn:
    """Run the command line.

    Without the collector of reference cycles: it would go through all that Typer and naht load, again and again, for
    a tenth of a command's time. Long work makes no cycles, so it needs no more memory without it. Python collects
    once more at its end, for another tenth; of what is frozen it lets go unseen.
    """
    gc.disable()
    try:
        from naht.cli.main import run as run_line

        run_line()
    finally:
        gc.freeze()


if __name__ == "__main__":
    run()
