"""Names of which several can stand together: columns, figures, breakdowns."""

from collections.abc import Callable

from naht.cli.complete.asked import Asked
from naht.cli.complete.choice import Choice, plain
from naht.cli.complete.when import periods


def parted(source: Callable[[Asked], list[Choice]]) -> Callable[[Asked], list[Choice]]:
    """Several values of a source, parted by commas: the next one behind those that are there."""

    def complete(asked: Asked) -> list[Choice]:
        before, comma, _ = asked.typed.rpartition(",")
        there = before.split(",")
        return [Choice(f"{before}{comma}{choice.value}") for choice in source(asked) if choice.value not in there]

    return complete


def fields(asked: Asked) -> list[Choice]:
    """The columns of a list."""
    return plain(("id", *(field.name for field in asked.noun.fields)))


def clearable(asked: Asked) -> list[Choice]:
    """The fields that ``--unset`` may empty."""
    said = asked.line.options.get("unset", ())
    known = [field.option for field in asked.noun.fields if field.given and not field.required]
    return plain(option for option in known if option not in said)


# ---- figures


def figures(asked: Asked) -> list[Choice]:
    """The figures, but those that are there; periods where one is begun."""
    from naht.metrics.names import metrics  # TOML, which only this needs

    known = plain(name for name in metrics() if name not in asked.words)
    return [*known, *periods(asked)] if asked.typed else known


def breakdowns(asked: Asked) -> list[Choice]:
    """The breakdowns that all the figures on the line know."""
    from naht.metrics.names import dimensions, metrics

    known = metrics()
    bases = {base for word in asked.words for base in known.get(word, ())}
    there = [name for text in asked.line.options.get("by", ()) for name in text.split(",")]
    return plain(name for name, axes in dimensions().items() if bases <= axes and name not in there)
