"""The hand at the keyboard: naht's command line in this process, on a file that may move."""

import io
import json
import os
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from naht.cli.main import main
from naht.domain.nouns import noun as named
from naht.domain.table import Filter
from naht.store.file.opening import open_file
from naht.store.file.sqlite import Connection
from naht.store.reading import rows
from tests.trials.office import TODAY

UNTOLD = ("entered_at",)  # the clock's
SETTING = "setting"  # no noun of naht's, but kept and journalled like one; so is where somebody is
_SETTINGS = """
SELECT key, value FROM setting WHERE value IS NOT NULL
UNION ALL SELECT h.id, h.day || ' district ' || d.id FROM here h JOIN district d ON d.n = h.district
"""


class Ran(NamedTuple):
    words: tuple[str, ...]
    code: int
    lines: list[str]
    err: str


class Hand:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.commands = self.refused = 0
        self._eye: Connection | None = None  # opening takes most of a look, so one is kept open
        self._on: tuple[Path, int] | None = None  # the file that it looks at

    def run(self, *words: str, worker: str = "anna", path: Path | None = None, stdin: str = "") -> Ran:
        """Run a command line. A bug of naht (exit 1) is never an answer."""
        os.environ.update(NAHT_DB=str(path or self.path), NAHT_TODAY=TODAY, NAHT_LANG="en", NAHT_WORKER=worker)
        out, err = io.StringIO(), io.StringIO()
        typed = io.TextIOWrapper(io.BytesIO(stdin.encode()))
        with redirect_stdout(out), redirect_stderr(err), patch("sys.stdin", typed):
            code = main(list(words))
        ran = Ran(words, code, out.getvalue().splitlines(), err.getvalue())
        assert code != 1, ran
        self.commands += 1
        self.refused += code != 0
        return ran

    def must(self, *words: str, **more: Any) -> list[str]:
        ran = self.run(*words, **more)
        assert ran.code == 0, ran
        return ran.lines

    def seen(self, noun: str) -> dict[str, dict[str, Any]]:
        """Every record of a noun as the store has it: the same as ``listed``, and faster."""
        eye = self._looking()
        if noun == SETTING:
            return {key: {"value": value} for key, value in eye.execute(_SETTINGS)}
        table = named(noun)
        wanted = Filter(values=(("list", ("topic",)),) if noun == "word" else ())
        fields = tuple(field for field in table.fields if field.name not in UNTOLD)
        return {record.pop("id"): record for record in rows.fetch(eye, table, wanted, fields)}

    def _looking(self) -> Connection:
        on = (self.path, self.path.stat().st_ino)
        if self._eye is None or on != self._on:
            self.close()
            self._eye, self._on = open_file(self.path, writing=False), on
        return self._eye

    def close(self) -> None:
        if self._eye:
            self._eye.close()
        self._eye = None

    def listed(self, noun: str, path: Path | None = None) -> dict[str, dict[str, Any]]:
        """Every record of a noun as ``list -f json`` gives it, notes included."""
        if noun == SETTING:
            return self.seen(noun)
        table = named(noun)
        fields = ",".join(["id", *(field.name for field in table.fields if field.name not in UNTOLD)])
        period = ["--from", "2000-01-01"] if table.day else []
        only = ["--list", "topic"] if noun == "word" else []
        lines = self.must(noun, "list", *period, *only, "-f", "json", "--fields", fields, path=path)
        records = json.loads("\n".join(lines))
        found = {record.pop("id"): record for record in records}
        assert len(found) == len(records)
        return found
