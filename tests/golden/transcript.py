"""Transcripts: what somebody types, and what naht answers, word for word.

::

    # today 2026-11-24        for all scenes of the file, or below a heading for that scene; so are worker and given
    == Hausbesuch             a scene: begins in a fresh Weimar office
    # any other line like this is a comment
    $ naht v nord hb --note -
    < what is fed to stdin
    v·····1····               stdout
    ! v·····1 · Di …          stderr
    exit 4                    the exit code, where it is not 0

Ids are random: the first client seen is ``k····1``, in full ``k····1·····``, and so it is typed. Times are
masked, and what grows with the program: the number of the schema, the formats.
"""

import re
import shlex
from pathlib import Path
from typing import NamedTuple

SHOWN, WHOLE = 6, 11
_ID = re.compile(r"\b[kvrnwp][0-9][0-9a-hjkmnp-tv-z]{4}(?:[0-9a-hjkmnp-tv-z]{5})?\b")
_MASK = re.compile(r"[kvrnwp]·+(\d+)(·{5})?")
_MASKED = (
    (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "····-··-··T··:··:··Z"),
    (r"(?<=letzte Eingabe )[\d.]{10}", "··.··.····"),
    (r"(?<=dieses kennt )\d+", "·"),
    (r"(?<=Es gibt: )table, csv[a-z, ]*", "····"),
)
_INPUT = ("== ", "# ", "$ ", "< ")
_DIRECTIVES = ("today", "worker", "given")


class Step(NamedTuple):
    typed: str  # the line behind ``$ ``
    stdin: str
    answer: str

    @property
    def args(self) -> list[str]:
        return shlex.split(self.typed)[1:]

    @property
    def keys(self) -> int:
        """Keys pressed, Enter included."""
        return len(self.typed) + 1


class Scene(NamedTuple):
    file: Path
    title: str
    settings: list[tuple[str, str]]
    lines: list[str]

    def steps(self) -> list[Step]:
        """The commands of the scene, each with what is fed to it and what it has to answer."""
        return [_step(block) for block in blocks(self.lines) if block[0].startswith("$ ")]


def scenes(file: Path) -> list[Scene]:
    """The scenes of a transcript file."""
    head, *rest = re.split(r"^(?=== )", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    common = _settings(head.splitlines())
    return [
        Scene(file, lines[0].removeprefix("== "), common + _settings(lines[1:]), lines)
        for lines in (part.splitlines() for part in rest)
    ]


def _settings(lines: list[str]) -> list[tuple[str, str]]:
    words = [line.removeprefix("# ").partition(" ") for line in lines if line.startswith("# ")]
    return [(name, value) for name, _, value in words if name in _DIRECTIVES]


def blocks(lines: list[str]) -> list[list[str]]:
    """A scene parted before each command, comment and heading."""
    made: list[list[str]] = []
    for line in lines:
        if line.startswith(_INPUT) and not line.startswith("< "):
            made.append([])
        made[-1].append(line)
    return made


def _step(block: list[str]) -> Step:
    stdin = "".join(f"{line[2:]}\n" for line in block if line.startswith("< "))
    answer = "\n".join(line for line in block[1:] if not line.startswith("< "))
    return Step(block[0].removeprefix("$ "), stdin, answer.rstrip("\n"))


def written(scene: Scene, answers: list[str]) -> str:
    """The scene's text with new answers."""
    left = iter(answers)
    text = []
    for block in blocks(scene.lines):
        command = block[0].startswith("$ ")
        text += [line for line in block if line.startswith(_INPUT) or not (command or line == "")]
        text += [next(left)] if command else []
    return "\n".join(filter(None, text)) + "\n"


def answer(code: int, out: str, err: str) -> str:
    """What a command answered, as it stands in a transcript."""
    lines = [*out.splitlines(), *(f"! {line}" for line in err.splitlines()), *([f"exit {code}"] if code else [])]
    assert not any(line.startswith(_INPUT) for line in lines)
    return "\n".join(lines).rstrip("\n")


class Mask:
    """Real ids and their placeholders in one scene."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.known: dict[str, str] = {}  # the placeholder in short to the id, as much of it as was seen

    def hide(self, text: str, typed: str) -> str:
        """The text as it stands in a transcript; what was typed as it is stays."""
        for ident in _ID.findall(text):
            if ident in typed:
                continue
            mask = self._mask(ident)
            self.known[mask] = max(ident, self.known.get(mask, ""), key=len)
        for mask, ident in self.known.items():
            text = re.sub(rf"\b{ident[:SHOWN]}(\w{{5}})?\b", lambda m, mask=mask: mask + "·····" * bool(m[1]), text)
        for pattern, masked in _MASKED:
            text = re.sub(pattern, masked, text)
        return text.replace(f"{self.home}/", "~/")

    def _mask(self, ident: str) -> str:
        """The placeholder of an id, an old or a new one."""
        for mask, other in self.known.items():
            if other[:SHOWN] == ident[:SHOWN]:
                return mask
        number = 1 + sum(mask[0] == ident[0] for mask in self.known)
        return f"{ident[0]}{number:·>5}"

    def real(self, typed: str) -> str:
        """The line as it has to be typed."""
        return _MASK.sub(lambda m: self.known[m[0][:SHOWN]][: WHOLE if m[2] else SHOWN], typed)
