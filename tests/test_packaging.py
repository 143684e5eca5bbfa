"""What the ecosystem reads: floors, lock file, Pythons, types. Nothing of it is typed twice without a test."""

import importlib.util
import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

import naht
from naht.store.file.opening import SCHEMA

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
WANTED = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]


def test_every_library_has_a_lowest_version_that_is_tested():
    path = ROOT / ".ci" / "lowest.py"
    spec = importlib.util.spec_from_file_location("lowest", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    pinned = dict(line.split("==") for line in module.lowest(ROOT / "pyproject.toml"))
    assert pinned.keys() == {Requirement(wanted).name for wanted in WANTED}
    for wanted in map(Requirement, WANTED):
        assert wanted.specifier.contains(pinned[wanted.name])


def test_the_lock_file_is_of_this_pyproject():
    """``uv lock`` writes it anew; see CONTRIBUTING.md."""
    [own] = [package for package in LOCK["package"] if package["name"] == "naht"]
    noted = {(row["name"], SpecifierSet(row["specifier"])) for row in own["metadata"]["requires-dist"]}
    assert noted == {(wanted.name, wanted.specifier) for wanted in map(Requirement, WANTED)}
    assert LOCK["requires-python"] == PROJECT["requires-python"]
    locked = {package["name"]: package.get("version", "") for package in LOCK["package"]}
    for wanted in map(Requirement, WANTED):
        assert wanted.specifier.contains(locked[wanted.name]), wanted


def test_every_library_of_the_lock_file_has_its_hashes():
    libraries = [package for package in LOCK["package"] if package["name"] != "naht"]
    assert libraries
    for package in libraries:
        files = [*package["wheels"], *([package["sdist"]] if "sdist" in package else [])]
        assert files, package["name"]
        assert all(file["hash"].startswith("sha256:") for file in files), package["name"]


def test_the_workflow_tries_every_python_that_is_promised():
    promised = {line.rpartition(" ")[2] for line in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", line)}
    workflow = (ROOT / ".github" / "workflows" / "checks.yml").read_text(encoding="utf-8")
    [tried] = re.findall(r"^ +python: \[(.*)\]$", workflow, re.MULTILINE)
    assert set(re.findall(r'"(3\.\d+)"', tried)) == promised
    assert min(promised, key=lambda version: int(version.partition(".")[2])) == PROJECT["requires-python"].strip(">=")


def test_the_changelog_begins_with_this_version_and_its_schema():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    _, latest, *_ = re.split(r"^## ", text, flags=re.MULTILINE)
    assert latest.startswith(naht.__version__)
    [schema] = re.findall(r"^File schema (\d+)\b", latest, re.MULTILINE)
    assert int(schema) == SCHEMA, "a new schema is named in CHANGELOG.md"


def test_type_checkers_may_read_naht():
    assert (Path(naht.__file__).parent / "py.typed").exists()
    assert "Typing :: Typed" in PROJECT["classifiers"]


@pytest.mark.skipif(os.name == "nt", reason="the rights of files are others there")
def test_the_check_of_a_change_can_be_started():
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", str(script)], check=True)
