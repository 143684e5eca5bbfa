"""``python watch.py COMMAND…``: run a command, its stdout thrown away; print seconds, processor seconds, peak bytes.

A program of its own because of the memory: what the kernel calls a child's peak begins with that of the process that
started it, and this one is small (some 10 MB, below which nothing is measured).
"""

import os
import sys
from time import perf_counter


def main(command: list[str]) -> None:
    null = os.open(os.devnull, os.O_WRONLY)
    start = perf_counter()
    child = os.posix_spawn(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, null, 1)])
    _, status, used = os.wait4(child, 0)
    seconds = perf_counter() - start
    unit = 1 if sys.platform == "darwin" else 1024
    sys.stdout.write(f"{seconds} {used.ru_utime + used.ru_stime} {used.ru_maxrss * unit}\n")
    sys.exit(os.waitstatus_to_exitcode(status) and 1)


if __name__ == "__main__":
    main(sys.argv[1:])
