"""A client: a person known by a random code. Statistics attributes only; nothing here identifies anybody."""

from naht.domain import kinds
from naht.domain.fields import Field, Noun
from naht.domain.message import Label
from naht.domain.nouns.shared import ENTERED, SINCE


def _dated_word(name: str, de: str, en: str) -> Field:
    return Field(name, kinds.WORD, de, en, of=name, bare=True, dated=True, titled=True)


NOUN = Noun(
    "client", "Klient/in", "client", "Klientinnen und Klienten", "clients", letter="k", day="",
    about=Label(
        "Personen mit Kennung, ohne Namen; veränderliche Angaben in ihrem neuesten Stand.",
        "Persons with a code, without names; what may change as it is now.",
    ),
    rules="client",
    columns=("id", "gender", "birth_year", "residence", "household", "labour", "target_groups", "known_since"),
    spare=("known_since", "labour", "household", "target_groups"),
    extras=(SINCE,),
    dialog=("gender", "birth_year", "residence"),
    fields=(
        Field("gender", kinds.WORD, "Geschlecht", "gender", of="gender", bare=True),
        Field("birth_year", kinds.YEAR, "Geburtsjahr", "birth year", bare=True),
        Field("residence", kinds.REF, "Wohnort", "residence", of="district", bare=True, dated=True,
              titled=True),
        _dated_word("household", "Haushalt", "household"),
        _dated_word("labour", "Erwerbsstatus", "labour status"),
        _dated_word("income", "Einkommen", "income"),
        _dated_word("education", "Bildung", "education"),
        _dated_word("origin", "Staatsangehörigkeit", "nationality"),
        _dated_word("migration", "Migrationshintergrund", "migration background"),
        _dated_word("housing", "Wohnsituation", "housing"),
        Field("access", kinds.WORD, "Zugangsweg", "access", of="access", bare=True, titled=True),
        Field("target_groups", kinds.WORD, "Zielgruppe", "target group", of="target_group", one="target_group",
              many=True, bare=True, titled=True),
        Field("known_since", kinds.FIRST_YEAR, "bekannt seit", "known since", bare=True,
              help_de="Jahr, seit dem die Person dem Büro bekannt ist; auch als Wort: neu oder seit-2019",
              help_en="the year since when the office has known the person; also as a word: new or since-2019"),
        Field("informed_on", kinds.DAY, "informiert am", "informed on",
              help_de="Tag, an dem die Datenschutzinformation übergeben wurde",
              help_en="the day the privacy notice was handed over"),
        Field("paper_ref", kinds.TEXT, "Aktenzeichen", "paper file",
              help_de="Zeichen der Papierakte, kein Name", help_en="reference of the paper file, no name"),
        ENTERED,
    ),
)  # fmt: skip
