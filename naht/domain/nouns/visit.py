"""A visit: one piece of work with or for residents. Its channel says which setting it belongs to."""

from naht.domain import kinds
from naht.domain.fields import Field, Noun
from naht.domain.lists import default
from naht.domain.message import Label
from naht.domain.nouns.shared import (
    DAY,
    DISTRICT,
    ENTERED,
    FUNDING,
    FUNDING_BY,
    MINUTES,
    NOTE,
    SITE,
    SOURCE,
    TIME,
    WORKERS,
)  # fmt: skip

NOUN = Noun(
    "visit", "Kontakt", "visit", "Kontakte", "visits", letter="v", day="day",
    about=Label(
        "Ein Eintrag je Kontakt, Angebot oder Fallarbeit. Was als Kontakt zählt, sagt is_visit.",
        "One row for each visit, offer or casework. What counts as a visit, is_visit says.",
    ),
    rules="visit", figures=True, members="clients",
    columns=(
        "id", "day", "district", "channel", "offer", "outcome", "clients", "headcount", "minutes", "topics", "funding",
        "workers",
    ),
    spare=("workers", "funding", "offer", "headcount", "minutes", "outcome", "district"),
    dialog=("day", "district", "channel", "clients", "minutes", "topics"),
    extras=(
        Field("refer", kinds.REF, "verweisen an", "refer to", of="partner",
              help_de="nimmt zugleich einen Verweis an diesen Partner auf",
              help_en="records a referral to this partner in the same step", adding=True),
        Field("kind", kinds.WORD, "Art des Verweises", "kind of referral", of="referral_kind",
              help_de="Art des Verweises, sonst verweis", help_en="kind of the referral, else verweis", adding=True),
    ),
    fields=(
        DAY,
        TIME,
        MINUTES,
        DISTRICT,
        SITE,
        Field("offer", kinds.REF, "Angebot", "offer", of="offer", bare=True,
              help_de="Angebot mit eigenem Namen; es sagt, was die Zeile offen lässt",
              help_en="an offer with a name of its own; it says what the line leaves open"),
        Field("channel", kinds.WORD, "Kontaktart", "channel", of="channel", bare=True, required=True),
        Field("setting", kinds.CODE, "Form", "setting", of="E G O",
              help_de="E einzeln, G Gruppe, O ohne Klient/in; sonst sagt es die Kontaktart",
              help_en="E one to one, G group, O without the client; else the channel says it"),
        Field("outcome", kinds.WORD, "Ergebnis", "outcome", of="outcome", bare=True, required=True,
              default=default("outcome"), once=True),
        Field("clients", kinds.REF, "Klient/in", "client", of="client", one="client", many=True, bare=True),
        Field("topics", kinds.WORD, "Thema", "topic", of="topic", one="topic", many=True, bare=True,
              default=[default("topic")]),
        Field("services", kinds.WORD, "Leistung", "service", of="service", one="service", many=True, bare=True,
              titled=True),
        Field(
            "headcount", kinds.COUNT, "Personen", "headcount", bare=True, shape="p",
            help_de="Kopfzahl bei Gruppen, z. B. 12p", help_en="head count of a group, e.g. 12p",
        ),
        Field(
            "newcomers", kinds.COUNT, "zum ersten Mal da", "there for the first time", bare=True, shape="neu",
            once=True,
            help_de="wie viele der Kopfzahl zum ersten Mal da waren, z. B. 5neu",
            help_en="how many of the head count were there for the first time, e.g. 5new",
        ),
        Field(
            "co_advised", kinds.COUNT, "mitberaten", "co-advised", bare=True, shape="+",
            help_de="mitberatene Angehörige, z. B. +3", help_en="relatives advised as well, e.g. +3",
        ),
        Field("gender", kinds.WORD, "Geschlecht", "gender", of="gender", bare=True, narrows=False,
              help_de="nur bei anonymen Kontakten", help_en="of an anonymous visit only"),
        Field("age_group", kinds.WORD, "Alter", "age group", of="age_group", bare=True, narrows=False,
              help_de="nur bei anonymen Kontakten", help_en="of an anonymous visit only"),
        Field("residence", kinds.REF, "Wohnort", "residence", of="district", bare=True, prefix="aus-", narrows=False,
              titled=True,
              help_de="nur bei anonymen Kontakten, als Wort aus-nord",
              help_en="of an anonymous visit only, as a word aus-nord"),
        FUNDING,
        FUNDING_BY,
        WORKERS,
        NOTE,
        SOURCE,
        ENTERED,
    ),
)  # fmt: skip
