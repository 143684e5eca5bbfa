"""Asks a question at the terminal, with editing and completion by Tab where the system has them."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress


def ask(question: str, candidates: list[str]) -> str | None:
    """The answer that is typed; None for the end (Ctrl-D). Only for a terminal."""
    with _completion(candidates):
        try:
            return input(question).strip()
        except EOFError:
            return None


@contextmanager
def _completion(candidates: list[str]) -> Iterator[None]:
    """Tab completes the last word from the candidates; answers are kept in no history."""
    try:
        import readline
    except ImportError:  # Windows: without completion
        yield
        return

    def complete(text: str, state: int) -> str | None:
        matches = [value for value in candidates if value.startswith(text.lower())]
        return f"{matches[state]} " if state < len(matches) else None

    readline.set_completer(complete)
    readline.set_completer_delims(" ")
    readline.parse_and_bind("tab: complete")
    with suppress(AttributeError):  # not every build can leave it out
        readline.set_auto_history(False)
    try:
        yield
    finally:
        readline.set_completer(None)
