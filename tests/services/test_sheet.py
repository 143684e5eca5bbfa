"""A sheet of lines: recorded once, whatever order its words have and however often it is fed."""

import io
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naht.cli import batch
from naht.cli.ask import MEGABYTES
from naht.domain.errors import DayWithoutYear
from naht.domain.sheet import MOST, absolute, lines
from naht.domain.words import Vocabulary
from naht.services import records

TOPICS = ("wohnen", "schulden")  # their order says which is the main one
LINE = st.lists(st.sampled_from(["nord", "west", "tel", "hb", "5m", "20m", "wohnen", "schulden", "2x"]), max_size=4)


def fed(naht, monkeypatch, text, *words):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    return naht("v", "-", *words)


def clash(words):
    return any(len(set(pair) & set(words)) > 1 for pair in (("nord", "west"), ("tel", "hb"), ("5m", "20m"), TOPICS))


def test_a_sheet_has_headings_records_comments_and_nothing():
    text = '\ufeff# 2026-03-12 nord\r\n\r\n  20m tel\n#kein Tag\n#13.3.\n\t5m\n# \n- "Haus am Markt", 5m\n'
    assert [(line.number, line.words, line.marked, line.heading) for line in lines(text)] == [
        (1, ["2026-03-12", "nord"], True, True), (3, ["20m", "tel"], False, False), (4, ["kein", "Tag"], True, False),
        (5, ["13.3."], True, True), (6, ["5m"], False, False), (8, ["Haus am Markt", "5m"], False, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "heading",
    [
        "# 19.11.2026 schoendorf", "# Schöndorf, 19.11.2026", "# schöndorf 2026-11-19", "# 19.11.2026: schöndorf",
        "# 19.11.2026; schöndorf", "# (19.11.2026) schöndorf", "# **19.11.2026** schöndorf", "## 19.11.2026 schöndorf",
        "#\u200b19.11.2026 schöndorf", "# \u200e19.11.2026 schöndorf", "# 19.11.2026\u200b schöndorf",
    ],
)  # fmt: skip
def test_a_heading_may_be_written_in_many_ways(office, naht, monkeypatch, heading):
    ran = fed(naht, monkeypatch, f"# 20.11.2026 nord\n5m tel\n{heading}\n7m tel\n")
    assert ran.code == 0
    assert "Do 19.11.2026 · Schöndorf · Telefon · 7 min" in ran.err


@pytest.mark.parametrize(
    "heading",
    [
        "# Do. 19.11.2026 west", "# Tag 19.11.2026 west", "# 19.11.2026/west", "# 19. 11. 2026 west", "# 20261119 west",
        "# 2026-11-19T10:00 west", "# west", "# west tel", "# gestern west", "# 20.11 west", "# am 19.11. in West",
    ],
)  # fmt: skip
def test_what_may_be_meant_as_a_heading_is_never_passed_over(office, naht, monkeypatch, heading):
    before = office.read_bytes()
    ran = fed(naht, monkeypatch, f"# 20.11.2026 nord\n5m tel\n{heading}\n7m tel\n")
    assert (ran.code, ran.out, office.read_bytes()) == (2, "", before)
    assert ran.err.startswith("Zeile 3: ")


@pytest.mark.parametrize("comment", ["# so war es", "# mit Frau aus Haus 4", "# Tel. 03643 12345", "# west, oben"])
def test_a_comment_is_a_comment(office, naht, monkeypatch, comment):
    ran = fed(naht, monkeypatch, f"# 20.11.2026 nord\n{comment}\n7m tel\n")
    assert (ran.code, ran.err.count("Weimar-Nord")) == (0, 1)


def test_a_name_of_several_words_stands_in_quotation_marks(office, naht, monkeypatch):
    naht("partner", "add", "Chor der Nordstadt")
    for quoted in ('"Chor der Nordstadt"', "„Chor der Nordstadt“"):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"# 20.11.2026 nord\n{quoted} 5m".encode())))
        assert naht("n", "-", "--again").code == 0
    assert naht("contact", "list", "2026", "-f", "value", "--fields", "partners").out.count("chor-der-nordstadt") == 2


def test_a_byte_that_is_no_letter_is_told_with_its_line(office, naht, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"# 20.11.2026 nord\n5m\nsch\xf6ndorf 5m\n")))
    ran = naht("v", "-")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "naht: stdin, Zeile 3: Das ist kein UTF-8.")


@pytest.mark.parametrize("words", [["v"], ["n"], ["w"], ["r"]])
def test_a_sheet_without_its_dash_is_not_passed_over(office, process, words, tmp_path):
    process("here", "nord")
    sheet = tmp_path / "sheet.txt"
    sheet.write_text("# 20.11.2026 nord\n5m tel\n")
    before = office.read_bytes()
    command = [sys.executable, "-m", "naht", *words]
    with sheet.open() as file:
        ran = subprocess.run(command, stdin=file, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, office.read_bytes()) == (2, "", before)
    assert " - < DATEI" in ran.stderr
    assert process(*words, stdin="5m tel\n").returncode == 2
    assert process("v").returncode == 0  # nothing waits there


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(written=st.lists(LINE.filter(lambda words: words and not clash(words)), max_size=8), luck=st.randoms())
def test_fed_again_in_any_order_nothing_is_new(weimar, alone, naht, monkeypatch, written, luck):
    shutil.copy(weimar, alone / "office.db")
    times = sum(2 if "2x" in words else 1 for words in written)
    first = fed(naht, monkeypatch, "\n".join(["# 2026-03-12 nord", *(" ".join(words) for words in written)]))
    assert (first.code, len(first.out.split())) == (0, times)
    for words in written:
        luck.shuffle(words)
    luck.shuffle(written)
    again = fed(naht, monkeypatch, "\n".join(["# 12.03.2026 nord", *(" ".join(words) for words in written)]))
    assert (again.code, sorted(again.out.split())) == (0, sorted(first.out.split()))
    assert "nichts Neues" in again.err
    undone = naht("undo", "-q")
    assert len(set(undone.out.split())) == times or not times


def test_a_sheet_is_one_step_or_nothing(office, naht, monkeypatch):
    before = office.read_bytes()
    bad = fed(naht, monkeypatch, "# 2026-03-12 nord\n" + "5m\n" * 50 + "quatsch\n30.7.2012 tibi\n")
    assert (bad.code, bad.out, office.read_bytes()) == (2, "", before)
    assert [line.split(":")[0] for line in bad.err.splitlines()[:2]] == ["Zeile 52", "Zeile 53"]
    assert len(fed(naht, monkeypatch, "# 2026-03-12 nord\n" + "5m\n" * 50).out.split()) == 50
    assert len(naht("undo").out.split()) == 50
    assert naht("visit", "list", "2026", "-f", "value").out == ""


def test_a_sheet_is_text(office, naht, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"20m \xff")))
    assert naht("v", "-").code == 2


def test_before_a_long_sheet_a_backup_is_made(office, naht, monkeypatch):
    fed(naht, monkeypatch, "# 2026-03-12 nord\n" + "5m\n" * 99)
    assert not list(office.parent.glob("backups/*.db"))
    ran = fed(naht, monkeypatch, "# 2026-03-13 nord\n" + "5m\n" * 100)
    [copy] = office.parent.glob("backups/*.db")
    assert str(copy) in ran.err
    assert len(naht("visit", "list", "2026", "-f", "tsv", "--no-header", "--db", str(copy)).out.splitlines()) == 99
    assert naht("backup", "verify").code == 0


@pytest.mark.parametrize(
    "sheet", ["# 31.12. nord\n5m tel\n", "31.12. nord 5m tel\n", "# 30.12.2025 nord\n5m\n# 31.12. west\n5m\n"]
)
def test_a_day_has_its_year(office, naht, monkeypatch, sheet):
    """Read in two years, a day without one would be two records."""
    before = office.read_bytes()
    for today in ("2026-02-01", "2027-02-01"):
        monkeypatch.setenv("NAHT_TODAY", today)
        ran = fed(naht, monkeypatch, sheet)
        assert (ran.code, ran.out, office.read_bytes()) == (2, "", before)
        assert "31.12.2026" in ran.err


def test_the_year_of_a_heading_holds_for_its_lines(office, naht, monkeypatch):
    for today, new in (("2026-02-01", 2), ("2027-02-01", 0)):
        monkeypatch.setenv("NAHT_TODAY", today)
        ran = fed(naht, monkeypatch, "# 30.12.2025 nord\n5m tel\n31.12. 5m tel\n")
        assert (ran.code, f"{new} aufgenommen" in ran.err) == (0, bool(new))
    assert naht("visit", "list", "2025", "-f", "value", "--fields", "day").out == "2025-12-30\n2025-12-31\n"


# ---- the same sheet, and another one


def recorded(naht, *fields):
    shown = ("--fields", ",".join(fields)) if fields else ()
    return naht("visit", "list", "2026", "-f", "value", *shown).out.splitlines()


def test_a_colleagues_sheet_is_another_one(office, naht, monkeypatch):
    naht("worker", "add", "ab")
    naht("worker", "add", "cd")
    sheet = HEADING + "5m tel\n20m wohnen\n"
    first = fed(naht, monkeypatch, sheet, "--as", "ab")
    second = fed(naht, monkeypatch, sheet, "--as", "cd")
    assert (first.code, second.code, len(recorded(naht))) == (0, 0, 4)
    assert not set(first.out.split()) & set(second.out.split())
    assert fed(naht, monkeypatch, sheet, "--as", "ab").out == first.out


def test_another_sheet_of_the_day_with_an_equal_line_is_another_one(office, naht, monkeypatch):
    first = fed(naht, monkeypatch, HEADING + "5m tel\n20m wohnen\n7m kurz\n")
    second = fed(naht, monkeypatch, HEADING + "5m tel\n30m schulden\n")
    assert len(second.out.split()) == 2
    assert not set(first.out.split()) & set(second.out.split())


@pytest.mark.parametrize("place", range(4))
def test_a_sheet_is_known_with_a_line_more_wherever_it_stands(office, naht, monkeypatch, place):
    written = ["5m tel", "20m wohnen", "5m tel"]
    first = fed(naht, monkeypatch, HEADING + "\n".join(written)).out.split()
    written.insert(place, "30m schulden")
    ran = fed(naht, monkeypatch, HEADING + "\n".join(written)).out.split()
    assert sorted([*first, ran[place]]) == sorted(ran)
    assert ran[:place] + ran[place + 1 :] == first
    assert fed(naht, monkeypatch, HEADING + "\n".join(written)).out.split() == ran
    other = fed(naht, monkeypatch, HEADING + "30m schulden\n7m tel\n").out.split()  # the new line joined its sheet
    assert not set(other) & set(ran)


def test_two_sheets_in_one_are_known(office, naht, monkeypatch):
    one = fed(naht, monkeypatch, HEADING + "5m tel\n20m wohnen\n7m kurz\n").out.split()
    two = fed(naht, monkeypatch, HEADING + "5m tel\n30m schulden\n").out.split()
    ran = fed(naht, monkeypatch, HEADING + "5m tel\n20m wohnen\n7m kurz\n5m tel\n30m schulden\n")
    assert (ran.code, ran.out.split()) == (0, one + two)


def test_of_a_mended_sheet_what_no_longer_stands_in_it_is_named(office, naht, monkeypatch):
    first = fed(naht, monkeypatch, HEADING + "5m tel\n20m wohnen\n7m kurz\n").out.split()
    ran = fed(naht, monkeypatch, HEADING + "5m tel\n25m wohnen\n7m kurz\n")
    assert ran.out.split()[::2] == first[::2]
    assert f"steht nicht mehr im Blatt: {first[1][:6]} · falsch? naht visit remove ID\n" in ran.err


def test_a_sheet_with_a_name_is_known_by_it_alone(office, naht, monkeypatch):
    first = fed(naht, monkeypatch, HEADING + "5m tel\n20m wohnen\n7m kurz\n", "--source", "diary").out.split()
    assert fed(naht, monkeypatch, HEADING + "5m tel\n", "--source", "diary").out.split() == first[:1]
    other = fed(naht, monkeypatch, HEADING + "5m tel\n20m wohnen\n7m kurz\n", "--source", "another").out.split()
    assert not set(other) & set(first)


def test_of_an_undone_sheet_nothing_can_be_there_twice(office, naht, monkeypatch):
    fed(naht, monkeypatch, HEADING + "5m tel\n")
    naht("undo", "-q")
    assert fed(naht, monkeypatch, HEADING + "5m tel\n").code == 0
    assert naht("redo").code != 0
    assert len(recorded(naht)) == 1


# ---- notes and options


def test_behind_two_strokes_stands_a_note(office, naht, monkeypatch):
    ran = fed(naht, monkeypatch, HEADING + "5m tel // ruft wieder an // https://example.org\n7m tel\n9m tel //\n")
    assert (ran.code, recorded(naht, "minutes", "note")) == (
        0, ["5\truft wieder an // https://example.org", "7\t", "9\t"]
    )  # fmt: skip


@pytest.mark.parametrize(
    "line", ["// nur eine Notiz", "--note andere 5m // eine", "5m --note -", "5m --note edit", "5m --db x", "5m -i",
             "5m --again", "5m --topic", "5m --dry-run", "5m --day=gestern", "5m --day gestern", "2x 5m --source a",
             "# 13.3.2026 // Regen", "# 13.3.2026 --source a"]
)  # fmt: skip
def test_what_no_line_can_say_is_refused(office, naht, monkeypatch, line):
    before = office.read_bytes()
    ran = fed(naht, monkeypatch, f"{HEADING}{line}\n")
    assert (ran.code, ran.out, office.read_bytes()) == (2, "", before)
    assert ran.err.startswith("Zeile 2: ")


def test_a_line_has_the_options_of_the_command_line(office, naht, monkeypatch):
    ran = fed(naht, monkeypatch, HEADING + '5m tel --refer jobcenter --topic wohnen --note="ruft an"\n'
              "west --day 13.3. --minutes=7 // später\n")  # fmt: skip
    assert ran.code == 0, ran.err
    assert recorded(naht, "day", "minutes", "topics", "note") == [
        "2026-03-12\t5\twohnen\truft an", "2026-03-13\t7\tk-a\tspäter"
    ]  # fmt: skip
    assert naht("referral", "list", "2026", "-f", "value", "--fields", "partner,day").out == "jobcenter\t2026-03-12\n"


# ---- what would be


def test_a_dry_run_shows_the_lines_and_writes_nothing(office, naht, monkeypatch):
    client = naht("k", "w", "1984", "west").out.strip()
    sheet = HEADING + f"5m tel wohnen {client}\n2x 7m kurz\n"
    before = office.read_bytes()
    dry = fed(naht, monkeypatch, sheet, "--dry-run")
    assert (dry.code, dry.out, office.read_bytes()) == (0, "", before)
    wet = fed(naht, monkeypatch, sheet)
    for said, would in zip(wet.err.splitlines()[:2], dry.err.splitlines()[:2], strict=True):
        assert would == said.replace(said.split(": ")[1].split(" · ")[0] + " · ", "")
    assert "aufzunehmen: 3;" in dry.err
    again = fed(naht, monkeypatch, sheet, "--dry-run")
    assert (again.out, "aufzunehmen: 0;" in again.err) == (wet.out, True)
    assert fed(naht, monkeypatch, HEADING + "quatsch\n", "--dry-run").code == 2


# ---- one record, one source


def test_a_source_is_recorded_once(office, naht):
    first = naht("v", "nord", "20m", "--source", "kobo-17")
    before = office.read_bytes()
    again = naht("v", "west", "30m", "--source", "kobo-17")
    assert (again.code, again.out, office.read_bytes()) == (0, first.out, before)
    assert "20 min" in again.err
    assert "schon da" in again.err
    dry = naht("v", "nord", "--source", "kobo-18", "--dry-run")
    assert (dry.code, dry.out, office.read_bytes()) == (0, "", before)
    assert naht("v", "2x", "nord", "--source", "kobo-18").code == 2
    assert naht("n", "nord", "jobcenter", "--source", "kobo-17").out != first.out


def test_a_line_of_a_sheet_may_have_a_source(office, naht, monkeypatch):
    one = naht("v", "nord", "20m", "--source", "a").out.split()
    ran = fed(naht, monkeypatch, HEADING + "5m --source a\n5m --source b\n5m --source b\n").out.split()
    assert ran[:1] == one
    assert ran[1] == ran[2]
    assert len(recorded(naht)) == 2


def test_twice_is_asked_only_of_the_same_topics_and_names_the_one_to_remove(office, naht, monkeypatch):
    client = naht("k", "w", "1984", "west").out.strip()
    ran = fed(naht, monkeypatch, HEADING + f"tel {client} wohnen schulden\ntel {client} wohnen\n")
    assert "Doppelt" not in ran.err
    twice = fed(naht, monkeypatch, HEADING + f"9m tel {client} schulden wohnen\n10m tel {client}\n")
    ident = twice.out.split()[0][:6]
    [asked] = [line for line in twice.err.splitlines() if "Doppelt" in line]
    assert asked.startswith("Achtung: Zeile 2: ")
    assert asked.endswith(f"({ran.out[:6]}). Doppelt? naht visit remove {ident}")
    assert "naht undo" not in ran.err + twice.err


# ---- bounds

HEADING = "# 2026-03-12 nord\n"
FEED = [sys.executable, "-m", "naht", "v", "-"]
REMEMBERED = 250  # megabytes that any sheet may take; Python and naht take 20 of them
LONGEST = {
    "one line": b"a b " * 5_000_000,
    "blank lines": b"\n" * 20_000_000,
    "too many lines": b"5m\n" * (MOST + 1),
    "too much": b"5m\n" * 7_000_000,
    "wide characters": ("😀 " * 3_990 + "\n").encode() * 1_252,
    "too many records": HEADING.encode() + b"99x\n" * (MOST // 99 + 1),
}  # fmt: skip


# A small process between, for what a child used at most is counted from what its parent used.
WEIGHED = """
import resource, subprocess, sys
code = subprocess.run([sys.executable, "-m", "naht", "v", "-"], stdout=subprocess.DEVNULL).returncode
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> (20 if sys.platform == "darwin" else 10))
"""


@pytest.mark.skipif(os.name == "nt", reason="nobody says how much a process used")
@pytest.mark.parametrize("kind", LONGEST)
def test_whatever_comes_in_costs_bounded_memory(office, kind, tmp_path):
    before = office.read_bytes()
    sheet = tmp_path / "sheet.txt"
    sheet.write_bytes(LONGEST[kind])
    with sheet.open() as file:
        ran = subprocess.run([sys.executable, "-c", WEIGHED], stdin=file, capture_output=True, text=True, check=True)
    code, megabytes = map(int, ran.stdout.split())
    assert (code, office.read_bytes()) == (2, before), ran.stderr
    assert "zu lang" in ran.stderr or f"{MEGABYTES} MB" in ran.stderr
    assert megabytes < REMEMBERED


def test_of_many_bad_lines_the_first_are_told_and_the_others_counted(office, naht, monkeypatch):
    looked_up = []
    near = Vocabulary.near
    monkeypatch.setattr(Vocabulary, "near", lambda self, token: looked_up.append(self.hints) or near(self, token))
    ran = fed(naht, monkeypatch, HEADING + "".join(f"quatsch{n}\n" for n in range(50)) + "5m\n")
    assert (ran.code, ran.out) == (2, "")
    *told, more, count, _ = ran.err.splitlines()
    assert [line.split(":")[0] for line in told] == [f"Zeile {n}" for n in range(2, 22)]
    assert (more, count) == (
        "… und 30 weitere Zeilen", "naht: 50 von 52 Zeilen nicht in Ordnung; es wurde nichts aufgenommen."
    )  # fmt: skip
    assert looked_up.count(True) == 20  # a millisecond each, for what nobody is told
    assert fed(naht, monkeypatch, HEADING + "quatsch\n" * 20).err.count("weitere") == 0
    assert "… und 1 weitere Zeile\n" in fed(naht, monkeypatch, HEADING + "quatsch\n" * 21).err


# ---- what others do meanwhile


def test_others_write_while_a_sheet_is_checked(office, naht, process, monkeypatch):
    """In the middle of each rule that is asked, a whole other command records a visit."""
    ran = []
    verify = records.verify

    def meanwhile(unit, noun, record):
        ran.append(process("v", "west", "tel", "-q").returncode)
        done = verify(unit, noun, record)
        ran.append(process("v", "west", "tel", "-q").returncode)
        return done

    monkeypatch.setattr(records, "verify", meanwhile)
    monkeypatch.setattr("naht.store.file.opening.PATIENCE", 0.5)
    assert fed(naht, monkeypatch, HEADING + "5m tel\n7m tel\n").code == 0
    assert ran == [0, 0, 0, 0]
    assert len(naht("visit", "list", "2026", "-f", "value").out.splitlines()) == 6


def test_others_write_while_a_sheet_is_typed(office, process):
    feeding = subprocess.Popen(FEED, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    feeding.stdin.write(HEADING + "5m tel\n")
    feeding.stdin.flush()
    assert process("v", "west").returncode == 0
    assert len(feeding.communicate("7m tel\n", timeout=60)[0].split()) == 2


def test_the_rules_are_asked_again_when_it_is_written(office, naht, monkeypatch):
    """Between the check and the writing a word of the sheet has ended."""
    keep = batch.Sheet.keep

    def ended(sheet, entry):
        sheet.unit.con.execute("UPDATE word SET ends_on = '2020-01-01' WHERE id = 'topic:wohnen'")
        return keep(sheet, entry)

    monkeypatch.setattr(batch.Sheet, "keep", ended)
    before = office.read_bytes()
    ran = fed(naht, monkeypatch, HEADING + "5m tel\n7m wohnen\n")
    assert (ran.code, ran.out, office.read_bytes()) == (4, "", before)
    assert ran.err.startswith("Zeile 3: „wohnen“ gilt")


def test_a_wrong_sheet_never_waits_for_the_file(office, naht, monkeypatch):
    """Somebody else is writing all the time."""
    monkeypatch.setattr("naht.store.file.opening.PATIENCE", 0.5)
    with closing(sqlite3.connect(office, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert fed(naht, monkeypatch, HEADING + "quatsch\n").code == 2
        assert fed(naht, monkeypatch, HEADING + "30.7.2012 tibi\n").code == 4
        assert fed(naht, monkeypatch, HEADING + "5m tel\n").code == 5


def test_a_line_that_is_there_already_is_asked_nothing(office, naht, monkeypatch):
    """Since it was recorded one of its words has ended."""
    first = fed(naht, monkeypatch, HEADING + "5m wohnen\n")
    assert naht("word", "edit", "topic:wohnen", "--ends-on", "2026-03-01").code == 0
    ran = fed(naht, monkeypatch, HEADING + "5m wohnen\n")
    assert (ran.code, ran.out) == (first.code, first.out) == (0, first.out)
    assert fed(naht, monkeypatch, HEADING + "6m wohnen\n").code == 4


@pytest.mark.parametrize("word", ["25.11.", "25.11"])
def test_a_day_takes_the_year_of_its_heading_however_it_is_written(word):
    assert absolute([word, "nord", "1.5h", "14:30"], "2026") == ["25.11.2026", "nord", "1.5h", "14:30"]
    with pytest.raises(DayWithoutYear):
        absolute([word])
