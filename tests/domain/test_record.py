"""A record knows its noun: a key that is no field fails at once, wherever it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naht.domain.nouns import every, names, noun
from naht.domain.record import NoField, Record

VISIT = noun("visit")


@pytest.fixture
def record():
    return Record(VISIT, {"id": "v1", "day": "2026-11-22", "topics": ["wohnen"], "minutes": 20, "note": None})


@pytest.mark.parametrize(
    "wrong",
    [
        lambda r: r["topic"], lambda r: r.get("topic"), lambda r: r.get("distrct", "west"), lambda r: r.text("cliens"),
        lambda r: r.texts("topic"), lambda r: r.number("minute"), lambda r: r | {"topic": "x"},
        lambda r: {"topic": "x"} | r, lambda r: r.update(topic="x"), lambda r: r.update({"topic": "x"}),
        lambda r: r.setdefault("topic", "x"), lambda r: r.pop("topic"),
        lambda _: Record(VISIT, {"since": "2026-11-22"}),
    ],
)  # fmt: skip
def test_a_key_that_is_no_field_fails_at_once(record, wrong):
    before = dict(record)
    with pytest.raises(NoField):
        wrong(record)
    assert dict(record) == before


def test_writing_a_key_that_is_no_field_fails_at_once(record):
    with pytest.raises(NoField):
        record["topic"] = "x"
    with pytest.raises(NoField):
        record |= {"distrct": "west"}


def test_a_field_that_was_not_said_is_a_key_error_and_no_value_by_get(record):
    with pytest.raises(KeyError):
        record["district"]
    assert record.get("district") is None
    assert record.get("district", "west") == "west"
    assert "district" not in record


def test_values_by_type(record):
    assert (record.id, record.text("day"), record.texts("topics"), record.number("minutes")) == (
        "v1", "2026-11-22", ["wohnen"], 20)  # fmt: skip
    assert (record.text("note"), record.text("district"), record.texts("clients"), record.number("headcount")) == (
        "", "", [], None)  # fmt: skip
    for read in (record.texts, record.attributes, record.number):
        with pytest.raises(TypeError):
            read("day")
    with pytest.raises(TypeError):
        record.text("minutes")


def test_further_options_and_dated_values_have_keys_too():
    assert Record(VISIT, {"refer": "jobcenter", "kind": "verweis"})["refer"] == "jobcenter"
    assert Record(noun("client"), {"since": "2026-11-22"}).text("since") == "2026-11-22"


@given(st.sampled_from(names()), st.text(min_size=1, max_size=20))
def test_no_noun_takes_any_text_as_a_key(name, key):
    record = Record(noun(name))
    known = key in noun(name).keys
    try:
        record[key] = "x"
    except NoField:
        assert not known
    else:
        assert known


def test_merging_keeps_both_sides_as_they_were(record):
    merged = record | {"minutes": 30}
    assert (merged["minutes"], record["minutes"], merged.noun) == (30, 20, VISIT)
    assert record == dict(record)
    assert record.row(("day", "minutes")) == ("2026-11-22", 20)


def test_keys_are_field_names():
    for one in every():
        assert {field.name for field in (*one.fields, *one.extras)} | {"id"} <= one.keys
