"""The seals: each part of a step is covered, an image is blank only where a step of naht says so."""

import json
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import date

import pytest
from desk import TODAY, Desk
from test_journal import broken, foreign

from naht.store.copies.migrate import bring_up, scripts
from naht.store.file.opening import open_file
from naht.store.journal import seal
from naht.store.journal.unit import Op, unit


@pytest.fixture
def desk(office):
    return Desk(office)


@pytest.fixture
def deeds(desk):
    """A step of each kind, in the middle of others: a visit that is new, changed, removed, and brought back."""
    desk.add("visit", district="west")
    visit = desk.add("visit", district="west", minutes=20)
    desk.edit("visit", visit, minutes=25)
    desk.remove("visit", visit)
    desk.undo()
    desk.add("visit", district="west")
    with closing(open_file(desk.path, writing=False)) as con:
        kinds = dict(con.execute("SELECT command, max(n) FROM op WHERE n < (SELECT max(n) FROM op) GROUP BY command"))
    return desk.path, [kinds[name] for name in ("visit add", "visit edit", "visit remove", "undo")]


def columns(table):
    con = sqlite3.connect(":memory:")
    bring_up(con, scripts())
    return [(row[1], row[2]) for row in con.execute(f"PRAGMA table_info({table})")]


OTHER = {
    "TEXT": "ifnull({0} || ' ', '{{}}')",
    "INTEGER": "ifnull({0} + 1000, 1)",
    "BLOB": "randomblob(ifnull(length({0}), 16))",
}
PARTS = [(table, *column) for table in ("op", "change") for column in columns(table)]


@pytest.mark.parametrize(("table", "column", "kind"), PARTS, ids=[f"{table}.{column}" for table, column, _ in PARTS])
def test_each_part_of_a_step_is_sealed(deeds, table, column, kind):
    """Every column of a step and of its changes, altered by itself: another value, none, one where there was none."""
    path, numbers = deeds
    for number in numbers:
        others = ["'d'", "'u'", "'i'"] if column == "act" else [OTHER[kind].format(column), "NULL"]
        for other in others:
            copy = path.with_name("forged.db")
            shutil.copy(path, copy)
            if forged(copy, f"UPDATE {table} SET {column} = {other} WHERE {'n' if table == 'op' else 'op'} = {number}"):
                assert broken(copy), (number, other)


def forged(path, sql):
    """True where that altered anything; some columns cannot be empty."""
    with closing(sqlite3.connect(path, isolation_level=None)) as con:
        before = [con.execute(f"SELECT * FROM {table}").fetchall() for table in ("op", "change")]
        with suppress(sqlite3.IntegrityError):
            con.execute(sql)
        return [con.execute(f"SELECT * FROM {table}").fetchall() for table in ("op", "change")] != before


FORGERIES = {
    "an image": "UPDATE change SET after = replace(after, '\"minutes\":20', '\"minutes\":200') WHERE op = :op",
    "a change gone": "DELETE FROM change WHERE op = :op AND k = 1",
    "a change more": "INSERT INTO change (op, k, tbl, row, act) VALUES (:op, 99, 'visit', 'x', 'd')",
    "two changes exchanged": "UPDATE change SET k = CASE k WHEN 1 THEN -2 ELSE -1 END WHERE op = :op AND k IN (1, 2);"
                             "UPDATE change SET k = -k WHERE op = :op AND k < 0",
    "a salt that has the image's first letter": "UPDATE change SET after_salt = CAST(after_salt || x'7b' AS BLOB), "
                                                "after = substr(after, 2) WHERE op = :op",
    "a digest beside its image": "UPDATE change SET after_digest = zeroblob(32) WHERE op = :op",
    "an image that never was": "UPDATE change SET before_digest = zeroblob(32) WHERE op = :op",
    "a salt without an image": "UPDATE change SET before_salt = x'' WHERE op = :op",
}  # fmt: skip


@pytest.fixture
def sealed(desk):
    """A visit's op in the middle of others."""
    desk.add("visit", district="west")
    desk.add("visit", district="west", minutes=20)
    with closing(open_file(desk.path, writing=False)) as con:
        number = con.execute("SELECT max(n) FROM op").fetchone()[0]
    desk.add("visit", district="west")
    return desk.path, number


def test_what_naht_wrote_verifies(sealed):
    assert broken(sealed[0]) == []


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_journal_is_found(sealed, forgery):
    path, number = sealed
    foreign(path, *FORGERIES[forgery].replace(":op", str(number)).split(";"))
    assert number in broken(path)


def test_a_step_cut_out_is_found(sealed):
    path, number = sealed
    foreign(path, f"DELETE FROM change WHERE op = {number}", f"DELETE FROM op WHERE n = {number}")
    assert broken(path) == [number + 1]


def test_the_newest_step_under_another_number_is_found(sealed):
    """No later seal is over it: only its own says which it is."""
    path, number = sealed
    newest = number + 1
    foreign(path, *(f"UPDATE {table} SET op = {newest + 7} WHERE op = {newest}" for table in ("change", "change_ref")),
            f"UPDATE op SET n = {newest + 7} WHERE n = {newest}")  # fmt: skip
    assert broken(path) == [newest + 7]


def test_a_step_put_in_is_found(sealed):
    path, number = sealed
    columns = "at, worker, command, options, version, undoes"
    foreign(
        path,
        f"UPDATE op SET n = n + 100 WHERE n > {number}",
        f"INSERT INTO op SELECT {number + 1}, {columns}, randomblob(32) FROM op WHERE n = {number}",
    )
    assert number + 1 in broken(path)


BLANK = "UPDATE change SET after = NULL, after_salt = NULL, after_digest = ? WHERE op = ? AND k = ?"


def blank(con, number):
    """Take the images of a step away, as erasing does: each leaves its digest. Returns what names them."""
    images = con.execute("SELECT k, after, after_salt FROM change WHERE op = ?", (number,)).fetchall()
    for k, image, salt in images:
        con.execute(BLANK, (seal.digest(image, salt, None), number, k))
    return tuple(f"{number}.{k}" for k, _, _ in images)


def test_an_image_that_nobody_erased_is_missed(sealed, naht):
    """Rows are rewritten, the images that would tell it are blank, and each seal is still the one that was noted."""
    path, number = sealed
    with closing(sqlite3.connect(path, isolation_level=None)) as con:
        blank(con, number)
        con.execute("UPDATE visit SET minutes = 90 WHERE minutes = 20")
        con.execute("DELETE FROM change WHERE op = 0")
    assert broken(path) == [number]
    assert naht("log", "verify").code == 6
    for full in ([], ["--full"]):
        assert "seals" in [finding["rule"] for finding in json.loads(naht("check", *full, "-f", "json").out)]
    copy = naht("backup").out.strip()
    assert "stimmen Siegel nicht" in naht("restore", copy).err


def test_an_image_that_a_sealed_step_erased_leaves_its_digest_and_the_chain_holds(sealed):
    """No command erases yet; the step of one that does names what it erased, its own images included."""
    path, number = sealed
    with closing(open_file(path, writing=False)) as con:
        names = tuple(f"{number}.{k}" for (k,) in con.execute("SELECT k FROM change WHERE op = ?", (number,)))
    op = Op(seal.ERASING, (*names, f"{number + 2}.1"), "", "2026-11-22T10:00:00Z", TODAY, "test")
    with unit(path, op) as work:
        work.con.execute("INSERT INTO setting (key, value) VALUES ('x', 'y')")
        blank(work.con, number)
        blank(work.con, work.number)
    assert broken(path) == []
    foreign(path, f"UPDATE change SET after_digest = zeroblob(32) WHERE op = {number} AND k = 1")
    assert broken(path) == [number]


@pytest.mark.parametrize("named", ["", "2.1", "{number}.99", "{number}", "{number}.1.1"])
def test_what_names_other_images_erases_none(sealed, named):
    path, number = sealed
    op = Op(seal.ERASING, (named.format(number=number),), "", "2026-11-22T10:00:00Z", TODAY, "test", keep=True)
    with unit(path, op) as work:
        blank(work.con, number)
    assert broken(path) == [number]


def test_another_command_erases_nothing(sealed):
    path, number = sealed
    op = Op("visit edit", (f"{number}.1", f"{number}.2"), "", "2026-11-22T10:00:00Z", TODAY, "test", keep=True)
    with unit(path, op) as work:
        blank(work.con, number)
    assert broken(path) == [number]


def test_a_step_erases_nothing_that_came_after_it(sealed):
    path, number = sealed
    with unit(path, Op(seal.ERASING, (f"{number + 3}.1",), "", "2026-11-22T10:00:00Z", TODAY, "test", keep=True)):
        pass
    with unit(path, Op("config", (), "", "2026-11-22T10:00:00Z", TODAY, "test")) as work:
        work.con.execute("INSERT INTO setting (key, value) VALUES ('x', 'y')")
    assert broken(path) == []
    with closing(sqlite3.connect(path, isolation_level=None)) as con:
        assert blank(con, number + 3) == (f"{number + 3}.1",)
    assert broken(path) == [number + 3]


# ---- a seal that was noted elsewhere


@pytest.mark.usefixtures("office")
def test_a_noted_seal_is_the_newest_or_an_earlier_one(naht):
    naht("v", "west", "20m")
    noted = naht("log", "verify", "-f", "value").out.split()[0]
    ran = naht("log", "verify", "--seal", noted)
    assert (ran.code, ran.out) == (0, "")
    assert f"Das Siegel {noted} ist das von Schritt 2" in ran.err
    assert "danach kamen 0 Schritte" in ran.err
    naht("v", "nord", "20m")
    ran = naht("log", "verify", "--seal", f" {noted[:4].upper()} {noted[4:]}")
    assert (ran.code, "danach kam 1 Schritt." in ran.err) == (0, True)
    [row] = json.loads(naht("log", "verify", "--seal", noted, "-f", "json").out)
    assert (row["noted"], row["later"]) == (2, 1)
    [row] = json.loads(naht("log", "verify", "-f", "json").out)
    assert (row["noted"], row["later"]) == (None, None)


def test_more_digits_may_be_noted(office, naht):
    with closing(sqlite3.connect(office)) as con:
        [(whole,)] = con.execute("SELECT hex(seal) FROM op ORDER BY n DESC LIMIT 1").fetchall()
    assert naht("log", "verify", "--seal", whole).code == 0
    assert naht("log", "verify", "--seal", whole[:-1] + "0123456789ABCDEF"[int(whole[-1], 16) - 1]).code == 6


@pytest.mark.parametrize("digits", ["abc", "0123456789a", "0123456789ag", "", "0123456789abü"])
def test_what_is_no_seal(office, naht, digits):
    ran = naht("log", "verify", "--seal", digits)
    assert (ran.code, ran.out) == (2, "")


@pytest.mark.parametrize("forgery", ["the end cut off", "all sealed anew"])
def test_what_the_chain_cannot_see_a_noted_seal_shows(office, naht, forgery):
    naht("v", "west", "20m")
    naht("v", "nord", "20m")
    noted = naht("log", "verify", "-f", "value").out.split()[0]
    with closing(sqlite3.connect(office, isolation_level=None)) as con:
        if forgery == "the end cut off":
            for table, key in {"visit_topic": "visit = 2", "visit": "n = 2"}.items():
                con.execute(f"DELETE FROM {table} WHERE {key}")
            con.execute("DELETE FROM change WHERE op IN (0, 3)")
            con.execute("DELETE FROM change_ref WHERE op IN (0, 3)")
            con.execute("DELETE FROM op WHERE n = 3")
        else:
            con.execute("UPDATE op SET worker = 'zz' WHERE n = 2")
            for number in (2, 3):
                seal.close(con, number)
    assert naht("log", "verify").code == 0
    assert naht("check", "--full", "-q", "-f", "csv").out.count("error") == 0
    ran = naht("log", "verify", "--seal", noted)
    assert (ran.code, ran.out) == (6, "")
    assert f"Kein Schritt hat das Siegel {noted}" in ran.err


def test_the_log_tells_which_seals_do_not_hold(sealed, naht):
    path, number = sealed
    assert naht("log", "verify").code == 0
    foreign(path, FORGERIES["an image"].replace(":op", str(number)))
    ran = naht("log", "verify")
    assert (ran.code, ran.out) == (6, "")
    assert str(number) in ran.err


def test_the_head_is_the_newest_seal(desk):
    with closing(open_file(desk.path, writing=False)) as con:
        before = seal.head(con)
    desk.add("visit", district="west", day=date(2026, 11, 1).isoformat())
    with closing(open_file(desk.path, writing=False)) as con:
        assert len(seal.head(con)) == 12
        assert seal.head(con) != before


def test_a_listed_step_that_is_not_there_is_broken(office):
    """In a damaged file an index may list a row that its table lacks."""
    with closing(open_file(office, writing=False)) as con:
        number = con.execute("SELECT max(n) FROM op").fetchone()[0] + 1
        assert seal.compute(con, number) != seal.compute(con, number - 1)
