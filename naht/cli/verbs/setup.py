"""``naht setup``: what the office says of itself, asked at a terminal; elsewhere printed, with what changes it."""

from typing import TYPE_CHECKING

from naht.cli.context import Context
from naht.cli.given import Given
from naht.cli.parameters import switch
from naht.cli.questions import OUTPUT
from naht.cli.verb import Verb
from naht.domain.errors import NahtError
from naht.domain.file_errors import FileProblem
from naht.domain.message import message
from naht.domain.table import Column, Table
from naht.output import prompt, streams
from naht.output.language import say

if TYPE_CHECKING:
    from naht.services import setup

COLUMNS = ("question", "answer", "command")
_HEADS = (message("question"), message("answer"), message("change it"))
YES = switch("yes", message("ask nothing: the present answers hold"), flags=("--yes", "-y"))


def _run(context: Context, given: Given) -> None:
    """Ask at a terminal, else print the questions with their answers."""
    if asks(context, given):
        ask(context)
    else:
        show(context, given)


def asks(context: Context, given: Given) -> bool:
    """True at a terminal, where nobody wants to be asked nothing."""
    return streams.interactive() and not context.quiet and not given.on("yes")


def show(context: Context, given: Given) -> None:
    """Print the questions, the answers that hold, and the command that changes each."""
    from naht.services import setup

    with context.reading() as con:
        rows = [
            (say(question.text, context.lang), question.answer, question.command) for question in setup.questions(con)
        ]
    columns = tuple(Column(*pair) for pair in zip(COLUMNS, _HEADS, strict=True))
    context.show([Table(columns, rows)], given)


def ask(context: Context) -> None:
    """Ask one question after the other; Enter keeps the answer in brackets, Ctrl-D ends. Each answer is a step."""
    from naht.services import setup

    context.say(message("Enter keeps what stands in brackets, Ctrl-D ends."))
    with context.reading() as con:
        questions = setup.questions(con)
    for question in questions:
        if not _ask_one(context, question):
            return


def _ask_one(context: Context, question: "setup.Question") -> bool:
    """Ask until an answer is taken; False where somebody has enough."""
    text = f"{say(question.text, context.lang)} [{question.answer or '–'}]: "
    while True:
        answer = prompt.ask(text, [])
        if not answer:
            return answer is not None
        try:
            with context.writing() as unit:
                question.write(unit, answer)
        except FileProblem:
            raise
        except NahtError as error:
            streams.error(error, context.lang)
        else:
            return True


VERB = Verb(
    "setup", message("what the office says of itself: asked at a terminal, else printed"), (YES, *OUTPUT), _run,
    columns=(("", COLUMNS),),
)  # fmt: skip
