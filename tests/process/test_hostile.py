"""Text that means harm: into every text field, out through every format.

No control byte but line breaks and tabs ever comes out, except as a JSON escape; JSON gives back what went in.
"""

import csv
import io
import json
import os
import subprocess
import unicodedata

import pytest
from running import NAHT

from naht.output.formats import FORMATS

HOSTILE = {
    "markup": "[/b] [bold]x[/] [link=http://x]y[/link]",
    "clear screen": "a\x1b[2Jb",
    "clipboard": "\x1b]52;c;ZXZpbA==\x07",
    "hyperlink": "\x1b]8;;http://x\x1b\\text\x1b]8;;\x1b\\",
    "title": "\x1b]0;evil\x07",
    "c1": "a\x9b31mb",
    "bidi": "abc\u202egpj.exe\u2066",
    "zero width": "pass\u200bwort\u200d\ufeff",
    "line separators": "a\u2028b\u2029c\x85d\x0be\x0cf",
    "bell and backspace": "abc\x07\x08\x08\x08xyz",
    "delete": "a\x7fb",
    "tags": "a\U000e0041\U000e007fb",
    "private": "a\ue000\U0010ffffb",
    "formula": '=HYPERLINK("http://x";"Klick")',
    "formula behind a break": "\n=1+1",
    "formula behind a blank": "\u00a0=cmd|' /C calc'!A0",
    "at": "@SUM(1+1)",
    "minus": "-2+3",
    "wide": "＝1+1",
    "quotes": '"; DROP TABLE visit; --\'',
    "braces": "{0} {x} %s %(y)s",
    "cells": 'a\tb;c,d|e\\f"g',
    "lines": "eins\r\nzwei\rdrei\nvier",
    "markdown": "| a | <script>x</script> `y` **z**",
    "emoji": "👩‍👩‍👧‍👦 ẞß İı ﷽",
    "combining": "Z" + "\u0301" * 60,
}  # fmt: skip
REFUSED = {"nul": b"a\0b", "surrogate": b"a\xed\xa0\x80b", "latin 1": "Schöndorf".encode("latin-1"), "unit": b"a\x1fb"}
ALIASES = ["Wohnungsgenossenschaft", "Genossenschaft"]  # what the partner is called already
TEXTS = [
    ("partner", "name", ["partner", "edit", "gwg", "--name"]),
    ("partner", "aliases", ["partner", "edit", "gwg", "--alias"]),
    ("district", "name", ["district", "edit", "west", "--name"]),
    ("site", "hours", ["site", "edit", "prager", "--hours"]),
    ("term", "reference", ["term", "edit", "tibi-2009", "--reference"]),
    ("client", "paper_ref", ["client", "add", "--paper-ref"]),
    ("funding", "name", ["funding", "edit", "basis", "--name"]),
    ("word", "label_de", ["word", "edit", "topic:wohnen", "--label-de"]),
]


def stored(text):
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def harmless(text):
    bad = [c for c in text if c not in "\n\t" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")]
    assert bad == []


def run(*args, stdin=b""):
    ran = subprocess.run([*NAHT, *args], check=False, input=stdin, capture_output=True, timeout=60)
    out, err = ran.stdout.decode(), ran.stderr.decode()
    harmless(out)
    harmless(err)
    assert "Traceback" not in err
    assert "Fehler in naht" not in err
    return ran.returncode, out, err


@pytest.fixture
def seen(naht, monkeypatch, office):
    """Every output of a noun in this process, by format; each harmless, JSON giving back the values."""
    monkeypatch.setenv("NAHT_LANG", "en")

    def look(noun, field, wanted):
        for form in FORMATS:
            for args in ([noun, "list", "--fields", f"id,{field}"], [noun, "list"]):
                ran = naht(*args, "-f", form)
                assert ran.code == 0
                harmless(ran.out)
                harmless(ran.err)
        found = json.loads(naht(noun, "list", "--fields", f"id,{field}", "-f", "json").out)
        assert wanted in [row[field] for row in found]
        lines = naht(noun, "list", "--fields", f"id,{field}", "-f", "jsonl").out.split("\n")[:-1]
        assert [json.loads(line) for line in lines] == found
        shown = csv.reader(io.StringIO(naht(noun, "list", "--fields", f"id,{field}", "-f", "csv").out))
        for cell in [cell for row in shown for cell in row]:
            assert not cell.lstrip("\ufffd \n\u00a0").startswith(("=", "+", "-", "@", "＝", "\t", "\r"))
        for form in ("tsv", "value"):
            lines = naht(noun, "list", "--fields", f"id,{field}", "-f", form).out.splitlines()
            assert {line.count("\t") for line in lines} == {1}
        return found

    return look


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_note_comes_out_harmless(kind, seen, naht):
    text = HOSTILE[kind]
    ran = naht("v", "west", "--note", text)
    assert ran.code == 0
    harmless(ran.err)
    [row] = seen("visit", "note", stored(text))
    for form in FORMATS:
        ran = naht("show", row["id"], "-f", form)
        harmless(ran.out + ran.err)
    harmless(naht("log", row["id"]).out)
    harmless(naht("visit", "remove", "@").err)


@pytest.mark.parametrize(("noun", "field", "args"), TEXTS, ids=lambda value: value if isinstance(value, str) else "")
def test_every_text_field_comes_out_harmless(noun, field, args, seen, naht):
    for text in HOSTILE.values():
        ran = naht(*args, text)
        harmless(ran.out + ran.err)
        assert ran.code == 0
    everything = " ".join(HOSTILE.values())[:500]
    assert naht(*args, everything).code == 0
    kept = [stored(text).replace("\n", " ") for text in (*HOSTILE.values(), everything)]  # a short text is one line
    seen(noun, field, [*ALIASES, *kept] if field == "aliases" else kept[-1])


@pytest.mark.usefixtures("office")
def test_what_is_read_from_stdin(process):
    """Acceptance test 24, from the keyboard to the spreadsheet."""
    code, out, _ = run("v", "west", "--note", "-", stdin=b'=HYPERLINK("http://x";"Klick")\n')
    assert (code, len(out)) == (0, 12)
    for more in ([], ["--excel"]):
        out = process("visit", "list", "-f", "csv", "--fields", "note", *more).stdout
        assert list(csv.reader(io.StringIO(out), delimiter=";" if more else ","))[1] == [
            '\'=HYPERLINK("http://x";"Klick")'
        ]


@pytest.mark.parametrize("kind", REFUSED)
@pytest.mark.usefixtures("office")
def test_bytes_that_cannot_be_stored(kind):
    code, out, err = run("v", "west", "--note", "-", stdin=REFUSED[kind])
    assert (code, out) == (2, "")
    assert "--note" in err


@pytest.mark.parametrize("size", [20_001, 1_000_000, 20_000_000])
@pytest.mark.usefixtures("office")
def test_a_note_that_is_a_file(size):
    code, out, err = run("v", "west", "--note", "-", stdin=b"x" * size)
    assert (code, out) == (2, "")
    assert str(size) in err


@pytest.mark.usefixtures("office")
def test_a_long_note_is_kept_whole():
    assert run("v", "west", "--note", "-", stdin="ü".encode() * 20_000)[0] == 0
    assert json.loads(run("visit", "list", "-f", "json", "--fields", "note")[1]) == [{"note": "ü" * 20_000}]


ARGUMENTS = [
    ["v", "?"], ["v", "west", "?"], ["v", "west", "--note", "?"], ["v", "--district", "?"], ["v", "west", "--day", "?"],
    ["visit", "list", "?"], ["visit", "list", "--topic", "?"], ["visit", "list", "-f", "?"],
    ["visit", "list", "--fields", "?"], ["visit", "list", "--period", "?"], ["visit", "show", "?"], ["show", "?"],
    ["visit", "edit", "?", "nord"], ["visit", "edit", "@", "--unset", "?"], ["visit", "remove", "?"],
    ["visit", "again", "?"], ["partner", "add", "?"], ["partner", "show", "?"], ["worker", "add", "?"],
    ["word", "add", "?"], ["word", "add", "topic:?", "--label-de", "x"], ["word", "add", "?:x", "--label-de", "x"],
    ["district", "remove", "?"], ["district", "remove", "west", "--ends", "?"], ["undo", "?"], ["log", "?"], ["?"],
    ["visit", "?"], ["--?"], ["help", "?"], ["init", "--profile", "?"], ["--lang", "?", "visit", "list"],
    ["--as", "?", "v", "west"], ["--today", "?", "v", "west"], ["client", "recent", "--last", "?"],
    ["report", "?"], ["count", "?"], ["count", "visits", "--by", "?"], ["referral", "step", "?", "offen"],
    ["config", "?"], ["config", "lang", "?"],
]  # fmt: skip
EVIL = ["\udcff\udcfe", "\x1b[31m[/b]", "", "\u202e", "-", "{x}", "9" * 5000, "../../etc/passwd"]


@pytest.mark.parametrize("args", ARGUMENTS, ids=" ".join)
@pytest.mark.usefixtures("office")
def test_no_argument_makes_a_bug_or_a_bell(args, naht, monkeypatch):
    """Whatever stands for the question mark: a result or a sentence, never a bug, never a control byte."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
    naht("v", "west")
    for evil in EVIL:
        ran = naht(*[part.replace("?", evil) for part in args])
        assert ran.code in (0, 2, 3, 4, 5), (evil, ran.err)
        harmless(ran.out + ran.err)


@pytest.mark.usefixtures("office")
def test_bytes_from_a_shell_that_speaks_another_language():
    """Real bytes in argv, as a latin-1 terminal sends them."""
    for args in (["v", b"Sch\xf6ndorf"], ["partner", "add", b"Caf\xe9"], ["show", b"\xff\xfe"], [b"\xc3"]):
        ran = subprocess.run([*map(os.fsencode, NAHT), *map(os.fsencode, args)], check=False, capture_output=True)
        assert ran.returncode == 2
        harmless(ran.stderr.decode())
        assert len(ran.stderr.splitlines()) == 2


@pytest.mark.usefixtures("office")
def test_the_environment_means_no_harm_either(process, monkeypatch):
    for name in ("NAHT_LANG", "NAHT_WORKER", "NAHT_TODAY", "NO_COLOR", "COLUMNS", "LANG", "FORCE_COLOR"):
        for evil in ("\x1b[31m[/b]{x}", "\udcff"):
            with monkeypatch.context() as patch:
                patch.setenv(name, evil)
                ran = process("visit", "list")
            assert ran.returncode in (0, 2, 3), (name, evil, ran.stderr)
            harmless(ran.stdout + ran.stderr)
