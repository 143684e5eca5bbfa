"""A verb is one module that declares it, and its name in the tree."""

import json

from checkout import as_the_checklist_says

MODULE = '''
"""``naht visit busiest``: the days with the most visits."""

from naht.cli.context import Context
from naht.cli.parameters import number
from naht.cli.questions import OUTPUT
from naht.cli.given import Given
from naht.cli.verb import Verb
from naht.domain.fields import Noun
from naht.domain.kinds import COUNT, DAY
from naht.domain.message import message
from naht.domain.table import Column, Table

_LAST = number("last", message("so many days"), usual="3")


def verb(noun: Noun) -> Verb:
    text = message("the days with the most visits")
    return Verb(f"{noun.name} busiest", text, (_LAST, *OUTPUT), _run, noun, columns=(("", ("day", "visits")),))


def _run(context: Context, given: Given) -> None:
    """Print the busiest days."""
    most = given.number("last") or int(_LAST.usual)
    with context.reading() as con:
        rows = con.execute("SELECT day, count(*) FROM visit GROUP BY day ORDER BY 2 DESC LIMIT ?", (most,)).fetchall()
    columns = (Column("day", message("day"), DAY), Column("visits", message("visits"), COUNT))
    context.show([Table(columns, rows)], given)
'''


def test_a_verb_is_one_module_and_its_name(checkout):
    checkout.write("naht/cli/verbs/busiest.py", MODULE.lstrip())
    checkout.replace("naht/cli/tree.py", '"visit": {', '"visit": {"busiest": "busiest", ')
    checkout.translate({"so many days": "so viele Tage", "the days with the most visits": "die vollsten Tage"})
    assert as_the_checklist_says(checkout, "A verb")
    checkout.run("init", "-q")
    checkout.run("v", "west", "2x")
    checkout.run("v", "gestern", "nord")
    assert checkout.run("visit", "busiest", "--last", "1", "-f", "value") == "2026-11-22\t2\n"
    assert "typer" not in checkout.loaded("visit", "busiest", "--last", "2")
    assert "die vollsten Tage" in checkout.run("visit", "--help")
    assert "so viele Tage" in checkout.run("visit", "busiest", "--help")
    assert checkout.tab("naht visit bus") == ["busiest"]
    assert checkout.tab("naht visit busiest --las") == ["--last"]
    assert {"json", "jsonl"} <= set(checkout.tab("naht visit busiest -f j"))
    twice = checkout.python("-m", "naht", "visit", "busiest", "--last", "1", "--last", "2")
    assert (twice.returncode, "--last: „1“ und „2“" in twice.stderr) == (2, True)
    assert "--last" in checkout.python("-m", "naht", "visit", "busiest", "--lats", "1").stderr
    known = json.loads(checkout.run("spec"))
    assert known["columns"]["visit busiest"] == ["day", "visits"]
    [declared] = [one for one in known["commands"] if one["command"] == "visit busiest"]
    assert declared["options"][0]["default"] == "3"
