"""A word of a code list. Its id is ``list:slug``; other records show the slug alone."""

from naht.domain.fields import Field, Noun

NOUN = Noun(
    "word", "Wort", "word", "Wörter", "words",
    columns=("id", "short", "label_de", "label_en", "parent", "starts_on", "ends_on"),
    since="starts_on", until="ends_on",
    fields=(
        Field("list", "text", "Liste", "list", required=True, given=False),
        Field("slug", "text", "Wort", "word", required=True, given=False),
        Field("short", "text", "Kurzwort", "short word"),
        Field("label_de", "text", "Bezeichnung", "German label", required=True),
        Field("label_en", "text", "englische Bezeichnung", "English label", required=True),
        Field("parent", "ref", "gehört zu", "part of", of="word"),
        Field("attributes", "map", "Merkmale", "attributes",
              help_de="Merkmale, z. B. „setting=E reach=A“", help_en="attributes, e.g. “setting=E reach=A”"),
        Field("sort", "count", "Reihenfolge", "order"),
        Field("starts_on", "day", "gilt seit", "valid from", ahead=True),
        Field("ends_on", "day", "gilt bis", "valid until", ahead=True),
        Field("replaced_by", "ref", "ersetzt durch", "replaced by", of="word"),
    ),
)  # fmt: skip
