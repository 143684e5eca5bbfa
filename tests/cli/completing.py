"""What completion offers for a line, asked in this process."""

import contextlib

import pytest

from naht.cli.main import main


def completed(line: str, capsys, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    words = line.split(" ")
    for name, value in {"_NAHT_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": len(words) - 1}.items():
        monkeypatch.setenv(name, str(value))
    capsys.readouterr()
    with contextlib.suppress(SystemExit):  # how Typer ends a completion
        main([])
    return set(capsys.readouterr().out.split())
