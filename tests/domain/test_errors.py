"""Every error says what happened and what to do, in both languages, with the facts it is raised with."""

import ast
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from string import Formatter

import pytest

import naht
from naht.domain.errors import Exit, NahtError, UnknownValue, UnknownWord
from naht.output.language import say

for found in walk_packages(naht.__path__, "naht."):
    if not found.name.endswith(("__main__", "locale.hook")):
        import_module(found.name)


def family(kind):
    for child in kind.__subclasses__():
        yield child
        yield from family(child)


ERRORS = sorted({kind for kind in family(NahtError) if kind.__module__.startswith("naht.")}, key=lambda k: k.__name__)
NAMED = {kind.__name__: kind for kind in ERRORS}
SAYING = [kind for kind in ERRORS if kind.text]


def holes(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def wanted(kind):
    return set().union(*(holes(text) for text in (kind.text, kind.remedy)))


def names(kind):
    return kind.__name__


@pytest.mark.parametrize("kind", SAYING, ids=names)
def test_there_is_something_to_do_next(kind):
    assert kind.remedy


@pytest.mark.parametrize("kind", ERRORS, ids=names)
def test_the_exit_code_is_one_of_the_contract(kind):
    bug = kind.__name__ == "_Bug"
    assert kind.code in ((Exit.BUG,) if bug else (Exit.USAGE, Exit.NOT_FOUND, Exit.REFUSED, Exit.FILE, Exit.FINDINGS))


@pytest.mark.parametrize("kind", SAYING, ids=names)
def test_the_templates_can_be_filled(kind):
    facts = dict.fromkeys(wanted(kind), "x")
    made = kind.__new__(kind)
    NahtError.__init__(made, **facts)
    for lang in ("de", "en"):
        for text in (say(made.message, lang), say(made.advice, lang)):
            assert "{" not in text
            assert "\n" not in text


def test_a_name_is_used_once():
    assert len(NAMED) == len(ERRORS)


def raises():
    """Every ``raise Kind(fact=…)`` in the package: (place, kind, names of the facts, whether some are unknown)."""
    for found in walk_packages(naht.__path__, "naht."):
        if found.name.endswith(("__main__", "locale.hook")):
            continue
        module = import_module(found.name)
        for node in ast.walk(ast.parse(Path(module.__file__).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in NAMED:
                given = {keyword.arg for keyword in node.keywords if keyword.arg}
                spread = any(keyword.arg is None for keyword in node.keywords)
                yield f"{found.name}:{node.lineno}", NAMED[node.func.id], given, spread or bool(node.args)


def test_what_is_raised_brings_all_its_facts():
    short = [
        f"{place}: {kind.__name__} lacks {', '.join(sorted(lacking))}"
        for place, kind, given, spread in raises()
        if not spread and kind.__init__ is NahtError.__init__ and (lacking := wanted(kind) - given)
    ]
    assert short == []


def test_nobody_is_named_who_is_not_near():
    assert say(UnknownWord("x", []).advice, "de").startswith("Wie Wörter gehen")
    assert say(UnknownWord("x", ["y", "z"]).advice, "de").startswith("Meinten Sie: y, z?")
    assert say(UnknownValue("x", "topic", [], "naht word list").advice, "en") == "All values: naht word list"
