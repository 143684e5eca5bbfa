"""Where the file lies and who may read it."""

import os
import platform
import re
from collections.abc import Iterator
from pathlib import Path

from naht.domain.file_errors import CloudFolder
from naht.services.check.model import Facts, Probe, Rule, Scene
from naht.store.file import location

_OTHERS = 0o077  # the rights of everybody but the owner
_MARKED = re.compile(r"conflict|konflikt", re.IGNORECASE)
_COPY = re.compile(r" ?\(\d+\)|-(DESKTOP|LAPTOP)-\w+", re.IGNORECASE)


def _rights(path: Path) -> Iterator[Facts]:
    mode = path.stat().st_mode & 0o777
    if os.name == "posix" and mode & _OTHERS:
        yield {"row": str(path), "mode": f"{mode:04o}"}


def _file(scene: Scene) -> Iterator[Facts]:
    yield from _rights(scene.path.resolve())


def _folder(scene: Scene) -> Iterator[Facts]:
    yield from _rights(scene.path.resolve().parent)


def _where(scene: Scene) -> Iterator[Facts]:
    path = scene.path.resolve()
    try:
        location.refuse_unsafe(path)
    except CloudFolder as found:
        yield {"row": str(path), "where": found.facts["where"]}


def _wal(scene: Scene) -> Iterator[Facts]:
    if scene.con.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        yield {"row": scene.path.name}


def _copies(scene: Scene) -> Iterator[Facts]:
    path = scene.path.resolve()
    for beside in sorted(path.parent.iterdir()):
        if beside != path and _is_copy(beside.name, path):
            yield {"row": str(beside)}


def _is_copy(name: str, path: Path) -> bool:
    """True for what a sync program leaves where two computers wrote: our name with a mark or a computer's name."""
    if not (name.startswith(path.stem) and name.endswith(path.suffix)):
        return False
    more = name[len(path.stem) : len(name) - len(path.suffix)]
    own = platform.node().lower()
    return bool(_MARKED.search(more) or _COPY.fullmatch(more) or (own and more.lower() == f"-{own}"))


PROBES = (
    Probe(
        Rule(
            "file-rights", "warning",
            de="Die Datei dürfen auch andere lesen oder ändern (Rechte {mode}).",
            en="Others may read or change the file too (mode {mode}).",
            mend="chmod 600 {row}",
        ),
        _file,
    ),
    Probe(
        Rule(
            "folder-rights", "hint",
            de="In den Ordner der Datei können auch andere sehen (Rechte {mode}).",
            en="Others can look into the folder of the file too (mode {mode}).",
            mend="chmod 700 {row}",
        ),
        _folder,
    ),
    Probe(
        Rule(
            "location", "warning",
            de="Die Datei liegt {where}; dort kann sie kaputtgehen.",
            en="The file lies {where}; it can break there.",
            mend="naht backup; naht --db … restore …",
        ),
        _where,
    ),
    Probe(
        Rule(
            "wal", "warning",
            de="Ein anderes Programm hat die Datei auf WAL umgestellt; beim nächsten Schreiben stellt naht sie zurück.",
            en="Another program has set the file to WAL; naht sets it back when it writes next.",
            mend="naht backup",
        ),
        _wal,
    ),
    Probe(
        Rule(
            "conflict-copy", "warning",
            de="Neben der Datei liegt eine Kopie, wie sie Abgleichprogramme bei Konflikten anlegen.",
            en="Beside the file lies a copy of the kind that sync programs make of a conflict.",
            mend="naht --db {row} log",
        ),
        _copies,
    ),
)  # fmt: skip
