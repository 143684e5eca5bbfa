"""``naht NOUN list``: its order, and how much of it."""

import json

import pytest

DAYS = {"2026-11-01": ("nord", "30m"), "2026-11-02": ("schoendorf",), "2026-11-03": ("west", "10m")}


@pytest.fixture(autouse=True)
def three(office, naht):
    for day, words in DAYS.items():
        assert naht("v", day, *words).code == 0
    return office


def listed(naht, *line):
    ran = naht("visit", "list", *line, "-f", "json")
    assert ran.code == 0
    return [row["day"][-2:] for row in json.loads(ran.out)], ran.err


@pytest.mark.parametrize(
    ("line", "days"),
    [((), "01 02 03"), (("--reverse",), "03 02 01"), (("--limit", "2"), "01 02"), (("--reverse", "--limit", "1"), "03"),
     (("--sort", "minutes"), "03 01 02"), (("--sort", "minutes", "--reverse"), "01 03 02"),
     (("--sort", "district"), "01 02 03"), (("--sort", "district,day", "--reverse", "--limit", "2"), "03 02"),
     (("--sort", "topics", "--reverse"), "01 02 03"), (("--last", "2", "--reverse"), "03 02"),
     (("--sort", "minutes", "--fields", "day"), "03 01 02")],
)  # fmt: skip
def test_a_list_is_sorted_and_cut(naht, line, days):
    assert listed(naht, *line)[0] == days.split()


def test_what_is_cut_and_sorted_is_said(naht):
    told = listed(naht, "--sort", "minutes", "--limit", "2")[1]
    assert "Die ersten 2 von 3" in told
    assert "Sortiert nach Minuten\n" in told
    assert "3 Zeilen, davon 3 Kontakte" in told
    assert "Sortiert nach Minuten, das Letzte zuerst" in listed(naht, "--sort", "minutes", "--reverse")[1]
    assert "Die ersten" not in listed(naht, "--limit", "3")[1]


def test_every_field_can_be_sorted_by(naht):
    from naht.domain.nouns import every

    for noun in every():
        assert set(noun.spare) <= set(noun.columns)
        for name in ("id", *(field.name for field in noun.fields)):
            assert naht(noun.name, "list", "--sort", name, "--reverse").code == 0


@pytest.mark.parametrize(
    "line", [("--sort", "bogus"), ("--sort", "day,day"), ("--last", "1", "--limit", "1"), ("--limit", "0")]
)
def test_what_cannot_be_sorted_is_refused(naht, line):
    assert naht("visit", "list", *line).code == 2
