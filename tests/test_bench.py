"""The bench runs, at a toy size: its table is well formed, and what is missing is said. Nothing here is timed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """The two tables of a run without any peer on the way, as lists of cells."""
    folder = tmp_path_factory.mktemp("bench")
    args = ["--sizes", "40", "--only", "add,report-month,undo", "--pairs", "1", "--cache", str(folder / "cache")]
    ran = subprocess.run(
        [sys.executable, "-m", "tests.bench", *args], check=False, capture_output=True, text=True, cwd=ROOT,
        env=os.environ | {"PATH": str(folder)},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return [[line.strip("| ").split(" | ") for line in table.splitlines()] for table in ran.stdout.split("\n\n")]


def test_every_row_has_every_cell(tables):
    assert len(tables) == 2
    for head, rule, *rows in tables:
        assert {len(row) for row in rows} == {len(head)} == {len(rule)}


def test_ratios_stand_in_order(tables):
    [row] = [row for row in tables[0] if row[2] == "smallest Typer program"]
    least, middle, most = (float(cell) for cell in row[-4:-1])
    assert 0 < least <= middle <= most
    assert all(float(cell) > 0 for cell in row[3:7])


def test_an_absent_peer_is_skipped_visibly(tables):
    said = {row[2] for row in tables[0][2:]}
    assert {f"skipped: {name} is not installed" for name in ("Taskwarrior", "Watson", "hledger")} < said


def test_what_was_not_measured_has_no_verdict(tables):
    verdicts = {row[0]: row[-1] for row in tables[1][2:]}
    assert verdicts["report of a month / hledger"] == "not measured"
    assert verdicts["memory"] == "set for 840,000 visits"
    assert verdicts["`visit add` / smallest Typer program"].startswith(("met", "**missed"))
