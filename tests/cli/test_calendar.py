"""The calendar has two ends, and every command knows them."""

import pytest

pytestmark = pytest.mark.usefixtures("office")

FAR = (
    "report 0001-01", "report 9999", "report 2026..9999", "count visits -p 0001-01", "count visits 1500",
    "visit list 0001", "visit list --from 0001-01-01", "visit list --to 9999-12-31", "v 1.1.0001 nord",
    "v nord --day 9999-12-31", "--today 0001-01-01 visit list", "term edit thinka-2013 --ends-on 2200-01-01",
    "site edit prager --opened-on 1899-12-31", "word remove topic:wohnen --ends 9999-01-01", "log --since 0001-01-01",
    "visit list -p jahr-999",
)  # fmt: skip


@pytest.mark.parametrize("line", FAR)
def test_a_day_beyond_the_calendar_is_a_sentence_everywhere(line, naht):
    ran = naht(*line.split())
    assert (ran.code, ran.out) == (2, "")
    assert "naht kennt die Jahre 1900 bis 2199" in ran.err


@pytest.mark.parametrize(
    "line", ["report 1900-01", "report 2199-12", "report 1900..2199", "count visits --by month -p 1900-01"]
)
def test_the_ends_of_the_calendar_can_be_reported(line, naht):
    assert naht(*line.split()).code == 0


def test_what_is_no_day_cannot_be_today(naht):
    ran = naht("--today", "quatsch", "v", "west")
    assert (ran.code, ran.out) == (2, "")
    assert "„quatsch“ ist kein Tag" in ran.err
