"""Prints the lowest version that pyproject.toml allows of each library, as constraints for pip."""

import re
import sys
import tomllib
from pathlib import Path

FLOOR = re.compile(r"([\w.-]+)>=([\w.]+)(?:,<[\w.]+)?")


def lowest(pyproject: Path) -> list[str]:
    """``name==version`` for each library that naht and its tests ask for. Raises ValueError for one without a floor."""
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    found = []
    for wanted in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        floor = FLOOR.fullmatch(wanted)
        if not floor:
            raise ValueError(f"{wanted}: no lowest version")
        found.append(f"{floor[1]}=={floor[2]}")
    return found


if __name__ == "__main__":
    sys.stdout.write("\n".join(lowest(Path(__file__).parent.parent / "pyproject.toml")) + "\n")
