"""``naht help [PAGE]``: the pages that come with naht. Either name finds a page, the language decides which text."""

from naht import resources
from naht.cli.context import Context
from naht.cli.given import Given
from naht.cli.parameters import word
from naht.cli.verb import Verb
from naht.domain.errors import BadUsage
from naht.domain.message import Joined, Label, message
from naht.domain.text import fold
from naht.output import streams


def _run(context: Context, given: Given) -> None:
    """Print a page (at a terminal laid out, elsewhere the Markdown as it is), or which there are."""
    lang = context.language_of_file()
    pages = resources.help_pages(lang)
    name = given.text("page")
    if name is None:
        streams.data("".join(f"{page}\n" for page in pages))
        return
    path = resources.help_page(fold(name), lang)
    if path is None:
        known = ", ".join(pages)
        raise BadUsage(
            message("There is no page {page}. There are: {known}.", page=name, known=known), command="naht help"
        )
    text = path.read_text(encoding="utf-8")
    if streams.terminal():
        from naht.output.manual import render

        text = render(text, context.style())
    streams.data(text)


_PAGES = Joined(tuple(Label(*names) for names in resources.PAGES))
_PAGE = word("page", message("page: {pages}", pages=_PAGES), message("PAGE"), offers="values.pages")
VERB = Verb("help", message("read the help pages"), (_PAGE,), _run)
