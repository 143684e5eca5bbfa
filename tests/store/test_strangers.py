"""A file from somebody else: what is not built as naht builds it is refused before anything of it can run."""

import os
import shutil
import socket
import sqlite3
import struct
import subprocess
import sys
from contextlib import chdir, closing
from pathlib import Path

import pytest

from naht.domain.file_errors import FileProblem
from naht.store.file import schema
from naht.store.file.opening import APPLICATION_ID, SCHEMA, open_file
from naht.store.file.peek import peek

ENDLESS = "WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x) SELECT count(*) FROM x"
UNREADABLE = (
    "INSERT INTO sqlite_master SELECT 'view', t, t, 0, 'CREATE VIEW ' || t || ' AS SELECT 1' "
    "FROM (SELECT CAST(x'ff' AS TEXT) AS t)"
)
COMMANDS = {
    "list": ["visit", "list"], "report": ["report", "2026"], "check": ["check"], "full": ["check", "--full"],
    "v": ["v", "west", "20m"], "sql": ["sql", "SELECT 1"], "log": ["log"], "verify": ["log", "verify"],
    "undo": ["undo"], "backup": ["backup"], "config": ["config"], "today": ["visit", "list", "heute"],
}  # fmt: skip
# What is done to the file, and the part that is named: by its kind, its name, and what is the matter with it.
TAMPERED = {
    "a trigger": ("CREATE TRIGGER spy BEFORE INSERT ON op BEGIN SELECT 1; END", "Trigger spy (fremd)"),
    "a trigger altered": ("DROP TRIGGER work_insert; CREATE TRIGGER work_insert AFTER DELETE ON op BEGIN SELECT 1; END",
                          "Trigger work_insert (verändert)"),
    "a trigger gone": ("DROP TRIGGER visit_delete", "Trigger visit_delete (fehlt)"),
    "a view": ("CREATE VIEW v AS SELECT 1 AS n", "Sicht v (fremd)"),
    "a view for the journal's": ("DROP VIEW image; CREATE VIEW image AS SELECT 1 AS n", "Sicht image (verändert)"),
    "a view for a table": ("DROP TABLE here; CREATE VIEW here AS SELECT 1 AS n", "Sicht here (fremd)"),
    "a table": ("CREATE TABLE guests (a)", "Tabelle guests (fremd)"),
    "a virtual table": ("CREATE VIRTUAL TABLE full USING fts5 (a)", "Tabelle full (fremd)"),
    "a column": ("ALTER TABLE visit ADD COLUMN mood TEXT", "Tabelle visit (verändert)"),
    "a generated column": ("ALTER TABLE work ADD COLUMN big TEXT AS (hex(zeroblob(1000)))", "Tabelle work (verändert)"),
    "a column away": ("ALTER TABLE worker DROP COLUMN left_on", "Tabelle worker (verändert)"),
    "a column's name": ("ALTER TABLE worker RENAME COLUMN left_on TO gone_on", "Tabelle worker (verändert)"),
    "a table away": ("DROP TABLE here", "Tabelle here (fehlt)"),
    "an index": ("CREATE INDEX long ON visit (hex(zeroblob(1000)))", "Index long (fremd)"),
    "an index away": ("DROP INDEX visit_day", "Index visit_day (fehlt)"),
    "a default": (("UPDATE sqlite_master SET sql = replace(sql, 'esf INTEGER NOT NULL DEFAULT 0', "
                   "'esf INTEGER NOT NULL DEFAULT 1') WHERE name = 'funding'"), "Tabelle funding (verändert)"),
    "a check": ("UPDATE sqlite_master SET sql = replace(sql, ' CHECK (minutes > 0)', '') WHERE name = 'work'",
                "Tabelle work (verändert)"),
    "a space": ("UPDATE sqlite_master SET sql = replace(sql, 'VIEW image', 'VIEW  image') WHERE name = 'image'",
                "Sicht image (verändert)"),
    "letters that are none": (UNREADABLE, "Sicht"),
    "many": (";".join(f"CREATE VIEW a{n} AS SELECT 1" for n in range(9)), "… und 4 weitere"),
    # prepared, each doubles the one before it
    "views of views": ("CREATE VIEW v0 AS SELECT n FROM op;" + ";".join(
        f"CREATE VIEW v{n} AS SELECT n FROM v{n - 1} UNION ALL SELECT n FROM v{n - 1}" for n in range(1, 40)), "v0"),
    "an index twice": ("INSERT INTO sqlite_master SELECT * FROM sqlite_master WHERE name = 'sqlite_autoindex_visit_1'",
                       "Index sqlite_autoindex_visit_1 (verändert)"),
}  # fmt: skip


def tamper(path, sql):
    with closing(sqlite3.connect(path)) as con:
        con.execute("PRAGMA writable_schema = ON")
        con.executescript(sql)


@pytest.mark.parametrize("kind", TAMPERED)
def test_whatever_differs_is_refused_by_its_name(office, naht, kind):
    sql, named = TAMPERED[kind]
    tamper(office, sql)
    before = office.read_bytes()
    for words in COMMANDS.values():
        ran = naht(*words)
        assert (ran.code, ran.out) == (5, ""), (words, ran)
        assert "nicht so aufgebaut" in ran.err
        assert named in ran.err
    assert office.read_bytes() == before


@pytest.mark.parametrize("kind", TAMPERED)
def test_tab_says_nothing_of_it(office, kind):
    tamper(office, TAMPERED[kind][0])
    with pytest.raises(schema.AlteredSchema), peek(office):
        pass


@pytest.mark.parametrize("version", range(1, SCHEMA + 1))
def test_an_older_copy_is_compared_with_the_schema_of_its_time(office, naht, version):
    """Whatever stands in its place: a copy of today's schema is none of an older number."""
    copy = naht("backup").out.strip()
    tamper(copy, f"PRAGMA user_version = {version}")
    assert naht("backup", "verify").code == (0 if version == SCHEMA else 6)


@pytest.mark.parametrize("words", [*COMMANDS.values(), ["restore"], ["migrate"], ["TAB"]], ids=lambda words: words[0])
def test_nothing_of_it_hangs_anything(office, naht, process, words):
    """In processes, so that what hangs is ended: an endless query behind every table that a command reads or writes."""
    copy = naht("backup").out.strip()
    spies = [f"CREATE TRIGGER spy_{name}_{act} BEFORE {act} ON {name} BEGIN {ENDLESS}; END"
             for name in ("op", "setting", "visit", "word") for act in ("INSERT", "UPDATE", "DELETE")]  # fmt: skip
    views = [f"DROP VIEW image; CREATE VIEW image AS {ENDLESS}", f"CREATE VIEW other AS {ENDLESS}",
             TAMPERED["views of views"][0]]  # fmt: skip
    tamper(copy if words == ["restore"] else office, ";".join([*spies, *views]))
    if words == ["TAB"]:
        ran = tab()
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
        return
    ran = process(*words, *([copy] if words == ["restore"] else []))
    assert ran.returncode == (0 if words == ["migrate"] else 5), ran.stderr


def test_what_cannot_be_taken_out_is_not_brought_up(office, naht):
    """No statement can name a view whose name is no text."""
    tamper(office, UNREADABLE)
    before = office.read_bytes()
    ran = naht("migrate")
    assert (ran.code, "ließ sich nicht aktualisieren" in ran.err) == (5, True)
    assert office.read_bytes() == before


def tab():
    more = {"_NAHT_COMPLETE": "complete_bash", "COMP_WORDS": "naht\nv\nwest", "COMP_CWORD": "2"}
    return subprocess.run([sys.executable, "-m", "naht"], check=False, capture_output=True, text=True, timeout=60,
                          env=os.environ | more)  # fmt: skip


def test_what_analyze_keeps_is_nothing_foreign(office, naht):
    tamper(office, "ANALYZE")
    assert naht("v", "west", "20m").code == 0
    assert naht("check").code == 0


def test_a_table_that_calls_itself_statistics_is_foreign(office, naht):
    tamper(office, "ANALYZE; UPDATE sqlite_master SET sql = 'CREATE TABLE sqlite_stat1(tbl,idx,stat,x)' "
                   "WHERE name = 'sqlite_stat1'")  # fmt: skip
    assert "sqlite_stat1 (fremd)" in naht("visit", "list").err


def test_the_comparison_sees_each_letter(office):
    """Each part, changed in its last letter but one: the list of parts is another."""
    with closing(open_file(office, writing=False)) as con:
        rows = con.execute("SELECT rowid, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        before = schema.lines(con)
    changed = office.with_name("changed.db")
    shutil.copy(office, changed)
    with closing(sqlite3.connect(changed, isolation_level=None)) as con:
        con.execute("PRAGMA writable_schema = ON")
        con.executemany("UPDATE sqlite_master SET sql = sql || ' ' WHERE rowid = ?", [(row[0],) for row in rows])
    with closing(sqlite3.connect(changed)) as con:
        assert len(set(schema.lines(con)) & set(before)) == len(before) - len(rows)


# ---- what is no file of naht at all, or hardly one: exit 5, whatever was typed


def bytes_at(place, data):
    def make(path):
        with path.open("r+b") as file:
            file.seek(place)
            file.write(data)

    return make


def instead(content):
    def make(path):
        path.write_bytes(content)

    return make


def bare(version):
    """Our mark, and no schema."""

    def make(path):
        path.unlink()
        tamper(path, f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {version}; "
                     "CREATE TABLE t (x); DROP TABLE t")  # fmt: skip

    return make


def linked(target):
    def make(path):
        path.unlink()
        path.symlink_to(target)

    return make


def in_its_place(make_other):
    def make(path):
        path.unlink()
        make_other(path)

    return make


def bind(path):
    with closing(socket.socket(socket.AF_UNIX)) as made, chdir(path.parent):  # a socket's name is short
        made.bind(path.name)


def journal(make_other):
    return lambda path: make_other(path.with_name(f"{path.name}-journal"))


ODD = {
    "no schema 0": bare(0), "no schema 1": bare(1), "no schema": bare(SCHEMA), "before the first": bare(-1),
    "file format 9": bytes_at(44, b"\0\0\0\x09"), "read version 9": bytes_at(19, b"\x09"),
    "UTF-16": bytes_at(56, b"\0\0\0\x02"), "pages of one byte": bytes_at(16, b"\x00\x01"),
    "pages of another size": bytes_at(16, b"\x02\x00"), "a broken first page": bytes_at(100, b"\xff" * 300),
    "nothing": instead(b""), "a letter": instead(b"Liebe Frau Nachbarin, " * 500),
    "half a page": instead(b"SQLite format 3\0" * 9),
    "cut off": lambda path: os.truncate(path, 8192), "cut off within a page": lambda path: os.truncate(path, 5000),
    "an aborting trigger": lambda path: tamper(
        path, "CREATE TRIGGER no BEFORE INSERT ON op BEGIN SELECT raise(ABORT, 'no'); END"),
    "a folder": in_its_place(Path.mkdir), "a pipe": in_its_place(os.mkfifo), "a socket": in_its_place(bind),
    "a device": linked("/dev/zero"), "a link to nowhere": linked("/nowhere/office.db"),
    "a link to itself": linked("office.db"),
    "a journal that is a folder": journal(Path.mkdir), "a journal that is a pipe": journal(os.mkfifo),
    "a journal that is a link": journal(lambda path: path.symlink_to("elsewhere")),
}  # fmt: skip
WAITING = {"a pipe", "a device", "a journal that is a pipe"}  # what a command could wait for: tried in processes
MENDED = {"migrate": {"an aborting trigger"}}


@pytest.mark.parametrize("kind", ODD)
def test_an_odd_file_is_exit_5(office, naht, process, kind):
    ODD[kind](office)
    lines = {**COMMANDS, "accept": ["log", "accept"], "init": ["init"], "migrate": ["migrate"]}
    waiting = ["list", "v", "check"]
    for name in waiting if kind in WAITING else lines:
        if kind in WAITING:
            ran = process(*lines[name])
            code, err = ran.returncode, ran.stderr
        else:
            code, _, err = naht(*lines[name])
        expected = 0 if kind in MENDED.get(name, ()) else 5
        assert code == expected, (lines[name], err)
        assert not code or len(err.splitlines()) == 2
    if kind in WAITING:
        ran = tab()
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    elif kind not in MENDED["migrate"]:
        with pytest.raises((FileProblem, ValueError, sqlite3.DatabaseError)), peek(office):
            pass


PLACES = ["/", ".", "..", "/dev/zero", "/dev/null", "/dev/full", "x" * 300, "office.db/office.db", "/proc/self/mem"]


@pytest.mark.parametrize("place", PLACES)
def test_an_odd_place_is_exit_5(office, naht, place):
    copy = naht("backup").out.strip()
    for words in (["visit", "list"], ["v", "west"], ["check"], ["backup"], ["migrate"], ["restore", copy], ["init"]):
        ran = naht("--db", place, *words)
        assert ran.code == 5, (words, ran.err)
    folders = [] if place in (".", "..", "/") else [["backup"], ["backup", "list"], ["backup", "verify"]]
    for words in (["restore"], *folders):
        ran = naht(*words, place)
        assert ran.code == 5, (words, ran.err)


def test_a_good_copy_takes_the_place_of_a_file_that_would_never_end(office, naht, process):
    """It is set aside, and nothing of it runs for that."""
    copy = naht("backup").out.strip()
    tables = ("op", "setting", "visit", "word")
    views = [f"DROP TABLE {name}; CREATE VIEW {name} AS {ENDLESS}" for name in ("op", "change", "here")]
    spies = [f"CREATE TRIGGER spy_{name} BEFORE INSERT ON {name} BEGIN {ENDLESS}; END" for name in tables[1:]]
    names = [f'CREATE TABLE "{", ".join(f"word w{n}" for n in range(9))}" (a)']
    tamper(office, ";".join([*spies, *views, *names, TAMPERED["views of views"][0].replace("FROM op", "FROM word")]))
    ran = process("restore", copy)
    assert ran.returncode == 0, ran.stderr
    assert naht("check", "--full", "-q").code == 0
    assert len(list(office.parent.glob("office-vor-*.db"))) == 1


def naming(office, name):
    """A hot journal, as a killed program leaves it, that ends with the name of a file of the same transaction."""
    journal = office.with_name("office.db-journal")
    with closing(sqlite3.connect(office, isolation_level=None)) as con:
        con.execute("PRAGMA cache_size = 1")  # so that it writes pages before it commits
        con.execute("BEGIN IMMEDIATE")
        con.execute("UPDATE word SET label_de = label_de || ' '")
        kept = {path: path.read_bytes() for path in (office, journal)}
        con.execute("ROLLBACK")
    for path, content in kept.items():
        path.write_bytes(content)
    sums = sum(name) & 0xFFFFFFFF
    with journal.open("ab") as file:
        file.write(struct.pack(">I", 0x40000000 // 4096 + 1) + name + struct.pack(">II", len(name), sums))
        file.write(bytes.fromhex("d9d505f920a163d7"))


def test_a_journal_removes_no_other_file(office, naht, alone):
    """SQLite plays back a journal that it finds beside a file, and removes the file that the journal names last."""
    other = alone / "thesis.txt"
    for by in ("SQLite", "naht"):
        other.write_text("the work of years")
        naming(office, os.fsencode(other))
        if by == "SQLite":
            with closing(sqlite3.connect(office)) as con:
                con.execute("SELECT count(*) FROM word").fetchone()
            assert not other.exists()
    for words in (*COMMANDS.values(), ["migrate"], ["restore", str(office)]):
        ran = naht(*words)
        assert (ran.code, "mehrere Dateien" in ran.err) == (5, True), words
    with pytest.raises(FileProblem), peek(office):
        pass
    assert other.exists()


def test_a_journal_may_end_while_it_is_looked_at(office, monkeypatch):
    """Somebody else commits at that moment: the file is there all the same."""
    look = os.lstat

    def look_and_lose(path):
        seen = look(path)
        if str(path).endswith("-journal"):
            Path(path).unlink()
        return seen

    office.with_name("office.db-journal").touch()
    monkeypatch.setattr(os, "lstat", look_and_lose)
    open_file(office, writing=True).close()
    assert not office.with_name("office.db-journal").exists()
