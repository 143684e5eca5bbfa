"""The figures once more, counted by hand from what the lists print: the way somebody outside would check them."""

import json

import pytest

FIGURES = (
    "visits", "persons", "anonymous_visits", "attempts", "events", "attendances", "casework", "minutes", "home_visits",
    "referrals", "network_contacts", "work",
)  # fmt: skip


@pytest.fixture
def lists(naht):
    """Everything of a small invented office, as ``list -f json`` prints it."""
    assert naht("demo", "--db", "demo.db", "--visits", "150", "-f", "json", "-q").code == 0

    def listed(noun):
        return json.loads(naht("--db", "demo.db", noun, "list", "-p", "2000..2030", "-f", "json").out)

    return {noun: listed(noun) for noun in ("visit", "referral", "contact", "work")}


def counted(lists, district=None):
    """The figures by plain Python, of one district or of all."""
    rows = {noun: [r for r in found if district in (None, r["district"])] for noun, found in lists.items()}
    single = [r for r in rows["visit"] if r["setting"] == "E"]
    met = [r for r in single if r["outcome"] == "erreicht"]
    events = [r for r in rows["visit"] if r["setting"] == "G" and r["outcome"] == "erreicht"]
    return {
        "visits": len(met),
        "persons": len({client for r in met for client in r["clients"]}),
        "anonymous_visits": sum(not r["clients"] for r in met),
        "attempts": len(single) - len(met),
        "events": len(events),
        "attendances": sum(r["headcount"] or len(r["clients"]) for r in events),
        "casework": sum(r["setting"] == "O" for r in rows["visit"]),
        "minutes": sum(r["minutes"] or 0 for r in met),
        "home_visits": sum(r["channel"] == "hausbesuch" for r in met),
        "referrals": len(rows["referral"]),
        "network_contacts": len(rows["contact"]),
        "work": len(rows["work"]),
    }


def test_the_figures_are_what_the_lists_say(lists, naht):
    command = ("--db", "demo.db", "count", *FIGURES, "--by", "district", "-p", "2000..2030", "-f", "json")
    found = {row["district"]: row for row in json.loads(naht(*command).out)}
    for district in [d for d in found if d != "total"]:
        wanted = counted(lists, district)
        assert {name: found[district][name] or 0 for name in FIGURES} == wanted
    assert {name: found["total"][name] or 0 for name in FIGURES} == counted(lists)
