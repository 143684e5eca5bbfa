"""How to print."""

from typing import NamedTuple


class Style(NamedTuple):
    """Language, width in columns (0: unlimited), colour, header line, spreadsheet dialect."""

    lang: str = "de"
    width: int = 0
    color: bool = False
    header: bool = True
    excel: bool = False
