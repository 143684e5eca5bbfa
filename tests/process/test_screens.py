"""What a person sees at a terminal, and what a pipe gets instead."""

import json
import sys

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


# ---- narrow terminals


@pytest.fixture
def busy(office, naht):
    """An office in which every column of a visit, and of what it keeps of its own, has something."""
    naht("worker", "add", "tb", "west")
    client = naht("client", "add", "w", "1984", "west", "paar-kinder").out.strip()
    for day in ("2026-11-20", "2026-11-21"):
        naht("--as", "tb", "v", day, "west", "hb", "nicht-erschienen", "wohnen", "schulden", "1h15", client)
        naht("--as", "tb", "n", day, "nord", "jobcenter", "gwg", "netzwerktreffen", "1h30", "14p")
    naht("--as", "tb", "v", "west", "treffpunkt", "12p", "2h")
    return office


def is_table(text, rows):
    """True where a heading stands above a line, and below it nothing but rows that begin with ids or are folded."""
    lines = [line for line in text.splitlines() if line.strip()]
    place = next((n for n, line in enumerate(lines) if "──" in line), 0)
    return place == 1 and lines[0].split()[0] == "id" and all(any(row in line for line in lines) for row in rows)


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize(
    "noun", ["visit", "contact", "client", "term", "site", "partner", "funding", "district", "worker"]
)
@pytest.mark.usefixtures("busy")
def test_a_list_stays_a_table(noun, columns, naht):
    seen = on_terminal(noun, "list", columns=columns, NO_COLOR="1")[1]
    rows = [row["id"] for row in json.loads(naht(noun, "list", "-f", "json").out)]
    lettered = noun in ("visit", "contact", "client")
    assert is_table(seen, [row[:6] for row in rows] if lettered else [])
    assert max(map(len, seen.splitlines())) <= columns


@pytest.mark.usefixtures("busy")
def test_the_last_line_says_which_columns_left(naht, process):
    seen = on_terminal("visit", "list", columns=80, NO_COLOR="1")[1]
    left = " ".join(seen.split()).partition("Aus Platzmangel ohne ")[2]
    assert "Mitarbei" in left
    assert "Förderung" in left
    assert "-f csv" in left
    for full in (
        process("visit", "list").stdout,
        on_terminal("visit", "list", columns=250)[1],
        naht("visit", "list").out,
    ):
        assert "Platzmangel" not in full
        assert "Aufbauprojekt" in full
    fields = "id,day,district,channel,clients,minutes,topics,funding,workers"
    chosen = on_terminal("visit", "list", "--fields", fields, columns=80, NO_COLOR="1")[1]
    assert "Platzmangel" not in chosen
    assert "ThINKA" in chosen


# ---- the pager


@pytest.fixture
def pager(alone):
    """A pager that notes what it got and in which environment, and prints that it was there."""
    path = alone / "pager"
    path.write_text("#!/bin/sh\ncat > paged\nenv > environment\necho gezeigt\n")
    path.chmod(0o755)
    return path


LONG = [("word", "list"), ("count", "visits", "--by", "month,district", "-p", "2020..2026"), ("help", "woerter"),
        ("report", "2026-11"), ("log", "--since", "2020-01-01"), ("-q", "word", "list", "-f", "json")]  # fmt: skip


@pytest.mark.parametrize("line", LONG, ids=" ".join)
@pytest.mark.usefixtures("busy")
def test_what_is_longer_than_the_screen_goes_through_the_pager(line, pager, alone, process):
    code, seen = on_terminal(*line, PAGER=str(pager), NO_COLOR="1", LESS="-X")
    assert (code, seen) == (0, "gezeigt\n")
    paged = (alone / "paged").read_text(encoding="utf-8")
    assert len(paged.splitlines()) >= 24
    assert "\x1b" not in paged
    environment = (alone / "environment").read_text().splitlines()
    assert {"LESSHISTFILE=-", "LESSSECURE=1", "LESS=-R -X"} <= set(environment)
    (alone / "paged").unlink()
    assert "gezeigt" not in on_terminal(*line, "--no-pager", PAGER=str(pager))[1]
    assert "gezeigt" not in on_terminal(*line, PAGER="")[1]
    assert "gezeigt" not in process(*line).stdout
    assert not (alone / "paged").exists()


def test_what_the_screen_holds_is_printed(office, pager):
    assert "gezeigt" not in on_terminal("district", "list", PAGER=str(pager))[1]
    assert office.exists()


@pytest.mark.parametrize("command", ["does-not-exist", "'", " "])
@pytest.mark.usefixtures("office")
def test_without_a_pager_it_is_printed(command):
    code, seen = on_terminal("word", "list", PAGER=command)
    assert code == 0
    assert "Traceback" not in seen
    assert "topic:wohnen" in seen


@pytest.mark.parametrize("script", ["exit 0", "read one", "kill -INT $PPID; sleep 0.3; cat > paged"])
@pytest.mark.usefixtures("office")
def test_leaving_the_pager_early_and_ctrl_c_in_it_are_no_errors(script, alone):
    path = alone / "pager"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    code, seen = on_terminal("word", "list", PAGER=str(path))
    assert (code, seen) == (0, "")


def test_others_can_write_while_the_pager_stands(office, alone, naht):
    path = alone / "pager"
    command = f"{sys.executable} -m naht v west"
    path.write_text(f"#!/bin/sh\n{command} > written 2>&1\ncat > /dev/null\n")
    path.chmod(0o755)
    assert on_terminal("word", "list", PAGER=str(path))[0] == 0
    assert (alone / "written").read_text().startswith("v")
    assert len(json.loads(naht("visit", "list", "-f", "json").out)) == 1
    assert office.exists()


# ---- what a filter means is confirmed


@pytest.mark.parametrize(
    ("typed", "code", "left"), [("3\n", 0, 0), ("2\n", 4, 3), ("ja\n", 4, 3), ("\n", 4, 3), ("\x04", 4, 3)]
)
@pytest.mark.usefixtures("busy")
def test_a_removal_by_filter_is_shown_and_its_number_typed(naht, typed, code, left):
    ended, seen = on_terminal("visit", "remove", "--where", "2026-11", typed=typed, columns=200)
    assert ended == code
    assert "Zum Bestätigen 3 eintippen" in seen
    assert seen.count("Hausbesuch") >= 2
    assert len(json.loads(naht("visit", "list", "-f", "json").out)) == left
