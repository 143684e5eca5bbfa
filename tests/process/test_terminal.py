"""Terminals: narrow ones, plain ones, none at all."""

import csv
import errno
import io
import json
import os
import pty
import re
import resource
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from running import NAHT, on_terminal, until

from naht.output.formats import FORMATS

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
LONG = "Amt für die Angelegenheiten der Bürgerinnen und Bürger in Schöndorf, Außenstelle Straßenbahndepot"


def characters(text):
    """How often each letter and digit is printed."""
    return Counter(re.sub(r"\W", "", text))


@pytest.fixture
def full(office, naht):
    """An office with a visit in which everything is long."""
    client = naht("client", "add", "w", "1984", "west").out.strip()
    naht("partner", "add", LONG)
    naht("v", "schoendorf", "hausbesuch", "nicht-erschienen", "sozialleistung", "wohnen.suche", client, "1h15")
    last = json.loads(naht("partner", "list", "-f", "json").out)[-1]["id"]
    naht("n", "nord", "14p", "90m", "--partner", last)
    return office


@pytest.mark.parametrize("columns", [200, 80, 60, 40])
@pytest.mark.parametrize("noun", ["visit", "contact", "partner", "client", "word", "term", "funding", "site"])
@pytest.mark.usefixtures("full")
def test_nothing_is_cut_on_a_narrow_terminal(noun, columns, naht):
    code, seen = on_terminal(noun, "list", columns=columns)
    plain = COLOUR.sub("", seen)
    assert code == 0
    assert max(map(len, plain.splitlines())) <= columns
    left = re.search(r"Aus Platzmangel ohne (.*?); alles", " ".join(plain.split()))
    without = left[1].split(", ") if left else []
    head, _, *rows = (line.split("|")[1:-1] for line in naht(noun, "list", "-f", "md").out.splitlines() if "|" in line)
    cells = [cell for row in rows for name, cell in zip(head, row, strict=True) if name.strip() not in without]
    assert set(without) < {name.strip() for name in head}
    assert characters("".join(cells)) - characters(plain) == Counter()
    for row in json.loads(naht(noun, "list", "-f", "json").out):
        if columns >= 80 and noun in ("visit", "contact", "client"):
            assert row["id"][:6] in plain


@pytest.mark.usefixtures("full")
def test_a_terminal_gets_colour_unless_told_otherwise():
    assert COLOUR.search(on_terminal("visit", "list")[1])
    assert not COLOUR.search(on_terminal("visit", "list", NO_COLOR="1")[1])
    assert not COLOUR.search(on_terminal("visit", "list", "--color", "never")[1])
    assert COLOUR.search(on_terminal("visit", "list", "--color", "always", NO_COLOR="1")[1])


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.usefixtures("full")
def test_a_pipe_gets_no_colour_and_no_width(form, process, monkeypatch):
    monkeypatch.setenv("COLUMNS", "20")
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE", "TTY_COMPATIBLE", "PY_COLORS"):
        monkeypatch.setenv(name, "1")
    ran = process("contact", "list", "-f", form)
    assert "\x1b" not in ran.stdout + ran.stderr
    assert "…" not in ran.stdout
    assert LONG in ran.stdout or "strassenbahndepot" in ran.stdout


@pytest.mark.usefixtures("full")
def test_machine_formats_do_not_depend_on_a_terminal(process):
    for form in ("csv", "json", "value"):
        piped = process("-q", "visit", "list", "-f", form).stdout
        assert on_terminal("-q", "visit", "list", "-f", form, columns=40)[1] == piped


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.UTF-8", "de_DE.UTF-8", "C.UTF-8", ""])
@pytest.mark.usefixtures("full")
def test_umlauts_in_every_locale(locale, process, monkeypatch):
    """Acceptance test 20: in and out, whatever the machine's locale is; cron has none."""
    monkeypatch.delenv("PYTHONUTF8")
    monkeypatch.delenv("NAHT_LANG")
    monkeypatch.setenv("LANG", locale)
    monkeypatch.setenv("LC_ALL", locale)
    assert process("v", "Schöndorf", "--note", "-", stdin="Straße, ﬁ, Ä\n").returncode == 0
    rows = json.loads(process("visit", "list", "-f", "json", "--fields", "district,note").stdout)
    assert {"district": "schoendorf", "note": "Straße, ﬁ, Ä"} in rows
    ran = process("visit", "list")
    assert "Schöndorf" in ran.stdout
    assert "Zeilen" in ran.stderr + ran.stdout  # the office's language, not the locale's


@pytest.mark.usefixtures("office")
def test_a_terminal_that_cannot_show_it_shows_something(process, monkeypatch):
    monkeypatch.delenv("PYTHONUTF8")
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    ran = process("v", "schoendorf")
    assert ran.returncode == 0
    assert "Sch?ndorf" in ran.stderr


@pytest.mark.parametrize("typed", ["Schöndorf", "SCHÖNDORF", "scho\u0308ndorf", "schoendorf", "Schoen", "schön"])
@pytest.mark.usefixtures("office")
def test_umlauts_as_they_are_typed(typed, naht):
    ran = naht("v", typed)
    assert ran.code == 0
    assert "Schöndorf" in ran.err


@pytest.mark.parametrize("typed", ["STRASSENFEST", "Straßenfest", "strassenfest", "straßenf"])
@pytest.mark.usefixtures("office")
def test_sharp_s_as_it_is_typed(typed, naht):
    naht("word", "add", "topic:strassenfest", "--label-de", "Straßenfest")
    assert naht("v", "west", typed).code == 0


@pytest.mark.usefixtures("office")
def test_days_sort_and_umlauts_do_not_disturb(naht):
    """Acceptance test 20, sorting: lists go by day, and the order of entry within one."""
    made = [
        naht("v", day, place).out.strip()
        for day, place in [
            ("2026-11-03", "schoendorf"),
            ("2026-11-01", "west"),
            ("2026-11-03", "nord"),
            ("2026-10-31", "west"),
        ]
    ]
    rows = list(csv.reader(io.StringIO(naht("visit", "list", "-f", "csv", "--fields", "id").out)))[1:]
    assert [row[0] for row in rows] == [made[place] for place in (3, 1, 0, 2)]


# ---- no terminal


@pytest.mark.parametrize("args", [["v", "west", "--note", "edit"], ["visit", "edit", "@", "--note", "edit"]])
def test_no_terminal_where_a_prompt_would_be_needed(args, office, process):
    process("v", "west")
    before = office.read_bytes()
    ran = process(*args)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "Terminal" in ran.stderr
    assert "--note -" in ran.stderr
    assert office.read_bytes() == before


@pytest.fixture
def core_dumps():
    """Where this test runs a crash would be written down whole, if the system lets it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
    yield
    resource.setrlimit(resource.RLIMIT_CORE, (soft, hard))


@pytest.mark.usefixtures("core_dumps")
def test_an_editor_writes_the_note(office, alone, naht):
    editor = alone / "editor"
    seen = ['stat -c %a "$1" "$(dirname "$1")" > seen', "ulimit -c >> seen"]
    editor.write_text("\n".join(["#!/bin/sh", 'printf "aus dem Editor\\n" >> "$1"', *seen]))
    editor.chmod(0o755)
    code, _ = on_terminal("v", "west", "--note", "edit", EDITOR=str(editor))
    assert code == 0
    assert json.loads(naht("visit", "list", "-f", "json", "--fields", "note").out) == [{"note": "aus dem Editor"}]
    assert (alone / "seen").read_text().split() == ["600", "700", "0"]  # the last: no core dumps
    assert office.exists()


# It has the note on disk, says where, and does not go away by itself nor by any signal but one.
STUBBORN = """#!/bin/sh
trap "" HUP INT TERM QUIT
printf "hat am Telefon geweint" >> "$1"
printf "%s" "$1" > writing
mv writing written
read nothing < never
"""


# The terminal on stdin becomes that of a session of its own: closing it ends the session.
# Started by nohup or in the background, signals would be ignored from the beginning on, as whoever did so means it.
LOGGED_IN = """
import os, signal, sys
for one in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
    signal.signal(one, signal.SIG_DFL)
os.login_tty(0)
os.execv(sys.argv[1], sys.argv[1:])
"""


@pytest.fixture
def typing(office, alone):
    """naht on a terminal of its own, whose editor is open with a note; the terminal, and where the note is."""
    editor = alone / "editor"
    editor.write_text(STUBBORN)
    editor.chmod(0o755)
    os.mkfifo(alone / "never")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", LOGGED_IN, *NAHT, "v", "west", "--note", "edit"],
        stdin=theirs,
        env=os.environ | {"EDITOR": str(editor), "VISUAL": ""},
    )
    os.close(theirs)
    until((alone / "written").exists)
    note = Path((alone / "written").read_text())
    assert note.read_text() == "hat am Telefon geweint"
    yield process, ours, note
    process.kill()
    process.wait()


@pytest.mark.parametrize(
    "sent", [[signal.SIGHUP], [signal.SIGTERM], [signal.SIGINT], [signal.SIGQUIT],
             [signal.SIGHUP, signal.SIGHUP, signal.SIGTERM, signal.SIGINT]],
    ids=lambda sent: " ".join(one.name for one in sent),
)  # fmt: skip
def test_a_note_being_typed_is_removed_when_the_command_is_ended(typing, office, sent):
    process, terminal, note = typing
    before = office.read_bytes()
    for one in sent:
        process.send_signal(one)
    assert process.wait(30) == 130
    assert not note.parent.exists()
    assert office.read_bytes() == before
    os.close(terminal)


def test_a_note_being_typed_is_removed_when_the_terminal_is_closed(typing, office):
    process, terminal, note = typing
    os.close(terminal)
    assert process.wait(30) == 130
    assert not note.parent.exists()


@pytest.mark.parametrize("editor", ["false", "/does/not/exist", ""])
def test_an_editor_that_fails_writes_nothing(office, editor):
    before = office.read_bytes()
    code, seen = on_terminal("v", "west", "--note", "edit", EDITOR=editor or "/", VISUAL="")
    assert code == 2
    assert "Traceback" not in seen
    assert "Fehler in naht" not in seen
    assert office.read_bytes() == before


def test_an_editor_without_room_for_its_note(office, naht, monkeypatch):
    """No folder can be made for the text: in memory there is no room left, on disk neither."""

    def full(*_args, **_more):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("naht.output.streams.interactive", lambda: True)
    monkeypatch.setattr("tempfile.mkdtemp", full)
    before = office.read_bytes()
    ran = naht("v", "west", "--note", "edit")
    assert (ran.code, ran.out, office.read_bytes()) == (2, "", before)
