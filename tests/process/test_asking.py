"""``naht sql`` as a process: Ctrl-C, memory, stdin, and what everybody else does not load because of it."""

import hashlib
import os
import subprocess
from pathlib import Path

import pytest
from running import ended, interrupt, start, until
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


# Minutes of work inside a few calls of a function, where SQLite asks nobody whether it shall go on.
LETTERS = "bcdefghijklm"
TEXT, HALF = "printf('%.*c', 999000, 'a')", "printf('%.*c', 499000, 'a')"
DEAF = {
    "instr": "SELECT " + " + ".join(f"instr({TEXT}, {HALF} || '{x}')" for x in LETTERS),
    "replace": "SELECT " + " + ".join(f"length(replace({TEXT}, {HALF} || '{x}', ''))" for x in LETTERS),
    "in each row": f"{ENDLESS} SELECT sum(instr({TEXT}, {HALF} || x)) FROM c",
}


@pytest.mark.parametrize("kind", DEAF)
def test_a_query_ends_in_time_whatever_it_calls(process, kind):
    ran = process("sql", DEAF[kind], "--timeout", "1", "-q")
    assert (ran.returncode, ran.stdout) == (4, "")
    assert ran.stderr.splitlines()[0] == "naht: Die Abfrage war nach 1 s nicht fertig und wurde beendet."


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="nobody says that the query is being worked at")
@pytest.mark.parametrize("kind", ["instr", "in each row"])
def test_ctrl_c_ends_a_query_whatever_it_calls(kind):
    running = start("sql", DEAF[kind], "--timeout", "1000")
    try:
        until(lambda: worked(running.pid) > 0.7)  # naht itself takes a tenth of it, the rest is SQLite's
        interrupt(running)
        assert ended(running, timeout=60) == (130, "", "")
    finally:
        running.kill()


def worked(pid):
    """Seconds of processor time that a process took."""
    used = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK")


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
