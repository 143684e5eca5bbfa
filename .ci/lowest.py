"""Prints the lowest version that pyproject.toml allows of each library, as constraints for pip."""

import re
import sys
import tomllib
from pathlib import Path

project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
for wanted in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
    name, lowest = re.fullmatch(r"([\w-]+)>=([\w.]+)(?:,<[\w.]+)?", wanted).groups()
    sys.stdout.write(f"{name}=={lowest}\n")
