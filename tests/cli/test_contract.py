"""What the contract says of a command's columns is what the command prints."""

import csv
import io
import json
import re

import pytest

from naht.cli.contract import columns, contract
from naht.output.formats import FORMATS

COLUMNS = columns()
MORE = {"log --since": ["1"], "check": ["--full"]}


@pytest.mark.parametrize("command", COLUMNS)
def test_the_columns_of_a_command(office, naht, command):
    client = naht("k", "w", "west").out.strip()
    visit = naht("v", "west", "20m", client).out.strip()
    naht("backup")
    ident = {"client": client, "district": "nord"}.get(command.split()[0], visit)
    words = command.replace("ID", ident).split()
    if command.endswith("-f json"):
        tables = json.loads(naht(*words).out)
        assert all(list(table) == COLUMNS[command] for table in tables)
        return
    rows = list(csv.reader(io.StringIO(naht(*words, *MORE.get(command, []), "-f", "csv").out)))
    assert rows[0] == COLUMNS[command]
    assert len(rows) > 1


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_contract_and_the_help_agree(naht, monkeypatch, lang):
    """Every command, argument and option of the contract stands on a help page, in the same words."""
    monkeypatch.setenv("NAHT_LANG", lang)
    known = contract(lang)
    for command in known["commands"]:
        page = naht(*command["command"].split(), "--help").out
        words = "".join(page.split())  # a help page breaks lines
        assert "".join(command["help"].split()) in words, command["command"]
        for one in (*command["arguments"], *command["options"], *known["options"]):
            assert "".join(one["help"].split()) in words, (command["command"], one)
            assert all(re.search(rf"(^|[\s,]){flag}\b", page) for flag in one["flags"]), (command["command"], one)


def test_the_contract_knows_choices_defaults_and_units():
    commands = {one["command"]: one for one in contract("en")["commands"]}
    options = {one["name"]: one for one in commands["sql"]["options"]}
    assert (options["timeout"]["default"], options["timeout"]["unit"]) == ("10", "s")
    assert options["format"]["choices"] == list(FORMATS)
    assert {"views", "datasette"} <= {one["name"] for one in options.values() if one["excludes"]}
    visit = {one["name"]: one for one in commands["visit add"]["options"]}
    assert visit["setting"]["choices"] == ["E", "G", "O"]
    assert visit["minutes"]["unit"] == "min"
    assert contract("en")["settings"]["lang"]["choices"] == ["de", "en"]
