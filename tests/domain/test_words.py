"""Words in any order, read against a small vocabulary."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naht.domain.errors import (
    AmbiguousWord,
    BadDay,
    BareNumber,
    BareTime,
    NahtError,
    SecondRepeat,
    SecondValue,
    SeveralUnknown,
    UnknownWord,
    WhichYear,
)
from naht.domain.nouns import noun
from naht.domain.refusals import ReservedWord
from naht.domain.reserved import clashes, refuse_reserved
from naht.domain.words import Entry, Vocabulary, keys, read
from naht.output.language import say

TODAY = date(2026, 11, 22)
VISIT = noun("visit")
WORDS = Vocabulary([
    Entry("district", "nord", ("Weimar-Nord",)),
    Entry("district", "schoendorf", ("Schöndorf",)),
    Entry("channel", "hausbesuch", ("hb", "Hausbesuch")),
    Entry("channel", "telefon", ("tel",)),
    Entry("outcome", "nicht-erreicht", ("ne",)),
    Entry("outcome", "nicht-erschienen", ("nx",)),
    Entry("topic", "wohnen", ("Wohnen",)),
    Entry("topic", "wohnen.suche"),
    Entry("topic", "wohngeld"),
    Entry("topic", "schulden"),
    Entry("topic", "schulden.miete"),
    Entry("topic", "sonstiges"),
    Entry("service", "sonstiges", bare=False),
    Entry("gender", "w", ("weiblich",)),
    Entry("residence", "aus-nord", ("aus-Weimar-Nord",)),
])  # fmt: skip


def record(*tokens):
    return read(tokens, VISIT, WORDS, TODAY).record


@pytest.mark.parametrize(
    ("token", "said"),
    [
        ("gestern", {"day": "2026-11-21"}),
        ("12.11.", {"day": "2026-11-12"}),
        ("12.11", {"day": "2026-11-12"}),
        ("14:30", {"time": "14:30"}),
        ("8:05", {"time": "08:05"}),
        ("20 min", {"minutes": 20}),
        ("1,5h", {"minutes": 90}),
        ("0,5 h", {"minutes": 30}),
        ("1:30h", {"minutes": 90}),
        ("2026-03-12", {"day": "2026-03-12"}),
        ("20m", {"minutes": 20}),
        ("20M", {"minutes": 20}),
        ("1h", {"minutes": 60}),
        ("1h15", {"minutes": 75}),
        ("1h15m", {"minutes": 75}),
        ("12p", {"headcount": 12}),
        ("12P", {"headcount": 12}),
        ("+3", {"co_advised": 3}),
        ("k7q4m2", {"clients": ["k7q4m2"]}),
        ("K7O4ML", {"clients": ["k704m1"]}),
        ("@", {"clients": ["@"]}),
        ("last", {"clients": ["last"]}),
        ("nord", {"district": "nord"}),
        ("NORD", {"district": "nord"}),
        ("Schöndorf", {"district": "schoendorf"}),
        ("scho\u0308ndorf", {"district": "schoendorf"}),
        ("sch\u00f6n", {"district": "schoendorf"}),
        ("weimar-nord", {"district": "nord"}),
        ("hb", {"channel": "hausbesuch"}),
        ("haus", {"channel": "hausbesuch"}),
        ("nicht-err", {"outcome": "nicht-erreicht"}),
        ("wohnen", {"topics": ["wohnen"]}),
        ("wohng", {"topics": ["wohngeld"]}),
        ("schuld", {"topics": ["schulden"]}),
        ("schulden.m", {"topics": ["schulden.miete"]}),
        ("wohnen.suche", {"topics": ["wohnen.suche"]}),
        ("sonstiges", {"topics": ["sonstiges"]}),
        ("aus-nord", {"residence": "nord"}),
        ("aus-no", {"residence": "nord"}),
        ("w", {"gender": "w"}),
    ],
)
def test_one_word(token, said):
    assert record(token) == said


def test_a_whole_line():
    assert record("gestern", "nord", "hausbesuch", "20m", "wohnen", "schulden", "k7q4m2") == {
        "day": "2026-11-21", "district": "nord", "channel": "hausbesuch", "minutes": 20,
        "topics": ["wohnen", "schulden"], "clients": ["k7q4m2"],
    }  # fmt: skip


def test_repetition_is_no_field():
    assert read(["nord", "12x"], VISIT, WORDS, TODAY) == ({"district": "nord"}, 12)
    assert read(["nord", "12X", "12x"], VISIT, WORDS, TODAY).times == 12


def test_of_many_values_the_first_stays_first_and_none_comes_twice():
    assert record("schulden", "wohnen", "schulden")["topics"] == ["schulden", "wohnen"]


def test_the_same_value_twice_is_fine():
    assert record("nord", "weimar-nord", "20m", "20m") == {"district": "nord", "minutes": 20}


@pytest.mark.parametrize(
    ("tokens", "error"),
    [
        (["nord", "schoendorf"], SecondValue),
        (["20m", "30m"], SecondValue),
        (["heute", "gestern"], SecondValue),
        (["12p", "13p"], SecondValue),
        (["hb", "tel"], SecondValue),
        (["12x", "3x"], SecondRepeat),
        (["1x", "3x"], SecondRepeat),
        (["3x", "1x"], SecondRepeat),
        (["wohn"], AmbiguousWord),
        (["nicht"], AmbiguousWord),
        (["20"], BareNumber),
        (["31.2."], BadDay),
        (["2026-13"], BadDay),
        (["01/02/2026"], BadDay),
        (["no"], UnknownWord),
        (["nrod"], UnknownWord),
        (["0m"], UnknownWord),
        (["0h00"], UnknownWord),
        (["0p"], UnknownWord),
        (["0x"], UnknownWord),
        (["0"], UnknownWord),
        (["0 min"], UnknownWord),
        (["1:30"], BareTime),
        (["25:30"], BareTime),
        (["12:60"], UnknownWord),
        (["14:30", "15:30"], SecondValue),
        (["14:30", "20m", "1,5h"], SecondValue),
        (["november"], BadDay),
        (["11.2026"], BadDay),
        (["november", "2026"], BadDay),
        (["11/2026"], BadDay),
        (["11/26"], BadDay),
        (["24.12."], WhichYear),
        (["+0"], UnknownWord),
        (["1000x"], UnknownWord),
        (["v7q4m2"], UnknownWord),
        (["2026"], BadDay),
        ([""], UnknownWord),
        (["\ud800"], UnknownWord),
        (["[/b]"], UnknownWord),
    ],
)
def test_what_is_refused(tokens, error):
    with pytest.raises(error):
        record(*tokens)


@pytest.mark.parametrize(
    ("line", "record"),
    [
        ("nord 20 min", {"district": "nord", "minutes": 20}),
        ("20 min nord", {"district": "nord", "minutes": 20}),
        ("0,5 h nord", {"district": "nord", "minutes": 30}),
        ("1 h 15 min", {"minutes": 75}),
        ("1h 15m", {"minutes": 75}),
        ("1 Std. w", {"minutes": 60, "gender": "w"}),
        ("9:00 Uhr 20 Minuten", {"time": "09:00", "minutes": 20}),
        ("1:30 uhr", {"time": "01:30"}),
    ],
)
def test_what_a_blank_parts_is_one_value(line, record):
    assert read(line.split(), VISIT, WORDS, TODAY).record == record


@pytest.mark.parametrize(
    "line",
    ["nord 20 hb", "20 nord min", "nord 2 w", "m 20", "1h 75", "20m 15", "2026-11-01..2026-11-30 nord", "nord ..2026"],
)
def test_what_has_no_form_together_stays_apart(line):
    with pytest.raises(NahtError):
        read(line.split(), VISIT, WORDS, TODAY)


def test_the_time_of_a_noun_without_one_is_a_duration_at_most():
    with pytest.raises(BareTime) as raised:
        read(["2:30"], noun("work"), WORDS, TODAY)
    assert say(raised.value.advice, "en") == "A duration is 2:30h."
    assert read(["2:30h"], noun("work"), WORDS, TODAY).record == {"minutes": 150}


@pytest.mark.parametrize(
    ("name", "number", "meanings"),
    [
        ("visit", "20", ["20m", "20p", "20x", "20.11."]),
        ("visit", "31", ["31m", "31p", "31x", "31.10."]),
        ("visit", "007", ["7m", "7p", "7x", "7.11."]),
        ("visit", "100", ["100m", "100p"]),
        ("work", "45", ["45m", "45x"]),
        ("client", "20", ["20x"]),
    ],
)
def test_what_a_bare_number_may_mean_can_be_typed(name, number, meanings):
    with pytest.raises(BareNumber) as raised:
        read([number], noun(name), WORDS, TODAY)
    shown = say(raised.value.facts["meanings"], "en")
    assert [part.partition(" ")[0] for part in shown.split(", ")] == meanings
    for token in meanings:
        record, times = read([token], noun(name), WORDS, TODAY)
        assert record or times > 1


PARTS = Vocabulary([
    Entry("topic", "familie", ("Familie und Erziehung",), joint="."),
    Entry("topic", "familie.kita-schule", ("Kita- und Schulplatz",), joint="."),
    Entry("topic", "familie.jugendamt", ("Kontakt mit dem Jugendamt",), joint="."),
    Entry("topic", "bildung", ("Schule, Grundbildung",), joint="."),
    Entry("topic", "energie", ("Energie (Tarif, Vertrag)",), joint="."),
    Entry("topic", "schulden.miete", ("Mietschulden",), joint="."),
    Entry("topic", "wohnen", ("Wohnen und Miete",), joint="."),
    Entry("outcome", "nicht-erreicht", ("nicht erreicht",), joint="."),
    Entry("site", "kiosk-sonnenschein", ("Kiosk Sonnenschein",), joint="-"),
    Entry("residence", "aus-schoendorf", ("aus-Schöndorf",)),
    Entry("refer", "amt-mitte", ("Amt Mitte",), bare=False, joint="-"),
])  # fmt: skip


@pytest.mark.parametrize(
    ("token", "value"),
    [
        ("kita", "familie.kita-schule"), ("Schulplatz", "familie.kita-schule"), ("schule", "bildung"),
        ("jugenda", "familie.jugendamt"), ("grundb", "bildung"), ("vertrag", "energie"), ("erziehung", "familie"),
        ("sonnenschein", "kiosk-sonnenschein"), ("sonn", "kiosk-sonnenschein"),
    ],
)  # fmt: skip
def test_a_later_part_names_what_no_other_part_names(token, value):
    assert [entry.value for entry in PARTS.find(token)] == [value]


@pytest.mark.parametrize("token", ["son", "ver", "kontakt", "erreicht", "schoendorf", "mitte", "und", "platz", "amt"])
def test_no_part_is_what_is_short_or_does_not_stand_for_itself(token):
    """``erreicht`` would be taken for its contrary."""
    assert PARTS.find(token) == []


def test_a_part_of_several_is_ambiguous():
    with pytest.raises(AmbiguousWord) as raised:
        read(["miete"], VISIT, PARTS, TODAY)
    assert raised.value.facts["candidates"] == "schulden.miete, wohnen"


def test_the_option_of_a_field_takes_parts_too():
    assert [entry.value for entry in PARTS.of(VISIT.field("refer")).find("mitte")] == ["amt-mitte"]


def test_all_unknown_words_of_a_line_are_named_at_once():
    with pytest.raises(SeveralUnknown) as raised:
        read(["nord", "hausbsuch", "quatsch", "20m", "telefn"], VISIT, WORDS, TODAY)
    error = raised.value
    assert say(error.message, "de") == "Das sind hier keine bekannten Wörter: „hausbsuch“, „quatsch“, „telefn“."
    assert "hausbesuch statt „hausbsuch“, telefon statt „telefn“?" in say(error.advice, "de")


def test_a_wrong_word_names_its_neighbours():
    with pytest.raises(UnknownWord) as raised:
        record("hausbsuch")
    assert "hausbesuch" in say(raised.value.advice, "de")


def test_an_ambiguous_word_names_candidates_and_option():
    with pytest.raises(AmbiguousWord) as raised:
        record("wohn")
    assert "wohnen, wohngeld" in say(raised.value.message, "de")
    assert "wohnen.suche" not in say(raised.value.message, "de")
    assert "--topic" in say(raised.value.advice, "en")


LINE = ["gestern", "nord", "hb", "20m", "wohnen", "schulden", "k7q4m2", "+3", "w", "nx", "aus-nord", "3x"]


def unordered(typed):
    plain = {name: sorted(value) if isinstance(value, list) else value for name, value in typed.record.items()}
    return plain, typed.times


SOME = st.lists(st.sampled_from(LINE), unique=True)


@given(SOME.flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))))
def test_any_order_of_the_same_words_is_the_same_record(orders):
    one, other = (unordered(read(tokens, VISIT, WORDS, TODAY)) for tokens in orders)
    assert one == other


@given(st.lists(st.text(max_size=8), max_size=4))
def test_any_line_is_a_record_or_a_sentence(tokens):
    with suppress(NahtError):
        read(tokens, VISIT, WORDS, TODAY)


@given(st.sampled_from(WORDS.entries))
def test_every_key_of_a_word_finds_it(entry):
    for key in keys(entry):
        assert [(e.field, e.value) for e in WORDS.find(key)] == [(entry.field, entry.value)]


def test_a_clash_is_found_and_the_vocabulary_has_none():
    assert clashes(WORDS) == {}
    bad = Vocabulary([*WORDS.all, Entry("site", "seniorenclub", ("HB",))])
    assert list(clashes(bad)) == ["hb"]


@pytest.mark.parametrize(
    "word",
    ["mo", "heute", "12.3.", "2026-01-01", "14:30", "nov", "november", "1,5h",
     "20m", "1h15", "12p", "+3", "12x", "1984", "20", "007", "v7q4m2", "k12345",
     "@", "last", "-a", "", " ", "a b", "a_b", "\ud800", "a/b", "ä!", "日本", "a\0", "+x", "a\nb"],
)  # fmt: skip
def test_a_reserved_form_cannot_become_a_word(word):
    with pytest.raises(ReservedWord):
        refuse_reserved(word)


@pytest.mark.parametrize("word", ["nord", "schöndorf", "k-a", "wohnen.suche", "27-", "u18", "65+", "a1", "schulden"])
def test_a_plain_word_is_free(word):
    refuse_reserved(word)
