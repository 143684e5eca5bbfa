"""The rooms of the house: no circle of imports, and a module's name means one thing in a layer."""

from collections import defaultdict
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parent.parent / "naht"


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph("naht")


def test_no_module_imports_one_that_leads_back_to_it(graph):
    pairs = ((one, other) for one in graph.modules for other in graph.find_modules_directly_imported_by(one))
    circles = [" -> ".join((one, *way)) for one, other in pairs if (way := graph.find_shortest_chain(other, one))]
    assert circles == []


def test_a_name_stands_once_in_a_layer():
    places = defaultdict(list)
    for path in ROOT.rglob("*.py"):
        room = path.relative_to(ROOT)
        if path.stem != "__init__" and len(room.parts) > 1:
            places[room.parts[0], path.stem].append(room.as_posix())
    assert {name: rooms for name, rooms in places.items() if len(rooms) > 1} == {}


def test_a_name_stands_twice_only_for_the_same_thing():
    """The verb and the act it runs, a noun and its rules; anything else has a name of its own."""
    places = defaultdict(set)
    for path in ROOT.rglob("*.py"):
        if path.stem != "__init__":
            places[path.stem].add(path.relative_to(ROOT).parts[0])
    twins = {name for name, layers in places.items() if len(layers) > 1}
    nouns = {path.stem for path in (ROOT / "domain" / "nouns").glob("*.py")}
    acts = {path.stem for path in (ROOT / "cli" / "verbs").glob("*.py")}
    assert twins - nouns - acts == {"circles", "settings", "sheet"}
