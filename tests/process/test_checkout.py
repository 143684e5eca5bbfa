"""The tests run this checkout, on every Python that naht promises, and on the lowest and newest libraries."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NUMBERED = re.compile(r"(?<=[ (,|=<>])[?][0-9]")  # a placeholder with a number: a question mark, then a digit


def test_processes_run_the_checkout(alone):
    """Not the naht that is installed, wherever a test stands when it starts one."""
    code = "import naht; print(naht.__file__)"
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=alone)
    assert Path(ran.stdout.strip()) == ROOT / "naht" / "__init__.py"


@pytest.mark.usefixtures("office")
def test_no_python_warns():
    """A command that warns on one Python is an error on the next. Some say it where all warnings are errors."""
    client = ""
    for line in ("client add w 1984 west", "v west 20m wohnen @", "v nord tel", "n gwg nord", "w team west",
                 "visit edit @ 25m", "client edit @ nord", "undo", "history {client}", "count visits --by topic",
                 "report 2026-11", "check"):  # fmt: skip
        command = [sys.executable, "-W", "error", "-m", "naht", *line.format(client=client).split()]
        ran = subprocess.run(command, check=False, capture_output=True, text=True, input="")
        assert (ran.returncode, "Warning" in ran.stderr) == (0, False), (line, ran.stderr)
        client = client or ran.stdout.strip()


@pytest.mark.parametrize("folder", ["naht", "data", "tests"])
def test_no_placeholder_has_a_number(folder):
    """Python 3.12.0 to 3.12.3 warn of one that is given a tuple of values."""
    files = [path for path in (ROOT / folder).rglob("*") if path.suffix in (".py", ".sql", ".toml")]
    assert files
    for path in files:
        assert not NUMBERED.search(path.read_text(encoding="utf-8")), path
