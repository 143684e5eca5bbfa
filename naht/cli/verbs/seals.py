"""``naht log verify`` computes the seals anew, ``naht log accept`` says that changes by other programs are meant."""

from naht.cli.context import Context, format_of
from naht.cli.given import Given
from naht.cli.parameters import option
from naht.cli.questions import OUTPUT
from naht.cli.verb import Verb
from naht.domain.errors import BadUsage, Exit
from naht.domain.message import Message, counted, message
from naht.domain.table import Table, bare
from naht.store.journal import ops, seal
from naht.store.journal.seal import Noted

COLUMNS = ("head", "broken", "foreign", "noted", "later")
_SEAL = option("seal", message("a seal that was noted elsewhere: its first {digits} digits or more", digits=seal.SHORT),
               message("SEAL"))  # fmt: skip


def _verify(context: Context, given: Given) -> int:
    """Compute every seal anew; 6 where one does not hold, is not found, or another program changed something."""
    digits = _digits(given)
    with context.reading() as con:
        broken, head, foreign = list(seal.broken(con)), seal.head(con), len(ops.foreign(con))
        noted = seal.find(con, digits) if digits else None
    if not format_of(given).people:
        row = (head, list(map(str, broken)), foreign, *((noted.step, noted.later) if noted else (None, None)))
        context.show([Table(bare(COLUMNS), [row])], given)
    if digits:
        context.say(_compared(digits, noted))
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
    return int(Exit.FINDINGS) if foreign or (digits and not noted) else 0


def _digits(given: Given) -> str:
    """The seal that the line names, as it is kept. Raises BadUsage for what no seal begins with."""
    typed = given.text("seal")
    if typed is None:
        return ""
    digits = "".join(typed.split()).lower()
    if len(digits) < seal.SHORT or not set(digits) <= set("0123456789abcdef"):
        text = message("“{typed}” is no seal: at least {digits} of the digits 0 to 9 and a to f.",
                       typed=typed, digits=seal.SHORT)  # fmt: skip
        raise BadUsage(text, command="naht log verify")
    return digits


def _compared(digits: str, noted: Noted | None) -> Message:
    """What the seal that was noted elsewhere says of this file."""
    if noted is None:
        return message(
            "No step has the seal {digits}: steps were removed or made anew, or it is another file's. "
            "Which backup still has it: naht backup verify", digits=digits,
        )  # fmt: skip
    after = counted("{n} step came after it", "{n} steps came after it", noted.later)
    return message("The seal {digits} is that of step {step} ({at}); {after}.",
                   digits=digits, step=noted.step, at=noted.at, after=after)  # fmt: skip


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
              (_SEAL, *OUTPUT), _verify, columns=(("", COLUMNS),))  # fmt: skip
ACCEPT = Verb(
    "log accept", message("let changes by other programs stand"), (), _accept,
)  # fmt: skip
