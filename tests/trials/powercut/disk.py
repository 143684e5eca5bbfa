"""A model of a disk, fed with system calls: what was written, and what of it a power cut cannot take any more.

The model, and why it is as strict as it is:

* **Bytes.** ``fsync`` and ``fdatasync`` are honest: after them a file's bytes and its length are safe. What was
  written since is not: every 512-byte sector of every write arrives or not, alone, in any order; a sector is never
  half written. A shortening arrives or not. Where a write behind the end is lost, the length may have arrived without
  it; then zeros or junk stand there.
* **Names.** Making, linking, renaming and unlinking are changes of a folder. They arrive in their order, so a cut
  loses the last so many, and each alone is atomic (ext4, XFS and Btrfs keep them in a log). They are safe after
  ``fsync`` of that folder, nothing else: that syncing a new file makes its name last too, as ext4 happens to do, is
  not relied upon; neither is any order between two folders, or between names and bytes.
* A new folder is a name in the folder above it: as long as that one was not synced, all below may be lost.
* Rights and times are not modelled, and nothing is written by the system unasked before the cut: what may arrive on
  its own is one of the random states.
"""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, Union

from tests.trials.powercut.strace import FOREIGN, Call

SECTOR = 512


class Write(NamedTuple):
    at: int
    data: bytes


class Grown(Write):
    """Bytes that stand only where the file had not reached before; old ones stay."""


class Cut(NamedTuple):
    """A change of length."""

    size: int


class Body:
    """A file without its name."""

    def __init__(self, data: bytes = b"") -> None:
        self.safe = data
        self.waiting: list[Write | Cut] = []

    def sync(self) -> None:
        self.safe = self.whole()
        self.waiting.clear()

    def whole(self) -> bytes:
        return applied(self.safe, self.waiting) if self.waiting else self.safe


def applied(data: bytes, changes: list[Write | Cut]) -> bytes:
    """The bytes after some changes; a gap is filled with zeros."""
    made = bytearray(data)
    for change in changes:
        before = len(made)
        size = change.size if isinstance(change, Cut) else change.at + len(change.data)
        if size > before:
            made.extend(bytes(size - before))
        if isinstance(change, Cut):
            del made[change.size :]
        elif not isinstance(change, Grown):
            made[change.at : size] = change.data
        elif size > before:
            start = max(change.at, before)
            made[start:size] = change.data[start - change.at :]
    return bytes(made)


class Named(NamedTuple):
    """A name that now means something else, or nothing any more."""

    name: str
    node: Union[Body, "Folder", None]
    gone: str = ""  # the name it had before, for a rename


class Folder:
    def __init__(self) -> None:
        self.safe: dict[str, Body | Folder] = {}
        self.waiting: list[Named] = []

    def sync(self) -> None:
        self.safe = self.names(len(self.waiting))
        self.waiting.clear()

    def names(self, arrived: int) -> dict[str, Union[Body, "Folder"]]:
        """What is in it when the first so many changes arrived."""
        found = dict(self.safe)
        for change in self.waiting[:arrived]:
            found.pop(change.gone, None)
            if change.node is None:
                found.pop(change.name, None)
            else:
                found[change.name] = change.node
        return found

    def now(self) -> dict[str, Union[Body, "Folder"]]:
        return self.names(len(self.waiting))


class Open:
    """An open file description: what it belongs to and where it stands."""

    def __init__(self, node: Body | Folder, *, appending: bool) -> None:
        self.node = node
        self.place = 0
        self.appending = appending


class Unmodelled(Exception):
    """Something happened in the folder that the model does not know."""


class Disk:
    """The folder of an office, and what the processes that work in it have open, by process and number."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.top = Folder()
        self.open: dict[tuple[int, int], Open] = {}

    @classmethod
    def restored(cls, root: Path, files: dict[str, bytes]) -> "Disk":
        """A disk with these files, all of it safe."""
        disk = cls(root)
        for name, data in files.items():
            folder = disk.top
            *above, last = name.split("/")
            for part in above:
                folder = folder.safe.setdefault(part, Folder())
            folder.safe[last] = Body(data)
        return disk

    def start(self) -> None:
        """Another process: nothing is open."""
        self.open.clear()

    def files(self) -> dict[str, bytes]:
        """Every file as the running system sees it."""
        return walked(self.top, Folder.now, Body.whole)

    def take(self, call: Call) -> bool:
        """Do what a call did; False where it changed nothing in this folder."""
        if call.name in FOREIGN:
            self._refuse(call)
            return False
        act = getattr(self, f"_{_PLAIN.get(call.name, call.name)}")
        return bool(act(call))

    def holds(self, call: Call) -> bool:
        """True for a call that opened, moves in or closes something of this folder."""
        if "open" in call.name or call.name == "creat":
            return (call.pid, call.result) in self.open
        return call.name in ("lseek", "close") and self._held(call) is not None

    def _held(self, call: Call) -> Open | None:
        return self.open.get((call.pid, call.handle()))

    # ---- names

    def _entry(self, path: Path) -> tuple[Folder, str]:
        folder = self.top
        *above, name = path.relative_to(self.root).parts
        for part in above:
            found = folder.now()[part]
            if not isinstance(found, Folder):
                raise Unmodelled(str(path))
            folder = found
        return folder, name

    def _inside(self, path: Path) -> bool:
        return path != self.root and path.is_relative_to(self.root)

    def _openat(self, call: Call) -> bool:
        if call.name == "openat":
            return self._opened(call.path(1, 0), call.args[2].split("|"), (call.pid, call.result))
        flags = ["O_WRONLY", "O_CREAT", "O_TRUNC"] if call.name == "creat" else call.args[1].split("|")
        return self._opened(call.path(0), flags, (call.pid, call.result))

    def _opened(self, path: Path, flags: list[str], number: tuple[int, int]) -> bool:
        self.open.pop(number, None)
        if path == self.root:
            self.open[number] = Open(self.top, appending=False)
        if not self._inside(path):
            return False
        folder, name = self._entry(path)
        node = folder.now().get(name)
        changed = node is None
        if node is None:
            if "O_CREAT" not in flags:
                raise Unmodelled(f"{path} appeared")
            folder.waiting.append(Named(name, node := Body()))
        elif "O_TRUNC" in flags and isinstance(node, Body):
            node.waiting.append(Cut(0))
            changed = True
        self.open[number] = Open(node, appending="O_APPEND" in flags)
        return changed

    def _mkdir(self, call: Call) -> bool:
        path = call.path(1, 0) if call.name == "mkdirat" else call.path(0)
        if not self._inside(path):
            return False
        folder, name = self._entry(path)
        folder.waiting.append(Named(name, Folder()))
        return True

    def _unlink(self, call: Call) -> bool:
        path = call.path(1, 0) if call.name == "unlinkat" else call.path(0)
        if not self._inside(path):
            return False
        folder, name = self._entry(path)
        folder.waiting.append(Named(name, None))
        return True

    def _link(self, call: Call) -> bool:
        return self._named(*self._pair(call, "linkat"), keep=True)

    def _rename(self, call: Call) -> bool:
        return self._named(*self._pair(call, "renameat"), keep=False)

    @staticmethod
    def _pair(call: Call, at: str) -> tuple[Path, Path]:
        return (call.path(1, 0), call.path(3, 2)) if call.name.startswith(at) else (call.path(0), call.path(1))

    def _named(self, old: Path, new: Path, *, keep: bool) -> bool:
        if not (self._inside(old) or self._inside(new)):
            return False
        folder, name = self._entry(old)
        there, called = self._entry(new)
        if folder is not there:
            raise Unmodelled(f"{old} to {new}")
        folder.waiting.append(Named(called, folder.now()[name], "" if keep else name))
        return True

    # ---- bytes

    def _close(self, call: Call) -> bool:
        self.open.pop((call.pid, call.handle()), None)
        return False

    def _lseek(self, call: Call) -> bool:
        if held := self._held(call):
            held.place = call.result
        return False

    def _write(self, call: Call) -> bool:
        held = self._held(call)
        if held is None or not isinstance(held.node, Body):
            return False
        data = call.data(1)[: call.result]
        if call.name == "pwrite64":
            place = call.number(3)
        else:
            place = len(held.node.whole()) if held.appending else held.place
            held.place = place + len(data)
        held.node.waiting.append(Write(place, data))
        return True

    def _ftruncate(self, call: Call) -> bool:
        held = self._held(call)
        if held is None or not isinstance(held.node, Body):
            return False
        held.node.waiting.append(Cut(call.number(1)))
        return True

    def _fsync(self, call: Call) -> bool:
        held = self._held(call)
        if held is None:
            return False
        held.node.sync()
        return True

    def _refuse(self, call: Call) -> None:
        text = " ".join(call.args)
        root = "".join(f"\\x{byte:02x}" for byte in str(self.root).encode())
        if root in text:
            raise Unmodelled(f"{call.name} in the office's folder")


_PLAIN = {
    "open": "openat", "creat": "openat", "mkdirat": "mkdir", "unlinkat": "unlink", "linkat": "link",
    "renameat": "rename", "renameat2": "rename", "pwrite64": "write", "fdatasync": "fsync",
}  # fmt: skip


def walked(
    folder: Folder, names: Callable[[Folder], dict[str, Body | Folder]], data: Callable[[Body], bytes], above: str = ""
) -> dict[str, bytes]:
    """The files of a folder and those below, by their path; two names of one file have the same bytes."""
    found: dict[str, bytes] = {}
    made: dict[Body, bytes] = {}
    for name, node in names(folder).items():
        if isinstance(node, Folder):
            found |= walked(node, names, data, f"{above}{name}/")
        else:
            if node not in made:
                made[node] = data(node)
            found[f"{above}{name}"] = made[node]
    return found
