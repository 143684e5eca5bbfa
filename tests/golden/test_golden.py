"""Every scene of ``*.txt`` is typed anew in a fresh office; transcript.py says how to read and write them."""

import io
import random
import re
import shutil
import sqlite3
import statistics
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from transcript import Mask, Scene, Step, answer, scenes, written

FILES = sorted(Path(__file__).parent.glob("*.txt"))
SCENES = [scene for file in FILES for scene in scenes(file)]
RECORDING = re.compile(r"naht (--\S+ \S+ )?([vrnw]|\w+ (add|again))\b")
MOST_KEYS = 28


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: f"{scene.file.stem}: {scene.title}")
def test_scene(scene: Scene, office: Path, naht, monkeypatch: pytest.MonkeyPatch, *, updating: bool) -> None:
    monkeypatch.setattr("naht.domain.ids.os.urandom", random.Random(scene.title).randbytes)  # candidates keep order
    _set(scene, office, monkeypatch)
    mask = Mask(office.parent)
    answers = []
    for step in scene.steps():
        said = mask.hide(_type(step, office.parent, naht, mask, monkeypatch), step.typed)
        assert updating or f"$ {step.typed}\n{said}" == f"$ {step.typed}\n{step.answer}"
        answers.append(said)
    if updating:
        text = scene.file.read_text(encoding="utf-8")
        old = re.search(rf"^== {re.escape(scene.title)}\n.*?(?=^== |\Z)", text, re.MULTILINE | re.DOTALL)
        assert old
        more = "\n" if old.end() < len(text) else ""
        scene.file.write_text(text.replace(old[0], written(scene, answers) + more), encoding="utf-8")


def _set(scene: Scene, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in scene.settings:
        if name == "given":
            file, _, kind = value.partition(" ")
            GIVEN[kind](office, office.parent / file)
        else:
            monkeypatch.setenv(f"NAHT_{name.upper()}", value)


def _type(step: Step, folder: Path, naht: Callable, mask: Mask, monkeypatch: pytest.MonkeyPatch) -> str:
    """What the line answers; an error is one line and a remedy, and leaves every byte as it was."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(step.stdin.encode())))
    before = _bytes(folder)
    ran = naht(*(mask.real(arg) for arg in step.args))
    if ran.code:
        lines = ran.err.splitlines()
        while step.stdin and lines[0].startswith(("Zeile ", "line ")):  # of a sheet, each bad line
            lines.pop(0)
        assert ran.out == ""
        assert len(lines) == 2, ran.err
        assert lines[0].startswith("naht: ")
        assert re.match(r" {6}\S", lines[1])
        assert _bytes(folder) == before
    return answer(*ran)


def _bytes(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _newer(office: Path, path: Path) -> None:
    shutil.copy(office, path)
    with sqlite3.connect(path) as con:
        con.execute("PRAGMA user_version = 999")
    con.close()


def _corrupt(office: Path, path: Path) -> None:
    whole = office.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))


def _foreign(_office: Path, path: Path) -> None:
    with sqlite3.connect(path) as con:
        con.execute("CREATE TABLE recipe (name TEXT)")
    con.close()


GIVEN: dict[str, Callable[[Path, Path], object]] = {
    "newer": _newer,
    "corrupt": _corrupt,
    "foreign": _foreign,
    "text": lambda _, path: path.write_text("Einkaufen: Brot\n", encoding="utf-8"),
    "folder": lambda _, path: path.mkdir(),
    "gone": lambda office, path: office.rename(path),
}


def test_few_keys() -> None:
    """Half of all recording lines take at most 28 keys."""
    typed = [
        step.keys for scene in SCENES for step in scene.steps()
        if RECORDING.match(step.typed) and "exit" not in step.answer
    ]  # fmt: skip
    assert len(typed) > 50
    assert statistics.median(typed) <= MOST_KEYS


def test_titles_are_unique() -> None:
    for file in FILES:
        titles = [scene.title for scene in scenes(file)]
        assert len(titles) == len(set(titles))
