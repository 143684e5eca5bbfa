"""What the contract says of a command's columns is what the command prints."""

import csv
import io

import pytest

from naht.cli.contract import COLUMNS

MORE = {"log --since": ["1"], "check": ["--full"]}


@pytest.mark.parametrize("command", COLUMNS)
def test_the_columns_of_a_command(office, naht, command):
    visit = naht("v", "west", "20m").out.strip()
    naht("backup")
    more = [visit] if command == "history" else MORE.get(command, [])
    rows = list(csv.reader(io.StringIO(naht(*command.split(), *more, "-f", "csv").out)))
    assert tuple(rows[0]) == COLUMNS[command]
    assert len(rows) > 1
