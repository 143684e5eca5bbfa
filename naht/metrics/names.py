"""The names of figures and breakdowns without the rest: reading the whole of ``metrics.toml`` is slow for a Tab."""

import re

from naht import resources

_BLOCK = re.compile(r"^\[(metric|dimension)\.(\w+)\]\n((?:[^\[\n].*\n|\n)*)", re.MULTILINE)
_AXIS = re.compile(r"^(visit|referral|contact|work|every) =", re.MULTILINE)
_BASE = re.compile(r'^base = "(\w+)"', re.MULTILINE)
_SHARE = re.compile(r'^share = \["(\w+)", "(\w+)"\]', re.MULTILINE)


def metrics() -> dict[str, set[str]]:
    """Every figure with the bases it is counted from; a share has those of its parts."""
    blocks = _blocks("metric")
    bases = {name: set(_BASE.findall(text)) for name, text in blocks.items()}
    for name, text in blocks.items():
        bases[name] |= {base for parts in _SHARE.findall(text) for part in parts for base in bases[part]}
    return bases


def dimensions() -> dict[str, set[str]]:
    """Every breakdown with the bases that know it."""
    return {name: _axes(text) for name, text in _blocks("dimension").items()}


def _axes(text: str) -> set[str]:
    found = set(_AXIS.findall(text))
    return {"visit", "referral", "contact", "work"} if "every" in found else found


def _blocks(kind: str) -> dict[str, str]:
    text = resources.data("metrics.toml").read_text(encoding="utf-8")
    return {name: block for found, name, block in _BLOCK.findall(text) if found == kind}
