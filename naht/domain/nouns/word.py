"""A word of a code list. Its id is ``list:slug``; other records show the slug alone."""

from naht.domain import kinds
from naht.domain.fields import Field, Noun
from naht.domain.message import Label

NOUN = Noun(
    "word", "Wort", "word", "Wörter", "words",
    about=Label("Die Wörter aller Listen mit ihren Bezeichnungen.", "The words of all lists with their labels."),
    rules="word",
    columns=("id", "short", "label_de", "label_en", "parent", "starts_on", "ends_on"),
    spare=("label_en", "starts_on", "parent", "ends_on"),
    since="starts_on", until="ends_on",
    fields=(
        Field("list", kinds.LIST, "Liste", "list", required=True, given=False),
        Field("slug", kinds.TEXT, "Wort", "word", required=True, given=False),
        Field("short", kinds.TEXT, "Kurzwort", "short word"),
        Field("label_de", kinds.TEXT, "Bezeichnung", "German label", required=True),
        Field("label_en", kinds.TEXT, "englische Bezeichnung", "English label", required=True),
        Field("parent", kinds.REF, "gehört zu", "part of", of="word"),
        Field("attributes", kinds.MAP, "Merkmale", "attributes",
              help_de="Merkmale, z. B. „setting=E reach=A“", help_en="attributes, e.g. “setting=E reach=A”"),
        Field("sort", kinds.COUNT, "Reihenfolge", "order"),
        Field("starts_on", kinds.DAY, "gilt seit", "valid from", ahead=True),
        Field("ends_on", kinds.DAY, "gilt bis", "valid until", ahead=True),
        Field("replaced_by", kinds.REF, "ersetzt durch", "replaced by", of="word"),
    ),
)  # fmt: skip
