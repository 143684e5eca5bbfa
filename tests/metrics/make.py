"""Recording in a test office, by hand or by chance; always through the services."""

from datetime import date, timedelta
from random import Random
from typing import Any

from naht.domain.nouns import noun
from naht.domain.settings import RECORDING_SINCE, WORKER_METRICS
from naht.services import records
from naht.services.rules.office import change_setting
from naht.store.journal.unit import Unit

PLACES = ("west", "schoendorf", "nord", "innenstadt", "stadtweit", "ausserhalb")
TOPICS = ("wohnen", "wohnen.suche", "schulden", "schulden.miete", "energie", "sgb2.kdu", "sucht", "k-a")
STATES = ("offen", "termin", "angekommen", "teilweise", "abgebrochen", "unbekannt", "kein-angebot",
          "untergekommen")  # fmt: skip
FACTS = {
    "household": ("allein", "paar-kinder", "alleinerziehend", "k-a"),
    "labour": ("minijob", "arbeitslos-kurz", "arbeitslos-lang", "k-a"),
    "income": ("k-a",),
    "education": ("k-a",),
    "origin": ("k-a",),
    "migration": ("k-a",),
    "housing": ("k-a", "ohne-wohnung"),
}
OWN = {  # words of the office's own, which count by what they carry
    "outcome:kurz-gesehen": {"met": "1"},
    "outcome:verschoben": {},
    "channel:kiosk": {"setting": "E", "reach": "A"},
    "referral_kind:uebergabe": {"incoming": "1"},
    "referral_state:untergekommen": {"end": "1", "result": "yes", "next": "abgeschlossen"},
}


class Office:
    """Short words for a unit's services; each gives the new record's id."""

    def __init__(self, work: Unit) -> None:
        self.work = work

    def add(self, kind: str, /, **values: Any) -> str:
        return records.add(self.work, noun(kind), values).id

    def edit(self, kind: str, ident: str, /, **values: Any) -> None:
        records.edit(self.work, noun(kind), ident, values)

    def client(self, **values: Any) -> str:
        """A client; of one of whom nothing is said, the access is not known."""
        return self.add("client", **values if any(values.values()) else values | {"access": "k-a"})

    def visit(self, day: str, district: str = "west", *clients: str, **values: Any) -> str:
        return self.add("visit", day=day, district=district, clients=list(clients), **{"funding": "eigen"} | values)


def words(office: Office, listed: str) -> list[str]:
    sql = "SELECT slug FROM word WHERE list = ? AND attributes ->> 'group' IS NULL ORDER BY sort"
    return [slug for (slug,) in office.work.con.execute(sql, (listed,))]


def drawn(office: Office, seed: int, visits: int = 160) -> None:
    """What an office may look like that takes every corner: couples, late facts, no topics, all outcomes."""
    chance = Random(seed)
    for ident, attributes in OWN.items():
        office.add("word", id=ident, label_de=ident, attributes=attributes)
    if seed % 3:  # in the third office nobody says since when it records
        change_setting(office.work, RECORDING_SINCE, chance.choice(("2012-06-01", "2013-02-28")))
    for ident in ("jobcenter", "gwg", "wws"):
        office.edit("partner", ident, partner_since=chance.choice((2011, 2013, 2014)))
        office.edit("partner", ident, origin=chance.choice((None, "bestehend", "neu")))
    _team(office)
    clients = [_client(office, chance) for _ in range(14)]
    for _ in range(visits):
        _visit(office, chance, clients)
    for _ in range(40):
        _referral(office, chance, clients)
        _contact(office, chance)
        _work(office, chance)


def _team(office: Office) -> None:
    """Three workers: one with posts that follow each other, one with two at a time, one without any; two offers."""
    for code in ("anna", "bert", "carl"):
        office.add("worker", id=code)
    office.add("post", worker="anna", funding="tibi", ends_on="2012-07-31")
    office.add("post", worker="anna", funding="thinka", starts_on="2013-01-01", share=500)
    office.add("post", worker="bert", funding="thinka", starts_on="2013-01-01", ends_on="2014-06-30")
    office.add("post", worker="bert", funding="basis", starts_on="2014-01-01")
    office.add("offer", id="cafe", name="Café", channel="treffpunkt")
    office.add("offer", id="fest", name="Fest", channel="veranstaltung")
    change_setting(office.work, WORKER_METRICS, "1")


def _workers(chance: Random) -> list[str]:
    return chance.sample(("anna", "bert", "carl"), chance.choice((0, 1, 1, 2, 3)))


def _day(chance: Random) -> str:
    return (date(2012, 5, 1) + timedelta(days=chance.randrange(900))).isoformat()


def _placed(chance: Random) -> dict[str, str]:
    """A day and a district, and a funding that covers both."""
    day, district = _day(chance), chance.choice(PLACES)
    fundings = ["eigen"]
    if day >= "2013-01-01":
        fundings += ["basis", "basis"] + ["thinka"] * (2 * (district != "innenstadt"))
    elif day <= "2012-07-31" and district not in ("nord", "innenstadt"):
        fundings += ["tibi", "tibi"]
    return {"day": day, "district": district, "funding": chance.choice(fundings)}


def _client(office: Office, chance: Random) -> str:
    ident = office.client(
        gender=chance.choice((None, "w", "m", "d", "k-a")), birth_year=chance.choice((None, 1880, 1948, 1984, 1995)),
        known_since=chance.choice((None, None, 2011, 2012, 2013)), access=chance.choice((None, "k-a")),
        target_groups=chance.sample(words(office, "target_group"), chance.randrange(3)),
    )  # fmt: skip
    if chance.random() < 0.4:  # as it was noted before groups followed from other values
        slug = chance.choice(("arbeitslos", "migration", "senior"))
        insert = "INSERT OR IGNORE INTO client_target_group SELECT k.n, 9, w.n FROM client k, word w"
        office.work.con.execute(f"{insert} WHERE k.id = ? AND w.id = ?", (ident, f"target_group:{slug}"))
    for name, values in {"residence": PLACES, **FACTS}.items():
        for _ in range(chance.randrange(4)):
            office.edit("client", ident, **{name: chance.choice(values), "since": _day(chance)})
    return ident


def _visit(office: Office, chance: Random, clients: list[str]) -> None:
    channel = chance.choice((*words(office, "channel"), "hausbesuch", "sprechstunde", "telefon", "treffpunkt"))
    who = chance.sample(clients, chance.choice((0, 0, 1, 1, 1, 2, 3)))
    values: dict[str, Any] = _placed(chance) | {
        "channel": channel, "clients": who, "minutes": chance.choice((None, 5, 20, 45, 90)),
        "time": chance.choice((None, "09:00", "12:00", "16:30")),
        "outcome": chance.choice(("erreicht",) * 6 + tuple(words(office, "outcome"))),
        "topics": [chance.choice(TOPICS) for _ in range(chance.randrange(4))],
        "services": chance.sample(words(office, "service"), chance.randrange(3)),
        "co_advised": chance.choice((None, None, 2)), "site": chance.choice((None, "prager")),
        "workers": _workers(chance), "offer": chance.choice((None, None, None, "cafe", "fest")),
    }  # fmt: skip
    if channel in ("treffpunkt", "gruppe", "veranstaltung"):
        values["headcount"] = chance.choice((None, 7, 14))
        values["newcomers"] = chance.choice((None, 3)) if values["headcount"] else None
    if channel in ("email", "brief"):
        values["setting"] = chance.choice(("E", "O"))
    if not who:
        values |= {
            "gender": chance.choice((None, "w", "k-a")), "age_group": chance.choice((None, "40-54", "k-a")),
            "residence": chance.choice((None, "nord")),
        }  # fmt: skip
    office.add("visit", **values)


def _referral(office: Office, chance: Random, clients: list[str]) -> None:
    ident = office.add(
        "referral", **_placed(chance), kind=chance.choice(words(office, "referral_kind")),
        partner=chance.choice(("jobcenter", "gwg", "wws")),
        topic=chance.choice((None, *TOPICS)), client=chance.choice((None, *clients)), state=chance.choice(STATES),
    )  # fmt: skip
    if chance.random() < 0.5:
        office.edit("referral", ident, state="abgeschlossen")


def _contact(office: Office, chance: Random) -> None:
    partners = chance.sample(("jobcenter", "gwg", "wws", "stadt", "htg"), chance.randrange(4))
    office.add(
        "contact", **_placed(chance), kind=chance.choice(words(office, "contact_kind")), partners=partners,
        headcount=chance.choice((None, 9)), minutes=chance.choice((None, 60)), workers=_workers(chance),
    )  # fmt: skip


def _work(office: Office, chance: Random) -> None:
    office.add(
        "work", **_placed(chance), kind=chance.choice(words(office, "work_kind")),
        minutes=chance.choice((None, 30)), count=chance.choice((None, 200)), workers=_workers(chance),
    )  # fmt: skip
