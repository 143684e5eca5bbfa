"""The lists of words: their labels, the attributes their words may carry, and the words that the code itself names.

An attribute is text (``setting=E``). One that ``decides`` says how records count that are there already: it cannot be
changed on a word in use. ``option_only`` and ``sensitive`` are known to every list; a list that is not declared here
(an office's own) has no others.
"""

import re

from naht.domain.message import Label

AGES = "age_group"  # the list whose words say ages from … to
OLDEST = 130
UNKNOWN = "k-a"  # "not stated": a word of most lists, and what a breakdown says of a row that has no value
OTHER = "sonstiges"
OWN_FUNDING = "eigen"  # the id of the funding that stands for work outside any funding
CASEWORK = "fallarbeit"
FIRST_TALK = "erstgespraech"
TARGET_GROUPS = "target_group"  # the list of a client's groups; some of its words say what another field says
FACTS = ("household", "labour", "income", "education", "origin", "migration", "housing")
"""The lists whose words are a client's dated values."""


class Attribute:
    """What a word may carry: ``form`` is a regular expression of its whole text, ``example`` what people may type."""

    __slots__ = ("decides", "example", "form", "name", "of")

    def __init__(self, name: str, form: str, example: str, *, decides: bool = False, of: str = "") -> None:
        self.name = name
        self.form = form
        self.example = example
        self.decides = decides
        self.of = of  # its text names words of this list, or by their whole ids ("word"), with commas between

    def takes(self, text: str) -> bool:
        """True for a text that has the right form; whether the words it names exist is another question."""
        return re.fullmatch(self.form, text) is not None

    def words(self, text: str) -> list[str]:
        """The whole ids of the words that its text names; none where it names no words."""
        parts = text.split(",") if self.of and text else []
        return parts if self.of == "word" else [f"{self.of}:{part}" for part in parts]


def flag(name: str, *, decides: bool = False) -> Attribute:
    """An attribute that is there or not: its text is 1."""
    return Attribute(name, "1", "1", decides=decides)


def code(name: str, *choices: str, decides: bool = False) -> Attribute:
    """One code of a closed set."""
    return Attribute(name, "|".join(choices), " / ".join(choices), decides=decides)


def codes(name: str, *choices: str) -> Attribute:
    """Some codes of a closed set, with commas between."""
    one = f"(?:{'|'.join(choices)})"
    return Attribute(name, f"{one}(?:,{one})*", ",".join(choices))


def number(name: str, *, decides: bool = False) -> Attribute:
    """A whole number from 0 to 999."""
    return Attribute(name, "0|[1-9][0-9]{0,2}", "0 … 999", decides=decides)


def slug(name: str, of: str) -> Attribute:
    """One word of a list."""
    return Attribute(name, "[^,]+", "a", of=of)


def slugs(name: str, of: str) -> Attribute:
    """Words of a list, with commas between."""
    return Attribute(name, "[^,]+(?:,[^,]+)*", "a,b", of=of)


def fact(name: str, *, several: bool = False) -> Attribute:
    """A word of :data:`FACTS` by its whole id; with ``several`` some of them, with commas between."""
    one = f"(?:{'|'.join(FACTS)}):[^,:]+"
    return Attribute(name, f"{one}(?:,{one})*" if several else one, "labour:minijob", decides=True, of="word")


class WordList:
    """A list of words. ``default`` is the word a new record has where nothing else is typed."""

    __slots__ = ("attributes", "default", "title")

    def __init__(self, de: str, en: str, *attributes: Attribute, default: str = "") -> None:
        self.title = Label(de, en)
        self.attributes = {attribute.name: attribute for attribute in (*attributes, *_COMMON)}
        self.default = default


_COMMON = (flag("option_only"), flag("sensitive"))
_EECO = Attribute("eeco", "[0-9]{2}", "01 … 99", decides=True)  # the number of the ESF indicator
_LEVEL = number("level", decides=True)

LISTS = {
    "access": WordList("Zugangsweg", "access"),
    AGES: WordList("Altersgruppe", "age group", number("from", decides=True), number("to", decides=True)),
    "channel": WordList(
        "Kontaktart", "channel",
        code("setting", "E", "G", "O", decides=True),
        code("reach", "K", "A", "F", decides=True),
        flag("home", decides=True), flag("office"), flag("away"), code("client", "usual"),
        codes("option_settings", "E", "G", "O"),
        default="sprechstunde",
    ),
    "close_reason": WordList("Grund des Abschlusses", "reason of closing"),
    "contact_kind": WordList(
        "Art des Netzwerkkontakts", "kind of network contact", flag("round", decides=True),
        default="kooperationsgespraech",
    ),
    "district_status": WordList("Programmstatus", "programme status"),
    "education": WordList("Bildung", "education", _EECO),
    "gender": WordList("Geschlecht", "gender"),
    "household": WordList("Haushalt", "household"),
    "housing": WordList("Wohnsituation", "housing", _EECO),
    "income": WordList("Einkommen", "income"),
    "labour": WordList("Erwerbsstatus", "labour status", _EECO),
    "migration": WordList("Migrationshintergrund", "migration background", _EECO),
    "network_stage": WordList("Stufe des Netzwerks", "stage of the network", _LEVEL),
    "origin": WordList("Staatsangehörigkeit", "nationality", _EECO),
    "outcome": WordList(
        "Ergebnis", "outcome", flag("met", decides=True), flag("no_show", decides=True), default="erreicht",
    ),
    "partner_kind": WordList("Art der Stelle", "kind of organisation", default=OTHER),
    "partner_origin": WordList("Herkunft des Partners", "origin of the partner", flag("existing", decides=True)),
    "partner_role": WordList("Rolle des Partners", "role of the partner"),
    "partner_stage": WordList(
        "Stufe der Zusammenarbeit", "stage of co-operation", _LEVEL,
        flag("dormant", decides=True), flag("end", decides=True),
    ),
    "person_mode": WordList("Personendaten", "person data"),
    "referral_kind": WordList(
        "Art des Verweises", "kind of referral", flag("consent"), flag("incoming", decides=True), default="verweis",
    ),
    "referral_state": WordList(
        "Stand des Verweises", "state of the referral",
        flag("open", decides=True), flag("end", decides=True), flag("gap", decides=True),
        code("result", "yes", "partly", "no", "unknown", decides=True), slugs("next", "referral_state"),
        default="offen",
    ),
    "service": WordList("Leistung", "service", slug("topic", "topic")),
    TARGET_GROUPS: WordList(
        "Zielgruppe", "target group",
        fact("sets"),  # says the same: to name the group is to set that value
        fact("follows", several=True),  # who has one of these values belongs to the group too
        number("from", decides=True), number("to", decides=True),  # and who has that age
    ),
    "topic": WordList("Anliegen", "topic", flag("group", decides=True), default=UNKNOWN),
    "work_kind": WordList("Art der Arbeit", "kind of work"),
}  # fmt: skip


def word_list(name: str) -> WordList:
    """The list of that name; an office's own has no label but its name."""
    return LISTS.get(name) or WordList(name, name)


def default(name: str) -> str:
    """The word of a list that holds where nothing else is typed; empty where there is none."""
    return word_list(name).default
