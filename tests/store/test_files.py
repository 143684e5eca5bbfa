"""The file: how it is made, how it is opened, what is refused and left alone."""

import ctypes
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from naht.domain.file_errors import (
    AlteredSchema,
    CorruptFile,
    FileExists,
    FileProblem,
    ForeignFile,
    NewerFile,
    NoFile,
    OlderFile,
    Unreachable,
)
from naht.output.language import say
from naht.store.copies.migrate import scripts
from naht.store.file.creation import create
from naht.store.file.opening import APPLICATION_ID, SCHEMA, open_file, reading
from tests.store.make_schema import lines, listed

PRAGMAS = {
    "synchronous": 3, "foreign_keys": 1, "secure_delete": 1, "recursive_triggers": 1, "trusted_schema": 1,
    "cell_size_check": 1, "temp_store": 2, "journal_mode": "delete", "application_id": APPLICATION_ID,
    "user_version": SCHEMA,
}  # fmt: skip


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def failing(_con):
    raise ZeroDivisionError


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_a_new_file_is_for_its_owner_alone(tmp_path, umask):
    path = tmp_path / "made" / "deep" / "office.db"
    before = os.umask(umask)
    try:
        create(path)
    finally:
        os.umask(before)
    assert mode(path) == 0o600
    assert mode(path.parent) == 0o700
    assert names(path.parent) == ["office.db"]


def test_the_program_keeps_everything_to_its_owner(process, tmp_path):
    process("init", "--db", str(tmp_path / "made" / "deep" / "office.db"), umask=0o022)
    assert [mode(tmp_path / "made" / part) for part in ("", "deep", "deep/office.db")] == [0o700, 0o700, 0o600]


def test_a_folder_that_is_there_keeps_its_rights(tmp_path):
    folder = tmp_path / "open"
    folder.mkdir(mode=0o755)
    create(folder / "office.db")
    assert mode(folder) == 0o755


def test_an_existing_file_is_not_touched(tmp_path):
    path = tmp_path / "office.db"
    path.write_bytes(b"letters to the editor")
    with pytest.raises(FileExists):
        create(path)
    assert path.read_bytes() == b"letters to the editor"


@pytest.mark.parametrize("place", ["file/office.db", "x" * 300])
def test_where_no_file_can_be_nothing_is_left(tmp_path, place):
    (tmp_path / "file").write_text("")
    with pytest.raises(FileProblem):
        create(tmp_path / place)
    assert names(tmp_path) == ["file"]


def test_a_file_that_could_not_be_finished_is_removed(tmp_path, monkeypatch):
    monkeypatch.setattr("naht.store.file.creation.build", failing)
    with pytest.raises(ZeroDivisionError):
        create(tmp_path / "office.db")
    assert names(tmp_path) == []


def test_a_new_file_that_naht_would_refuse_is_not_made(tmp_path):
    """Where another SQLite writes the schema down in other words, it is said at once."""
    with listed(SCHEMA, lines(scripts())[:-1]), pytest.raises(AlteredSchema):
        create(tmp_path / "office.db")
    assert names(tmp_path) == []


# ---- pragmas


@pytest.mark.parametrize("writing", [True, False])
def test_every_connection_has_the_pragmas(office, writing):
    con = open_file(office, writing=writing)
    found = {name: con.execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS}
    assert found == PRAGMAS
    assert con.execute("PRAGMA query_only").fetchone()[0] == (not writing)
    assert con.isolation_level is None
    con.close()


def test_a_reader_cannot_write(office):
    with reading(office) as con, pytest.raises(sqlite3.OperationalError, match="readonly"):
        con.execute("DELETE FROM setting")


def test_a_new_file_has_the_schema_of_the_program(tmp_path):
    create(tmp_path / "office.db")
    with reading(tmp_path / "office.db") as con:
        assert con.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert con.execute("PRAGMA foreign_key_check").fetchall() == []
        kinds = dict(con.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"))
        assert all(strict for name, strict in kinds.items() if not name.startswith("sqlite_"))
        assert "REAL" not in "".join(sql or "" for (sql,) in con.execute("SELECT sql FROM sqlite_schema"))


@pytest.mark.parametrize("name", ["a b.db", "what?.db", "50%.db", "#1.db", "ä\udcff.db", "file:x.db", "'q'.db"])
def test_any_name_will_do(tmp_path, weimar, name):
    path = tmp_path / name
    shutil.copy(weimar, path)
    with reading(path) as con:
        assert con.execute("SELECT count(*) FROM district").fetchone()[0]
    assert names(tmp_path) == [name]


def test_a_path_may_begin_with_two_slashes(office):
    with reading(Path(f"/{office}")) as con:
        assert con.execute("SELECT count(*) FROM district").fetchone()[0]


# ---- refusals


def sqlite_file(path, application=0, version=0):
    con = sqlite3.connect(path)
    con.executescript(
        f"PRAGMA application_id = {application}; PRAGMA user_version = {version}; CREATE TABLE t (x); DROP TABLE t;"
    )
    con.close()


def text_file(path):
    path.write_text("Liebe Frau Nachbarin, " * 50)


def garbage(path):
    sqlite_file(path, APPLICATION_ID, SCHEMA)
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * 4000)


def torn(path):
    create(path)
    path.write_bytes(path.read_bytes()[: 20 * 4096])


REFUSED = {
    "empty": (lambda path: path.write_bytes(b""), ForeignFile),
    "text": (text_file, ForeignFile),
    "short": (lambda path: path.write_bytes(b"SQLite format 3\0"), ForeignFile),
    "other program": (sqlite_file, ForeignFile),
    "newer": (lambda path: sqlite_file(path, APPLICATION_ID, SCHEMA + 1), NewerFile),
    "older": (lambda path: sqlite_file(path, APPLICATION_ID, SCHEMA - 1), OlderFile),
    "garbage": (garbage, CorruptFile),
    "torn": (torn, CorruptFile),
}


@pytest.mark.parametrize("kind", REFUSED)
@pytest.mark.parametrize("args", [["visit", "list"], ["v", "west"], ["undo"]], ids=lambda args: args[0])
def test_a_file_of_another_kind_is_refused_untouched(kind, args, naht, alone):
    make, error = REFUSED[kind]
    path = alone / "office.db"
    make(path)
    before = path.read_bytes()
    ran = naht(*args)
    assert (ran.code, ran.out) == (5, "")
    assert ran.err.startswith(f"naht: {say(error(path=path, found=9, known=1).message, 'de')[:40]}")
    assert len(ran.err.splitlines()) == 2
    assert path.read_bytes() == before
    assert names(alone) == ["office.db"]


def test_a_missing_file_is_not_made(naht, alone):
    assert naht("v", "west").code == 5
    assert names(alone) == []


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo], ids=["folder", "fifo"])
def test_what_is_no_file_is_refused(alone, naht, make):
    make(alone / "office.db")
    ran = naht("visit", "list")
    assert ran.code == 5
    assert "keine Datei von naht" in ran.err


def test_names_for_the_refusals(alone):
    with pytest.raises(NoFile):
        open_file(alone / "office.db", writing=False)
    with pytest.raises(Unreachable):
        open_file(alone / ("x" * 300), writing=True)


# ---- write-protected


def _without_privilege():
    """Root that obeys the rights of files: the next program may neither read nor write what it may not."""
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        if ctypes.CDLL(None).prctl(24, capability, 0, 0, 0):
            os._exit(99)


@pytest.fixture
def bound():
    """Run a command line that the rights of files bind, also where the tests run as root."""
    root = os.geteuid() == 0
    if root and not sys.platform.startswith("linux"):
        pytest.skip("root can only be bound on Linux")

    def run(*args):
        command = [sys.executable, "-m", "naht", *args]
        before = _without_privilege if root else None
        ran = subprocess.run(command, check=False, capture_output=True, text=True, preexec_fn=before)
        if ran.returncode == 99:
            pytest.skip("root may not give up its privileges here")
        return ran

    return run


@pytest.fixture
def folder(office):
    inner = office.parent / "closed"
    inner.mkdir()
    office.rename(inner / "office.db")
    yield inner
    inner.chmod(0o700)


def test_a_protected_file_can_be_read(office, bound):
    office.chmod(0o400)
    ran = bound("district", "list", "-f", "value")
    assert (ran.returncode, ran.stderr) == (0, "6 Zeilen\n")


@pytest.mark.parametrize("args", [["v", "west"], ["undo"], ["district", "edit", "west", "--note", "x"]])
def test_a_protected_file_cannot_be_written(office, bound, args):
    office.chmod(0o400)
    before = office.read_bytes()
    ran = bound(*args)
    assert ran.returncode == 5
    assert f"naht: {office} ist schreibgeschützt" in ran.stderr
    assert office.read_bytes() == before


def test_a_file_in_a_protected_folder_can_be_read_not_written(folder, bound):
    path = folder / "office.db"
    before = path.read_bytes()
    folder.chmod(0o500)
    ran = bound("--db", str(path), "v", "west")
    assert ran.returncode == 5
    assert f"naht: {path} ist schreibgeschützt" in ran.stderr
    assert path.read_bytes() == before
    assert bound("--db", str(path), "visit", "list").returncode == 0


def test_a_file_that_may_not_be_read(office, bound):
    office.chmod(0o000)
    ran = bound("visit", "list")
    assert ran.returncode == 5
    assert f"naht: {office} lässt sich nicht öffnen" in ran.stderr


@pytest.mark.parametrize("args", [["visit", "list"], ["v", "west"], ["init"]], ids=lambda args: args[0])
def test_a_folder_that_may_not_be_entered(folder, bound, args):
    folder.chmod(0o000)
    ran = bound("--db", str(folder / "office.db"), *args)
    assert ran.returncode == 5
    assert len(ran.stderr.splitlines()) == 2


def test_a_folder_that_takes_no_file(folder, bound):
    folder.chmod(0o500)
    ran = bound("--db", str(folder / "new" / "office.db"), "init")
    assert ran.returncode == 5
    assert names(folder) == ["office.db"]


def test_a_damaged_schema_is_a_corrupt_file(office, naht):
    """SQLite quotes what it cannot read, and the driver cannot decode the quotation."""
    data = office.read_bytes()
    place = data.index(b"TRIGGER visit_insert")
    office.write_bytes(data[:place] + bytes([data[place] | 0x80]) + data[place + 1 :])
    for words in (["visit", "list"], ["v", "west"], ["check", "--full"], ["log", "verify"], ["backup"], ["migrate"]):
        assert naht(*words).code == 5, words


def test_a_damaged_entry_that_sqlite_does_not_mind_is_refused(office, naht):
    """Of an index that belongs to a table SQLite reads the name only."""
    data = office.read_bytes()
    place = data.index(b"indexsqlite_autoindex_client_1")
    office.write_bytes(data[:place] + b"ineex" + data[place + 5 :])
    ran = naht("check", "-f", "csv")
    assert ran.code == 5
    assert "ineex sqlite_autoindex_client_1 (fremd), Index sqlite_autoindex_client_1 (fehlt)" in ran.err


# ---- where it lies


@pytest.fixture
def synced(alone):
    """A folder that something synchronises, seen by its name; another, seen by what lies in it; and links to both."""
    for name in ("Nextcloud", "plain"):
        (alone / name).mkdir()
    (alone / "plain" / ".stfolder").mkdir()
    return alone


@pytest.mark.parametrize("target", ["Nextcloud", "plain", "plain/deeper"])
def test_a_new_file_in_a_synchronised_folder_is_refused_behind_a_link_too(synced, naht, target):
    (synced / target).mkdir(exist_ok=True)
    (synced / "linked").symlink_to(synced / target)
    ran = naht("--db", str(synced / "linked" / "office.db"), "init")
    assert (ran.code, "synchronisierten Ordner" in " ".join(ran.err.split())) == (5, True)
    assert names(synced / target) in ([], [".stfolder"], ["deeper"], [".stfolder", "deeper"])


@pytest.mark.parametrize("link", ["folder", "file", "link to a link"])
def test_each_command_warns_of_a_synchronised_folder_behind_a_link(synced, office, naht, link):
    shutil.copy(office, synced / "Nextcloud" / "office.db")
    place = synced / "linked"
    place.symlink_to(synced / "Nextcloud" / ("office.db" if link == "file" else ""))
    if link == "link to a link":
        place = synced / "again"
        place.symlink_to(synced / "linked")
    path = place if link == "file" else place / "office.db"
    for words in (["visit", "list"], ["v", "west", "-q"]):
        ran = naht("--db", str(path), *words)
        assert ran.code == 0
        assert "synchronisierten Ordner" in " ".join(ran.err.split())
    found = [line for line in naht("--db", str(path), "check", "-f", "csv").out.splitlines() if ",location," in line]
    assert len(found) == 1


def test_a_link_out_of_a_synchronised_folder_is_no_trouble(synced, office, naht):
    (synced / "Nextcloud" / "office.db").symlink_to(office)
    ran = naht("--db", str(synced / "Nextcloud" / "office.db"), "visit", "list")
    assert (ran.code, "synchronisiert" in ran.err) == (0, False)


# ---- what other programs and hands do to a file


def set_to_wal(path):
    con = sqlite3.connect(path, isolation_level=None)
    assert con.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
    return con


def in_wal(path):
    return path.read_bytes()[18:20] == b"\2\2"


def findings(naht, rule):
    return [line for line in naht("check", "-f", "csv").out.splitlines() if f",{rule}," in line]


def test_wal_is_read_found_and_set_back(office, naht):
    set_to_wal(office).close()
    assert naht("district", "list").code == 0
    assert in_wal(office)
    assert len(findings(naht, "wal")) == 1
    assert naht("v", "west", "20m").code == 0
    assert not in_wal(office)
    assert findings(naht, "wal") == []
    assert names(office.parent) == ["office.db"]


def test_what_stands_in_a_wal_is_not_lost(office, naht, alone):
    """The other program was killed: what it wrote is in its WAL alone."""
    with closing(set_to_wal(office)) as con:
        con.execute("PRAGMA wal_autocheckpoint = 0")
        con.execute("UPDATE district SET name = 'Probe'")
        left = alone / "left"
        left.mkdir()
        for name in ("office.db", "office.db-wal"):
            shutil.copy(alone / name, left / name)
    path = str(left / "office.db")
    assert naht("--db", path, "v", "west").code == 0
    assert set(naht("--db", path, "district", "list", "-f", "value", "--fields", "name").out.split()) == {"Probe"}
    assert names(left) == ["office.db"]


@pytest.mark.parametrize("args", [["v", "west"], ["backup"], ["migrate"]], ids=lambda args: args[0])
def test_wal_that_is_held_is_the_reason(office, naht, monkeypatch, args):
    monkeypatch.setattr("naht.store.file.opening.PATIENCE", 0.3)
    with closing(set_to_wal(office)) as con:
        con.execute("SELECT count(*) FROM visit").fetchone()
        ran = naht(*args)
        assert (ran.code, ran.out) == (5, "")
        assert "auf WAL" in ran.err
        assert naht("district", "list").code == 0
    assert naht(*args).code == 0


def test_wal_that_cannot_be_read_here_is_the_reason(folder, bound):
    """Beside a file in WAL even who reads makes files."""
    path = folder / "office.db"
    set_to_wal(path).close()
    folder.chmod(0o500)
    for args in (["district", "list"], ["v", "west"]):
        ran = bound("--db", str(path), *args)
        assert ran.returncode == 5
        assert "auf WAL" in ran.stderr


@pytest.mark.parametrize("args", [["visit", "list"], ["v", "west"], ["check"], ["backup"]], ids=lambda args: args[0])
def test_a_file_with_two_names_is_refused(office, naht, alone, args):
    """What a crash under one name leaves, nobody rolls back under the other: half a transaction would be read."""
    other = alone / "there" / "other.db"
    other.parent.mkdir()
    other.hardlink_to(office)
    for path in (office, other):
        ran = naht("--db", str(path), *args)
        assert (ran.code, ran.out) == (5, "")
        assert "zweiten Namen" in ran.err
    other.unlink()
    assert naht(*args).code == 0


def test_a_copy_may_have_two_names(office, naht):
    """Programs that keep yesterday's state of a folder of backups do it with hard links."""
    copy = Path(naht("backup").out.strip())
    copy.with_suffix(".yesterday").hardlink_to(copy)
    assert naht("backup", "verify").code == 0
    assert naht("restore", str(copy)).code == 0
    assert naht("backup").code == 0
    assert office.stat().st_nlink == 1


def test_backups_lie_beside_the_file_not_beside_a_link(office, naht, alone):
    """The file may lie on an encrypted disk, the link not."""
    real = alone / "disk" / "real.db"
    real.parent.mkdir()
    office.rename(real)
    office.symlink_to(real)
    copy = Path(naht("backup").out.strip())
    assert copy.parent == real.parent / "backups"
    assert copy.name.startswith("real-")
    assert str(copy) in naht("backup", "list", "-f", "value").out
    assert naht("backup", "verify").code == 0
    assert names(alone) == ["disk", "office.db"]
