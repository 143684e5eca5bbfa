"""The rules of a visit: completes it by its channel, place and funding, and notes what looks odd."""

from naht.domain.errors import SaysNothing
from naht.domain.ids import SHOWN
from naht.domain.lists import CASEWORK, UNKNOWN, default
from naht.domain.message import Day, Joined, message
from naht.domain.nouns import noun
from naht.domain.nouns.visit import NOUN
from naht.domain.record import Record
from naht.domain.refusals import AnonymousOnly, HeadcountOfOne, MoreNewcomers, WrongSetting
from naht.domain.settings import CHANNEL
from naht.domain.table import Note
from naht.services import records
from naht.services.rules import placing
from naht.services.rules.office import attributes, frame, worker
from naht.store.journal.unit import Unit
from naht.store.reading import lookup, rows, settings
from naht.store.reading.vocabulary import label


def settle(unit: Unit, record: Record, old: Record | None) -> list[Note]:
    """Complete and check a whole visit; returns what there is to note."""
    if old is None:
        _settle_offer(unit, record)
    placing.settle_worker(unit, record, old)
    channel = _settle_channel(unit, record)
    _settle_setting(record, channel, old)
    _settle_topic(unit, record, old)
    notes = _settle_people(record, old)
    if old is None:
        placing.settle_site(unit, record, office="office" in channel)
    residence = _residence(unit, record) if "away" in channel else ""
    placing.settle_district(unit, NOUN, record, residence)
    return notes + placing.settle_funding(unit, record, old) + _oddities(unit, record, channel, old)


def after(unit: Unit, record: Record) -> list[Note]:
    """Record the referral that the line asks for, in the same step. Raises SaysNothing for its kind alone."""
    if not (partner := record.text("refer")):
        if record.text("kind"):
            raise SaysNothing(option="kind", other="--refer")
        return []
    referral, kind = noun("referral"), record.text("kind") or default("referral_kind")
    done = records.write(unit, referral, {"partner": partner, "visit": record.id, "kind": kind})
    labels = (
        label(unit.con, referral.field(name), slug) or slug for name, slug in (("kind", kind), ("partner", partner))
    )
    text = Joined((done.id[:SHOWN], " · ", Joined(tuple(labels), " → ")), "")
    return [Note(text), *done.notes]


def _settle_offer(unit: Unit, record: Record) -> None:
    """Settle by the offer what the line leaves open: channel, place, and how long it usually takes.

    A talk beside it (another channel), and an offer that did not take place, have no usual length.
    """
    if not record.get("offer"):
        return
    offer = rows.get(unit.con, noun("offer"), record.text("offer"))
    record["channel"] = record.get("channel") or offer["channel"]
    took_place = "met" in attributes(unit, "outcome", record.text("outcome"))
    if record["channel"] == offer["channel"] and took_place:
        record["minutes"] = record.get("minutes") or offer["minutes"]
    if not record.get("district") and not record.get("site"):
        record.update(district=offer["district"], site=offer["site"])


def _settle_channel(unit: Unit, record: Record) -> dict[str, str]:
    """Settle ``channel``: as typed, else the worker's, else the office's usual one. Returns its attributes."""
    usual = worker(unit, placing.first_worker(record)).text("channel")
    chosen = record.text("channel") or usual or settings.get(unit.con, CHANNEL)
    record["channel"] = chosen
    return attributes(unit, "channel", chosen)


def _settle_setting(record: Record, channel: dict[str, str], old: Record | None) -> None:
    """Settle ``setting`` by the channel. Raises BadAttribute, WrongSetting, HeadcountOfOne or MoreNewcomers."""
    own, codes = channel.get("setting", "E"), NOUN.field("setting").of.split()
    if own not in codes:  # written by another program, or before attributes were checked
        from naht.domain.refusals import BadAttribute

        raise BadAttribute(name="setting", text=own, example=" / ".join(codes))
    follows = old is not None and old["channel"] != record["channel"] and old["setting"] == record["setting"]
    if not record.get("setting") or follows:
        record["setting"] = own
    allowed, chosen, setting = channel.get("option_settings", own), record.text("channel"), record.text("setting")
    if setting not in allowed.split(","):
        raise WrongSetting(channel=chosen, allowed=allowed.replace(",", " / "), setting=setting, casework=CASEWORK)
    if (count := record.number("headcount")) and setting != "G":
        raise HeadcountOfOne(count=count, channel=chosen)
    heads = count or len(record.texts("clients"))
    if (newcomers := record.number("newcomers") or 0) > (heads if setting == "G" else 0):
        raise MoreNewcomers(newcomers=newcomers, heads=heads)


def _settle_topic(unit: Unit, record: Record, old: Record | None) -> None:
    """Where no topic is said, that of the first service which implies one (attribute ``topic``)."""
    services = record.texts("services")
    if record.get("topics") not in ([], [UNKNOWN]) or (old and services == old["services"]):
        return
    implied = (attributes(unit, "service", slug).get("topic") for slug in services)
    if topic := next(filter(None, implied), None):
        record["topics"] = [topic]


def _settle_people(record: Record, old: Record | None) -> list[Note]:
    """Clear the traits of an anonymous person where the visit now has a client; a note says which.

    Raises AnonymousOnly where such a trait is typed beside a client.
    """
    cleared = []
    for field in (NOUN.field(name) for name in ("gender", "age_group", "residence")):
        value, clients = record.text(field.name), record.texts("clients")
        if not value or not clients:
            continue
        if not old or value != old[field.name]:
            raise AnonymousOnly(label=field.title, client=clients[0], value=value)
        record[field.name] = None
        cleared.append(field)
    if not cleared:
        return []
    fields = Joined(tuple(field.title for field in cleared))
    return [Note(message("taken off the visit, it belongs to the client: {fields}", fields=fields))]


def _residence(unit: Unit, record: Record) -> str:
    """The district where the first client lived that day of whom it is known; empty where it is of none."""
    client, day = noun("client"), record.text("day")
    districts = (
        rows.value_on(unit.con, client, ident, client.field("residence"), day) for ident in record.texts("clients")
    )
    return next(filter(None, districts), "")


def _oddities(unit: Unit, record: Record, channel: dict[str, str], old: Record | None) -> list[Note]:
    notes = []
    if channel.get("client") == "usual" and not record.get("clients") and record["setting"] != "G":
        notes.append(Note(message("“{channel}” without a client", channel=record.text("channel"))))
    if record["setting"] == "O" != channel.get("setting"):
        notes.append(Note(message("counts as casework, not as a visit")))
    if old is None and record.get("clients"):
        notes += _second_visit(unit, record) + _unclear(unit, record)
    if "office" in channel and record.get("site"):
        notes += _closed_site(frame(unit).sites[record.text("site")], record.text("day"))
    return notes


def _second_visit(unit: Unit, record: Record) -> list[Note]:
    """A warning where a client has a visit of that day, channel and topics already; it names how to remove this one."""
    day, channel, topics = record.text("day"), record.text("channel"), record.texts("topics")
    for ident in record.texts("clients"):
        if other := lookup.same_visit(unit.con, ident, day, channel, topics):
            facts = {"client": ident[:SHOWN], "visit": other[:SHOWN]}
            text = message("{client} has such a visit on that day already ({visit})", **facts)
            if record.id:  # none where it is only asked what would be
                text = message("{client} has such a visit on that day already ({visit}). Twice? naht visit remove {id}",
                               **facts, id=record.id[:SHOWN])  # fmt: skip
            return [Note(text, warning=True)]
    return []


def _unclear(unit: Unit, record: Record) -> list[Note]:
    """A question for each client whose first contact this is in the first twelve months of recording.

    It asks since when the office knows them, unless that is said: until then they count neither as new nor as known.
    """
    before = settings.unclear_before(unit.con)
    if record.text("day") >= before:
        return []
    since = noun("client").field("known_since")
    return [
        Note(message("{client}: for the first time here? naht client edit {client} new – else {client} since-{year}",
                     client=ident[:SHOWN], year=int(before[:4]) - 3))
        for ident in record.texts("clients")
        if rows.get(unit.con, noun("client"), ident, (since,))[since.name] is None
        and lookup.last_visit(unit.con, ident) is None
    ]  # fmt: skip


def _closed_site(site: Record, day: str) -> list[Note]:
    name, opened, closed = site.text("name"), site.text("opened_on"), site.text("closed_on")
    if opened and day < opened:
        return [Note(message("{site} opened only on {day}", site=name, day=Day(opened)))]
    if closed and day > closed:
        return [Note(message("{site} closed on {day}", site=name, day=Day(closed)))]
    return []
