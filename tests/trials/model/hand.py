"""The hand at the keyboard: naht's command line in this process, on a file that may move."""

import io
import json
import os
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

from naht.cli.main import main
from naht.domain.filters import Filter
from naht.domain.nouns import noun as named
from naht.store import rows
from naht.store.read import reading
from tests.trials.office import TODAY

UNTOLD = ("entered_at",)  # the clock's


class Ran(NamedTuple):
    words: tuple[str, ...]
    code: int
    lines: list[str]
    err: str


class Hand:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.commands = self.refused = 0

    def run(self, *words: str, worker: str = "anna", path: Path | None = None) -> Ran:
        """Run a command line. A bug of naht (exit 1) is never an answer."""
        os.environ.update(NAHT_DB=str(path or self.path), NAHT_TODAY=TODAY, NAHT_LANG="en", NAHT_WORKER=worker)
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
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
        table = named(noun)
        wanted = Filter(values=(("list", ("topic",)),) if noun == "word" else ())
        fields = tuple(field for field in table.fields if field.name not in UNTOLD)
        with reading(self.path) as con:
            return {record.pop("id"): record for record in rows.fetch(con, table, wanted, fields)}

    def listed(self, noun: str, path: Path | None = None) -> dict[str, dict[str, Any]]:
        """Every record of a noun as ``list -f json`` gives it, notes included."""
        table = named(noun)
        fields = ",".join(["id", *(field.name for field in table.fields if field.name not in UNTOLD)])
        period = ["--from", "2000-01-01"] if table.day else []
        only = ["--list", "topic"] if noun == "word" else []
        lines = self.must(noun, "list", *period, *only, "-f", "json", "--fields", fields, path=path)
        records = json.loads("\n".join(lines))
        found = {record.pop("id"): record for record in records}
        assert len(found) == len(records)
        return found
