"""What an everyday command loads, counted in modules, not in milliseconds."""

import subprocess
import sys

import pytest

HEAVY = {"rich", "sqlite_utils", "pydantic", "tomllib", "pysqlite3", "sqlcipher3", "asyncio", "ssl", "http"}
LOADED = """
import sys
from naht.cli.main import main
code = main(sys.argv[1:])
print("", *sorted(sys.modules), sep="\\n", file=sys.stderr)
sys.exit(code)
"""


def loaded(*args):
    command = [sys.executable, "-c", LOADED, *args]
    ran = subprocess.run(command, check=False, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return set(ran.stderr.split("\n\n", 1)[-1].split())


@pytest.mark.parametrize(
    "args",
    [["v", "west"], ["v", "west", "hb", "20m", "wohnen"], ["visit", "list", "-f", "csv"],
     ["visit", "list", "-f", "json"], ["undo"], ["w", "team", "west", "60m"], ["--version"]],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.usefixtures("office")
def test_an_everyday_command_loads_nothing_heavy(args, process):
    process("v", "west")
    assert {name.partition(".")[0] for name in loaded(*args)} & HEAVY == set()


@pytest.mark.usefixtures("office")
def test_a_command_loads_none_of_its_neighbours():
    verbs = {name for name in loaded("v", "west") if name.startswith("naht.cli.verbs.")}
    assert verbs == {"naht.cli.verbs.add"}


@pytest.mark.usefixtures("office")
def test_only_a_table_loads_rich():
    assert "rich" in loaded("visit", "list")
    assert "rich" not in loaded("visit", "list", "-f", "md")


@pytest.mark.usefixtures("office")
def test_completion_loads_nothing_heavy(process, monkeypatch):
    monkeypatch.setenv("_NAHT_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "naht v hausb")
    monkeypatch.setenv("COMP_CWORD", "2")
    command = [sys.executable, "-X", "importtime", "-m", "naht"]
    ran = subprocess.run(command, check=False, capture_output=True, text=True)
    assert "hausbesuch" in ran.stdout
    found = {line.rpartition("|")[2].strip().partition(".")[0] for line in ran.stderr.splitlines()}
    assert found & HEAVY == set()
