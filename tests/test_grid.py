"""The two ways to lay out a table agree wherever both can."""

from collections import Counter
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from naht.domain.kinds import DAY, ID, MINUTES, NUMBER, TEXT, WORD
from naht.domain.table import Column, Table
from naht.output.cells import Grid, Style
from naht.output.folded import Span, fold_table, share_width
from naht.output.terminal import draw

KINDS = st.sampled_from([TEXT, NUMBER, MINUTES, DAY, ID])
VALUES = {
    NUMBER: st.integers(0, 99999), MINUTES: st.none() | st.integers(1, 999), DAY: st.just("2026-11-22"),
    ID: st.just("v8s1k4t0p6z"), TEXT: st.text("aäöüß –„“·…x1(). ", max_size=30).map(str.strip),
}  # fmt: skip
WIDE = ["漢字", "e\u0301", "\u200d", "🧵"]


@st.composite
def tables(draw):
    columns = tuple(Column(f"c{n}", f"x{draw(VALUES[TEXT])}", draw(KINDS)) for n in range(draw(st.integers(1, 6))))
    rows = draw(st.lists(st.tuples(*(VALUES[column.kind] for column in columns)), min_size=1, max_size=5))
    return Table(columns, rows)


def lines(found):
    return [line.rstrip() for line in found if line.strip()]


@given(table=tables(), header=st.booleans())
def test_the_grid_is_what_rich_would_draw(table, header):
    grid = Grid(table, "de", header=header)
    assert grid.simple
    assert lines([*grid.head(), *grid.body()]) == lines(fold_table(table, Style(width=0, header=header)))
    assert lines([*grid.head(), *grid.body()]) == lines(fold_table(table, Style(width=grid.width, header=header)))


def test_what_takes_two_columns_or_none_is_left_to_rich():
    for text in WIDE:
        assert not Grid(Table((Column("a", "a"),), [(text,)]), "de", header=True).simple


HEADS = ["Förderung", "Verweise und Vermittlungen", "Netzwerkkontakte", "aktive Partner", "neue Partner",
         "Sonstige Arbeit"]  # fmt: skip
FUNDED = [("Basisprojekt", 0, 0, 0, 0, 0), ("Aufbauprojekt ThINKA", 1, 12, 2, 1, 340)]


def funded(width):
    columns = tuple(Column(head, head, NUMBER if place else WORD) for place, head in enumerate(HEADS))
    return fold_table(Table(columns, FUNDED), Style(width=width))


def test_no_word_is_broken_where_the_words_have_room():
    for width in range(80, 140):
        words = " ".join(funded(width)).split()
        assert {word for head in HEADS for word in head.split()} <= set(words)
        assert max(map(len, funded(width))) <= width


def test_where_they_have_not_the_longest_are_broken():
    words = set(" ".join(funded(75)).split())
    assert "Netzwerkkontakte" not in words
    assert {"Vermittlungen", "Aufbauprojekt", "Sonstige", "Partner"} <= words


def signs(lines):
    """What is drawn, the lines between and the room aside."""
    return Counter("".join(lines).replace(" ", "").replace("─", ""))


@given(table=tables(), width=st.integers(5, 120))
def test_a_folded_table_loses_nothing(table, width):
    labels = [column.label for column in table.columns]
    cells = chain(labels, *Grid(table, "de", header=True).rows)
    assert signs(fold_table(table, Style(width=width))) == signs(cells)


SPANS = st.builds(lambda least, more, breakable: Span(least, least + more * breakable, breakable),
                  st.integers(0, 30), st.integers(0, 60), st.booleans())  # fmt: skip


@given(spans=st.lists(SPANS, min_size=1, max_size=9), width=st.integers(10, 200))
def test_the_room_is_shared(spans, width):
    near, widths = share_width(spans, width)
    taken = sum(widths) + (2 if near else 3) * (len(spans) - 1) + 2
    if taken > width:  # hopeless: as wide as it is
        assert widths == [span.most for span in spans]
    for span, found in zip(spans, widths, strict=True):
        assert (min(span.least, 6) if near and span.breakable else span.least) <= found <= span.most


def test_steps_of_the_journal_are_paragraphs_where_they_have_no_room():
    columns = tuple(Column(name, name, TEXT) for name in ("step", "at", "table", "values"))
    said = "day=2026-11-26, kind=contact_kind:netzwerktreffen, district=nord"
    found = draw([Table(columns, [("4", "2026-11-26T17:54:12Z", "contact", said)])], Style(width=60)).split("\n")
    assert found[0] == " 4  2026-11-26T17:54:12Z  contact · day=2026-11-26,"
    assert found[1].strip() == "kind=contact_kind:netzwerktreffen, district=nord"
