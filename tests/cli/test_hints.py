"""What a hint proposes can be typed as it stands: the hints of very many wrong words are typed."""

import pkgutil
import random
import re
from contextlib import closing
from datetime import date
from importlib import import_module

import pytest

import naht as package
from naht.cli import tree, typed
from naht.cli.given import Given
from naht.domain.errors import AmbiguousWord, BadDay, BareNumber, BareTime, NahtError, UnknownWord, WhichYear
from naht.domain.nouns import noun
from naht.output.language import say
from naht.store.file.opening import open_file
from naht.store.reading.vocabulary import read_vocabulary

MOST = 150
SHAPES = ("1", "20", "31", "100", "1:30", "14:30", "1.1.", "32.1.", "nov")
TODAY = date(2026, 11, 22)
NOUNS = ("visit", "client", "referral", "contact", "work", "partner")


def wrong(key):
    """A word mistyped: a letter too few, too many, two changed round, its beginning, one of its later parts."""
    middle = len(key) // 2
    yield key[:middle] + key[middle + 1 :]
    yield key[:middle] + "q" + key[middle:]
    yield key[: middle - 1] + key[middle : middle + 1] + key[middle - 1 : middle] + key[middle + 1 :]
    yield from (key[:length] for length in (2, 3, 4))
    yield from key.replace("-", " ").replace(".", " ").split()


def proposals(error):
    """The words that a remedy proposes."""
    match error:
        case UnknownWord():
            yield from (word for one in error.each for word in one.near)
        case AmbiguousWord():
            yield from str(error.facts["candidates"]).split(", ")
        case BareNumber():
            yield from (part.split(" ")[0] for part in say(error.facts["meanings"], "en").split(", "))
        case BareTime():
            yield from (f"{error.facts['text']}h", *([f"--time {error.facts['time']}"] if error.facts["time"] else []))
        case WhichYear():
            yield error.facts["past"]
        case BadDay():
            yield from (error.facts[name] for name in ("iso", "short", "long"))


def read(con, one, text, known):
    """A line of words and options."""
    tokens, given = text.split(), {}
    while len(tokens) > 1 and tokens[-2].startswith("--"):
        option, value = tokens[-2:]
        given[one.field(option.lstrip("-").replace("-", "_")).name] = [value]
        del tokens[-2:]
    return typed.read(con, one, tokens, Given(given), TODAY, known)


@pytest.mark.parametrize("name", NOUNS)
def test_what_a_hint_proposes_can_be_typed(name, office):
    one, tried = noun(name), set()
    with closing(open_file(office, writing=False)) as con:
        known = read_vocabulary(con, one)
        keys = {key for entry in known.all for key in (entry.value, *entry.names)}
        words = {word for key in keys for word in wrong(key)}
        words = {*SHAPES, *random.sample(sorted(words), MOST)}
        for word in sorted(words):
            try:
                read(con, one, word, known)
            except NahtError as error:
                tried |= set(proposals(error))
        for proposal in sorted(tried):
            understood = read(con, one, str(proposal), known)
            assert understood.record or understood.times > 1, proposal
    assert len(tried) > 10, tried


@pytest.mark.parametrize("line", ["visit list 2x", "visit list nord 20", "count visits 20m", "client list w 3x"])
@pytest.mark.usefixtures("office")
def test_what_no_filter_knows_is_not_passed_over(line, naht):
    ran = naht(*line.split())
    assert (ran.code, ran.out) == (2, "")


@pytest.mark.usefixtures("office")
def test_a_filter_names_all_unknown_words_at_once(naht):
    ran = naht("referral", "list", "norden", "--partner", "jobcentre", "--district", "wesst")
    assert "„norden“, „jobcentre“, „wesst“" in ran.err
    assert "nord statt „norden“, jobcenter statt „jobcentre“, west statt „wesst“" in ran.err


# ---- commands

PROSE = {"needs some even to delete"}  # said of naht, not to be typed


def kinds_of(error):
    return {error, *(below for one in error.__subclasses__() for below in kinds_of(one))}


def test_every_command_in_a_remedy_exists():
    for module in pkgutil.walk_packages(package.__path__, "naht."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    remedies = [error.remedy for error in kinds_of(NahtError)]
    commands = {command for remedy in remedies for command in re.findall(r"naht ((?:[a-z]+ )*[a-z]+)", remedy)} - PROSE
    assert len(commands) > 10
    for command in commands:
        assert tree.find(command.split()), command
