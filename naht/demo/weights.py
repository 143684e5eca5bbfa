"""Reads ``data/demo/demo.toml``: every weight from which the invented office is drawn."""

import tomllib
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

from naht import resources
from naht.demo.chance import Choice, choice
from naht.domain.lists import default

T = TypeVar("T")
Raw = Mapping[str, Any]
Ends = tuple[int, int]
_PERSON = ("gender", "age_group", "origin", "migration", "housing", "access")


class Channel(NamedTuple):
    """A way of meeting people: one to one, in a group (``heads``), or without them."""

    id: str
    minutes: Choice[int]
    no_minutes: float
    anonymous: float
    topic_unknown: float
    outcome: Choice[str] | None
    topic: Choice[str] | None
    heads: Ends
    hours: Ends | None


class Life(NamedTuple):
    """What goes with an age: a statistics attribute and what it is drawn from."""

    ages: frozenset[str]
    facts: dict[str, Choice[str]]
    target_group: Choice[str]


class Step(NamedTuple):
    """How a referral of these kinds may go on from a state; None is the end of what is heard."""

    kinds: frozenset[str]
    start: str
    to: Choice[tuple[str, Ends] | None]


class Meeting(NamedTuple):
    """A kind of network contact: who comes, how long, in which months if not in any."""

    kind: str
    minutes: Choice[int]
    city: float
    partners: Ends
    partner: str
    role: str
    months: frozenset[int]


class Work(NamedTuple):
    kind: str
    minutes: Choice[int]
    pieces: Ends | None


class Weights(NamedTuple):
    """All weights of the file; ``raw`` is the file as it stands, for single numbers."""

    raw: Raw
    worker: Choice[str]
    channels: Choice[Channel]
    outreach: dict[str, Choice[Channel]]  # by district, before its contact point works
    events: Choice[Channel]
    casework: Choice[Channel]
    often: Choice[Ends]
    lives: list[Life]
    person: dict[str, Choice[str]]  # attributes that do not hang on the age
    topic: Choice[str]
    service: Choice[str]
    further_topics: Choice[int]
    services: Choice[int]
    together: Choice[int]
    co_advised: Choice[int]
    referral_kind: dict[bool, Choice[str]]  # with a known client, or without
    referral_to: dict[str, Choice[str]]  # kinds of partner by group of topics
    steps: list[Step]
    meetings: Choice[Meeting]
    rounds: list[Meeting]  # those with months of their own
    work: Choice[Work]


def load() -> Weights:
    """Read the file that ships with naht."""
    raw = tomllib.loads(resources.data("demo", "demo.toml").read_text(encoding="utf-8"))
    channels = _weigh(raw["channel"], _channel)
    by_id = {channel.id: channel for channel in channels.values}
    meetings = [row for row in raw["contact"] if "months" not in row]
    people, counts = raw["people"], raw["counts"]
    return Weights(
        raw,
        _weigh(raw["worker"], lambda row: str(row["code"])),
        channels,
        {row["id"]: choice((by_id[name], weight) for name, weight in row["outreach_channels"].items())
         for row in raw["district"] if "outreach_channels" in row},
        _weigh(raw["event"], _channel),
        _weigh(raw["casework"], _channel),
        _weigh(raw["contacts_per_person"], lambda row: _ends(row["range"])),
        [_life(row) for row in raw["life"]],
        {name: choice(raw[name].items()) for name in _PERSON},
        choice(raw["topic"].items()),
        choice(raw["service"].items()),
        _numbers(counts["further_topics"]),
        _numbers(counts["services"]),
        _numbers(people["together"]),
        _numbers(people["co_advised"]),
        {named: _kinds(raw["referral"], with_client=named) for named in (True, False)},
        {group: choice(kinds.items()) for group, kinds in raw["referral"]["to"].items()},
        [_step(row) for row in raw["referral"]["step"]],
        _weigh(meetings, _meeting),
        [_meeting(row) for row in raw["contact"] if "months" in row],
        _weigh(raw["work"], lambda row: Work(row["kind"], _numbers(row["minutes"]), _optional(row.get("count")))),
    )  # fmt: skip


def _weigh(rows: list[Raw], make: Callable[[Raw], T]) -> Choice[T]:
    return choice((make(row), row["weight"]) for row in rows)


def _numbers(weights: dict[str, float]) -> Choice[int]:
    return choice((int(value), weight) for value, weight in weights.items())


def _ends(pair: list[int]) -> Ends:
    return pair[0], pair[1]


def _optional(pair: list[int] | None) -> Ends | None:
    return _ends(pair) if pair else None


def _channel(row: Raw) -> Channel:
    return Channel(
        row["id"], _numbers(row["minutes"]),
        row.get("no_minutes", 0), row.get("anonymous", 0), row.get("topic_unknown", 0),
        choice(row["outcome"].items()) if "outcome" in row else None,
        choice(row["topic"].items()) if "topic" in row else None,
        _ends(row.get("heads", [0, 0])), _optional(row.get("hours")),
    )  # fmt: skip


def _life(row: Raw) -> Life:
    facts = {name: choice(row[name].items()) for name in ("household", "labour", "income", "education")}
    return Life(frozenset(row["ages"]), facts, choice(row["target_group"].items()))


def _kinds(referral: Raw, *, with_client: bool) -> Choice[str]:
    """The kinds of referral of a known client, or of nobody by name."""
    shares = referral["with_client"]
    kinds: dict[str, float] = referral["kind"]
    return choice((kind, kinds[kind] * (shares[kind] if with_client else 1 - shares[kind])) for kind in kinds)


def _step(row: Raw) -> Step:
    to: list[tuple[tuple[str, Ends] | None, float]] = [(None, row["stay"])]
    to += [((step["state"], _ends(step["days"])), step["weight"]) for step in row["to"]]
    return Step(frozenset(row["kinds"]), row["from"], choice(to))


def _meeting(row: Raw) -> Meeting:
    return Meeting(
        row["kind"], _numbers(row["minutes"]), row["city"], _ends(row.get("partners", [1, 1])),
        row.get("partner", ""), row.get("role", ""), frozenset(row.get("months", ())),
    )  # fmt: skip


def referral_share(weights: Weights) -> float:
    """Of the visits that reach someone and have a topic, the share that leads to a referral."""
    volume = weights.raw["volume"]
    reached = sum(
        row["weight"] * (1 - row["topic_unknown"]) * row["outcome"][default("outcome")] / sum(row["outcome"].values())
        for row in weights.raw["channel"]
    )
    total = sum(row["weight"] for row in weights.raw["channel"])
    return float(volume["referrals"] * total / (volume["visits"] * reached))
