"""Where a file may lie: not on a network drive, not in a folder that something synchronises behind our back."""

import os
from typing import TYPE_CHECKING

from naht.domain.file_errors import CloudFolder
from naht.domain.message import Message, message
from naht.store.file.sqlite import StrPath

if TYPE_CHECKING:
    from pathlib import Path

_NETWORK = ("nfs", "cifs", "smb", "9p", "drvfs", "davfs", "vboxsf", "fuse.")
_SYNCED = ("onedrive", "nextcloud", "owncloud", "dropbox", "google drive", "icloud", "cloudstorage", "mobile documents")
_MARKS = (".stfolder", ".dropbox", ".owncloudsync.log", ".nextcloudsync.log")


def refuse_unsafe(path: "Path") -> None:
    """Raises CloudFolder where a new file would not be safe."""
    from pathlib import Path

    folders = Path(os.path.realpath(path)).parents
    if found := trouble(path) or next((_synced(folder) for folder in folders if _marked(folder)), None):
        raise CloudFolder(path=path, where=found)


def trouble(path: StrPath) -> Message | None:
    """What is wrong with a place, behind all links; None for a good one. Quick enough for every command."""
    place = os.path.realpath(path)
    if kind := _network(place):
        return message("on a network drive ({kind})", kind=kind)
    folders = place.split(os.sep)[:-1]  # noqa: PTH206  see above
    for depth, folder in enumerate(folders, 1):
        if any(name in folder.lower() for name in _SYNCED):
            return _synced(os.sep.join(folders[:depth]))  # noqa: PTH118  see above
    return None


def follow_link(path: "Path") -> "Path":
    """The file itself, where the path is a link to it: what belongs beside a file belongs beside that one."""
    if not os.path.islink(path):  # noqa: PTH114  pathlib's raises an error for a name that is too long
        return path
    from pathlib import Path

    return Path(os.path.realpath(path))


def _synced(folder: StrPath) -> Message:
    return message("in a synchronised folder ({folder})", folder=folder)


def _marked(folder: "Path") -> bool:
    """True where a sync program keeps its own files; it looks into the folder, so only a new file is asked this."""
    try:
        named = any((folder / mark).exists() for mark in _MARKS)
        return named or any(any(folder.glob(pattern)) for pattern in ("._sync_*.db", ".sync_*.db"))
    except OSError:  # a folder that may not be entered; making the file says why
        return False


def _network(path: str) -> str | None:
    """The file system of the longest mount point that holds the path, if it is a network's (Linux only)."""
    best, kind = "", ""
    try:
        with open("/proc/self/mountinfo", encoding="utf-8", errors="replace") as mounts:  # noqa: PTH123  the same
            lines = mounts.read().splitlines()
    except OSError:
        return None
    place = f"{path}/"
    for line in lines:
        mount = line.split(" ", 5)[4].replace("\\040", " ")
        if len(mount) >= len(best) and place.startswith(mount if mount.endswith("/") else f"{mount}/"):
            best, kind = mount, line.partition(" - ")[2].split()[0]
    return kind if kind.startswith(_NETWORK) else None
