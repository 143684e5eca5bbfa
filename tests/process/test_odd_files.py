"""What is no ordinary file, or a trap of one, is refused at once and in a sentence: by every command, and by Tab."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from naht import resources

BLANK = resources.data("profiles", "blank", "profile.toml").read_text(encoding="utf-8")
REPORT = resources.data("reports", "overview.toml").read_text(encoding="utf-8")


def pipe(path):
    os.mkfifo(path)


def endless(path):
    path.symlink_to("/dev/zero")


def folder(path):
    path.mkdir()


def nothing(path):
    path.symlink_to("nowhere")


def large(path):
    path.write_text("# " + "x" * 10_000_000)


ODD = (pipe, endless, folder, nothing, large)
# Minutes or gigabytes for tomllib, or more than Python will do.
BOMBS = {
    "a dotted key": "a." * 200_000 + "a = 1",
    "a dotted key in quotes": '"a" . ' * 60_000 + "a = 1",
    "a dotted head": "[" + "a." * 200_000 + "a]",
    "dotted keys": "".join(f"k{n}" + ".a" * 50 + " = 1\n" for n in range(4_000)),
    "arrays": "a = " + "[" * 100_000,
    "closed arrays": "a = " + "[" * 900 + "]" * 900,
    "tables in a line": "a = " + "{a = " * 50_000,
    "a long number": "a = " + "9" * 100_000,
    "a long hexadecimal number": "a = 0x" + "f" * 100_000,
    "a long number of a key": '[[district]]\nid = "sued"\nname = 0x' + "f" * 100_000,
    "a long number of a setting": "[settings]\nlang = 0x" + "f" * 100_000,
    "many entries": "".join(f'[[partner]]\nid = "p{n}"\nname = "Chor {n}"\n' for n in range(10_000)),
    "a nest of names": "".join(f"[{'a.' * n}a]\n" for n in range(900)),
}  # fmt: skip


def refused(ran, *codes):
    assert ran.returncode in codes, ran.stderr
    assert ran.stdout == ""
    assert len(ran.stderr) < 1_000
    assert ran.stderr.startswith("naht: ")
    assert "Fehler in naht" not in ran.stderr
    return ran.stderr


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_file_in_a_profile(process, alone, odd):
    folder = alone / "ours"
    folder.mkdir()
    (folder / "profile.toml").write_text(BLANK)
    odd(folder / "more.toml")
    assert "more.toml" in refused(process("init", "--profile", str(folder)), 2)
    assert not (alone / "office.db").exists()


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_thing_for_a_profile(process, alone, odd):
    odd(alone / "ours")
    refused(process("init", "--profile", str(alone / "ours")), 3)


@pytest.mark.parametrize("kind", BOMBS)
def test_a_trap_in_a_profile(process, alone, kind):
    folder = alone / "ours"
    folder.mkdir()
    (folder / "profile.toml").write_text(f"{BLANK}\n{BOMBS[kind]}\n")
    assert "profile.toml" in refused(process("init", "--profile", str(folder)), 2)
    assert not (alone / "office.db").exists()


def test_a_profile_of_many_files(process, alone):
    folder = alone / "ours"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02}.toml").write_text("")
    assert "ours" in refused(process("init", "--profile", str(folder)), 2)


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.usefixtures("office")
def test_an_odd_template(process, alone, odd):
    odd(alone / "own.toml")
    refused(process("report", "--template", str(alone / "own.toml")), 2, 3)


@pytest.mark.parametrize("name", [".", "/", "x" * 300, "x" * 300 + ".toml", ".toml", "a/b.toml", "/dev/null"])
@pytest.mark.usefixtures("office")
def test_what_can_be_no_template(process, name):
    refused(process("report", "--template", name), 3)


@pytest.mark.parametrize("kind", BOMBS)
@pytest.mark.usefixtures("office")
def test_a_trap_in_a_template(process, alone, kind):
    (alone / "own.toml").write_text(f"{BOMBS[kind]}\n{REPORT}")
    assert "own.toml" in refused(process("report", "--template", str(alone / "own.toml")), 2)


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("command", ["visit list", "v west", "check", "sql --datasette", "backup", "migrate", "init"])
def test_an_odd_file_of_the_office(process, alone, odd, command):
    odd(alone / "office.db")
    if (command, odd) != ("init", nothing):
        refused(process(*command.split()), 5)


@pytest.mark.parametrize("odd", [pipe, endless, folder, nothing])
def test_metadata_is_written_into_no_odd_file(process, alone, office, odd):
    odd(alone / "metadata.json")
    refused(process("sql", "--datasette", "metadata.json"), 5)


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    "line", ["naht v hausb", "naht visit show ", "naht report --template ", "naht init --profile "]
)
def test_tab_waits_for_no_odd_file(alone, odd, line):
    odd(alone / "office.db")
    asked = {
        "_NAHT_COMPLETE": "complete_bash",
        "COMP_WORDS": line.replace(" ", "\n"),
        "COMP_CWORD": str(line.count(" ")),
    }
    command = [sys.executable, "-m", "naht"]
    ran = subprocess.run(command, env=os.environ | asked, capture_output=True, text=True, timeout=60, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ("blank" in ran.stdout) == line.startswith("naht init")


@pytest.mark.parametrize("line", ["v west --note -", "v -", "sql -"])
@pytest.mark.usefixtures("office")
def test_stdin_that_never_ends(line):
    command = [sys.executable, "-m", "naht", *line.split()]
    with Path("/dev/zero").open() as file:
        ran = subprocess.run(command, stdin=file, capture_output=True, text=True, timeout=60, check=False)
    assert "20 MB" in refused(ran, 2)
