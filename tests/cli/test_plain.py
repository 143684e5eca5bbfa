"""Both readers of a line give the same, or the plain one leaves it to Typer."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naht.cli import plain, through_typer, tree
from naht.cli.given import Given
from naht.cli.parameters import SHARED
from naht.cli.verb import NOTHING
from naht.domain.errors import BadUsage

WORDS = ["west", "20m", "@", "-", "--", "", "2026", "list", "verify", "-3d", "a b", "x=y", "3", "--help", "-x"]
VALUES = ["csv", "3", "", "-", "--", "-q", "west", "--quiet", "de", "2026-11", "=", "a=b"]
PATHS = [found.path for found in tree.all_verbs()]


def flags(parameters):
    return [(flag, parameter.takes) for parameter in parameters for flag in parameter.flags]


@st.composite
def option(draw, known):
    """An option as somebody types it, and as nobody should."""
    flag, takes = draw(st.sampled_from(known))
    value = draw(st.sampled_from(VALUES))
    usual = [[flag]] if takes == NOTHING else [[flag, value], [f"{flag}={value}"]]
    return draw(st.sampled_from(usual * 4 + [[flag], [f"{flag}={value}"], [flag + value], [flag[:-1]], [flag + "x"]]))


@st.composite
def lines(draw):
    path = draw(st.sampled_from(PATHS))
    known = flags((*tree.load(tree.find(path).entry).parameters, *SHARED))
    above = draw(st.lists(option(flags(SHARED)), max_size=1))
    parts = draw(st.lists(st.one_of(st.sampled_from(WORDS).map(lambda word: [word]), option(known)), max_size=6))
    return [*(arg for part in above for arg in part), *path, *(arg for part in parts for arg in part)]


@pytest.fixture(scope="module")
def typer():
    """Typer's reader, its commands built once."""
    build = cache(through_typer._root)

    def read(args):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(through_typer, "_root", build)
            patched.setattr(through_typer.streams, "data", lambda _text: None)
            patched.setattr(through_typer.streams, "say", lambda _text: None)
            try:
                return through_typer.read(args, "en")
            except BadUsage as error:
                return error
            except SystemExit:
                return 0

    return read


@given(args=lines())
def test_both_read_the_same(typer, args):
    line = plain.read(args)
    if line is None:
        return
    other = typer(args)
    assert isinstance(other, plain.Line), args
    assert (line.verb.name, line.above, line.given) == (other.verb.name, other.above, other.given)


@pytest.mark.parametrize("path", PATHS, ids=" ".join)
def test_every_option_is_read_plainly(typer, path):
    """Each option of each verb, in both spellings, between the words that the verb needs."""
    verb = tree.load(tree.find(path).entry)
    needed = ["x" for parameter in verb.words if parameter.required]
    for parameter in (*verb.parameters, *SHARED):
        for flag in parameter.flags:
            spellings = [[flag]] if parameter.takes == NOTHING else [[flag, "3"]]
            if parameter.takes != NOTHING and flag.startswith("--"):
                spellings.append([f"{flag}=3"])
            for spelling in spellings:
                args = [*path, *spelling, *needed]
                line = plain.read(args)
                assert line is not None
                assert line.given == typer(args).given
                assert parameter.key in line.given


@pytest.mark.parametrize(
    "line",
    ["", "--help", "v --help", "visit", "visit ad", "nothing", "v --nope", "v --day", "visit show", "history a b",
     "visit list -fcsv", "visit list -f=csv", "v --quiet=1", "--version", "undo 3 4", "visit --quiet list"],
)  # fmt: skip
def test_what_is_left_to_typer(line):
    assert plain.read(line.split()) is None


def test_the_rest_of_a_line_is_words_behind_two_dashes():
    line = plain.read(["backup", "--", "--quiet"])
    assert line is not None
    assert line.given == Given({"folder": ["--quiet"]})


def test_a_verb_below_stands_right_behind(naht, office):
    ran = naht("backup", "--keep-all", "list")
    assert (ran.code, ran.out) == (2, "")
    assert "./list" in ran.err
    assert not (office.parent / "list").exists()
    assert naht("backup", "./list").code == 0
    assert (office.parent / "list").is_dir()
    assert naht("backup", "list", "./list", "-f", "value").out.endswith("ok\n")


def test_help_is_reachable(naht):
    assert "naht backup list [" in naht("backup", "list", "--help").out
    assert "naht backup list" in naht("backup", "--help").out
    assert "naht log accept [" in naht("log", "accept", "--help").out
