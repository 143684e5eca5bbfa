"""The README is true: its session is run, what is generated in it is the program's."""

import re
import shlex
from pathlib import Path

from tests.contract import generated

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
IDENT = re.compile(r"\b([a-z])[0-9][0-9a-hjkmnp-tv-z]{4}([0-9a-hjkmnp-tv-z]{5})?\b")


def masked(text: str) -> str:
    return IDENT.sub(lambda found: found[1] + "·" * (len(found[0]) - 1), text).strip("\n")


def session() -> list[tuple[str, str]]:
    """The commands of the console blocks with what they print."""
    blocks = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    parts = re.split(r"^\$ ", "\n".join(blocks), flags=re.MULTILINE)[1:]
    return [(part.partition("\n")[0], part.partition("\n")[2]) for part in parts]


def test_the_session(alone, naht, monkeypatch):
    monkeypatch.setenv("NAHT_DB", "office.db")
    assert len(session()) > 5
    for command, printed in session():
        ran = naht(*shlex.split(command)[1:])
        assert masked(ran.out + ran.err) == masked(printed), command


def test_its_nouns_formats_and_keys_are_generated():
    """``python -m tests.contract`` writes them."""
    assert generated(README) == README


def test_length():
    assert README.count("\n") < 300
