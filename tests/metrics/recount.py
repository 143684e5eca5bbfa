"""Every figure counted once more, in plain Python over records. Nothing here reads data/metrics.toml or counts in SQL.

A figure is a function of entries. An entry is a record and, for figures of people or partners, one of its members.
"""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from naht.domain.nouns import noun
from naht.domain.table import Filter
from naht.store.file.sqlite import Connection
from naht.store.reading import rows

Rec = dict[str, Any]
NOUNS = ("visit", "referral", "contact", "work", "client", "partner", "post", "word")


class Data(NamedTuple):
    records: dict[str, list[Rec]]
    by_id: dict[str, dict[str, Rec]]
    facts: dict[str, list[tuple[str, str, str]]]  # of a client: attribute, since, value; oldest first
    recording_since: str | None

    def attributes(self, listed: str, slug: str) -> dict[str, str]:
        return self.by_id["word"][f"{listed}:{slug}"]["attributes"]


def read(con: Connection) -> Data:
    records = {n: [dict(r) for r in rows.fetch(con, noun(n), Filter(), noun(n).fields)] for n in NOUNS}
    records["time"] = [
        shift for n in ("visit", "contact", "work") for r in records[n] for shift in _shifts(records, n, r)
    ]
    by_id = {name: {r["id"]: r for r in found} for name, found in records.items() if name != "time"}
    facts = {c: rows.history(con, noun("client"), c) for c in by_id["client"]}
    setting = con.execute("SELECT value FROM setting WHERE key = 'recording_since'").fetchone()
    return Data(records, by_id, facts, setting[0] if setting else None)


def _shifts(records: dict[str, list[Rec]], name: str, r: Rec) -> list[Rec]:
    """Each worker of a record; one shift of nobody where it has none."""
    kept = {key: r[key] for key in ("day", "minutes", "district", "site")}
    kept["activity"] = r["setting"] if name == "visit" else name
    shifts = []
    for worker in r["workers"] or [None]:
        posts = [p for p in records["post"] if p["worker"] == worker and _holds_on(p, r["day"])]
        funding = posts[0]["funding"] if len(posts) == 1 else r["funding"]
        shifts.append(kept | {"worker": worker, "funding": funding})
    return shifts


def _holds_on(post: Rec, day: str) -> bool:
    return (post["starts_on"] or day) <= day and (post["ends_on"] is None or day <= post["ends_on"])


# ---- which entries a figure counts


def _took_place(data: Data, v: Rec) -> bool:
    """What the office's list says of the outcome, not what it is called."""
    return "met" in data.attributes("outcome", v["outcome"])


def is_visit(data: Data, v: Rec) -> bool:
    return v["setting"] == "E" and _took_place(data, v)


def _event(data: Data, v: Rec) -> bool:
    return v["setting"] == "G" and _took_place(data, v)


def _incoming(data: Data, r: Rec) -> bool:
    return "incoming" in data.attributes("referral_kind", r["kind"])


def _ended(data: Data, r: Rec) -> bool:
    state = data.attributes("referral_state", r["state"])
    return "end" in state and state.get("result") not in (None, "unknown") and not _incoming(data, r)


def _arrived(data: Data, r: Rec) -> bool:
    return _ended(data, r) and data.attributes("referral_state", r["state"])["result"] in ("yes", "partly")


def _outreach(data: Data, v: Rec) -> bool:
    return is_visit(data, v) and data.attributes("channel", v["channel"]).get("reach") == "A"


ROWS: dict[str, tuple[str, Callable[[Data, Rec], bool]]] = {
    "visits": ("visit", is_visit),
    "anonymous_visits": ("visit", lambda d, v: is_visit(d, v) and not v["clients"]),
    "attempts": ("visit", lambda d, v: v["setting"] == "E" and not _took_place(d, v)),
    "no_shows": ("visit", lambda d, v: v["setting"] == "E" and "no_show" in d.attributes("outcome", v["outcome"])),
    "home_visits": ("visit", lambda d, v: is_visit(d, v) and "home" in d.attributes("channel", v["channel"])),
    "outreach": ("visit", _outreach),
    "minutes_known": ("visit", lambda d, v: is_visit(d, v) and v["minutes"] is not None),
    "events": ("visit", _event),
    "cancelled_events": ("visit", lambda d, v: v["setting"] == "G" and not _took_place(d, v)),
    "casework": ("visit", lambda _, v: v["setting"] == "O"),
    "casework_known": ("visit", lambda _, v: v["setting"] == "O" and v["minutes"] is not None),
    "referrals": ("referral", lambda _, __: True),
    "incoming_referrals": ("referral", _incoming),
    "ended_referrals": ("referral", _ended),
    "arrivals": ("referral", _arrived),
    "network_contacts": ("contact", lambda _, __: True),
    "contact_known": ("contact", lambda _, n: n["minutes"] is not None),
    "work": ("work", lambda _, __: True),
    "work_known": ("work", lambda _, w: w["minutes"] is not None),
    "time_entries": ("time", lambda _, __: True),
    "time_known": ("time", lambda _, t: t["minutes"] is not None),
}
SUMS: dict[str, tuple[str, Callable[[Rec], Any]]] = {  # the rows they add up over, and what
    "minutes": ("visits", lambda v: v["minutes"]),
    "co_advised": ("visits", lambda v: v["co_advised"] or 0),
    "attendances": ("events", lambda v: v["headcount"] if v["headcount"] is not None else len(v["clients"])),
    "newcomers": ("events", lambda v: v["newcomers"] or 0),
    "casework_minutes": ("casework", lambda v: v["minutes"]),
    "participants": ("network_contacts", lambda n: n["headcount"] or 0),
    "contact_minutes": ("network_contacts", lambda n: n["minutes"]),
    "work_minutes": ("work", lambda w: w["minutes"]),
    "pieces": ("work", lambda w: w["count"] or 0),
    "working_time": ("time_entries", lambda t: t["minutes"]),
}
SHARES = {"outreach_share": ("outreach", "visits"), "arrival_rate": ("arrivals", "ended_referrals")}
MEMBERS = {
    "persons": ("visit", "clients", "client", "known_since"),
    "first_persons": ("visit", "clients", "client", "known_since"),
    "unclear_persons": ("visit", "clients", "client", "known_since"),
    "active_partners": ("contact", "partners", "partner", "partner_since"),
    "new_partners": ("contact", "partners", "partner", "partner_since"),
}


def figures() -> set[str]:
    return {*ROWS, *SUMS, *SHARES, *MEMBERS}


def base_of(name: str) -> str:
    if name in SHARES:
        name = SHARES[name][0]
    if name in SUMS:
        name = SUMS[name][0]
    return ROWS[name][0] if name in ROWS else MEMBERS[name][0]


# ---- the values of a breakdown


def _topmost(data: Data, slug: str) -> str:
    parent = data.by_id["word"][f"topic:{slug}"]["parent"]
    return _topmost(data, parent.partition(":")[2]) if parent else slug


def _age_group(data: Data, client: Rec, day: str) -> str | None:
    if client["birth_year"] is None:
        return None
    age = int(day[:4]) - client["birth_year"]
    for word in data.records["word"]:
        bounds = word["attributes"]
        if word["list"] == "age_group" and "from" in bounds and 0 <= age <= 130:  # noqa: SIM102
            if int(bounds["from"]) <= age <= int(bounds.get("to", 999)):
                return str(word["slug"])
    return None


def _fact(data: Data, client: str, name: str, day: str) -> str | None:
    known = [(since, value) for attribute, since, value in data.facts[client] if attribute == name]
    valid = [value for since, value in known if since <= day]
    earliest = [value for since, value in known if since == known[0][0]]
    return (valid or earliest or [None])[-1]


def _groups(data: Data, client: Rec, day: str) -> set[str]:
    """What is noted, what follows from a value of the day, what the age says; each once."""
    groups = set(client["target_groups"])
    age = None if client["birth_year"] is None else int(day[:4]) - client["birth_year"]
    for word in data.records["word"]:
        if word["list"] == "target_group":
            bounds = word["attributes"]
            names = [bounds["sets"]] if "sets" in bounds else []
            names += bounds["follows"].split(",") if "follows" in bounds else []
            pairs = [name.split(":") for name in names]
            if any(_fact(data, client["id"], attribute, day) == value for attribute, value in pairs):
                groups.add(word["slug"])
            if age is not None and "from" in bounds and int(bounds["from"]) <= age <= int(bounds.get("to", 130)):
                groups.add(word["slug"])
    return groups


def _of_client(data: Data, name: str, ident: str, day: str) -> list[str | None]:
    client = data.by_id["client"][ident]
    if name == "age_group":
        return [_age_group(data, client, day)]
    if name == "target_group":
        return list(_groups(data, client, day)) or [None]
    if name in ("gender", "access"):
        return [client[name]]
    return [_fact(data, ident, name, day)]


CLIENT = ("gender", "age_group", "residence", "household", "labour", "income", "education", "origin", "migration",
          "housing", "access", "target_group")  # fmt: skip


def _plain(data: Data, name: str, base: str, r: Rec) -> list[str | None]:  # noqa: PLR0911
    day = date.fromisoformat(r["day"])
    quarter = f"{day.year}-Q{(day.month - 1) // 3 + 1}"
    times = {"month": r["day"][:7], "quarter": quarter, "year": r["day"][:4], "weekday": str(day.isoweekday())}
    if name in times:
        return [times[name]]
    if name == "topic":
        return [r["topic"]] if base == "referral" else r["topics"][:1]
    if name == "mention":
        return list(r["topics"])
    if name == "topic_group":
        topics = [r["topic"]] if base == "referral" else r["topics"]
        return [_topmost(data, slug) for slug in topics if slug]
    if name == "service":
        return list(r["services"])
    if name == "worker" and base not in ("referral", "time"):
        return list(r["workers"])
    if name == "reach":
        return [data.attributes("channel", r["channel"]).get("reach")]
    if name == "anonymous":
        return ["no" if r["clients"] else "yes"]
    if name == "partner_kind":
        return [data.by_id["partner"][r["partner"]]["kind"]]
    return [r[name]]


def values_of(data: Data, name: str, base: str, r: Rec, member: str | None) -> set[str]:
    """The values of one breakdown for one entry; with a member, those of that member."""
    if base == "visit" and name in CLIENT:
        found = _of_client(data, name, member, r["day"]) if member else [r.get(name)]
    elif base == "contact" and name in ("partner", "partner_kind"):
        partner = data.by_id["partner"].get(member or "", {})
        found = [partner.get("id") if name == "partner" else partner.get("kind")]
    else:
        found = _plain(data, name, base, r)
    return {value or "k-a" for value in found} or {"k-a"}


def keys_of(data: Data, by: list[str], base: str, r: Rec, member: str | None) -> set[tuple[str, ...]]:
    """The rows of a cross-table in which an entry stands. A couple stands there as two people, not as a mixture."""
    members = [member] if member or base not in ("visit", "contact") else _members(base, r) or [None]
    return {key for one in members for key in _crossed(data, by, base, r, one)}


def _members(base: str, r: Rec) -> list[str]:
    return list(r["clients"] if base == "visit" else r["partners"])


def _crossed(data: Data, by: list[str], base: str, r: Rec, member: str | None) -> set[tuple[str, ...]]:
    if {"mention", "topic_group"} <= set(by):  # a topic stands beside its own group only
        return _topics_together(data, by, base, r, member)
    keys: set[tuple[str, ...]] = {()}
    for name in by:
        keys = {(*key, value) for key in keys for value in values_of(data, name, base, r, member)}
    return keys


def _topics_together(data: Data, by: list[str], base: str, r: Rec, member: str | None) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for topic in r["topics"] or [None]:
        found |= _crossed_one(data, by, base, r | {"only": topic}, member)
    return found


def _crossed_one(data: Data, by: list[str], base: str, r: Rec, member: str | None) -> set[tuple[str, ...]]:
    topic = r["only"]
    own = {"mention": topic or "k-a", "topic_group": _topmost(data, topic) if topic else "k-a"}
    keys: set[tuple[str, ...]] = {()}
    for name in by:
        values = {own[name]} if name in own else values_of(data, name, base, r, member)
        keys = {(*key, value) for key in keys for value in values}
    return keys


# ---- counting


def _wanted(data: Data, base: str, r: Rec, wanted: Filter) -> bool:
    if not wanted.period.contains(r["day"]):
        return False
    if wanted.anonymous is not None and bool(r["clients"]) == wanted.anonymous:
        return False
    return all(_holds(data, base, r, name, slugs) for name, slugs in wanted.values)


def _holds(data: Data, base: str, r: Rec, name: str, slugs: tuple[str, ...]) -> bool:
    if name == "topic":
        topics = [r["topic"]] if base == "referral" else r["topics"]
        return any(_below(data, topic, slug) for topic in topics if topic for slug in slugs)
    if name == "client" and base == "visit":
        return bool(set(r["clients"]) & set(slugs))
    if name == "worker" and base not in ("referral", "time"):
        return bool(set(r["workers"]) & set(slugs))
    return r[name] in slugs


def _below(data: Data, topic: str, slug: str) -> bool:
    while topic != slug:
        parent = data.by_id["word"][f"topic:{topic}"]["parent"]
        if not parent:
            return False
        topic = parent.partition(":")[2]
    return True


def recounted(data: Data, name: str, by: list[str], wanted: Filter) -> dict[tuple[str, ...], Any]:
    """Every key where the figure is not 0; the total stands under ()."""
    if name in SHARES:
        return _shares(*(recounted(data, part, by, wanted) for part in SHARES[name]))
    base = base_of(name)
    records = [r for r in data.records[base] if _wanted(data, base, r, wanted)]
    groups: dict[tuple[str, ...], list[Any]] = {}
    for r, member in _entries(data, name, records):
        for key in {(), *(keys_of(data, by, base, r, member) if by else ())}:
            groups.setdefault(key, []).append(member or r)
    return {key: _value(name, found) for key, found in groups.items()}


def _entries(data: Data, name: str, records: list[Rec]) -> list[tuple[Rec, str | None]]:
    if name in MEMBERS:
        base, members, _, _ = MEMBERS[name]
        entries = [(r, m) for r in records if base != "visit" or is_visit(data, r) for m in r[members]]
        return [(r, m) for r, m in entries if name in ("persons", "active_partners") or _new(data, name, r, m)]
    counts = ROWS[SUMS[name][0] if name in SUMS else name][1]
    return [(r, None) for r in records if counts(data, r)]


def _new(data: Data, name: str, r: Rec, member: str) -> bool:
    """The day of the very first one, over everything ever recorded, unless the office knew them in an earlier year.

    Within twelve months of recording, one of whom nothing is said is unclear and not new.
    """
    base, members, owner, since = MEMBERS[name]
    days = [o["day"] for o in data.records[base] if member in o[members] and (base != "visit" or is_visit(data, o))]
    known = data.by_id[owner][member][since]
    if base == "contact" and data.by_id[owner][member]["origin"] == "bestehend":
        return False
    first = bool(r["day"] == min(days) and (known is None or known >= int(min(days)[:4])))
    unclear = base == "visit" and known is None and min(days) < _a_year_later(data.recording_since)
    return first and unclear == (name == "unclear_persons")


def _a_year_later(day: str | None) -> str:
    if not day:
        return ""
    try:
        return date.fromisoformat(day).replace(year=int(day[:4]) + 1).isoformat()
    except ValueError:  # 29 February
        return f"{int(day[:4]) + 1}-03-01"


def _value(name: str, found: list[Any]) -> Any:
    if name in MEMBERS:
        return len(set(found))
    if name in SUMS:
        said = [value for value in map(SUMS[name][1], found) if value is not None]
        return sum(said) if said else None
    return len(found)


def _shares(parts: dict[tuple[str, ...], int], wholes: dict[tuple[str, ...], int]) -> dict[tuple[str, ...], Any]:
    shares = {key: int(Fraction(1000 * parts.get(key, 0), whole) + Fraction(1, 2)) for key, whole in wholes.items()}
    return {(): "x"} | shares
