"""What an everyday command loads, counted in modules, not in milliseconds."""

import subprocess
import sys

import pytest

HEAVY = {
    "typer",
    "inspect",
    "rich",
    "sqlite_utils",
    "pydantic",
    "tomllib",
    "pysqlite3",
    "sqlcipher3",
    "asyncio",
    "ssl",
    "http",
}
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
     ["visit", "list"], ["visit", "list", "-f", "json"], ["here", "west"], ["undo"],
     ["w", "team", "west", "60m"], ["--version"]],
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


COUNTED = """
import sys
import sqlite3
def dataclasses():
    return {cls.__qualname__ for name, module in sorted(sys.modules.items()) for cls in list(vars(module).values())
            if isinstance(cls, type) and hasattr(cls, "__dataclass_fields__")}
before, known = set(sys.modules), dataclasses()
from naht.cli.main import main
code = main(sys.argv[1:])
more = set(sys.modules) - before
print("==", len([name for name in more if name.startswith("naht")]), *sorted(dataclasses() - known), file=sys.stderr)
sys.exit(code)
"""
MARK = "=="
MODULES = {
    "v west": 75, "v west hb 20m wohnen": 75, "n nord jobcenter": 73, "w team west 60m": 73, "k w 1984": 65,
    "visit list": 68, "visit list -f json": 67, "undo": 65, "--version": 35,
}  # fmt: skip


@pytest.mark.parametrize("line", MODULES)
@pytest.mark.usefixtures("office")
def test_a_command_loads_so_many_modules_and_no_dataclass(line, process):
    """Each module costs about a tenth of a millisecond, a dataclass half of one to one."""
    process("v", "west")
    ran = subprocess.run([sys.executable, "-c", COUNTED, *line.split()], check=False, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    count, *dataclasses = ran.stderr.partition(MARK)[2].split()
    assert dataclasses == []
    assert int(count) <= MODULES[line]


def test_only_a_table_that_folds_loads_rich():
    table = "Table((Column('a', 'a'),), [('x ' * 50,)])"
    for width, wanted in ((0, "False"), (200, "False"), (40, "True")):
        program = (
            "import sys; from naht.domain.table import Column, Table; from naht.output.cells import Style; "
            f"from naht.output.terminal import draw; draw([{table}], Style(width={width})); "
            "print('rich' in sys.modules)"
        )
        ran = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
        assert ran.stdout.strip() == wanted


COMPLETED = {
    "naht v hausb": "hausbesuch", "naht v nix west hausb": "hausbesuch", "naht vis": "visit",
    "naht v --topic wohn": "wohnen", "naht report 2026-1": "2026-11", "naht count vis": "visits",
    "naht count visits --by month,di": "month,district", "naht config channel hausb": "hausbesuch",
    "naht visit list -f j": "json", "naht help w": "woerter",
}  # fmt: skip


@pytest.mark.usefixtures("office")
def test_completion_loads_nothing_heavy(monkeypatch):
    for words, wanted in COMPLETED.items():
        monkeypatch.setenv("_NAHT_COMPLETE", "complete_bash")
        monkeypatch.setenv("COMP_WORDS", words.replace(" ", "\n"))
        monkeypatch.setenv("COMP_CWORD", str(words.count(" ")))
        command = [sys.executable, "-X", "importtime", "-m", "naht"]
        ran = subprocess.run(command, check=False, capture_output=True, text=True)
        assert wanted in ran.stdout.split(), words
        found = {line.rpartition("|")[2].strip().partition(".")[0] for line in ran.stderr.splitlines()}
        allowed = {"tomllib"} if words.startswith("naht count") else set()  # the names of figures stand in TOML
        assert found & (HEAVY | {"difflib", "json"}) <= allowed, words
