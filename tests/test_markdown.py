"""``-f md``: whatever stands in the file, a reader of Markdown shows it as text and does nothing of it."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from naht.domain.table import Column, Table
from naht.domain.text import clean
from naht.output.cells import Style
from naht.output.formats import FORMATS, render

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])  # HTML is let through, as on most platforms
PLAIN = {"text", "softbreak"}
BLOCKS = {"heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline"} | {
    f"{part}_{end}" for part in ("table", "thead", "tbody", "tr", "th", "td") for end in ("open", "close")
}  # fmt: skip
PARTS = [
    "<img src=http://x/y.png>", "![x](http://x/y.png)", "[x](javascript:alert(1))", "[x]: http://x", "![x]", "[x][x]",
    "<script>", "</td>", "<!-- ", " -->", "<http://x>", "<a@x.de>", "&lt;img&gt;", "&#60;b&#62;", "`", "``", "**", "__",
    "~~", "|", "\\", "\\|", "\n", "\r\n", "\t", "# ", "## ", "- ", "+ ", "1. ", "1) ", "> ", "---", "===", "    ",
    "* * *", "![", "](", ")", "<", ">", "&", "!", "^", "$", "a", "Haus 4", " ",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PARTS) | st.text(max_size=4), max_size=8).map("".join)


def read(text):
    """The blocks of a document by their kind, and the texts of it; fails where anything but text stands in it."""
    texts = []
    for block in READER.parse(text):
        assert block.type in BLOCKS, (block.type, text)
        if block.type == "inline":
            assert {part.type for part in block.children} <= PLAIN, (block.children, text)
            texts.append(" ".join("".join(part.content or " " for part in block.children).split()))
    return texts


def shown(text):
    return " ".join(clean(text).split())


@pytest.mark.parametrize(
    "text", ["*a*", "_a_", "~~a~~", "`a`", "a <b> c", "[a](b)", "![a](b)", "# a #", "3. a", *PARTS]
)
def test_what_means_more_is_shown_as_it_is(text):
    the_same(text, text, text, text)


@given(value=TEXTS, label=TEXTS, title=TEXTS, note=TEXTS)
@example("![x](http://x/y.png)", "<b>x</b>", "# x #", "1. x")
def test_every_text_is_shown_as_it_is_and_nothing_more(value, label, title, note):
    the_same(value, label, title, note)


def the_same(value, label, title, note):
    table = Table((Column("a", label), Column("b", "b")), [(value, "1"), ("2", value)], title, notes=(note,))
    seen = read(render([table], FORMATS["md"], Style(lang="en")))
    wanted = [shown(title), shown(label), "b", shown(value), "1", "2", shown(value), shown(note)]
    assert [text for text in seen if text] == [text for text in wanted if text]


@pytest.mark.parametrize("text", ["https://example.org/a_b?c=1&d=2", "www.example.org", "siehe http://x"])
def test_no_address_becomes_a_link_by_itself(text):
    """GitHub and others make links of what looks like an address; where it is broken up by an entity they do not."""
    written = render([Table((Column("a", "a"),), [(text,)])], FORMATS["md"], Style())
    assert "://" not in written
    assert "www." not in written
    assert text in read(written)


def test_names_of_records_go_through_it(office, naht):
    name = "<img src=http://x> ![x](http://x) `x` | [x](javascript:y)"
    assert naht("district", "edit", "west", "--name", name).code == 0
    naht("v", "west")
    stored = json.loads(naht("district", "list", "-f", "json").out)[0]["name"]
    for line in ("district list", "visit list", "count visits --by district", "report", "visit show @"):
        assert stored in read(naht(*line.split(), "-f", "md").out), line
    assert naht("show", "west", "-f", "md").out.count("&lt;img") >= 1
