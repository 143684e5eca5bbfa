"""A copy of the checkout, in which something is added the way CONTRIBUTING.md says, and naht run from it."""

import os
import re
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

from naht.locale.hook import compile_catalog

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "CONTRIBUTING.md"
_MAKE_SCHEMA = "tests/store/make_schema.py"
_PATH = re.compile(r"`((?:naht|data|tests)/[^` ]+|README\.md|CHANGELOG\.md)`")


class Checkout:
    """Files of naht that may be written and changed; ``touched`` are the ones that were."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.touched: set[str] = set()
        for name in ("naht", "data"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "tests" / "store" / "schemas").mkdir(parents=True)
        shutil.copy(ROOT / _MAKE_SCHEMA, folder / _MAKE_SCHEMA)

    def write(self, path: str, text: str) -> None:
        """A new file."""
        target = self.folder / path
        assert not target.exists(), path
        target.write_text(text, encoding="utf-8")
        self.touched.add(path)

    def replace(self, path: str, old: str, new: str) -> None:
        """Change a file in one place."""
        target = self.folder / path
        text = target.read_text(encoding="utf-8")
        assert text.count(old) == 1, (path, old)
        target.write_text(text.replace(old, new), encoding="utf-8")
        self.touched.add(path)

    def make_schema(self) -> None:
        """Write the new schema down, as the checklist of a migration says."""
        before = self._files()
        ran = self.python(str(self.folder / _MAKE_SCHEMA))
        assert ran.returncode == 0, ran.stderr
        self.touched |= self._files() - before

    def _files(self) -> set[str]:
        """All files but what Python keeps for itself."""
        return {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.*") if path.suffix != ".pyc"}

    def translate(self, texts: dict[str, str]) -> None:
        """German for new texts: written into the catalog, which is compiled as an installation does."""
        path = "naht/locale/de.po"
        with (self.folder / path).open("a", encoding="utf-8") as catalog:
            catalog.writelines(f'\nmsgid "{english}"\nmsgstr "{german}"\n' for english, german in texts.items())
        self.touched.add(path)
        compile_catalog(self.folder / "naht" / "locale")

    def loaded(self, *args: str) -> set[str]:
        """The modules that a command loads."""
        ran = self.python("-X", "importtime", "-m", "naht", *args)
        return {line.rpartition("|")[2].strip() for line in ran.stderr.splitlines()}

    def python(self, *args: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Python in a folder that is nobody's, with this copy's naht."""
        known = os.environ | {"PYTHONPATH": str(self.folder), **environment}
        return subprocess.run(
            [sys.executable, *args], check=False, capture_output=True, text=True, input="", env=known, timeout=60
        )

    def run(self, *args: str) -> str:
        """What a command prints, which has to succeed."""
        ran = self.python("-m", "naht", *args)
        assert ran.returncode == 0, (args, ran.stdout + ran.stderr)
        return ran.stdout

    def tab(self, line: str) -> list[str]:
        """What the shell would offer behind a line."""
        words = {"COMP_WORDS": line.replace(" ", "\n"), "COMP_CWORD": str(line.count(" "))}
        return self.python("-m", "naht", _NAHT_COMPLETE="complete_bash", **words).stdout.split()


def checklist(title: str) -> str:
    """The section of CONTRIBUTING.md with that heading."""
    _, _, behind = GUIDE.read_text(encoding="utf-8").partition(f"\n### {title}\n")
    assert behind, f"CONTRIBUTING.md has no checklist “{title}”"
    return re.split(r"^#", behind, flags=re.MULTILINE)[0]


def named(title: str) -> list[str]:
    """The files that a checklist names, some as patterns."""
    return _PATH.findall(checklist(title))


def as_the_checklist_says(checkout: Checkout, title: str) -> bool:
    """True where nothing but what the checklist names was touched."""
    return all(any(fnmatch(path, pattern) for pattern in named(title)) for path in checkout.touched)
