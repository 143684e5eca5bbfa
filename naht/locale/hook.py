"""Compiles the German catalog when naht is installed (pip builds the wheel, or the editable install).

Hatchling runs it; Babel, a build requirement, does the work. ``de.po`` is the one file that people edit.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalog(folder: Path) -> None:
    """Write ``de.mo`` beside ``de.po``. Raises ValueError for a catalog that is not right."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with (folder / "de.po").open("rb") as source:
        catalog = read_po(source, locale="de", abort_invalid=True)
    draft = folder / "de.mo.draft"
    with draft.open("wb") as target:
        write_mo(target, catalog)
    draft.replace(folder / "de.mo")


class CatalogHook(BuildHookInterface[Any]):
    """What hatchling calls before it collects the files of a build."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  hatchling's own signature
        """Compile the catalog into the source tree, from where the wheel takes it."""
        compile_catalog(Path(self.root) / "naht" / "locale")
