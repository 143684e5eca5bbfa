"""``naht help [PAGE]``: the pages that come with naht."""

from typing import Any

from naht import resources
from naht.cli import build
from naht.cli.context import Context
from naht.domain.errors import BadUsage
from naht.output import streams


def command(name: str, lang: str, help_text: str, _noun: str) -> Any:
    pages = ", ".join(resources.help_pages())
    parameters = [build.argument("page", f"Seite: {pages}" if lang == "de" else f"page: {pages}")]
    return build.make(name, name, help_text, parameters, run, lang)


def run(_context: Context, given: dict[str, Any]) -> None:
    """Print a page, or which there are."""
    pages = resources.help_pages()
    page = given.get("page")
    if page is None:
        streams.data("".join(f"{name}\n" for name in pages))
    elif page in pages:
        streams.data(resources.help_page(page).read_text(encoding="utf-8"))
    else:
        known = ", ".join(pages)
        raise BadUsage(message_de=f"Die Seite {page} gibt es nicht. Es gibt: {known}.",
                       message_en=f"There is no page {page}. There are: {known}.", command="naht help")  # fmt: skip
