"""The two ways to lay out a table agree wherever both can."""

from hypothesis import given
from hypothesis import strategies as st

from naht.domain.table import Column, Table
from naht.output.folded import folded
from naht.output.grid import Grid
from naht.output.style import Style

KINDS = st.sampled_from(["text", "number", "minutes", "day", "id"])
VALUES = {
    "number": st.integers(0, 99999), "minutes": st.none() | st.integers(1, 999), "day": st.just("2026-11-22"),
    "id": st.just("v8s1k4t0p6z"), "text": st.text("aäöüß –„“·…x1(). ", max_size=30).map(str.strip),
}  # fmt: skip
WIDE = ["漢字", "e\u0301", "\u200d", "🧵"]


@st.composite
def tables(draw):
    columns = tuple(Column(f"c{n}", f"x{draw(VALUES['text'])}", draw(KINDS)) for n in range(draw(st.integers(1, 6))))
    rows = draw(st.lists(st.tuples(*(VALUES[column.kind] for column in columns)), min_size=1, max_size=5))
    return Table(columns, rows)


def lines(found):
    return [line.rstrip() for line in found if line.strip()]


@given(table=tables(), header=st.booleans())
def test_the_grid_is_what_rich_would_draw(table, header):
    grid = Grid(table, "de", header=header)
    assert grid.simple
    assert lines([*grid.head(), *grid.body()]) == lines(folded(table, Style(width=0, header=header)))
    assert lines([*grid.head(), *grid.body()]) == lines(folded(table, Style(width=grid.width, header=header)))


def test_what_takes_two_columns_or_none_is_left_to_rich():
    for text in WIDE:
        assert not Grid(Table((Column("a", "a"),), [(text,)]), "de", header=True).simple
