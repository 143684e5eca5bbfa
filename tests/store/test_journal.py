"""The journal: every change of every table, by whomever, with images from which the tables can be rebuilt."""

import json
import sqlite3
from contextlib import closing
from random import Random

import pytest
from desk import Desk
from images import contents, rebuilt

from naht.domain.errors import NahtError
from naht.domain.kinds import WORD
from naht.domain.nouns import names, noun
from naht.domain.settings import ACCEPTED
from naht.services import records, removal
from naht.store.file.opening import open_file
from naht.store.journal import ops, seal, triggers
from naht.store.reading import settings


@pytest.fixture
def desk(office):
    return Desk(office)


@pytest.fixture
def con(office):
    with closing(open_file(office, writing=False)) as found:
        yield found


def foreign(path, *statements):
    """Another program, which knows nothing of naht."""
    with closing(sqlite3.connect(path, isolation_level=None)) as con:
        for statement in statements:
            con.execute(statement)


def broken(path):
    with closing(open_file(path, writing=False)) as con:
        return list(seal.broken(con))


def test_every_table_has_its_three_triggers(con):
    found = {tuple(row) for row in con.execute("SELECT tbl_name, name FROM sqlite_schema WHERE type = 'trigger'")}
    wanted = {(table, f"{table}_{event}") for table in triggers.tables(con) for event in ("insert", "update", "delete")}
    assert found == wanted | {("image", "image_insert")}
    kept = {name for (name,) in con.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert kept - set(triggers.tables(con)) == {"op", "change", "change_ref"}


def test_the_triggers_are_the_generated_ones(con):
    found = {sql for (sql,) in con.execute("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")}
    assert found == set(triggers.statements(con))


def test_no_inner_number_is_in_an_image(con):
    for table in triggers.tables(con):
        numbered = [link.name for link in triggers.links(con, table) if link.to]
        for name in numbered:
            sql = "SELECT count(*) FROM change WHERE tbl = ? AND json_type(after, '$.' || ?) = 'integer'"
            assert con.execute(sql, (table, name)).fetchone() == (0,)


def test_the_tables_follow_from_the_journal_of_a_new_office(office):
    assert rebuilt(office) == contents(office)


# ---- whatever is done


def some_words(work, field, luck):
    """A value for a field, seldom a wrong one."""
    rows = f"SELECT slug FROM word WHERE list = '{field.of}'" if field.kind is WORD else f"SELECT id FROM {field.of}"
    found = [value for (value,) in work.con.execute(rows)]
    return luck.choice(found) if found else None


def some_value(work, field, luck):
    if field.link:
        many = [some_words(work, field, luck) for _ in range(luck.randrange(3))]
        return sorted(set(many) - {None}) if field.many else some_words(work, field, luck)
    usual = field.kind.parse(field.kind.example) if field.kind.example else None  # of kinds not in the table below
    texts = ["Ä ß „x“", "=1+1", "a\nb", "{}", "'; DROP TABLE op; --", "[/b]"]
    return {
        "day": luck.choice(["2026-11-01", "2026-10-31", "2013-01-01"]), "minutes": luck.randrange(1, 99),
        "count": luck.randrange(1, 99), "year": luck.randrange(1940, 2020), "flag": luck.random() < 0.5,
        "time": "09:30", "code": luck.choice((field.of or "x").split()), "map": {"group": "1"},
    }.get(field.kind.name, [luck.choice(texts)] if field.many else usual or luck.choice(texts))  # fmt: skip


def something(work, made, luck):
    """One random add, edit or remove of any noun."""
    thing = noun(luck.choice([name for name in names() if name != "word"]))
    fields = [f for f in thing.fields if f.given and not f.adding and (f.required or luck.random() < 0.4)]
    given = {f.name: some_value(work, f, luck) for f in fields}
    found = [ident for (ident,) in work.con.execute(f"SELECT id FROM {thing.name}")]
    act = luck.choice("aaeer")
    if act == "a" or not found:
        own = {} if thing.letter else {"id": f"{thing.name}-{luck.choice('abcdefgh')}{luck.randrange(100)}-x"}
        records.add(work, thing, given | own | ({"anyway": True} if thing.name == "partner" else {}))
    elif act == "e":
        records.edit(work, thing, luck.choice(found), given)
    else:
        removal.remove(work, thing, luck.choice(found))
    made.append((thing.name, act))


def work_at_random(desk, luck, steps):
    done, refused = [], 0
    for _ in range(steps):
        try:
            with desk.unit("something") as work:
                something(work, done, luck)
        except NahtError:
            refused += 1
    return done, refused


@pytest.mark.parametrize("seed", range(3))
def test_the_tables_follow_from_the_journal_whatever_is_done(desk, seed):
    done, _ = work_at_random(desk, Random(seed), 120)
    assert len(done) > 25
    assert len({act for _, act in done}) == 3
    assert rebuilt(desk.path) == contents(desk.path)
    assert broken(desk.path) == []


@pytest.mark.heavy
def test_the_tables_follow_from_a_long_journal(desk):
    work_at_random(desk, Random(7), 2000)
    assert rebuilt(desk.path) == contents(desk.path)
    assert broken(desk.path) == []


def test_a_refused_command_leaves_no_trace(desk):
    before = desk.path.read_bytes()
    with pytest.raises(NahtError):
        desk.add("visit", district="west", funding="nichts")
    assert desk.path.read_bytes() == before


def test_a_unit_that_changes_nothing_leaves_no_op(desk):
    before = desk.path.read_bytes()
    with desk.unit("looking"):
        pass
    assert desk.path.read_bytes() == before


def test_a_kept_unit_leaves_its_op_alone(desk):
    with desk.unit("export", keep=True) as work:
        number = work.number
    with closing(open_file(desk.path, writing=False)) as con:
        assert ops.entry(con, number).command == "export"
        assert ops.changes(con, number) == []
    assert broken(desk.path) == []


def test_an_update_keeps_only_what_changed(desk):
    visit = desk.add("visit", district="west", minutes=20)
    desk.edit("visit", visit, minutes=30)
    with closing(open_file(desk.path, writing=False)) as con:
        last = ops.of_row(con, visit)[-1]
    assert (last.act, last.before, last.after) == ("u", '{"minutes":20}', '{"minutes":30}')


def test_an_update_to_the_same_is_no_change(desk):
    visit = desk.add("visit", district="west", minutes=20)
    before = desk.path.read_bytes()
    desk.edit("visit", visit, minutes=20)
    assert desk.path.read_bytes() == before


def test_every_image_has_a_salt_of_its_own(desk):
    desk.add("visit", district="west")
    with closing(open_file(desk.path, writing=False)) as con:
        salts = [salt for row in con.execute("SELECT before_salt, after_salt FROM change") for salt in row if salt]
        images = con.execute("SELECT count(before) + count(after) FROM change").fetchone()[0]
    assert len(set(salts)) == len(salts) == images
    assert {len(salt) for salt in salts} == {16}


# ---- another program


def test_what_another_program_writes_is_journalled_under_no_op(desk):
    visit = desk.add("visit", district="west")
    foreign(desk.path, f"UPDATE visit SET minutes = 5 WHERE id = '{visit}'")
    with closing(open_file(desk.path, writing=False)) as con:
        assert [(c.op, c.after) for c in ops.of_row(con, visit) if c.act == "u"] == [(0, '{"minutes":5}')]
    foreign(desk.path, "INSERT OR REPLACE INTO setting (key, value) VALUES ('office', 'x')")
    with closing(open_file(desk.path, writing=False)) as con:
        acts = con.execute("SELECT k, act FROM change WHERE op = 0 AND tbl = 'setting' ORDER BY k").fetchall()
    assert [k for k, _ in acts] == list(range(2, 2 + len(acts)))
    assert broken(desk.path) == []


def test_naht_goes_on_after_another_program(desk):
    foreign(desk.path, "INSERT INTO setting (key, value) VALUES ('x', 'y')")
    desk.add("visit", district="west")
    assert desk.undo()
    assert broken(desk.path) == []


def test_the_next_step_makes_a_sealed_one_of_what_another_program_wrote(desk):
    visit = desk.add("visit", district="west")
    foreign(desk.path, f"UPDATE visit SET minutes = 5 WHERE id = '{visit}'")
    desk.add("visit", district="nord")
    with closing(open_file(desk.path, writing=False)) as con:
        assert [entry.command for entry in ops.entries(con)][-3:] == ["visit add", "extern", "visit add"]
        assert [row for _, row, _ in ops.foreign(con)] == [visit]
        before = con.execute("SELECT max(n) FROM op").fetchone()[0]
    assert broken(desk.path) == []
    foreign(desk.path, f"UPDATE change SET after = '{{}}' WHERE op = {before - 1}")
    assert broken(desk.path) == [before - 1]


@pytest.mark.parametrize(
    "hiding",
    [
        "UPDATE change SET k = -k WHERE op = 0",
        "INSERT OR REPLACE INTO setting (key, value) VALUES ('foreign_accepted', '99999')",
        "INSERT OR REPLACE INTO setting (key, value) VALUES ('foreign_accepted', 'abc')",
    ],
)
def test_what_another_program_wrote_cannot_be_hidden(desk, hiding):
    visit = desk.add("visit", district="west")
    foreign(desk.path, f"UPDATE visit SET minutes = 5 WHERE id = '{visit}'")
    foreign(desk.path, hiding)
    for _ in range(2):
        with closing(open_file(desk.path, writing=False)) as con:
            assert visit in [row for _, row, _ in ops.foreign(con)]
        desk.add("visit", district="west")


def test_no_setting_hides_it(desk, naht, tmp_path):
    """Only ``naht log accept`` does: not a profile, not naht config, not a step of another command that writes it."""
    visit = desk.add("visit", district="west")
    foreign(desk.path, f"UPDATE visit SET minutes = 5 WHERE id = '{visit}'")
    with desk.unit("init") as work:
        settings.put(work, ACCEPTED, "99999")
    assert naht("log", "verify").code == 6
    assert naht("config", "foreign_accepted", "99999").code == 2
    profile = tmp_path / "profile"
    profile.mkdir()
    (profile / "office.toml").write_text("[settings]\nforeign_accepted = 99999\n", encoding="utf-8")
    ran = naht("--db", str(tmp_path / "new.db"), "init", "--profile", str(profile))
    assert (ran.code, "foreign_accepted" in ran.err) == (2, True)
    assert naht("log", "verify").code == 6
    assert naht("log", "accept").code == 0
    assert naht("log", "verify").code == 0


def test_an_acceptance_that_is_taken_back_accepts_nothing(desk, naht):
    visit = desk.add("visit", district="west")
    foreign(desk.path, f"UPDATE visit SET minutes = 5 WHERE id = '{visit}'")
    assert naht("log", "accept").code == 0
    with closing(open_file(desk.path, writing=False)) as con:
        step = con.execute("SELECT max(n) FROM op").fetchone()[0]
    assert naht("undo", str(step)).code == 0
    assert naht("log", "verify").code == 6
    assert naht("redo").code == 0
    assert naht("log", "verify").code == 0


def test_a_removed_step_does_not_get_lost_in_the_next(desk):
    visit = desk.add("visit", district="west")
    with closing(open_file(desk.path, writing=False)) as con:
        number = con.execute("SELECT max(n) FROM op").fetchone()[0]
    foreign(desk.path, f"DELETE FROM op WHERE n = {number}")
    assert broken(desk.path) == [number]
    other = desk.add("visit", district="nord")
    assert broken(desk.path) == [number]
    with closing(open_file(desk.path, writing=False)) as con:
        assert {change.row.partition("/")[0] for change in ops.changes(con, number + 1)} == {other} != {visit}


def test_what_another_program_wrote_can_be_accepted_and_what_it_writes_next_shows_again(office, naht):
    visit, other = (naht("v", "west", "20m").out.strip() for _ in range(2))
    foreign(office, f"UPDATE visit SET minutes = 5 WHERE id = '{visit}'")
    assert (naht("log", "verify").code, naht("check").code) == (6, 6)
    assert naht("log", "accept").code == 0
    assert (naht("log", "verify").code, naht("check", "--full").code) == (0, 0)
    assert naht("undo").out.strip() == other  # accepting is no recording
    ran = naht("undo")
    assert (ran.code, "(extern)" in ran.err) == (4, True)  # what the other program wrote is not lost unseen
    naht("redo")
    foreign(office, f"UPDATE visit SET minutes = 7 WHERE id = '{visit}'")
    ran = naht("check", "-f", "csv")
    assert (ran.code, ran.out.count("other-program")) == (6, 1)


def test_the_history_of_a_removed_record_is_there(office, naht):
    visit = naht("v", "west", "20m").out.strip()
    naht("visit", "remove", visit)
    ran = naht("log", visit[:6])
    assert (ran.code, "entfernt" in ran.out, "None" in ran.out) == (0, True, False)
    events = json.loads(naht("history", visit[:6], "-f", "json").out)
    assert [(event["command"], event["act"]) for event in events if event["table"] == "visit"] == [
        ("visit add", "i"), ("visit remove", "d"),
    ]  # fmt: skip
    naht("partner", "add", "Neuer Verein", "--kind", "verein")
    naht("partner", "remove", "neuer-verein")
    assert "entfernt" in naht("history", "neuer-verein").out
    assert naht("log", "k0").code == 3


def test_scripts_read_fields_not_sentences(office, naht):
    naht("v", "west", "20m")
    naht("v", "west", "30m")
    naht("undo")
    first, second, third = json.loads(naht("log", "-f", "json", "--last", "3").out)
    assert (first["command"], first["records"], first["undone"]) == ("visit add", 1, None)
    assert (second["undone"], third["undoes"]) == (third["step"], second["step"])
    since = json.loads(naht("log", "--since", str(first["step"]), "-f", "json").out)
    assert {event["step"] for event in since} == {second["step"], third["step"]}
    one = json.loads(naht("log", "--since", "1", "--last", "1", "-f", "json").out)
    assert {event["step"] for event in one} == {third["step"]}
    [verified] = json.loads(naht("log", "verify", "-f", "json").out)
    assert (verified["broken"], verified["foreign"]) == ([], 0)
    foreign(office, "UPDATE op SET worker = 'x' WHERE n = 2")
    [verified] = json.loads(naht("log", "verify", "-f", "json").out)
    assert verified["broken"] == ["2"]
