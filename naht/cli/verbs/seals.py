"""``naht log verify`` computes the seals anew, ``naht log accept`` says that changes by other programs are meant."""

from naht.cli.context import Context, format_of
from naht.cli.given import Given
from naht.cli.questions import OUTPUT
from naht.cli.verb import Verb
from naht.domain.errors import Exit
from naht.domain.message import Message, counted, message
from naht.domain.table import Table, bare
from naht.store.journal import ops, seal

COLUMNS = ("head", "broken", "foreign")


def _verify(context: Context, given: Given) -> int:
    """Compute every seal anew; 6 where one does not hold, or another program changed something."""
    with context.reading() as con:
        broken, head, foreign = list(seal.broken(con)), seal.head(con), len(ops.foreign(con))
    if not format_of(given).people:
        context.show([Table(bare(COLUMNS), [(head, list(map(str, broken)), foreign)])], given)
    if foreign:
        context.say(message("Changed by other programs: {records}. See: naht check", records=_records(foreign)))
    if broken:
        steps = ", ".join(map(str, broken[:10]))
        context.say(
            message(
                "The seals of these steps do not hold: {steps}. Which backup is still whole: naht backup verify",
                steps=steps,
            )
        )
        return int(Exit.FINDINGS)
    context.say(message("All seals hold; the last: {head}", head=head))
    return int(Exit.FINDINGS) if foreign else 0


def _accept(context: Context, _given: Given) -> None:
    """Take what other programs changed for seen."""
    with context.writing() as unit:
        seen = len(ops.foreign(unit.con))
        if seen:
            ops.accept_foreign(unit)
    context.say(message("Seen from now on, as changed by other programs: {records}", records=_records(seen)))


def _records(count: int) -> Message:
    return counted("{n} record", "{n} records", count)


VERIFY = Verb("log verify", message("check every seal of the journal"),
              OUTPUT, _verify, columns=(("", COLUMNS),))  # fmt: skip
ACCEPT = Verb(
    "log accept", message("let changes by other programs stand"), (), _accept,
)  # fmt: skip
