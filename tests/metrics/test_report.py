"""The overview: its sections, its heading, what it leaves out, and that it reads its period and no more."""

import re
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from make import Office
from spoken import report

from naht.domain.days import ALWAYS, Period
from naht.domain.table import Filter, Table
from naht.metrics.catalog import UnknownReport
from naht.metrics.toml import BadTable
from naht.output.language import translate_table
from naht.store.figures.cube import cube
from naht.store.file.opening import reading
from naht.store.file.sqlite import Connection, connect
from naht.store.journal.triggers import VIEW

Ask = Callable[..., Connection]
MARCH, TODAY = Period("2013-03-01", "2013-03-31"), date(2013, 4, 2)
THINKA = (("funding", ("thinka",)),)


def some(office: Office) -> None:
    client = office.client(gender="w")
    office.visit("2013-02-10", "west", client, funding="basis")
    office.visit("2013-03-10", "west", client, funding="thinka", topics=["schulden.miete"])
    office.visit("2013-03-11", "nord", channel="treffpunkt", headcount=12, funding="thinka")
    office.add("referral", day="2013-03-10", district="west", funding="thinka", partner="jobcenter", client=client)
    office.add("contact", day="2013-03-12", district="nord", funding="basis", partners=["gwg", "wws"])
    office.add("work", day="2013-03-12", district="stadtweit", funding="basis", kind="team", minutes=60)


def titled(tables: list[Table], title: str) -> Table:
    return next(table for table in tables if table.title == title)


def said(tables: list[Table], lang: str = "de") -> dict[str, str]:
    return dict(translate_table(tables[0], lang).rows)


def test_the_overview_has_what_the_month_was(asking: Ask) -> None:
    tables = report(asking(some), "overview", Filter(MARCH), "de", TODAY)
    assert tables[0].title == "NAHT-Stelle Weimar · Überblick · März 2013"
    assert titled(tables, "Kontakte und Personen je Stadtteil").rows == [
        ("west", 1, 1, 0, 0, 0, 0), ("schoendorf", 0, 0, 0, 0, 0, 0), ("nord", 0, 0, 0, 0, 0, 0),
        ("innenstadt", 0, 0, 0, 0, 0, 0), ("total", 1, 1, 0, 0, 0, 0),
    ]  # fmt: skip
    assert [row[0] for row in titled(tables, "Hauptanliegen").rows] == ["schulden.miete", "total"]
    assert len(titled(tables, "Themengruppen (alle genannten Anliegen)").rows) == 10
    assert titled(tables, "Kontakte und Personen je Förderung").rows[0][:2] == ("basis", 0)
    assert ("stadtweit", 0, 0, 0, 0, 1) in titled(tables, "Verweise, Netzwerk und sonstige Arbeit je Stadtteil").rows
    assert "stadtweit" not in str(titled(tables, "Kontakte und Personen je Stadtteil").rows)
    change = titled(tables, "Veränderung gegenüber dem Zeitraum davor")
    assert change.rows[:3] == [("visits", 1, 1, 0), ("persons", 1, 1, 0), ("first_persons", 0, 1, -1)]
    assert [column.label for column in change.columns[1:3]] == ["März 2013", "Februar 2013"]
    assert tables[-1].title == "So wird gezählt"


def test_the_heading_says_what_the_report_covers(asking: Ask) -> None:
    con = asking(some)
    german = said(report(con, "overview", Filter(MARCH), "de", TODAY))
    assert german["confidential"] == "INTERN – nicht weitergeben"
    assert german["as_of"] == "02.04.2013 (letzte Eingabe 31.12.2014)"
    assert (german["district"], german["funding"]) == ("alle", "alle")
    wanted = Filter(MARCH, (("district", ("nord", "west")), *THINKA))
    english = said(report(con, "overview", wanted, "en", TODAY), "en")
    assert english["district"] == "Weimar-Nord, Weimar-West"
    assert english["funding"] == "Aufbauprojekt ThINKA"
    assert english["confidential"] == "INTERNAL – do not hand on"


@pytest.mark.parametrize(("fundings", "noticed"), [
    ((), False), (("thinka",), True), (("basis",), False), (("basis", "thinka"), False), (("tibi",), False),
])  # fmt: skip
def test_the_esf_notice_stands_where_all_the_money_is_esf(
    asking: Ask, fundings: tuple[str, ...], noticed: bool
) -> None:
    wanted = Filter(MARCH, (("funding", fundings),) if fundings else ())
    assert ("notice" in said(report(asking(some), "overview", wanted, "de", TODAY))) is noticed


def test_an_esf_report_holds_no_other_record(asking: Ask) -> None:
    tables = report(asking(some), "overview", Filter(MARCH, THINKA), "de", TODAY)
    assert [row[0] for row in titled(tables, "Kontakte und Personen je Förderung").rows] == ["thinka", "total"]
    change = titled(tables, "Veränderung gegenüber dem Zeitraum davor").rows
    assert ("visits", 1, 0, 1) in change
    assert ("work", 0, 0, 0) in change


def test_what_a_filter_cannot_narrow_is_left_out_and_said(asking: Ask) -> None:
    wanted = Filter(MARCH, (("channel", ("sprechstunde",)),))
    tables = report(asking(some), "overview", wanted, "de", TODAY)
    assert "Kontaktart: Offene Sprechstunde" in said(tables).values()
    assert any("Sonstige Arbeit" in note for note in tables[0].notes)
    assert not [table for table in tables if table.title.startswith("Sonstige Arbeit nach")]
    assert titled(tables, "Kontakte und Personen je Stadtteil").rows[0][1] == 1


def test_an_open_period_has_nothing_before_it(asking: Ask) -> None:
    tables = report(asking(some), "overview", Filter(ALWAYS), "en", TODAY)
    assert not [table for table in tables if table.title.startswith("Change")]
    assert titled(tables, "Visits and persons by district").rows[0][1] == 2
    assert tables[0].notes[0].startswith("The period has not ended yet")


def test_an_empty_file_makes_a_report(asking: Ask) -> None:
    tables = report(asking(lambda _: None), "overview", Filter(MARCH), "en", TODAY)
    assert titled(tables, "Referrals by kind").rows == [("total", 0, 0, 0, "x")]


def test_templates_of_the_office(asking: Ask, tmp_path: Path) -> None:
    con = asking(some)
    own = tmp_path / "own.toml"
    own.write_text('de = "Eigen"\nen = "Own"\n[[section]]\nde = "A"\nen = "A"\nmetrics = ["visits"]\n')
    assert titled(report(con, str(own), Filter(MARCH), "de", TODAY), "A").rows == [(1,)]
    section = 'de="x"\nen="x"\n[[section]]\nde="a"\nen="a"\n'
    more = ('metrics=["visit"]', 'metrics=["visits"]\ncolour=1', 'compare=true\nmetrics=["visits","arrival_rate"]')
    for wrong in ('de = "x"', "[[", *(section + line for line in more)):
        own.write_text(wrong)
        with pytest.raises(BadTable):
            report(con, str(own), Filter(MARCH), "de", TODAY)
    with pytest.raises(UnknownReport):
        report(con, "overwiew", Filter(MARCH), "de", TODAY)


class Explaining:
    """A connection that notes the plan of everything it runs."""

    def __init__(self, con: Connection) -> None:
        self.con = con
        self.steps: list[tuple[str, str]] = []

    def execute(self, sql: str, values: Any = ()) -> Any:
        if sql.lstrip().startswith(("SELECT", "INSERT")) and not sql.endswith("LIMIT 0"):  # which columns there are
            plan = self.con.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
            self.steps += [(step[3], sql) for step in plan]
        return self.con.execute(sql, values)


# Small, whatever happens: the frame, and the steps through the words.
FRAME = {
    "word",
    "offer",
    "post",
    "term",
    "district",
    "funding",
    "partner",
    "site",
    "setting",
    "up",
    "years",
    "w",
    "op",
    "pair",
    "word_attribute",
}


def test_a_month_reads_only_its_rows(random_offices: list[Path]) -> None:
    with reading(random_offices[0]) as con:
        watched = Explaining(con)
        report(watched, "overview", Filter(MARCH, (("district", ("west",)),)), "de", TODAY)  # type: ignore[arg-type]
    found = {match[1] for step, _ in watched.steps if (match := re.search(r"INDEX (\w+_day) \(day>", step))}
    assert found == {"visit_day", "referral_day", "contact_day", "work_day"}
    for step, sql in watched.steps:
        if scanned := re.match(r"SCAN (?:main\.)?(\w+)(?! CONSTANT)", step):
            name = scanned[1]
            counted = re.search(rf"(temp\.cube_\w+|\)) {name}\b", sql)  # the cube, or what was counted from it
            assert counted or name in FRAME, (step, sql)


def test_the_file_knows_nothing_of_figures(made: Callable[..., Path]) -> None:
    """Whoever reads the file with another program sees tables, and the view of the journal."""
    path = made(some)
    with reading(path) as con:
        report(con, "overview", Filter(MARCH), "de", TODAY)
    with closing(connect(path)) as con:
        assert con.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchall() == [(VIEW,)]


def test_every_word_has_a_root_and_every_age_a_group(asking: Ask) -> None:
    con = asking(lambda _: None)
    with cube(con, Filter(), ["SELECT 1 FROM cube_root, cube_age"]):
        rooted, words = (con.execute(f"SELECT count(*) FROM {name}").fetchone() for name in ("cube_root", "word"))
        assert rooted == words
        assert con.execute("SELECT count(*) FROM cube_age WHERE word IS NULL").fetchone() == (0,)


def test_the_last_entry_is_the_local_day(made: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """The journal notes UTC: half past midnight in Weimar is the day before there."""
    path = made(some)
    with closing(connect(path, isolation_level=None)) as con:
        con.execute("UPDATE op SET at = '2013-04-01T22:30:00Z'")
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        with reading(path) as con:
            tables = report(con, "overview", Filter(MARCH), "de", TODAY)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert said(tables)["as_of"] == "02.04.2013 (letzte Eingabe 02.04.2013)"
