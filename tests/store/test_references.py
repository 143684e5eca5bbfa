"""Everything that points is a foreign key: whatever it points at is not removed, undone or ended under it.

The references are those of the schema, so a new one is asked too: each column is made to point at a record of its
own, by a step of its own.
"""

import json
import shutil
import sqlite3
from contextlib import closing

import pytest
from desk import Desk

from naht.domain.nouns import names, noun
from naht.domain.settings import CHANNEL, CITYWIDE, OWN_FUNDING, WORKER
from naht.services import here, records
from naht.services.rules import office
from naht.store.file.creation import build
from naht.store.file.sqlite import connect
from naht.store.journal import triggers
from naht.store.reading import mapping, rows

NEW = {
    "word": {"label_de": "Probe"},
    "funding": {"id": "probe", "name": "Probe"},
    "district": {"id": "probe", "name": "Probe"},
    "site": {"id": "probe", "name": "Probe", "district": "west"},
    "partner": {"id": "probe", "name": "Probe"},
    "worker": {"id": "probe"},
    "offer": {"id": "probe", "name": "Probe", "channel": "gruppe"},
    "client": {"gender": "w"},
    "visit": {"district": "west", "funding": "eigen"},
}
ATTRIBUTES = {"channel": {"setting": "E"}, "outcome": {"met": "1"}}
RENAMED = {
    "word": ("--label-de", "Versuch"), "funding": ("--name", "Versuch"), "district": ("--name", "Versuch"),
    "site": ("--name", "Versuch"), "partner": ("--name", "Versuch"), "worker": ("--district", "nord"),
    "offer": ("--name", "Versuch"),
    "client": ("--birth-year", "1980"), "visit": ("--minutes", "20"),
}  # fmt: skip


def references():
    """Each column of the schema that points at a row: table, column, the table that it points into."""
    con = connect(":memory:", isolation_level=None)
    build(con)
    found = [
        (table, link.name, link.to)
        for table in triggers.tables(con) for link in triggers.links(con, table) if link.refers
    ]  # fmt: skip
    con.close()
    return found


REFERENCES = references()


@pytest.fixture(scope="module")
def full(weimar, tmp_path_factory):
    """An office with at least one row in every table."""
    path = tmp_path_factory.mktemp("full") / "full.db"
    shutil.copy(weimar, path)
    desk = Desk(path)
    desk.add("worker", id="ab", district="west", site="prager", channel="telefon", funding="eigen")
    client = desk.add("client", gender="w", residence="west", household="k-a", target_groups=["sucht"])
    visit = desk.add(
        "visit", district="west", site="prager", workers=["ab"], funding="eigen", clients=[client], topics=["wohnen"],
        services=["beratung"],
    )  # fmt: skip
    desk.add("post", worker="ab", funding="basis", share=500)
    desk.add("offer", id="chorprobe", name="Chorprobe", channel="gruppe", district="west", site="prager")
    desk.add("visit", district="west", funding="eigen", channel="sprechstunde", offer="chorprobe")
    desk.add("referral", visit=visit, partner="jobcenter")
    desk.add("contact", district="west", funding="eigen", partners=["gwg"], workers=["ab"])
    desk.add("work", kind="team", district="west", funding="eigen", workers=["ab"])
    desk.add("partner", id="chor", name="Chor", roles=["netzwerk"], aliases=["Sänger"])
    desk.add("funding", id="spende", name="Spende", districts=["nord"], payers=["gwg"])
    with desk.unit("config") as work:
        for setting, value in ((WORKER, "ab"), (CHANNEL, "termin"), (CITYWIDE, "stadtweit"), (OWN_FUNDING, "eigen")):
            office.change_setting(work, setting, value)
    for worker, place in (("ab", "site"), ("", "district")):
        with Desk(path, worker).unit("here") as work:
            here.put(work, noun(place), {"site": "prager", "district": "west"}[place])
    return path


@pytest.fixture
def desk(full, alone):
    return Desk(shutil.copy(full, alone / "office.db"))


def field_of(table, column):
    """The field whose values a column holds; None for a setting's and a place's."""
    for name in names():
        for field in noun(name).fields:
            own = noun(name).child(field) if field.many or field.dated else name
            if (own, mapping.value_column(field)) == (table, column):
                return noun(name), field
    return None, None


def target(desk, table, column, to):
    """A record of its own for a column to point at; a word is of the list that the column asks for."""
    given = dict(NEW[to])
    if to == "word":
        owner, field = field_of(table, column)
        listed = "channel" if field is None else field.of
        if owner and owner.name == "word":
            listed = "topic"
        given |= {"id": f"{listed}:probe", "attributes": ATTRIBUTES.get(listed, {})}
    with desk.unit(f"{to} add") as work:
        ident = records.add(work, noun(to), given).id
        if to == "funding" and table != "term":
            records.add(work, noun("term"), {"id": "probe-immer", "funding": ident})
        return ident, work.number


TOPIC, ANONYMOUS = "id = 'topic:sgb3'", "n NOT IN (SELECT visit FROM visit_client)"
ROWS = {
    ("word", "parent"): TOPIC, ("word", "replaced_by"): TOPIC, ("term", "funding"): "id = 'tibi-2009'",
    ("visit", "gender"): ANONYMOUS, ("visit", "age_group"): ANONYMOUS, ("visit", "residence"): ANONYMOUS,
}  # fmt: skip


def point(desk, table, column, to, ident):
    """Make the first row that fits point at the record; returns the step."""
    with desk.unit("probe") as work:
        number = rows.number_of(work.con, noun(to), ident)
        where = f"WHERE {column} IS NOT NULL" if table.endswith("_fact") or table in ("setting", "here") else ""
        columns = triggers.links(work.con, table)
        key = triggers.row_key(columns, "t")
        condition = ROWS.get((table, column), f"{key} = (SELECT min({key}) FROM {table} t {where})")
        changed = work.con.execute(f"UPDATE {table} AS t SET {column} = ? WHERE {condition}", (number,)).rowcount
        assert changed == 1
        return work.number


@pytest.mark.parametrize(("table", "column", "to"), REFERENCES, ids=lambda part: part)
def test_what_is_pointed_at_stays(desk, naht, monkeypatch, table, column, to):
    monkeypatch.setenv("NAHT_DB", str(desk.path))
    ident, made = target(desk, table, column, to)
    step = point(desk, table, column, to, ident)

    undone = naht("undo", str(made))
    assert (undone.code, f"naht undo {step}" in undone.err) == (4, True), undone
    removed = naht(to, "remove", ident)
    if (table, column) == ("here", "worker"):  # where somebody was goes with them
        assert removed.code == 0, removed
    else:
        assert removed.code == 4, removed
        assert named(table, naht) in removed.err
        assert naht(to, "edit", ident, *RENAMED[to]).code == 0
        if noun(to).until:
            assert naht(to, "remove", ident, "--ends", "heute").code == 0

    reading = ("visit list", f"{to} list", "config", "here", f"{to} show {ident}")
    for line in (*reading, "v west 20m eigen", "n gwg eigen", "undo"):
        ran = naht(*line.split())
        assert ran.code == 0 or (removed.code == 0 and " show " in line), (line, ran)
    findings = json.loads(naht("check", "--full", "-f", "json").out)
    assert [finding for finding in findings if finding["severity"] == "error"] == []


def named(table, naht):
    """What a refusal calls the rows of a table."""
    if table == "setting":
        return "Einstellung"
    if table == "here":
        return "heute"
    owner = next(name for name in names() if table == name or table.startswith(f"{name}_"))
    return noun(owner).de


# ---- a record that vanished anyway, by another program


@pytest.mark.parametrize(
    ("table", "column", "to"), [ref for ref in REFERENCES if ref[0] in ("setting", "here")], ids=lambda part: part
)
def test_a_stale_default_stops_nobody(desk, naht, table, column, to):
    ident, _ = target(desk, table, column, to)
    point(desk, table, column, to, ident)
    with closing(sqlite3.connect(desk.path)) as con, con:
        con.execute(f"DELETE FROM {to} WHERE id = ?", (ident,))

    for line in ("visit list", "config", "here", "report 2026-11", "v west 20m", "n gwg west", "undo"):
        ran = naht(*line.split())
        assert ran.code == 0, (line, ran)
    found = [f for f in json.loads(naht("check", "-f", "json").out) if f["rule"] == "foreign-keys"]
    found = [finding for finding in found if f"„{table}“" in finding["finding"]]
    assert len(found) == 1
    if table == "setting":
        key = found[0]["row"]
        assert found[0]["mend"] == f"naht config {key} ''"
        assert naht("config", key, "").code == 0
        assert f"„{table}“" not in naht("check", "-f", "csv").out


def test_an_old_name_in_the_environment_stops_no_reading(desk, naht, monkeypatch):
    monkeypatch.setenv("NAHT_WORKER", "ab")
    naht("v", "west", "20m")
    monkeypatch.setenv("NAHT_WORKER", "weg")
    assert naht("visit", "list").code == 0
    assert naht("v", "west", "20m").code == 3
    assert naht("visit", "list", "--as", "weg").code == 3
