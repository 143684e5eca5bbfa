"""``naht demo``: makes an invented office in a file of its own, and prints last month's report on it.

The file of ``NAHT_DB`` is the office's real one, so the demo never goes there; ``--db`` names another place.
"""

import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from shutil import which

from naht.cli.context import Context, data_folder
from naht.cli.given import Given
from naht.cli.parameters import number
from naht.cli.questions import FORMAT
from naht.cli.verb import Verb
from naht.demo import SEED, Demo, Wish, closing, furnish, plan_of
from naht.domain.days import parse_period
from naht.domain.message import message
from naht.domain.table import Filter
from naht.metrics.report import report

LARGE = 20_000
BYTES = 2_550  # a visit with all that belongs to it and its journal
A_SECOND = 1_500  # visits drawn and recorded


_YEARS = number("years", message("so many years (else 1)"), usual="1")
_VISITS = number("visits", message("so many visits, for measuring"))
_SEED = number("seed", message("seed of the random draw"), usual=str(SEED))


def _run(context: Context, given: Given) -> None:
    """Furnish the office, then print last month's report and how to go on."""
    wish = Wish(context.today, given.number("years") or 0, given.number("visits") or 0, given.number("seed") or SEED)
    real, context.file = context.path, context.named or str(_free(Path(data_folder())))
    _announce(context, wish)
    if not context.named and real.parent != Path(data_folder()):
        context.say(message("NAHT_DB stays as it is ({path}); elsewhere: naht demo --db PATH", path=real))
    demo = furnish(context.path, wish, lambda day: min(closing(day), context.at), _progress(context, wish))
    with context.reading() as con:
        last = Filter(parse_period("monat-1", context.today))
        tables = report(con, "overview", last, context.today)
    context.show(tables, given)
    _go_on(context, demo)


def _free(folder: Path) -> Path:
    """demo.db, or demo-2.db and so on: what somebody tried out earlier stays as it is."""
    names = (folder / ("demo.db" if number == 1 else f"demo-{number}.db") for number in count(1))
    return next(path for path in names if not path.exists())


def _announce(context: Context, wish: Wish) -> None:
    """Say which file is made and, of a large one, how long it takes and how much space it needs."""
    visits = plan_of(wish).visits
    context.say(message("An invented office is made in {path} …", path=context.path))
    if visits >= LARGE:
        minutes, size = max(1, visits // A_SECOND // 60), visits * BYTES / 1e9
        context.say(message("{visits} visits: about {minutes} minutes and {size} GB", visits=visits, minutes=minutes,
                            size=f"{size:.1f}"))  # fmt: skip


def _progress(context: Context, wish: Wish) -> Callable[[int, int], None]:
    """The function that prints a line for every tenth of a large office; a small one needs none."""
    tenth = max(1, plan_of(wish).visits // 10)
    printed = 0

    def progress(done: int, whole: int) -> None:
        nonlocal printed
        if whole >= LARGE and done // tenth > printed:
            printed = done // tenth
            context.say(f"{done} / {whole}")

    return progress


def _go_on(context: Context, demo: Demo) -> None:
    """How to work on in that file."""
    program = "naht" if which("naht") else sys.argv[0]
    text = message(
        "\nEverything here is invented ({first} to {last}). To go on in this file:\n"
        "  export NAHT_DB={path}\n"
        "  {naht} v west hausbesuch 20m wohnen      record a visit; {naht} undo takes it back\n"
        "  {naht} client recent                     who was here lately\n"
        "  {naht} visit list week                   what happened this week\n"
        "  {naht} count visits persons --by month,district -p year\n"
        "A file of your own: unset NAHT_DB; {naht} init",
        naht=program, path=context.path, first=demo.plan.first.isoformat(), last=demo.plan.last.isoformat(),
    )  # fmt: skip
    context.say(text)


VERB = Verb(
    "demo", message("an invented office to try things on"),
    (_YEARS, _VISITS, _SEED, FORMAT), _run,
)  # fmt: skip
