"""What a filter by a trait of clients lets through is what the row of a breakdown by that trait counts."""

from contextlib import closing
from pathlib import Path

import pytest
from spoken import count

from naht.cli.questions import filter_noun, narrowing
from naht.domain.days import Period
from naht.domain.nouns import noun, traits
from naht.domain.reserved import clashes
from naht.domain.table import Filter
from naht.metrics.catalog import NotFiltered
from naht.store.file.opening import open_file, reading
from naht.store.reading import rows
from naht.store.reading.vocabulary import read_vocabulary

METRICS = ["visits", "persons", "first_persons", "attendances", "attempts", "minutes", "casework", "outreach"]
TRAITS = [field.column for field in traits(noun("visit"))]
PERIODS = (Period("", ""), Period("2013-01-01", "2013-12-31"))


@pytest.mark.parametrize("name", TRAITS)
def test_a_filter_counts_what_the_row_of_the_breakdown_counts(random_offices: list[Path], name: str) -> None:
    seen = 0
    for path in random_offices:
        for period in PERIODS:
            with reading(path) as con:
                table = count(con, METRICS, [name], Filter(period), "de")
                for slug, *counted in table.rows[:-1]:
                    if slug == "k-a" and name == "residence":
                        continue  # no district is called so
                    filtered = count(con, METRICS, [], Filter(period, ((name, (str(slug),)),)), "de")
                    assert list(filtered.rows[-1]) == counted, slug
                    seen += any(counted)
    assert seen > 3


def test_the_value_of_the_day_decides_and_a_couple_is_not_counted_for_one(asking) -> None:  # type: ignore[no-untyped-def]
    def fill(office) -> None:  # type: ignore[no-untyped-def]
        her = office.client(gender="w", labour="arbeitslos-kurz", since="2013-01-01")
        him = office.client(gender="m")
        office.edit("client", her, labour="minijob", since="2013-03-01")
        office.visit("2013-02-01", "west", her, him)
        office.visit("2013-03-01", "west", her)
        office.visit("2013-03-02", "west", gender="w")

    con = asking(fill)

    def counted(**wanted: str) -> tuple[object, ...]:
        values = tuple((name, (value,)) for name, value in wanted.items())
        return tuple(count(con, ["visits", "persons"], [], Filter(values=values), "de").rows[-1])

    assert counted(gender="w") == (3, 1)
    assert counted(gender="m") == (1, 1)
    assert counted(labour="arbeitslos-kurz") == (1, 1)
    assert counted(labour="minijob") == (1, 1)
    assert counted(labour="k-a") == (2, 1)  # his, and the one of nobody
    assert counted(labour="arbeitslos-kurz", gender="m") == (1, 0)  # a visit with either, and nobody who is both


def test_a_figure_without_clients_cannot_be_narrowed_by_them(random_offices: list[Path]) -> None:
    with reading(random_offices[0]) as con, pytest.raises(NotFiltered):
        count(con, ["work"], [], Filter(values=(("gender", ("w",)),)), "de")


@pytest.mark.parametrize("name", ["visit", "referral"])
def test_a_list_is_narrowed_as_the_figures_are(random_offices: list[Path], name: str) -> None:
    one, figure = noun(name), {"visit": ["visits", "attempts", "events", "cancelled_events", "casework"],
                               "referral": ["referrals"]}[name]  # fmt: skip
    for slug in ("w", "m", "k-a"):
        filter_ = Filter(values=(("gender", (slug,)),))
        with reading(random_offices[0]) as con:
            total = sum(map(int, count(con, figure, [], filter_, "de").rows[-1]))
            assert len(rows.fetch(con, one, filter_, ())) == total > 0


def test_the_words_of_every_filter_mean_one_thing_each(office: Path) -> None:
    with closing(open_file(office, writing=False)) as con:
        for one in (noun(name) for name in ("visit", "referral", "contact", "work", "client")):
            assert clashes(read_vocabulary(con, filter_noun(one), groups=True)) == {}
        both = clashes(read_vocabulary(con, filter_noun(narrowing()), groups=True)).values()  # of two nouns at once
        assert all("state" in {entry.field for entry in entries} for entries in both)
