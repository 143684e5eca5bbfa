"""CONTRIBUTING.md is true: what it names is there, and each of its checklists has its test."""

import re

import pytest
from checkout import GUIDE, ROOT, named

TEXT = GUIDE.read_text(encoding="utf-8")
TITLES = re.findall(r"^### (A .*)$", TEXT, re.MULTILINE)


@pytest.mark.parametrize("title", TITLES)
def test_a_checklist_names_files_that_are_there(title):
    assert named(title)
    for pattern in named(title):
        assert list(ROOT.glob(pattern)), pattern


@pytest.mark.parametrize("title", TITLES)
def test_a_checklist_has_a_test_that_follows_it(title):
    [test] = re.findall(rf"^### {title}\n\(`(tests/[\w/]+\.py)`\)$", TEXT, re.MULTILINE)
    assert (ROOT / test).exists()


def test_the_rooms_and_programs_it_names_are_there():
    for path in re.findall(r"`((?:naht|data|tests|\.ci)[\w./]*)`", TEXT):
        assert (ROOT / path).exists(), path
    for path in re.findall(r"`((?:cli|services|store|output|domain)/[\w./]+)`", TEXT):
        assert (ROOT / "naht" / path).exists(), path


def test_it_can_be_read_at_one_sitting():
    assert TEXT.count("\n") < 250
