"""Reads only the names of figures and breakdowns, for completion: the catalog is neither checked nor built."""

import tomllib
from functools import cache
from typing import Any

from naht import resources


def metrics() -> dict[str, set[str]]:
    """Every figure with the bases it is counted from; a share has those of its parts."""
    rows = _read()["metric"]
    return {name: {rows[part]["base"] for part in row.get("share", [name])} for name, row in rows.items()}


def dimensions() -> dict[str, set[str]]:
    """Every breakdown with the bases that have it."""
    bases = set[str]().union(*metrics().values())
    return {name: bases if "every" in row else bases & row.keys() for name, row in _read()["dimension"].items()}


def labels(table: str) -> dict[str, tuple[str, str]]:
    """What people call each figure (``metric``) or breakdown (``dimension``), in German and English."""
    return {name: (row["de"], row["en"]) for name, row in _read()[table].items()}


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(resources.data("metrics.toml").read_text(encoding="utf-8"))
