"""What a person sees at a terminal, and what a pipe gets instead."""

import json

import pytest
from running import on_terminal

OLD = ("2026-03-12", "nord")


@pytest.fixture
def years(office, naht):
    """An office with a visit of today and older ones, some of a client; the client's code."""
    client = naht("client", "add", "w", "1984", "west").out.strip()
    for line in (("west",), OLD, (*OLD, client), ("2025-06-02", "west", client)):
        assert naht("v", *line).code == 0
    assert office.exists()
    return client


def test_a_pipe_gets_all_of_it_and_a_terminal_the_last_days(years, process):
    for form in ("json", "jsonl"):
        assert process("visit", "list", "-f", form, "-q").stdout.count('"id"') == 4
    piped = process("-q", "visit", "list").stdout
    assert "4 Zeilen" in piped
    assert "31 Tage" not in piped
    seen = on_terminal("-q", "visit", "list")[1]
    assert "1 Zeile" in seen
    assert "Die letzten 31 Tage" in seen
    # what machines read is the same at a terminal
    assert len(json.loads(on_terminal("-q", "visit", "list", "-f", "json")[1])) == 4
    assert "4 Zeilen" in on_terminal("visit", "list", "--last", "9")[1]
    assert years


def test_a_count_is_limited_as_a_list_is(years, process):
    assert process("count", "visits", "-f", "value").stdout == "4\n"
    assert process("count", "visits", "-f", "value", years).stdout == "2\n"
    assert "seit Beginn" in process("count", "visits").stdout
    seen = on_terminal("count", "visits")[1]
    assert "Die letzten 31 Tage" in seen
    assert "seit Beginn" not in seen


@pytest.mark.parametrize("option", [False, True])
def test_all_visits_of_a_client_are_listed(years, option):
    line = ("--client", years[:6]) if option else (years[:6],)
    seen = on_terminal("visit", "list", *line)[1]
    assert "2 Zeilen" in seen
    assert "31 Tage" not in seen
    assert "seit Beginn" in on_terminal("count", "visits", *line)[1]
