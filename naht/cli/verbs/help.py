"""``naht help [PAGE]``: the pages that come with naht. Either name finds a page, the language decides which text."""

from typing import Any

from naht import resources
from naht.cli import build
from naht.cli.context import Context
from naht.domain.errors import BadUsage
from naht.domain.text import fold
from naht.output import streams


def command(name: str, lang: str, help_text: str, _noun: str) -> Any:
    pages = ", ".join(resources.help_pages(lang))
    parameters = [build.argument("page", f"Seite: {pages}" if lang == "de" else f"page: {pages}")]
    return build.make(name, name, help_text, parameters, run, lang)


def run(context: Context, given: dict[str, Any]) -> None:
    """Print a page (at a terminal laid out, elsewhere the Markdown as it is), or which there are."""
    lang = context.language_of_file()
    pages = resources.help_pages(lang)
    if given.get("page") is None:
        streams.data("".join(f"{name}\n" for name in pages))
        return
    asked, known = given["page"], ", ".join(pages)
    page = resources.help_page(fold(asked), lang)
    if page is None:
        raise BadUsage(message_de=f"Die Seite {asked} gibt es nicht. Es gibt: {known}.",
                       message_en=f"There is no page {asked}. There are: {known}.", command="naht help")  # fmt: skip
    text = page.read_text(encoding="utf-8")
    if streams.terminal():
        from naht.output.manual import rendered

        text = rendered(text, context.style())
    streams.data(text)
