"""The questions of ``naht visit add``, asked and answered at a terminal."""

import codecs
import os
import pty
import select
import signal
import subprocess
import time

import pytest
from running import NAHT, ids

from naht.domain.nouns import names, noun

END = "\x04"  # Ctrl-D


class Talk:
    """naht at a terminal: ``says`` waits for its next question and answers it."""

    def __init__(self, *args):
        ours, theirs = pty.openpty()
        environment = {k: v for k, v in os.environ.items() if k != "COLUMNS"} | {"TERM": "dumb"}
        self.process = subprocess.Popen([*NAHT, *args], stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
        os.close(theirs)
        self.ours, self.seen, self.heard = ours, "", 0
        self.decoder = codecs.getincrementaldecoder("utf-8")()  # a read may end within a letter

    def says(self, question, answer):
        """Wait for a question and type the answer behind it."""
        end = time.monotonic() + 60
        while question not in self.seen[self.heard :]:
            assert time.monotonic() < end, (question, self.seen)
            assert self._read(), (question, self.seen)
        self.heard = len(self.seen)
        os.write(self.ours, f"{answer}\n".encode() if answer != END else END.encode())

    def _read(self):
        if select.select([self.ours], [], [], 30)[0]:
            try:
                part = os.read(self.ours, 65536)
            except OSError:
                return False
            self.seen = (self.seen + self.decoder.decode(part)).replace("\r\n", "\n")
            return bool(part)
        return False

    def ends(self):
        """Exit code and everything that stood on the terminal."""
        while self._read():
            pass
        os.close(self.ours)
        return self.process.wait(30), self.seen


def test_what_is_missing_is_asked_for(office, naht):
    client = naht("k", "w", "1984", "west", "-q").out.strip()
    talk = Talk("visit", "add")
    talk.says("Tag [So 22.11.2026]: ", "gestern")
    talk.says("Stadtteil: ", "nord")
    talk.says("Kontaktart [sprechstunde]: ", "hb")
    talk.says("Klient/in: ", client[:6])
    talk.says("Minuten: ", "20")
    talk.says("Thema: ", "wohnen schulden")
    code, seen = talk.ends()
    assert code == 0
    assert "Sa 21.11.2026 · Weimar-Nord · Hausbesuch · 20 min · Wohnen und Miete; Schulden" in seen.replace("\n  ", " ")
    assert len(ids(office)) == 1


def test_what_is_repeated_counts_as_often(office):
    talk = Talk("v", "-i", "2x", "west", "tel", "10m")
    talk.says("Tag [So 22.11.2026]: ", "")
    talk.says("Klient/in: ", "")
    talk.says("Thema: ", "")
    talk.says("Tag [So 22.11.2026]: ", END)
    code, seen = talk.ends()
    assert (code, len(ids(office))) == (0, 2)
    assert "2 aufgenommen" in seen


def test_an_answer_is_of_its_own_field(office):
    """A word of another field would be recorded unseen: at the sex ``paar`` became the household."""
    talk = Talk("k")
    talk.says("Geschlecht: ", "paar")
    talk.says("Geschlecht: ", "1984")
    talk.says("Geschlecht: ", "w")
    talk.says("Geburtsjahr: ", "west")
    talk.says("Geburtsjahr: ", "1984")
    talk.says("Wohnort: ", "sgb2")
    talk.says("Wohnort: ", "west")
    code, seen = talk.ends()
    assert code == 0
    assert "weiblich · Geburtsjahr 1984 · Wohnort: Weimar-West" in seen.replace("\n  ", " ")
    assert "Paar" not in seen
    other = Talk("v")
    other.says("Tag ", "west tel 10m")
    other.says("Tag ", "")
    other.says("Stadtteil: ", "tel")
    other.says("Stadtteil: ", "west")
    other.says("Kontaktart ", "schulden")
    other.says("Kontaktart ", "")
    other.says("Klient/in: ", "schulden")
    other.says("Klient/in: ", "@")
    other.says("Minuten: ", "2x")
    other.says("Minuten: ", "20 min")
    other.says("Thema: ", "schulden hb")
    other.says("Thema: ", "")
    code, seen = other.ends()
    assert code == 0
    assert len(ids(office)) == 1


def test_one_after_the_other_until_somebody_has_enough(office):
    talk = Talk("w", "-i", "team")
    talk.says("Tag [So 22.11.2026]: ", "2.11.")
    talk.says("Stadtteil: ", "west")
    talk.says("Minuten: ", "1h")
    talk.says("Tag [Mo 02.11.2026]: ", "")
    talk.says("Stadtteil [west]: ", "")
    talk.says("Minuten: ", "30m")
    talk.says("Tag [Mo 02.11.2026]: ", END)
    code, seen = talk.ends()
    assert code == 0
    assert "2 aufgenommen" in seen
    assert len(ids(office, "work")) == 2


def test_what_a_rule_refuses_can_be_put_right(office):
    talk = Talk("v", "-i", "nord", "tel", "20m", "tibi")
    talk.says("Tag ", "30.7.2012")
    talk.says("Klient/in: ", "")
    talk.says("Thema: ", "")
    talk.says("TIBI gilt nicht für Weimar-Nord", "")
    talk.says("Ändern oder ergänzen: ", "west")
    talk.says("Tag ", END)
    code, seen = talk.ends()
    assert code == 0
    assert "Mo 30.07.2012 · Weimar-West" in seen
    assert len(ids(office)) == 1


@pytest.mark.parametrize(("place", "echo"), [("nord", "Weimar-Nord"), ("prager", "Prager Straße")])
def test_where_somebody_is_today_is_offered(office, naht, place, echo):
    naht("v", "gestern", "schoendorf", "tel", "3m")
    assert naht("here", place).code == 0
    assert echo in naht("v", "5m").err
    talk = Talk("v")
    talk.says("Tag ", "")
    talk.says(f"Stadtteil [{place}]: ", "")
    talk.says("Kontaktart ", "")
    talk.says("Klient/in: ", "")
    talk.says("Minuten: ", "7")
    talk.says("Thema: ", "")
    code, seen = talk.ends()
    assert code == 0
    assert echo in " ".join(seen.splitlines()[-2:])
    other = Talk("v")
    other.says("Tag ", "gestern")  # where somebody was that day nobody said: what was recorded last counts
    other.says(f"Stadtteil [{'nord' if place == 'nord' else 'west'}]", END)
    assert other.ends()[0] == 0


def test_a_label_of_several_words_is_an_answer(office):
    talk = Talk("v", "-i", "west", "tel", "5m")
    talk.says("Tag ", "")
    talk.says("Klient/in: ", "")
    talk.says("Thema: ", "Wohnen und Miete")
    talk.says("Tag ", END)
    code, seen = talk.ends()
    assert code == 0
    assert "5 min · Wohnen und Miete" in seen.replace("\n  ", " ")


def test_ctrl_c_leaves_a_line_and_says_what_was_kept(office):
    talk = Talk("w", "-i", "team", "west", "1h")
    talk.says("Tag ", "")
    talk.says("Tag ", "")
    talk.says("Tag ", "gestern x")
    talk.says("Tag ", "y")
    os.kill(talk.process.pid, signal.SIGINT)
    code, seen = talk.ends()
    assert code == 130
    assert seen.endswith("2 aufgenommen\n")


def test_who_has_enough_at_once_records_nothing(office):
    before = office.read_bytes()
    talk = Talk("contact", "add")
    talk.says("Tag ", "")
    talk.says("Stadtteil", END)
    assert talk.ends()[0] == 0
    assert office.read_bytes() == before


@pytest.mark.parametrize("word", ["v", "n", "w", "r", "k"])
def test_nobody_is_asked_off_a_terminal(office, process, word):
    ran = process(word, "-i")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert process(word).returncode in (0, 2, 4)  # a client of whom nothing is said is refused


def test_every_question_is_a_field():
    for name in names():
        for asked in noun(name).dialog:
            assert noun(name).field(asked).given


def test_what_is_usual_for_the_worker_is_offered(office, naht, monkeypatch):
    """A worker has no day of its own: what is asked for and what a worker says are two lists of fields."""
    assert naht("worker", "add", "mk", "nord").code == 0
    monkeypatch.setenv("NAHT_WORKER", "mk")
    talk = Talk("visit", "add")
    talk.says("Tag [So 22.11.2026]: ", "")
    talk.says("Stadtteil [nord]: ", END)
    assert talk.ends()[0] == 0


def test_setup_asks_and_keeps_what_enter_is_pressed_at(office, naht):
    talk = Talk("setup")
    talk.says("Name des Büros [NAHT-Stelle Weimar]: ", "")
    talk.says("Träger [–]: ", "Probeträger")
    talk.says("aufgezeichnet wird [2026-11-22]: ", "1.1.2031")
    talk.says("aufgezeichnet wird [2026-11-22]: ", "1.3.2025")
    talk.says("Weimar-West? [thinka]: ", "nichts")
    talk.says("Weimar-West? [thinka]: ", "basis")
    for district in ("Schöndorf", "Weimar-Nord", "Innenstadt"):
        talk.says(f"{district}? [", "")
    talk.says("dazwischen [–]: ", "kl mb")
    code, seen = talk.ends()
    assert (code, seen.count("naht: ")) == (0, 2)
    answers = [line.split("\t") for line in naht("setup", "-f", "tsv").out.splitlines()[1:]]
    assert [answer for _, answer, _ in answers] == [
        "NAHT-Stelle Weimar", "Probeträger", "2025-03-01", "basis", "thinka", "thinka", "basis", "kl mb",
    ]  # fmt: skip
    assert naht("undo").code == 3  # answers are no records


def test_init_asks_at_a_terminal_until_somebody_has_enough(alone):
    talk = Talk("--db", "neu.db", "init")
    talk.says("Name des Büros [NAHT-Stelle Weimar]: ", "Probebüro")
    talk.says("Träger [–]: ", END)
    code, seen = talk.ends()
    assert code == 0
    assert "Name des Büros: Probebüro" in seen
    assert "naht undo" in seen
