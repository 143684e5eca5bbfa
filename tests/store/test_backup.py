"""Backups: which of them may go, which may be trusted, and the way back from each."""

import json
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from test_migrate import FIXTURES

from naht.store.copies import backup
from naht.store.copies.rotation import listed, surplus
from naht.store.file.opening import SCHEMA

LAST_DAY = date(2026, 11, 22)


def altered(path, sql):
    with closing(sqlite3.connect(path)) as con, con:
        con.executescript(sql)


def version(path):
    with closing(sqlite3.connect(path)) as con:
        return con.execute("PRAGMA user_version").fetchone()[0]


def test_a_backup_beside_somebody_who_never_rests(office, naht, monkeypatch):
    """The file changes during every copy: in the end the others wait for one."""

    def meanwhile(path, *args, **more):
        with closing(sqlite3.connect(office, timeout=0)) as con, suppress(sqlite3.OperationalError), con:
            con.execute("INSERT INTO setting (key, value) VALUES (hex(randomblob(8)), '')")
        return inspected(path, *args, **more)

    inspected = backup.inspect_copy
    monkeypatch.setattr(backup, "inspect_copy", meanwhile)
    ran = naht("backup")
    assert ran.code == 0, ran.err
    assert Path(ran.out.strip()).exists()


def copies(days, hours=("08",)):
    return [Path(f"office-{LAST_DAY - timedelta(days=n)}T{hour}-00-00Z.db") for n in reversed(days) for hour in hours]


def test_seven_days_four_weeks_twelve_months_stay():
    every = copies(range(800), hours=("08", "20"))
    gone = surplus(every)
    kept = [copy for copy in every if copy not in gone]
    assert {copy.stem[-9:] for copy in kept} == {"20-00-00Z"}  # the last of a day
    days = [date.fromisoformat(copy.stem[7:17]) for copy in kept]
    assert days[-7:] == [LAST_DAY - timedelta(days=n) for n in reversed(range(7))]
    sundays = [day for day in days if day.isoweekday() == 7]
    assert sundays[-4:] == [LAST_DAY - timedelta(weeks=n) for n in reversed(range(4))]
    ends = [day for day in days if (day + timedelta(days=1)).day == 1]
    assert len(ends) == 11  # and the running month, whose last day has not come
    assert len(kept) == 7 + 3 + 11


@pytest.mark.parametrize("days", [[0], [0, 1, 2], [0, 400], list(range(6))])
def test_a_few_stay_all(days):
    assert surplus(copies(days)) == []


def test_a_copy_bears_the_name_the_stamp_and_nothing_between(office):
    folder = office.parent / "stick"
    folder.mkdir()
    stamp = "2026-11-20T08-00-00Z"
    own = [f"office-{stamp}.db", f"office-{stamp}-2.db"]
    for name in (*own, f"office-demo-{stamp}.db", f"office-vor-{stamp}.db", f"office-{stamp}.txt", f"other-{stamp}.db"):
        (folder / name).touch()
    assert [copy.name for copy in listed(office, folder)] == own


def test_only_copies_of_this_office_are_tidied_away(office, naht):
    """Two offices of the same name on one stick, and what a restore has put aside."""
    stick = office.parent / "stick"
    other = office.parent / "there" / "office.db"
    assert naht("--db", str(other), "init", "--profile", "blank").code == 0
    theirs = Path(naht("--db", str(other), "backup", str(stick)).out.strip())
    own = Path(naht("backup", str(stick)).out.strip())
    unreadable = stick / "office-2001-01-01T08-00-00Z.db"
    unreadable.write_bytes(b"no file of naht")
    older = stick / "office-2025-11-22T08-00-00Z.db"
    for hour in (8, 9):
        shutil.copy(own, stick / f"office-2025-11-22T0{hour}-00-00Z.db")
    ran = naht("backup", str(stick))
    assert ran.code == 0
    assert theirs.exists()
    assert unreadable.exists()
    assert Path(ran.out.strip()).exists()
    assert not older.exists()
    assert older.with_name("office-2025-11-22T09-00-00Z.db").exists()


def test_the_copy_just_made_stays_where_the_clock_was_ahead(office, naht):
    folder = office.parent / "backups"
    first = Path(naht("backup").out.strip())
    for number in range(400):
        shutil.copy(first, folder / f"office-{date(2030, 1, 1) + timedelta(days=number)}T08-00-00Z.db")
    assert Path(naht("backup").out.strip()).exists()


def named(first, days):
    """Copies of a backup under the names of other days."""
    path = Path(first)
    for day in days:
        shutil.copy(path, path.with_name(f"office-{day}T08-00-00Z.db"))
    return path.parent


def stored(folder):
    return {path.name for path in folder.iterdir()}


def test_dates_in_the_future_push_nothing_out(office, naht):
    """A clock was ahead for a while: its copies neither go nor take the places of those that count."""
    assert office.exists()
    past = [date(2026, 11, 1) + timedelta(days=number) for number in range(5)]
    ahead = [date(2030, 1, 1) + timedelta(days=31 * number) for number in range(40)]
    folder = named(naht("backup").out.strip(), past + ahead)
    before = stored(folder)
    assert naht("backup").code == 0
    gone = before - stored(folder)
    assert {name[7:11] for name in gone} <= {"2026"}
    for day in past:
        assert f"office-{day}T08-00-00Z.db" in stored(folder)


BREAKS = "UPDATE op SET command = 'x' WHERE n = 1"


def test_a_backup_whose_seals_are_broken_says_so_and_tidies_nothing(office, naht):
    """The copies of before are all there is of what was recorded then."""
    naht("v", "west", "20m")
    folder = named(naht("backup").out.strip(), [date(2024, 1, 1) + timedelta(days=number) for number in range(60)])
    altered(office, BREAKS)
    before = stored(folder)
    for number in range(2):
        ran = naht("backup")
        assert ran.code == 6
        assert Path(ran.out.strip()).exists()
        assert "stimmen Siegel nicht (Schritt 1)" in ran.err
        assert "ist gespeichert, aber nicht in Ordnung" in ran.err
        assert len(stored(folder)) == len(before) + number + 1
    assert stored(folder) > before
    rows = naht("backup", "verify", "-f", "value").out.splitlines()
    assert sum(row.endswith("\tok") for row in rows) == len(before)


def test_the_last_sound_copy_stays_whatever_comes_after(office, naht):
    naht("v", "west", "20m")
    sound = Path(naht("backup").out.strip())
    altered(office, BREAKS)
    for _ in range(3):
        assert naht("backup", "-q").code == 6
    assert sound.exists()
    assert naht("restore", str(sound)).code == 0
    assert naht("backup").code == 0


def test_a_backup_in_silence(office, naht):
    """For cron: what prints nothing sends no mail."""
    folder = office.parent / "stick"
    ran = naht("backup", "-q", str(folder))
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert len(stored(folder)) == 1
    altered(office, BREAKS)
    ran = naht("backup", "-q", str(folder))
    assert (ran.code, ran.out) == (6, "")
    assert len(ran.err.splitlines()) == 2


def nightly(folder):
    """The line of the README for cron, with another folder: exit code, and what cron would mail."""
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    [line] = re.findall(r"^\| `(.*)` \| once a night, for cron:", readme, re.MULTILINE)
    line = re.sub(r"/media/\S*?(?=[;\s]|$)", shlex.quote(str(folder)), line)
    line = re.sub(r"\bnaht (?=check|backup)", f"{shlex.quote(sys.executable)} -m naht ", line)
    ran = subprocess.run(["sh", "-c", line], check=False, capture_output=True, text=True)
    return ran.returncode, ran.stdout + ran.stderr


def test_cron_mails_nothing_of_a_sound_file_and_once_of_another(office, naht):
    stick = office.parent / "stick"
    naht("v", "west", "20m")
    altered(office, "UPDATE visit SET day = '2026-11-15'")  # Sunday: a hint; another program: a warning
    assert naht("check").code == 6
    naht("log", "accept")
    assert "Hinweis" in naht("check").out
    assert nightly(stick) == (0, "")
    assert len(stored(stick)) == 1
    altered(office, BREAKS)
    code, mail = nightly(stick)
    assert code == 6
    assert "nicht in Ordnung" in mail  # the backup
    assert "Siegel von Schritt 1" in mail  # the check
    assert len(stored(stick)) == 2


def test_errors_only(office, naht):
    naht("v", "west", "20m")
    altered(office, "UPDATE visit SET minutes = 30")
    assert naht("check").code == 6
    ran = naht("check", "--errors-only")
    assert (ran.code, ran.out) == (0, "")
    assert "1 Warnung" in ran.err  # counted, not shown
    altered(office, BREAKS)
    ran = naht("check", "--errors-only", "-f", "value")
    assert ran.code == 6
    assert {line.split("\t")[0] for line in ran.out.splitlines()} == {"error"}
    assert "--errors-only -f csv" not in ran.out


def test_the_folder_of_the_last_backup_is_remembered(office, naht):
    naht("v", "west", "20m")
    stick = office.parent / "stick"
    beside = naht("backup").out.strip()
    there = naht("backup", str(stick)).out.strip()
    for words in (("list",), ("verify",)):
        shown = naht("backup", *words, "-f", "value").out
        assert [line.split("\t")[0] for line in shown.splitlines()] == [beside, there]
    altered(Path(there), BREAKS)
    assert naht("backup", "verify", "-q").code == 6
    assert len(naht("backup", "list", str(stick), "-f", "value").out.splitlines()) == 1
    stick.rename(stick.with_name("pulled"))
    ran = naht("backup", "verify", "-q")
    assert ran.code == 0
    assert f"Den Ordner {stick} gibt es gerade nicht" in ran.err


def test_remembering_is_no_recording(office, naht):
    """Bare undo takes the visit back, and a night's backup writes nothing into the file."""
    visit = naht("v", "west", "20m").out
    stick = str(office.parent / "stick")
    naht("backup", stick)
    steps = naht("log", "-f", "value").out
    naht("backup", stick)
    assert naht("log", "-f", "value").out == steps
    assert naht("undo").out == visit
    assert naht("log", "verify").code == 0


def test_the_usual_folder_forgets_the_other(office, naht):
    naht("backup", str(office.parent / "stick"))
    naht("backup", str(office.parent / "backups"))
    shown = naht("backup", "list", "-f", "value").out
    assert len(shown.splitlines()) == 1
    assert "stick" not in shown


def test_backups_beside_are_shown_of_a_file_that_cannot_be_read(office, naht):
    copy = naht("backup").out.strip()
    naht("backup", str(office.parent / "stick"))
    office.write_bytes(b"wrecked")
    ran = naht("backup", "list", "-f", "value")
    assert ran.code == 0
    assert copy in ran.out


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes")
def test_a_folder_whose_name_is_no_text_gets_its_backup(office, process):
    folder = office.with_name(os.fsdecode(b"st\xffick"))
    folder.mkdir()
    ran = process("backup", str(folder))
    assert ran.returncode == 0, ran.stderr
    assert len(stored(folder)) == 1


def test_a_folder_without_copies_is_no_success(office, naht):
    assert naht("backup", "list").code == 0
    for args in (("backup", "verify"), ("backup", "verify", "nowhere")):
        ran = naht(*args)
        assert (ran.code, ran.out) == (5, "")
        assert "keine Sicherung von office.db" in ran.err


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("CREATE TRIGGER spy AFTER INSERT ON visit BEGIN DELETE FROM work; END", "Trigger spy (fremd)"),
        ("DROP TRIGGER visit_insert", "Trigger visit_insert (fehlt)"),
        ("CREATE INDEX long ON visit (note)", "Index long (fremd)"),
        ("CREATE VIRTUAL TABLE full USING fts5 (a)", "Tabelle full (fremd)"),
        ("ALTER TABLE visit ADD COLUMN mood TEXT", "Tabelle visit (verändert)"),
        ("UPDATE op SET command = 'x' WHERE n = 2", "stimmen Siegel nicht (Schritt 2)"),
        ("DELETE FROM op WHERE n = 3", "stimmen Siegel nicht (Schritt 3)"),
    ],
)
def test_what_was_altered_is_no_backup(office, naht, sql, said):
    naht("v", "west", "20m")
    naht("v", "nord", "20m")
    copy = naht("backup").out.strip()
    assert naht("backup", "verify").code == 0
    altered(copy, sql)
    before = office.read_bytes()
    assert naht("backup", "verify", "-f", "csv").code == 6
    ran = naht("restore", copy)
    assert ran.code == 5
    assert said in ran.err
    assert office.read_bytes() == before


UNSEEN = {
    "a row altered": "UPDATE visit SET minutes = 90 WHERE minutes = 20",
    "a row more": "INSERT INTO worker (id) VALUES ('zz')",
    "a row gone": "DELETE FROM visit_topic WHERE visit = 1; DELETE FROM visit WHERE n = 1",
    "a part of a row gone": "DELETE FROM visit_topic WHERE visit = 1",
    "a setting": "UPDATE setting SET value = 'x' WHERE key = 'office'",
    "a note of what refers to it": "DELETE FROM change_ref WHERE tbl = 'district' AND op = 2",
    "an attribute of a word": "UPDATE word SET attributes = '{}' WHERE id = 'channel:telefon'",
}


@pytest.mark.parametrize("traces", ["triggers away", "traces removed"])
@pytest.mark.parametrize("deed", UNSEEN)
def test_a_copy_whose_rows_are_not_what_the_journal_made_of_them_is_none(office, naht, deed, traces):
    naht("v", "west", "20m")
    copy = naht("backup").out.strip()
    with closing(sqlite3.connect(copy, isolation_level=None)) as con:
        triggers = con.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers if traces == "triggers away" else []:
            con.execute(f"DROP TRIGGER {name}")
        con.executescript(UNSEEN[deed])
        for _, sql in triggers if traces == "triggers away" else []:
            con.execute(sql)
        con.executescript("DELETE FROM change WHERE op = 0; DELETE FROM change_ref WHERE op = 0")
    before = office.read_bytes()
    [row] = json.loads(naht("backup", "verify", "-f", "json").out)
    assert "Protokoll" in row["state"]
    ran = naht("restore", copy)
    assert (ran.code, "nicht so, wie das Protokoll sie kennt" in ran.err) == (5, True)
    assert office.read_bytes() == before


def test_what_another_program_wrote_and_the_journal_noted_is_no_hindrance(office, naht):
    naht("v", "west", "20m")
    altered(office, UNSEEN["a row altered"])
    copy = naht("backup").out.strip()
    assert naht("backup", "verify").code == 0
    assert naht("restore", copy).code == 0


@pytest.mark.parametrize("old", FIXTURES, ids=lambda path: path.stem)
@pytest.mark.parametrize("trigger", ["gone", "foreign", "altered"])
def test_a_copy_of_any_schema_whose_triggers_are_not_naht_s_is_none(old, office, naht, trigger):
    copy = office.with_name("older.db")
    shutil.copy(old, copy)
    endless = "WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x) SELECT count(*) FROM x"
    if trigger != "foreign":
        altered(copy, "DROP TRIGGER visit_update")
    if trigger != "gone":
        name = "visit_update" if trigger == "altered" else "spy"
        altered(copy, f"CREATE TRIGGER {name} BEFORE INSERT ON op BEGIN {endless}; END")
    ran = naht("restore", str(copy))
    assert (ran.code, "nicht so aufgebaut" in ran.err) == (5, True)


@pytest.mark.parametrize("old", FIXTURES[: SCHEMA - 1], ids=lambda path: path.stem)
def test_the_copy_from_before_a_migration_is_whole_and_leads_back(old, alone, naht):
    path = alone / "office.db"
    shutil.copy(old, path)
    copy = naht("migrate").out.strip()
    visits = naht("visit", "list", "-p", "2026", "-f", "csv").out
    assert naht("backup", "verify").code == 0
    assert naht("restore", copy).code == 0
    assert version(copy) < version(path) == SCHEMA
    assert naht("visit", "list", "-p", "2026", "-f", "csv").out == visits
    assert "error" not in naht("check", "--full", "-f", "csv").out
    assert naht("log", "verify").code == 0


def test_a_newer_file_is_not_brought_down(office, naht):
    altered(office, "ALTER TABLE visit ADD COLUMN mood TEXT; DROP TRIGGER visit_insert")
    altered(office, f"PRAGMA user_version = {SCHEMA + 1}")
    before = office.read_bytes()
    ran = naht("migrate")
    assert ran.code == 5
    assert "neueren naht" in ran.err
    assert office.read_bytes() == before
    assert not (office.parent / "backups").exists()


def test_a_new_computer_has_no_folder_yet(office, naht, alone):
    naht("v", "west", "20m")
    copy = naht("backup").out.strip()
    new = alone / "new" / "computer" / "naht.db"
    assert naht("--db", str(new), "restore", copy).code == 0
    assert new.parent.stat().st_mode & 0o777 == 0o700
    assert naht("--db", str(new), "check", "-q").code == 0


def test_a_new_file_does_not_come_into_a_synchronised_folder(office, naht, alone):
    copy = naht("backup").out.strip()
    ran = naht("--db", str(alone / "Nextcloud" / "naht.db"), "restore", copy)
    assert ran.code == 5
    assert "synchronisierten Ordner" in ran.err
    assert not (alone / "Nextcloud").exists()


def test_what_is_no_file_of_naht_is_put_aside_by_hand(office, naht):
    copy = naht("backup").out.strip()
    office.write_bytes(content := b"somebody's letter")
    ran = naht("restore", copy)
    assert ran.code == 5
    assert f"mv {office} {office}.alt" in ran.err
    assert office.read_bytes() == content
    office.rename(f"{office}.alt")
    assert naht("restore", copy).code == 0


def test_a_copy_that_is_not_there(office, naht):
    ran = naht("restore", "nowhere.db")
    assert (ran.code, ran.out) == (5, "")
    assert "Die Sicherung nowhere.db gibt es nicht" in ran.err


def test_a_file_that_does_not_fit_its_number(office, naht):
    altered(office, "PRAGMA user_version = 1")
    before = office.read_bytes()
    ran = naht("migrate")
    assert ran.code == 5
    assert "nicht so aufgebaut" in ran.err
    assert office.read_bytes() == before


@pytest.mark.parametrize("line", ["backup", "restore"])
def test_a_folder_that_takes_no_copy_is_the_one_that_is_named(office, naht, monkeypatch, line):
    copy = naht("backup").out.strip()
    folder = office.parent / "backups" if line == "backup" else office.parent
    monkeypatch.setattr("naht.store.copies.backup.os.access", lambda place, _mode: place != folder)
    ran = naht(line, *([copy] if line == "restore" else []))
    assert ran.code == 5
    assert f"{folder} lässt sich nicht öffnen (keine Berechtigung)" in " ".join(ran.err.split())


@pytest.mark.usefixtures("office")
def test_a_named_folder_that_does_not_exist_has_no_backups(naht):
    assert naht("backup", "list").code == 0  # none were made as yet
    ran = naht("backup", "list", "nichtda")
    assert (ran.code, ran.out) == (5, "")
    assert ran.err == naht("backup", "verify", "nichtda").err


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes")
def test_a_file_whose_name_is_no_utf8_is_backed_up(office, process):
    path = office.with_name(os.fsdecode(b"a\xff.db"))
    office.rename(path)
    ran = process("--db", str(path), "backup")
    assert ran.returncode == 0, ran.stderr
    assert len(listed(path, path.parent / "backups")) == 1
    assert process("--db", str(path), "backup", "verify").returncode == 0
