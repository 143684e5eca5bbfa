"""The program: the console script ``naht``, and ``python -m naht``."""

import gc
from typing import NoReturn


def run() -> NoReturn:
    """Run the command line.

    Without the collector of reference cycles: it would go through all that naht loads, again and again, for a tenth of
    a command's time. Long work makes no cycles, so it needs no more memory without it. At its end Python would take
    everything apart piece by piece; what was written is written, so the process just ends.
    """
    gc.disable()
    from naht.cli import interrupt
    from naht.cli.main import run as run_line

    interrupt.leave(run_line())


if __name__ == "__main__":
    run()
