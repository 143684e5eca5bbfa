"""What strace writes, read back as system calls: its own lines, nothing of naht."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

MODELLED = (
    "open", "openat", "creat", "close", "lseek", "write", "pwrite64", "ftruncate", "fsync", "fdatasync", "unlink",
    "unlinkat", "rename", "renameat", "renameat2", "link", "linkat", "mkdir", "mkdirat",
)  # fmt: skip
FOREIGN = (
    "writev", "pwritev", "pwritev2", "truncate", "fallocate", "copy_file_range", "sendfile", "splice", "dup", "dup2",
    "dup3", "rmdir", "symlink", "symlinkat", "sync_file_range", "io_uring_setup",
)  # fmt: skip
"""Calls that the model of the disk does not know: in the office's folder they must not happen."""
_LINE = re.compile(r"(?:(\d+) +)?(\w+)\((.*)\) += (-?\d+|\?)(.*)")
_BEGUN = re.compile(r"(\d+) +(\w+\(.*) <unfinished \.\.\.>")
_ENDED = re.compile(r"(\d+) +<\.\.\. \w+ resumed>(.*)")
_NOISE = re.compile(r"(?:\d+ +)?(\+\+\+|---)")
_HANDLE = re.compile(r"(-?\d+|AT_FDCWD)(?:<(.*)>)?(?:\(deleted\))?")


class Call(NamedTuple):
    """A system call that succeeded: strings are decoded, a descriptor is its number with the path it has."""

    name: str
    args: tuple[str, ...]
    result: int
    pid: int = 0

    def number(self, place: int) -> int:
        return int(self.args[place], 0)

    def handle(self, place: int = 0) -> int:
        return int(_handle(self.args[place])[0])

    def data(self, place: int) -> bytes:
        return _bytes(self.args[place])

    def path(self, place: int, folder: int | None = None) -> Path:
        """The path of an argument, below the descriptor in ``folder`` where it is relative."""
        path = Path(_bytes(self.args[place]).decode("utf-8", "surrogateescape"))
        if path.is_absolute() or folder is None:
            return path
        return Path(_bytes(f'"{_handle(self.args[folder])[1]}"').decode("utf-8", "surrogateescape")) / path


class Unreadable(Exception):
    """A line of strace that was cut off: the recording cannot be trusted."""


def missing() -> str | None:
    """Why processes cannot be traced here; None where they can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    tried = subprocess.run([*command(Path("/dev/null")), "true"], check=False, capture_output=True, text=True)
    said = tried.stderr.strip().splitlines()
    return None if tried.returncode == 0 else f"processes cannot be traced here: {said[0] if said else 'ptrace'}"


def command(target: Path) -> list[str]:
    """What starts a traced process, every byte written in full."""
    names = ",".join(MODELLED + tuple(f"?{name}" for name in FOREIGN))
    return ["strace", "-f", "-y", "-xx", "-s", str(1 << 24), "-o", str(target), "-e", f"trace={names}"]


def calls(trace: Path) -> Iterator[Call]:
    """The successful calls of a trace, in order. Raises Unreadable."""
    for line in _whole(trace.read_text(encoding="ascii").splitlines()):
        found = _LINE.fullmatch(line)
        if found is None:
            if _NOISE.match(line):
                continue
            raise Unreadable(line[:200])
        pid, name, args, result, _ = found.groups()
        if not result.startswith("-") and result != "?":
            yield Call(name, tuple(args.split(", ")), int(result), int(pid or 0))


def _whole(lines: list[str]) -> Iterator[str]:
    """A call of one process during which another one is written stands in two lines. It is done where it ends.

    That is right for two that write into one file: SQLite's locks let one do so after the other.
    """
    begun: dict[str, str] = {}
    for line in lines:
        if start := _BEGUN.fullmatch(line):
            begun[start[1]] = start[2]
        elif end := _ENDED.fullmatch(line):
            yield f"{end[1]} {begun.pop(end[1])}{end[2]}"
        else:
            yield line


def _handle(text: str) -> tuple[str, str]:
    found = _HANDLE.fullmatch(text)
    if found is None:
        raise Unreadable(text[:200])
    return found[1], found[2] or ""


def _bytes(text: str) -> bytes:
    if not (text.startswith('"') and text.endswith('"')):  # cut off, it would end in "...
        raise Unreadable(text[-200:])
    return bytes.fromhex(text[1:-1].replace("\\x", ""))
