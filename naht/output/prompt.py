"""A question at the terminal, with editing and completion by Tab where the system has them."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress


def ask(question: str, candidates: list[str]) -> str | None:
    """What somebody types behind the question; None for the end (Ctrl-D). Only for a terminal."""
    with _completing(candidates):
        try:
            return input(question).strip()
        except EOFError:
            return None


@contextmanager
def _completing(candidates: list[str]) -> Iterator[None]:
    """Tab completes the last word from the candidates; answers are kept in no history."""
    try:
        import readline
    except ImportError:  # Windows: without completion
        yield
        return

    def complete(text: str, state: int) -> str | None:
        found = [value for value in candidates if value.startswith(text.lower())]
        return f"{found[state]} " if state < len(found) else None

    readline.set_completer(complete)
    readline.set_completer_delims(" ")
    readline.parse_and_bind("tab: complete")
    with suppress(AttributeError):  # not every build can leave it out
        readline.set_auto_history(False)
    try:
        yield
    finally:
        readline.set_completer(None)
