"""The help pages are true in both languages: what they say to type works, what they point at is there."""

import io
import re
import shlex
from datetime import date
from pathlib import Path

import pytest

from naht import resources
from naht.domain.days import parse_day, parse_period
from naht.domain.errors import NahtError
from naht.output.cells import Style
from naht.output.manual import render

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "naht" / "help"
LANGS = ("de", "en")
FILES = sorted(PAGES.glob("*/*.md"))
TODAY = date(2026, 11, 22)
both = pytest.mark.parametrize("lang", LANGS)
each = pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name} {path.stem}")


def page(name, lang):
    return resources.help_page(name, lang).read_text(encoding="utf-8")


def fenced(text, language):
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def in_backticks(text):
    return re.findall(r"`([^`]+)`", text)


def test_every_page_is_there_in_both_languages():
    pairs = [(PAGES / "de" / f"{german}.md", PAGES / "en" / f"{english}.md") for german, english in resources.PAGES]
    assert sorted(path for pair in pairs for path in pair) == FILES


@pytest.mark.parametrize("names", resources.PAGES, ids=lambda names: names[0])
def test_either_name_finds_a_page_and_the_language_its_text(naht, names):
    texts = {naht("--lang", lang, "help", name).out for lang in LANGS for name in names}
    assert texts == {page(names[0], lang) for lang in LANGS}
    assert len(texts) == 2
    for lang, name in zip(LANGS, names, strict=True):
        assert name in naht("--lang", lang, "help").out.split()


def test_a_name_may_have_its_umlauts(naht):
    assert naht("help", "Wörter").out == naht("help", "words").out
    assert naht("help", "Vervollständigung").out == page("completion", "de")


@pytest.mark.parametrize("names", resources.PAGES, ids=lambda names: names[0])
def test_both_languages_say_the_same(names):
    """As far as it can be counted: headings, rows of tables, lines of code, items of lists."""

    def shape(lang):
        lines = page(names[0], lang).splitlines()
        return [sum(line.startswith(mark) for line in lines) for mark in ("#", "|", "    ", "```", "- ")]

    assert shape("de") == shape("en")


# ---- at a terminal


@each
def test_at_a_terminal_nothing_is_raw_and_no_word_is_broken(path):
    source = path.read_text(encoding="utf-8")
    drawn = render(source, Style(path.parent.name, 80))
    assert [line for line in drawn.splitlines() if len(line) > 80] == []
    prose = "\n".join(line for line in drawn.splitlines() if not line.startswith("  "))
    assert re.findall(r"`|\*\*|\]\(|^#+ |^\|", prose, re.MULTILINE) == []
    bare = re.sub(r"\[([^]]+)\]\(([^)]+)\)", r"\1 (\2)", source)
    words = set(re.sub(r"[`|]|\*\*", " ", bare).split()) | set(re.sub(r"[`|]|\*\*", "", bare).split())
    assert {word for word in drawn.split() if "─" not in word} <= words
    assert "\x1b" not in drawn
    bold = render(source, Style(path.parent.name, 80, color=True))
    assert drawn == re.sub(r" *$", "", re.sub(r"\x1b\[\d*m", "", bold), flags=re.MULTILINE)


def test_at_a_terminal_it_is_laid_out_and_in_a_pipe_it_is_markdown(naht, monkeypatch):
    assert naht("help", "words").out == page("words", "de")
    monkeypatch.setattr("naht.output.streams.terminal", lambda: True)
    assert naht("help", "words").out == render(page("words", "de"), Style("de", 80, color=True))


# ---- what it points at


def mentions():
    """Every text that may send people to a page."""
    texts = [*ROOT.glob("*.md"), *FILES]
    return texts + [path for ending in ("py", "po", "toml") for path in (ROOT / "naht").rglob(f"*.{ending}")]


def test_a_page_that_somebody_is_sent_to_is_there():
    known = {name for names in resources.PAGES for name in names}
    for path in mentions():
        named = set(re.findall(r"naht help ([a-zäöü]+)", path.read_text(encoding="utf-8")))
        assert named <= known | {"verb"}, path


@pytest.mark.parametrize("path", [*sorted(ROOT.glob("*.md")), *FILES], ids=lambda path: path.name)
def test_links_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)]+)\)", path.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (path.parent / target.partition("#")[0]).exists(), target


# ---- what it says to type


@both
def test_a_profile_in_ten_lines(alone, naht, lang):
    [sample] = fenced(page("profile", lang), "toml")
    assert sample.count("\n") == 10
    folder = alone / {"de": "mein-buero", "en": "my-office"}[lang]
    folder.mkdir()
    (folder / "profil.toml").write_text(sample, encoding="utf-8")
    district, partner, name = {
        "de": ("sued", "verein", "Musterstadt-Süd"), "en": ("south", "club", "Sample Town South"),
    }[lang]  # fmt: skip
    assert naht("--db", "sample.db", "init", "--profile", f"./{folder.name}").code == 0
    assert naht("--db", "sample.db", "v", district, "20m", "wohnen").code == 0
    assert naht("--db", "sample.db", "n", partner, "45m").code == 0
    assert name in naht("--db", "sample.db", "report", "2026-11").out
    assert naht("--db", "sample.db", "check").code == 0


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    from naht.demo import Wish, furnish

    path = tmp_path_factory.mktemp("help") / "demo.db"
    furnish(path, Wish(date(2026, 12, 31), visits=200))
    return str(path)


@both
def test_the_questions_in_sql_have_answers(naht, demo, lang):
    examples = fenced(page("sql", lang), "sh")
    assert len(examples) == 3
    for example in examples:
        ran = naht("--db", demo, *shlex.split(example.replace("\\\n", " "))[1:])
        assert (ran.code, len(ran.out.splitlines()) > 2) == (0, True), ran.err


LINES = {
    "12p": "v west treffpunkt {}",
    "5neu": "v west treffpunkt 9p {}",
    "5new": "v west treffpunkt 9p {}",
    "1984": "k w west {}",
}  # a shape that is not for every visit


@both
@pytest.mark.usefixtures("office")
def test_every_shape_is_understood(naht, lang):
    client = naht("k", "w", "1984", "west").out.strip()
    _, shapes, *_ = page("words", lang).split("\n## ")
    tokens = [token for row in re.findall(r"^\| (`.*?) \|", shapes, re.MULTILINE) for token in in_backticks(row)]
    assert len(tokens) > 15
    for token in tokens:
        typed = client if token == "k7q4m2" else token
        ran = naht(*LINES.get(token, "v west {}").format(typed).split())
        assert ran.code == 0, (token, ran.err)


@both
@pytest.mark.usefixtures("office")
def test_the_lines_of_words_can_be_typed(naht, lang, monkeypatch):
    client = naht("k", "w", "1984", "west").out.strip()
    text = page("words", lang).replace("k7q4m2", client)
    blocks = re.findall(r"(?:^    .*\n)+", text, re.MULTILINE)
    line, _, sheet, offers = ("\n".join(line[4:] for line in block.splitlines()) for block in blocks)
    assert naht(*line.split()[1:]).code == 0
    assert naht("offer", "add", "Sommerfest", "va").code == 0
    for line in offers.splitlines():
        ran = naht(*line.split()[1:])
        assert ran.code == 0, (line, ran.err)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(sheet.encode()), encoding="utf-8"))
    ran = naht("v", "-")
    assert (ran.code, len(ran.out.split())) == (0, 3), ran.err


@both
def test_every_day_and_period_is_one(lang):
    _, days, periods, refused = page("periods", lang).split("\n\n")
    for token in in_backticks(days):
        assert parse_day(token, TODAY, steps=True), token
    parts = {"-1", "last-", "a..b"}  # how to build one
    for token in in_backticks(periods):
        assert token in parts or parse_period(token, TODAY), token
    wrong = [token for token in in_backticks(refused) if token[0].isdigit()]
    assert len(wrong) == 3
    for token in wrong:
        with pytest.raises(NahtError):
            parse_period(token, TODAY)
