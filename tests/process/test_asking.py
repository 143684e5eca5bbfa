"""``naht sql`` as a process: Ctrl-C, memory, stdin, and what everybody else does not load because of it."""

import hashlib
import subprocess

import pytest
from running import ended, interrupt, start
from test_startup import loaded

ENDLESS = "WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)"
OWN = {"naht.cli.verbs.sql"} | {f"naht.store.sql.{name}" for name in ("statement", "public", "authorizer", "datasette")}

pytestmark = pytest.mark.usefixtures("office")


def test_ctrl_c_ends_a_long_query(office):
    before = hashlib.sha256(office.read_bytes()).digest()
    process = start("sql", f"{ENDLESS} SELECT max(x) FROM c", "--timeout", "60")
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(2)
    interrupt(process)
    assert ended(process) == (130, "", "")
    assert hashlib.sha256(office.read_bytes()).digest() == before


@pytest.mark.parametrize(
    "statement",
    [f"{ENDLESS} SELECT x, hex(randomblob(500)) FROM c",
     f"{ENDLESS} SELECT x, hex(randomblob(500)) AS y FROM c ORDER BY y",
     f"{ENDLESS} SELECT count(DISTINCT hex(randomblob(500))) FROM c"],
    ids=["rows", "sorter", "distinct"],
)  # fmt: skip
def test_a_query_ends_when_its_memory_is_used_up(process, statement):
    ran = process("sql", statement, "--timeout", "50")
    assert (ran.returncode, ran.stdout) == (4, "")
    assert "256 MB" in ran.stderr


def test_the_statement_may_come_from_stdin(process):
    statement = "SELECT name FROM districts WHERE id = :id;\n"
    ran = process("sql", "-", "-f", "value", "-q", "--param", "id=west", stdin=statement)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "Weimar-West\n", "")
    assert process("sql", "-", stdin="").returncode == 2


def test_the_views_need_no_file(process):
    assert "visit_topics" in process("--db", "nowhere.db", "sql").stdout


def test_metadata_for_datasette(process, alone):
    ran = process("sql", "--datasette", "m.json")
    assert (ran.returncode, ran.stdout) == (0, "")
    assert "Notizen" in ran.stderr
    assert (alone / "m.json").stat().st_mode & 0o777 == 0o600
    assert process("sql", "--datasette").stdout == (alone / "m.json").read_text(encoding="utf-8")
    before = (alone / "office.db").read_bytes()
    assert process("sql", "--datasette", "office.db").returncode == 5
    assert (alone / "office.db").read_bytes() == before


def test_nobody_else_loads_it():
    assert loaded("v", "west") & OWN == set()
    assert loaded("visit", "list", "-f", "csv") & OWN == set()
