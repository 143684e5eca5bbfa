"""Completion as the shells see it: silent whatever happens, at once, and in bash, zsh and fish themselves."""

import os
import shutil
import sqlite3
import subprocess
import sys

import pytest
from running import locked

NAHT = [sys.executable, "-m", "naht"]


def tab(line, shell="fish", command=NAHT, **more):
    """One question of a shell in a process of its own: exit code, stdout, stderr."""
    words = line.split(" ")
    said = {
        "_NAHT_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": line,
        "COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1),
    }  # fmt: skip
    ran = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60,
                         env=os.environ | said | more)  # fmt: skip
    return ran.returncode, ran.stdout, ran.stderr


def schema(path, number):
    with sqlite3.connect(path) as con:
        con.execute(f"PRAGMA user_version = {number}")
    con.close()


TROUBLE = {
    "missing": lambda path: path.unlink(),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_text("Brot kaufen\n", encoding="utf-8"),
    "corrupt": lambda path: path.write_bytes(path.read_bytes()[:4096] + b"\xff" * 8192),
    "foreign": lambda path: (path.unlink(), sqlite3.connect(path).close(), schema(path, 1)),
    "newer": lambda path: schema(path, 999),
    "older": lambda path: schema(path, 0),
    "a hot journal": lambda path: path.with_name(path.name + "-journal").write_bytes(
        b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\0" * 4096),
}  # fmt: skip
LINES = ["naht v w", "naht visit show ", "naht v --topic ", "naht report ", "naht config channel ", "naht restore "]


@pytest.mark.parametrize("kind", TROUBLE)
def test_nothing_is_said_of_any_trouble(kind, office):
    TROUBLE[kind](office)
    before = {path: path.read_bytes() for path in office.parent.rglob("*") if path.is_file()}
    for line in LINES:
        code, _, err = tab(line)
        assert (code, err) == (0, "")
    assert {path: path.read_bytes() for path in office.parent.rglob("*") if path.is_file()} == before


@pytest.mark.usefixtures("office")
def test_nor_of_what_surrounds_it(tmp_path):
    for more in ({"NAHT_TODAY": "x"}, {"NAHT_DB": "/dev/null"}, {"NAHT_DB": str(tmp_path)}, {"NAHT_DB": "a" * 5000},
                 {"NAHT_LANG": "\x1b"}, {"NAHT_WORKER": "nobody"}, {"COMP_CWORD": "x"}, {"COMP_WORDS": "'"},
                 {"_NAHT_COMPLETE": "complete_tcsh"}, {"_NAHT_COMPLETE": ""}, {"_NAHT_COMPLETE": "x"}):  # fmt: skip
        for shell in ("bash", "zsh", "fish"):
            code, out, err = tab("naht v w", shell, **more)
            assert (code, err) == (0, ""), more
            assert "Traceback" not in out
    code, out, err = tab("naht v '\udcff")
    assert (code, err) == (0, "")
    for folder in ("data", "backups"):
        assert not (tmp_path / folder).exists()


@pytest.mark.usefixtures("office")
def test_nor_of_a_bug():
    broken = "import naht.cli.complete.line_words as w; w.read_vocabulary = None; from naht.cli.main import run; run()"
    assert tab("naht v w", command=[sys.executable, "-c", broken]) == (0, "", "")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_nor_of_a_file_that_may_not_be_read(office):
    office.chmod(0)
    assert tab("naht v w") == (0, "", "")


def test_nobody_waits_for_a_locked_file(office):
    waiting = "import sys, time; time.sleep = lambda _: sys.exit('it waits'); from naht.cli.main import run; run()"
    with locked(office, "EXCLUSIVE"):
        assert tab("naht v w") == (0, "", "")
        assert tab("naht v w", command=[sys.executable, "-c", waiting]) == (0, "", "")  # naht itself would wait 15 s
    with locked(office):  # somebody who writes is in nobody's way
        assert "west" in tab("naht v we")[1]


# ---- the shells themselves


@pytest.fixture
def program(tmp_path, monkeypatch):
    """A folder with ``naht``, first in PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    naht = folder / "naht"
    naht.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m naht "$@"\n', encoding="utf-8")
    naht.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return naht


def shell(name, *args, stdin=""):
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    ran = subprocess.run([name, *args], check=False, capture_output=True, text=True, timeout=60, input=stdin)
    assert ran.stderr == ""
    return ran.stdout


BASH = """
source <("$1" completion bash)
shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
compopt() { printf 'compopt'; printf ' %s' "$@"; echo; }
complete -p naht
_naht_completion naht
printf '%s\\n' "${COMPREPLY[@]}"
"""
ZSH = r"""
zmodload zsh/zpty
zpty naht zsh -f -i
zpty -w naht "PS1=; unsetopt beep; setopt nozle_bracketed_paste 2>/dev/null; autoload -Uz compinit; compinit -u -D"
zpty -w naht "source <($1 completion zsh)"
zpty -w naht 'compadd() { builtin compadd -O found "$@"; print -r -- "<$found>" }'
zpty -w naht 'zle -C all complete-word _all; _all() { _naht_completion }'
zpty -w naht "bindkey '^X' all; echo rea''dy"
zpty -r -m naht line '*ready*'
zpty -w -n naht "$2"$'\x18'
zpty -r -m naht line '*<*>*'
print -r -- "$line"
"""

ZSH_LOADING = r"""
zmodload zsh/zpty
zpty naht zsh -f -i
zpty -w naht "PS1=; unsetopt beep; fpath=($1 \$fpath); autoload -Uz compinit; compinit -u -D"
zpty -w naht 'compadd() { builtin compadd -O found "$@"; print -r -- "<$found>" }; echo rea""dy'
zpty -r -m naht line '*ready*'
zpty -w -n naht 'naht v wes'$'\t'
zpty -r -m naht line '*<west>*'; print -r -- "$line"
zpty -w -n naht $'\t'
zpty -r -m naht line '*<west>*'; print -r -- "$line"
"""


@pytest.mark.usefixtures("office")
def test_bash(program):
    def offered(*words):
        return shell("bash", "--norc", "-c", BASH, "bash", program, *words).splitlines()

    assert offered("naht", "v", "wes") == ["complete -o nosort -F _naht_completion naht", "west"]
    assert offered("naht", "v", "west", "schö") == ["complete -o nosort -F _naht_completion naht", ""]
    assert offered("naht", "v", "schö")[1:] == ["schoendorf"]
    assert offered("naht", "v", "")[1:3] == ["west", "schoendorf"]
    assert offered("naht", "word", "show", "topic", ":", "wohnen.s")[1:] == ["wohnen.suche"]
    assert offered("naht", "count", "visits", "--by", "month,di")[1:] == ["month,district"]
    assert offered("naht", "--db", "")[1:] == ["compopt -o default", ""]
    assert offered("naht", "word", "show", "to")[1:] == ["compopt -o nospace", "topic:"]


@pytest.mark.usefixtures("office")
def test_fish(program, tmp_path):
    script = tmp_path / "naht.fish"
    script.write_text(subprocess.check_output([program, "completion", "fish"], text=True), encoding="utf-8")

    def offered(line):
        return shell("fish", "--no-config", "-c", f"source {script}; complete -C '{line}'").splitlines()

    assert offered("naht v wes") == ["west"]
    assert offered("naht v ")[:2] == ["west", "schoendorf"]
    assert offered("naht word show topic:wohnen.s") == ["topic:wohnen.suche"]
    assert offered("naht count visits --by month,di") == ["month,district"]
    assert offered("naht v --topic=wohn") == ["--topic=wohnen"]
    assert offered("naht v zzz") == []
    assert f"{tmp_path}/office.db" in offered(f"naht --db {tmp_path}/off")


@pytest.mark.usefixtures("office")
def test_zsh(program):
    def offered(line):
        text = shell("zsh", "-f", "-c", ZSH, "zsh", str(program), line)
        return text.rpartition("<")[2].partition(">")[0].split()

    assert offered("naht v wes") == ["west"]
    assert offered("naht v ")[:2] == ["west", "schoendorf"]
    assert offered("naht v schö") == ["schoendorf"]
    assert offered("naht word show topic:wohnen.s") == ["topic:wohnen.suche"]
    assert offered("naht count visits --by month,di") == ["month,district"]


@pytest.mark.usefixtures("office")
def test_zsh_completes_at_the_first_tab_and_at_the_second(program, tmp_path):
    """The script as a file that zsh loads when it is needed first."""
    folder = tmp_path / "zfunc"
    folder.mkdir()
    script = subprocess.check_output([program, "completion", "zsh"], text=True)
    (folder / "_naht").write_text(script, encoding="utf-8")
    text = shell("zsh", "-f", "-c", ZSH_LOADING, "zsh", str(folder))
    assert text.count("<west>") == 2


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_the_script_is_the_one_of_the_environment(name, process, monkeypatch, tmp_path):
    script = process("completion", name).stdout
    assert "_naht_completion" in script
    monkeypatch.setenv("_NAHT_COMPLETE", f"source_{name}")
    assert process().stdout == script
    assert {path.name for path in tmp_path.iterdir()} <= {"bin"}  # no file is made or changed


def test_how_to_set_it_up(naht):
    ran = naht("completion")
    assert ran.code == 0
    assert all(f"completion {name} > ~/" in ran.out for name in ("bash", "zsh", "fish"))
    assert naht("--lang", "en", "completion").out.startswith("One line")
    ran = naht("completion", "tcsh")
    assert (ran.code, ran.out) == (2, "")
