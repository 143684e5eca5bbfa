"""Datasette's metadata name what there is, and ask what can be answered."""

from contextlib import closing
from datetime import date

import pytest

from naht.demo import Wish, furnish
from naht.domain.file_errors import Taken
from naht.store.file.opening import reading
from naht.store.file.sqlite import connect
from naht.store.sql.datasette import metadata, save

KEYS = {"title", "description", "columns", "label_column", "facets", "sort_desc", "units", "hidden"}


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    path = tmp_path_factory.mktemp("datasette") / "demo.naht"
    furnish(path, Wish(date(2026, 11, 22), visits=300))
    return path


@pytest.fixture(scope="module", params=["de", "en"])
def made(demo, request):
    with reading(demo) as con:
        return metadata(con, "demo", request.param)


@pytest.fixture(scope="module")
def columns(demo):
    """What the file really has: table or view to its columns."""
    with closing(connect(demo)) as con:
        names = [name for (name,) in con.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")]
        return {name: [row[1] for row in con.execute(f"PRAGMA table_info({name})")] for name in names}


@pytest.fixture
def tables(made):
    return made["databases"]["demo"]["tables"]


def test_every_table_is_described_or_hidden(tables, columns):
    assert set(tables) == set(columns)
    for name, about in tables.items():
        assert set(about) <= KEYS
        assert about.get("hidden") or about["title"], name


def test_every_column_named_is_there(tables, columns):
    for name, about in tables.items():
        assert set(about.get("columns", ())) <= set(columns[name])
        assert all(about.get("columns", {}).values())
        assert set(about.get("facets", ())) <= set(columns[name])
        assert set(about.get("units", ())) <= set(columns[name])
        for key in ("label_column", "sort_desc"):
            assert about.get(key) in (None, *columns[name])


def test_every_column_of_a_table_that_is_shown_has_a_label(tables, columns):
    for name, about in tables.items():
        if not about.get("hidden"):
            assert set(about["columns"]) == set(columns[name])


def test_the_journal_and_what_only_links_are_hidden(tables):
    shown = {name for name, about in tables.items() if not about.get("hidden")}
    assert {"op", "change", "setting", "image", "visit_client", "client_fact"} & shown == set()
    assert {"visit", "visit_topic", "contact_partner", "word"} < shown


def test_facets_count_no_persons(tables):
    assert tables["visit"]["facets"] == ["district", "offer", "channel", "outcome", "funding"]
    assert tables["visit_topic"]["facets"] == ["topic"]
    assert not {"worker", "client"} & {facet for about in tables.values() for facet in about.get("facets", ())}


@pytest.mark.parametrize("days", [{"von": "", "bis": ""}, {"von": "2026-01-01", "bis": "2026-12-31"}], ids=str)
def test_the_queries_have_answers(made, demo, days):
    queries = made["databases"]["demo"]["queries"]
    with closing(connect(demo)) as con:
        for query in queries.values():
            assert query["title"]
            assert query["description"]
            assert con.execute(query["sql"], days).fetchone()


def test_the_visits_are_those_of_the_reports(made, demo, naht):
    sql = made["databases"]["demo"]["queries"]["kontakte_je_monat"]["sql"]
    with closing(connect(demo)) as con:
        counted = sum(row[2] for row in con.execute(sql, {"von": "", "bis": ""}))
    assert naht("--db", str(demo), "count", "visits", "2000..", "-f", "value").out.split() == [str(counted)]


def test_a_file_that_stands_is_never_written_over(demo, tmp_path):
    save(tmp_path / "m.json", "{}")
    for path in (tmp_path / "m.json", demo):
        before = path.read_bytes()
        with pytest.raises(Taken):
            save(path, "[]")
        assert path.read_bytes() == before
