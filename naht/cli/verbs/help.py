"""``naht help [PAGE]``: prints a help page. It has a German and an English name; the language chooses the text."""

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
    """Print a page (rendered on a terminal, elsewhere the Markdown as it is), or the names of all."""
    lang = context.language_of_file()
    pages = resources.help_pages(lang)
    name = given.text("page")
    if name is None:
        streams.data("".join(f"{page}\n" for page in pages))
        return
    path = resources.help_page(fold(name), lang)
    if path is None:
        choices = ", ".join(pages)
        raise BadUsage(
            message("There is no page {page}. There are: {choices}.", page=name, choices=choices), command="naht help"
        )
    text = path.read_text(encoding="utf-8")
    if streams.terminal():
        from naht.output.manual import render

        text = render(text, context.style())
    context.print(text)


_PAGES = Joined(tuple(Label(*names) for names in resources.PAGES))
_PAGE = word("page", message("page: {pages}", pages=_PAGES), message("PAGE"), offers="values.pages")
VERB = Verb("help", message("read the help pages"), (_PAGE,), _run)
