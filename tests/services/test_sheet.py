"""A sheet of lines: recorded once, whatever order its words have and however often it is fed."""

import io
import shutil
import sys

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naht.domain.sheet import lines

TOPICS = ("wohnen", "schulden")  # their order says which is the main one
LINE = st.lists(st.sampled_from(["nord", "west", "tel", "hb", "5m", "20m", "wohnen", "schulden", "2x"]), max_size=4)


def fed(naht, monkeypatch, text, *words):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    return naht("v", "-", *words)


def clash(words):
    return any(len(set(pair) & set(words)) > 1 for pair in (("nord", "west"), ("tel", "hb"), ("5m", "20m"), TOPICS))


def test_a_sheet_has_headings_records_comments_and_nothing():
    text = "\ufeff# 2026-03-12 nord\r\n\r\n  20m tel\n#kein Tag\n#13.3.\n\t5m\n# \n"
    assert [tuple(line) for line in lines(text)] == [
        (1, ["2026-03-12", "nord"], True), (3, ["20m", "tel"], False), (5, ["13.3."], True), (6, ["5m"], False),
    ]  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
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
    assert (again.code, again.out) == (0, "")
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
