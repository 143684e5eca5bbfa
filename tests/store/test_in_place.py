"""Restore writes into the file itself: nobody who has it open, waits for it or links to it gets into another one."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from naht.store.copies import restore
from naht.store.file.opening import open_file

CASES = ("SELECT count(*) FROM visit", "BEGIN IMMEDIATE")
TRIES = """
import sqlite3, sys
con = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=0)
for statement in sys.argv[2:]:
    try:
        con.execute(statement)
        print("let in")
    except sqlite3.OperationalError as error:
        print(error)
"""
# The program, killed in the middle of the restore, when the first pages are in the file.
KILLED = """
import os, signal, sqlite3, sys
from naht.store.copies import restore
class Halved(sqlite3.Connection):
    def backup(self, target):
        target.execute("PRAGMA cache_size = 10")
        super().backup(target, pages=60, progress=lambda *_: os.kill(os.getpid(), signal.SIGKILL))
def write(con, partial, done):
    with sqlite3.connect(partial, factory=Halved) as source:
        source.backup(con)
restore._write = write
from naht.cli.main import main
main(sys.argv[1:])
"""
# The program, which sleeps when it holds the file.
SLOW = """
import sys, time
from naht.store.copies import restore
write = restore._write
def slow(con, partial, done):
    print("holding", flush=True)
    time.sleep(2)
    write(con, partial, done)
restore._write = slow
from naht.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


def visits(path):
    with closing(sqlite3.connect(path)) as con:
        assert con.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return [row[0] for row in con.execute("SELECT id FROM visit ORDER BY n")]


def beside(office):
    return sorted(office.parent.glob("office-vor-*"))


@pytest.fixture
def copy(office, naht):
    """A backup; the file has gone on since: one visit is in both, another in the file alone."""
    assert office.exists()
    naht("v", "west", "20m")
    path = naht("backup").out.strip()
    naht("v", "nord", "99x", "10m")
    return path


def test_the_file_stays_the_same_file(office, copy, naht):
    before, inode = visits(office), office.stat().st_ino
    assert naht("restore", copy).code == 0
    assert office.stat().st_ino == inode
    assert visits(office) == before[:1]
    [kept] = beside(office)
    assert visits(kept) == before
    assert kept.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in office.parent.iterdir()) == ["backups", kept.name, office.name]


def test_who_had_it_open_takes_no_strangers_journal(office, copy, naht):
    """A connection from before the restore meets a writer whose journal is on the disk already."""
    with closing(sqlite3.connect(office, isolation_level=None, timeout=0)) as early:
        early.execute("SELECT count(*) FROM visit").fetchone()
        assert naht("restore", copy).code == 0
        with closing(sqlite3.connect(office, isolation_level=None)) as writer:
            writer.execute("PRAGMA cache_size = 1")
            writer.execute("BEGIN IMMEDIATE")
            writer.execute("UPDATE word SET label_de = label_de || ' und mehr'")
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                early.execute("BEGIN IMMEDIATE")
            assert office.with_name("office.db-journal").exists()
            writer.execute("ROLLBACK")
        early.execute("UPDATE visit SET minutes = 7")
    assert naht("visit", "list", "-f", "value", "--fields", "minutes").out == "7\n"


@pytest.mark.parametrize("step", ["_is_empty", "_set_aside", "_condition", "_write"])
def test_nobody_gets_in_between(office, copy, naht, monkeypatch, step):
    real, tried = getattr(restore, step), []

    def trying(*args):
        done = real(*args)
        command = [sys.executable, "-c", TRIES, str(office), *CASES]
        tried.append(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        return done

    monkeypatch.setattr(restore, step, trying)
    assert naht("restore", copy).code == 0
    assert set(tried) == {"database is locked\n" * 2}


def test_the_write_is_one_transaction_that_lasts(office, copy, naht, monkeypatch):
    real, synchronous = restore._write, []

    def looking(con, *args):
        synchronous.append(con.execute("PRAGMA synchronous").fetchone()[0])
        changed = office.stat().st_mtime_ns
        real(con, *args)
        assert office.stat().st_mtime_ns > changed
        assert office.with_name("office.db-journal").stat().st_size == 0  # it was there, and ended the transaction

    monkeypatch.setattr(restore, "_write", looking)
    assert naht("restore", copy).code == 0
    assert synchronous == [3]


def test_killed_half_way_the_old_file_comes_back(office, copy, naht):
    before = visits(office)
    ran = subprocess.run([sys.executable, "-c", KILLED, "restore", copy], check=False)
    assert ran.returncode == -signal.SIGKILL
    assert office.with_name("office.db-journal").read_bytes()[:1] not in (b"", b"\0")  # hot
    assert naht("visit", "list").code == 0
    assert visits(office) == before
    assert naht("log", "verify").code == 0
    assert [visits(kept) for kept in beside(office)] == [before]


def test_what_a_killed_command_left_is_rolled_back_first(office, copy, naht):
    before = visits(office)
    for _ in range(2):  # the second one finds the journal of the first
        subprocess.run([sys.executable, "-c", KILLED, "restore", copy], check=False)
    assert naht("restore", copy).code == 0
    assert [visits(kept) for kept in beside(office)] == [before] * 3
    assert visits(office) == before[:1]


def test_waiting_writers_go_on_in_the_restored_file(office, copy, naht):
    before = visits(office)
    slow = subprocess.Popen([sys.executable, "-c", SLOW, "restore", copy], stdout=subprocess.PIPE, text=True)
    assert slow.stdout.readline() == "holding\n"
    writing = [sys.executable, "-m", "naht", "v", "west", "tel", "10m"]
    writers = [subprocess.Popen(writing, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    told = [writer.communicate(timeout=60)[0].strip() for writer in writers]
    slow.communicate(timeout=60)
    assert [process.returncode for process in (slow, *writers)] == [0] * 4
    assert visits(office)[:1] == before[:1]
    assert sorted(visits(office)[1:]) == sorted(told)
    assert naht("log", "verify").code == 0
    assert naht("check", "-q").code == 0


def test_who_was_about_to_write_writes_into_the_restored_file(office, copy, naht):
    """Statements of a connection that read the old pages are prepared anew."""
    with closing(open_file(office, writing=True)) as con:
        count = "SELECT count(*) FROM visit"
        assert con.execute(count).fetchone()[0] == 100
        assert naht("restore", copy).code == 0
        assert con.execute(count).fetchone()[0] == 1
        con.execute("BEGIN IMMEDIATE")
        con.execute("UPDATE visit SET minutes = 33")
        con.execute("COMMIT")
    assert naht("visit", "list", "-f", "value", "--fields", "minutes").out == "33\n"


def test_a_link_stays_and_what_it_points_to_is_written(office, copy, naht, alone):
    """Copies of the old file lie where the file lies: that may be an encrypted disk."""
    home = alone / "desk"
    home.mkdir()
    link = home / "naht.db"
    link.symlink_to(office)
    assert naht("--db", str(link), "restore", copy).code == 0
    assert link.is_symlink()
    assert len(visits(office)) == 1
    assert [path.name for path in home.iterdir()] == ["naht.db"]
    assert [len(visits(kept)) for kept in beside(office)] == [100]


def test_a_link_to_nothing_gets_its_file(office, copy, naht, alone):
    link = alone / "link.db"
    link.symlink_to(alone / "there.db")
    assert naht("--db", str(link), "restore", copy).code == 0
    assert link.is_symlink()
    assert len(visits(alone / "there.db")) == 1


def test_a_file_without_a_byte_has_nothing_to_lose(office, copy, naht):
    office.write_bytes(b"")
    assert naht("restore", copy).code == 0
    assert len(visits(office)) == 1
    assert beside(office) == []


def test_killed_half_way_where_there_was_no_file(office, copy, naht):
    office.unlink()
    subprocess.run([sys.executable, "-c", KILLED, "restore", copy], check=False)
    assert naht("visit", "list").code == 5
    assert naht("restore", copy).code == 0
    assert len(visits(office)) == 1
    assert beside(office) == []


def wrecked_pages(data):
    return data[:4096] + b"\xaa" * (39 * 4096) + data[40 * 4096 :]


def broken_schema(data):
    return data[:100] + b"\xaa" * 3996 + data[4096:]


def cut_off(data):
    return data[: 20 * 4096]


def cut_in_a_page(data):
    return data[: 20 * 4096 + 100]


def test_another_programs_database_is_not_written(office, copy, naht):
    office.unlink()
    with closing(sqlite3.connect(office)) as con:
        con.execute("CREATE TABLE letter (text)")
    before = office.read_bytes()
    ran = naht("restore", copy)
    assert ran.code == 5
    assert f"mv {office} {office}.alt" in ran.err
    assert office.read_bytes() == before
    assert beside(office) == []


def test_another_offices_backup_is_refused(office, copy, naht, alone):
    other = alone / "there" / "other.db"
    naht("--db", str(other), "init", "--profile", "blank")
    for path, theirs in ((office, naht("--db", str(other), "backup").out.strip()), (other, copy)):
        before = path.read_bytes()
        ran = naht("--db", str(path), "restore", theirs)
        assert ran.code == 5
        assert "eines anderen Büros" in ran.err
        assert path.read_bytes() == before
        assert list(path.parent.glob("*-vor-*")) == []


def test_a_file_that_may_not_be_written_is_not(office, copy, naht, monkeypatch):
    """SQLite would take an exclusive lock for reading only, and hold nobody off."""
    monkeypatch.setattr(restore.os, "access", lambda place, _mode: place != office)
    before = office.read_bytes()
    ran = naht("restore", copy)
    assert ran.code == 5
    assert "schreibgeschützt" in ran.err
    assert office.read_bytes() == before


DAMAGE = [wrecked_pages, broken_schema, cut_off, cut_in_a_page]


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
def test_a_damaged_file_is_written_like_any_other(office, copy, naht, damage):
    damaged, inode = damage(office.read_bytes()), office.stat().st_ino
    office.write_bytes(damaged)
    assert naht("visit", "list").code == 5
    assert naht("restore", copy).code == 0
    assert len(visits(office)) == 1
    assert office.stat().st_ino == inode
    [kept] = beside(office)
    assert kept.read_bytes()[100 : len(damaged)] == damaged[100:]  # before that SQLite counts


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
def test_killed_half_way_a_damaged_file_is_as_damaged_as_before(office, copy, naht, damage):
    damaged = damage(office.read_bytes())
    office.write_bytes(damaged)
    subprocess.run([sys.executable, "-c", KILLED, "restore", copy], check=False)
    assert naht("visit", "list").code == 5
    assert office.read_bytes()[100 : len(damaged)] == damaged[100:]
    assert naht("restore", copy).code == 0
    assert len(visits(office)) == 1


def test_what_is_set_aside_is_read_again(office, copy, naht, monkeypatch):
    """A disk that keeps something else than it was given."""
    real, before = restore._copy, office.read_bytes()

    def lossy(con, partial):
        real(con, partial)
        with closing(sqlite3.connect(partial)) as other, other:
            other.execute("DELETE FROM visit WHERE n = 7")

    monkeypatch.setattr(restore, "_copy", lossy)
    ran = naht("restore", copy)
    assert ran.code == 5
    assert "beschädigt" in ran.err
    assert office.read_bytes() == before


@pytest.mark.parametrize("sizes", [(4096, 8192), (8192, 4096), (512, 65536)], ids=str)
def test_pages_of_another_size(office, copy, naht, sizes):
    for path, size in zip((office, copy), sizes, strict=True):
        with closing(sqlite3.connect(path, isolation_level=None)) as con:
            con.execute(f"PRAGMA page_size = {size}")
            con.execute("VACUUM")
    assert naht("restore", copy).code == 0
    assert len(visits(office)) == 1
    assert [len(visits(kept)) for kept in beside(office)] == [100]


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes")
def test_a_name_that_is_no_utf8(office, copy, process):
    """The file, and the backup it is restored from."""
    path = office.with_name(os.fsdecode(b"a\xff.db"))
    office.rename(path)
    strange = Path(copy).rename(path.with_name(os.fsdecode(b"copy\xff.db")))
    ran = process("--db", str(path), "restore", str(strange))
    assert ran.returncode == 0, ran.stderr
    assert len(visits(path)) == 1


def test_a_file_in_wal_is_restored_and_set_back(office, copy, naht):
    before = visits(office)
    with closing(sqlite3.connect(office, isolation_level=None)) as con:
        con.execute("PRAGMA journal_mode = WAL")
    assert naht("restore", copy).code == 0
    assert office.read_bytes()[18:20] == b"\1\1"
    assert len(visits(office)) == 1
    assert [visits(kept) for kept in beside(office)] == [before]


def test_a_file_in_wal_that_is_held_is_not(office, copy, naht, monkeypatch):
    monkeypatch.setattr("naht.store.file.opening.PATIENCE", 0.3)
    before = visits(office)
    with closing(sqlite3.connect(office, isolation_level=None)) as con:
        con.execute("PRAGMA journal_mode = WAL")
        con.execute("SELECT count(*) FROM visit").fetchone()
        ran = naht("restore", copy)
        assert ran.code == 5
        assert "auf WAL" in ran.err
    assert visits(office) == before
    assert beside(office) == []


def test_a_copy_in_wal_does_not_pass_it_on(office, copy, naht, monkeypatch):
    """It would come with the first page, and a kill could leave it so."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as con:
        con.execute("PRAGMA journal_mode = WAL")
    real, heads = restore._write, []

    def looking(con, partial, done):
        heads.append(partial.read_bytes()[18:20])
        real(con, partial, done)

    monkeypatch.setattr(restore, "_write", looking)
    assert naht("restore", copy).code == 0
    assert heads == [b"\1\1"]
    assert len(visits(office)) == 1


def test_a_file_with_two_names_is_not_written(office, copy, naht):
    before = visits(office)
    office.with_name("other.db").hardlink_to(office)
    ran = naht("restore", copy)
    assert ran.code == 5
    assert "zweiten Namen" in ran.err
    assert visits(office) == before
