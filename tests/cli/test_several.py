"""Several records in one line: by their ids, or by a filter that is confirmed."""

import json

import pytest

from naht.cli import selection


@pytest.fixture
def three(office, naht):
    """The ids of three visits, one of October."""
    lines = (("2026-11-01", "nord", "30m"), ("2026-11-02", "west"), ("2026-10-03", "west", "10m"))
    assert office.exists()
    return [naht("v", *line).out.strip() for line in lines]


def minutes(naht):
    return [row["minutes"] for row in json.loads(naht("visit", "list", "-f", "json").out)]


def steps(naht):
    return len(json.loads(naht("log", "-f", "json").out))


def test_several_records_are_shown(three, naht):
    assert [row["id"] for row in json.loads(naht("visit", "show", *three, "-f", "json").out)] == three
    shown = naht("show", three[0][:6], "jobcenter", three[1], three[0]).out
    assert [shown.count(f"Kontakt {ident}") for ident in three] == [1, 1, 0]
    tables = json.loads(naht("show", three[0], "jobcenter", "-f", "json").out)
    assert [(table["title"], len(table["rows"])) for table in tables] == [("visit", 1), ("partner", 1)]
    ran = naht("show", "v000000", three[0], "k000000")
    assert (ran.code, ran.out) == (3, "")
    assert "v000000" in ran.err
    assert "k000000" in ran.err
    assert naht("visit", "show").code == 2


def test_several_records_change_in_one_step(three, naht):
    before = steps(naht)
    ran = naht("visit", "edit", three[0][:6], three[2][:6], "45m", "schulden")
    assert (ran.code, ran.out.split()) == (0, [three[0], three[2]])
    assert minutes(naht) == [45, 45, None]
    assert steps(naht) == before + 1
    assert naht("undo").code == 0
    assert minutes(naht) == [10, 30, None]
    assert naht("partner", "edit", "jobcenter,gwg", "--partner-since", "2019").code == 0
    assert [naht("partner", "show", one, "-f", "json").out.count("2019") for one in ("jobcenter", "gwg")] == [1, 1]


@pytest.mark.parametrize("verb", ["edit", "remove"])
def test_nothing_is_half_done(three, naht, verb):
    before = steps(naht), minutes(naht)
    words = ("45m",) if verb == "edit" else ()
    ran = naht("visit", verb, three[0], "v000000", "v111111", *words)
    assert (ran.code, ran.out) == (3, "")
    assert all(part in ran.err for part in ("v000000", "v111111", "2 von 3"))
    assert (steps(naht), minutes(naht)) == before


def test_what_a_rule_refuses_is_named_of_each(three, naht):
    ran = naht("visit", "edit", *three, "tibi", "31.7.2012")
    assert ran.code == 4
    assert three[0] in ran.err
    assert "gilt nicht für Weimar-Nord" in ran.err
    assert naht("visit", "list", "2012", "-f", "value").out == ""
    used = naht("partner", "remove", "gwg", "stadt-weimar")
    assert used.code in (0, 3, 4)


def test_several_records_are_removed_in_one_step(three, naht):
    before = steps(naht)
    assert naht("visit", "remove", *three[:2]).out.split() == three[:2]
    assert steps(naht) == before + 1
    naht("undo")
    assert len(minutes(naht)) == 3


@pytest.mark.parametrize("where", ["2026-11", "--period 2026-11", "november --setting E"])
def test_a_filter_changes_what_it_means_once_its_number_is_confirmed(three, naht, where):
    before = steps(naht), minutes(naht)
    for yes in ((), ("--yes", "3")):
        ran = naht("visit", "edit", "--where", where, "45m", *yes)
        if ran.code == 2 and "--setting" in where:
            return  # not every field narrows
        assert (ran.code, ran.out) == (4 if yes else 2, "")
        assert "2" in ran.err
    assert (steps(naht), minutes(naht)) == before
    ran = naht("visit", "edit", "--where", where, "--yes", "2", "45m")
    assert (ran.code, ran.out.split()) == (0, three[:2])
    assert minutes(naht) == [10, 45, 45]
    assert steps(naht) == before[0] + 1
    naht("undo")
    assert minutes(naht) == before[1]


def test_a_filter_removes(three, naht):
    assert naht("visit", "remove", "--where", "west", "--yes", "2").out.split() == [three[2], three[1]]
    assert minutes(naht) == [30]
    naht("undo")
    assert len(minutes(naht)) == 3


@pytest.mark.parametrize(
    ("line", "code"),
    [(("--where", ""), 2), (("--where", " "), 2), (("--where", "--bogus"), 2), (("--where", "'"), 2),
     (("--where", "quatsch", "--yes", "1"), 2), (("--where", "2019", "--yes", "1"), 3), (("--yes", "1"), 2),
     (("--where", "--client k000000", "--yes", "1"), 3), (("v000000", "--where", "2026"), 2)],
)  # fmt: skip
def test_a_filter_that_means_nothing_or_everything_is_refused(three, naht, line, code):
    assert naht("visit", "remove", *line).code == code
    assert len(minutes(naht)) == len(three)


def test_what_changed_while_it_was_confirmed_is_not_touched(three, naht, monkeypatch):
    confirm = selection._confirm

    def meanwhile(*parts):
        confirm(*parts)
        naht("v", "2026-11-05", "west")

    monkeypatch.setattr(selection, "_confirm", meanwhile)
    assert naht("visit", "remove", "--where", "2026-11", "--yes", "2").code == 4
    assert len(minutes(naht)) == len(three) + 1
