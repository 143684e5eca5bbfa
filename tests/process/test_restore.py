"""What a crash leaves beside the file must not get into the file that is restored."""

import os
import shutil
import sqlite3
import time
from contextlib import closing

from running import ended, start


def _hot_journal(path):
    """Leave beside ``path`` the journal of a transaction that was never ended, as a crash does."""
    journal, kept = path.with_name(f"{path.name}-journal"), path.with_name("kept")
    with closing(sqlite3.connect(path, isolation_level=None)) as con:
        con.execute("PRAGMA cache_size = 1")
        con.execute("BEGIN IMMEDIATE")
        con.execute("UPDATE word SET label_de = label_de || ' und mehr'")
        shutil.copy(journal, kept)
        con.execute("ROLLBACK")
    kept.replace(journal)
    assert journal.read_bytes()[:1] not in (b"", b"\0")
    return journal


def test_a_journal_whose_file_is_gone_is_put_aside(office, naht):
    assert naht("client", "add", "w").code == 0
    copy = naht("backup").out.strip()
    for _ in range(3):
        assert naht("v", "west", "tel", "50x").code == 0
    journal = _hot_journal(office)
    office.unlink()
    assert naht("restore", copy).code == 0
    assert not journal.exists()
    assert list(office.parent.glob("office-vor-*.db-journal"))
    assert naht("log", "verify").code == 0
    assert naht("check", "--full").code == 0


def test_two_restores_in_one_second(office, naht):
    copy = naht("backup").out.strip()
    assert [naht("restore", copy).code for _ in range(3)] == [0, 0, 0]
    assert len(list(office.parent.glob("office-vor-*.db"))) == 3


def test_the_next_backup_removes_what_a_killed_one_left(office, naht):
    left = [office.parent / "backups" / ".office-2026-11-21T08-00-00Z.partial", office.parent / ".office.db.partial"]
    left[0].parent.mkdir()
    for path in left:
        path.write_text("half of a copy")
        os.utime(path, (time.time() - 7200,) * 2)
    at_work = left[0].with_name(".office-2026-11-22T08-00-00Z.partial")
    at_work.write_text("somebody else's")
    assert naht("backup").code == 0
    assert not any(path.exists() for path in left)
    assert at_work.exists()


def test_a_damaged_file_gives_way_and_is_kept(office, naht):
    """What a backup is for: pages of the file are wrecked."""
    naht("v", "west", "20m")
    copy = naht("backup").out.strip()
    wrecked = bytearray(office.read_bytes())
    wrecked[4096 : 40 * 4096] = b"\xaa" * (39 * 4096)
    office.write_bytes(wrecked)
    assert naht("visit", "list").code == 5
    assert naht("restore", copy).code == 0
    assert "20" in naht("visit", "list", "-f", "csv", "--fields", "minutes").out
    [kept] = office.parent.glob("office-vor-*.db")
    assert kept.read_bytes()[100:] == wrecked[100:]  # before that SQLite counts its changes


def test_restores_at_once_come_one_after_the_other(office, naht):
    naht("v", "west", "20m")
    copy = naht("backup").out.strip()
    running = [start("restore", copy) for _ in range(4)]
    assert [ended(process)[0] for process in running] == [0] * 4
    kept = list(office.parent.glob("office-vor-*.db"))
    assert len({path.stat().st_ino for path in (office, *kept)}) == 5
    assert "error" not in naht("check", "--full", "-f", "csv").out
