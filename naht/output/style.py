"""How to print."""

from typing import NamedTuple

FORMATS = ("table", "csv", "tsv", "json", "jsonl", "md", "value")  # naht.output.formats has each
PEOPLES = ("table", "md")  # with labels and sentences; the others have keys and slugs


class Style(NamedTuple):
    """Language, width in columns (0: unlimited), colour, header line, spreadsheet dialect."""

    lang: str = "de"
    width: int = 0
    color: bool = False
    header: bool = True
    excel: bool = False
