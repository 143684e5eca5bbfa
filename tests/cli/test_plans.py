"""What is typed every day finds its rows by an index: no statement goes through a table that grows with the years."""

import re
import sqlite3
from contextlib import closing

import pytest

from naht.store.file import opening

LARGE = {
    "visit", "visit_client", "visit_topic", "visit_service", "client", "client_fact", "client_target_group",
    "referral", "referral_fact", "contact", "contact_partner", "work", "op", "change", "change_ref",
}  # fmt: skip
DAILY = (
    "v west 20m", "v west hb 20m wohnen schulden {client}", "v {client} west --refer jobcenter", "visit again",
    "visit edit {visit} 25m schulden", "visit show {visit}", "visit list gestern", "visit list heute -f json",
    "n nord jobcenter gwg", "w team 1h west", "r {client} jobcenter west", "referral step @ angekommen",
    "client add w 1984 west", "client show {client}", "here prager", "undo", "redo", "log {visit}", "history {client}",
    "visit remove {visit}",
)  # fmt: skip


@pytest.fixture
def statements(monkeypatch):
    """Every statement that SQLite runs, with its values."""
    said = []
    connect = opening.connect

    def traced(*args, **more):
        con = connect(*args, **more)
        con.set_trace_callback(said.append)
        return con

    monkeypatch.setattr(opening, "connect", traced)
    return said


@pytest.mark.parametrize("line", DAILY)
def test_a_daily_command_goes_through_no_large_table(office, naht, statements, line):
    client = naht("client", "add", "w", "1984", "west").out.strip()
    visit = naht("v", "west", "20m", client).out.strip()
    naht("r", client, "jobcenter", "west")
    if line == "redo":
        naht("undo")
    statements.clear()
    ran = naht(*line.format(client=client, visit=visit).split())
    assert ran.code == 0, ran.err
    assert len(statements) > 5
    with closing(sqlite3.connect(office)) as con:
        con.create_function("today", 0, lambda: "2026-11-22", deterministic=True)
        for sql in statements:
            if re.match(r"\s*(SELECT|INSERT|UPDATE|DELETE)", sql):
                plan = [step[3] for step in con.execute(f"EXPLAIN QUERY PLAN {sql}")]
                assert not [step for step in plan if _through(step, sql)], (sql, plan)


def _through(step, sql):
    """Steps are read from the newest on, as far as it takes; of those that undo there are few."""
    found = re.match(r"SCAN (\w+)", step)
    backwards = "FROM op WHERE worker" in sql and sql.endswith("ORDER BY n DESC")
    return found and found[1] in LARGE and not backwards and "USING INDEX op_undoes" not in step
