"""``naht demo``: an invented office in a file of its own, and last month's report on it.

The file of ``NAHT_DB`` is the office's real one, so the demo never goes there; ``--db`` names another place.
"""

import sys
from itertools import count
from pathlib import Path
from shutil import which
from typing import Any

from naht.cli import build, select
from naht.cli.context import Context, data_folder
from naht.demo import SEED, Made, Wish, closing, foreseen, furnish
from naht.domain.days import parse_period
from naht.domain.errors import BadUsage
from naht.domain.filters import Filter
from naht.metrics.report import report

LARGE = 20_000
BYTES = 2_550  # a visit with all that belongs to it and its journal
A_SECOND = 1_500  # visits drawn and recorded


def command(name: str, lang: str, help_text: str, _noun: str) -> Any:
    german = lang == "de"
    parameters = [
        build.option("years", "so viele Jahre (sonst 1)" if german else "so many years (else 1)", kind=int,
                     metavar="N"),
        build.option("visits", "so viele Kontakte, zum Messen" if german else "so many visits, for measuring", kind=int,
                     metavar="N"),
        build.option("seed", "Startwert des Zufalls" if german else "seed of the random draw", kind=int, metavar="N"),
        build.option("format", "table csv tsv json jsonl md value", "--format", "-f", metavar="FORMAT"),
    ]  # fmt: skip
    return build.make(name, "demo", help_text, parameters, run, lang)


def run(context: Context, given: dict[str, Any]) -> None:
    """Furnish the office, then print last month's report and how to go on."""
    form = select.format_of(given)
    years, visits = given.get("years") or 0, given.get("visits") or 0
    if years < 0 or visits < 0:
        raise BadUsage(message_de="Jahre und Kontakte sind Zahlen ab 1.", message_en="Years and visits begin at 1.",
                       command="naht demo")  # fmt: skip
    wish = Wish(context.today, years, visits, SEED if given.get("seed") is None else given["seed"])
    real, context.path = context.path, context.named or _free(data_folder())
    _announce(context, wish)
    if not context.named and real.parent != data_folder():
        context.say(f"NAHT_DB bleibt, wie sie ist ({real}); woanders: naht demo --db PFAD" if context.lang == "de" else
                    f"NAHT_DB stays as it is ({real}); elsewhere: naht demo --db PATH")  # fmt: skip
    made = furnish(context.path, wish, lambda day: min(closing(day), context.at), _progress(context, wish))
    with context.reading() as con:
        last = Filter(parse_period("monat-1", context.today))
        tables = report(con, "overview", last, context.today)
    context.show(tables, form)
    _go_on(context, made)


def _free(folder: Path) -> Path:
    """demo.db, or demo-2.db and so on: what somebody tried out earlier stays as it is."""
    names = (folder / ("demo.db" if number == 1 else f"demo-{number}.db") for number in count(1))
    return next(path for path in names if not path.exists())


def _announce(context: Context, wish: Wish) -> None:
    """What will take long or much space is said beforehand."""
    visits = foreseen(wish).visits
    german = context.lang == "de"
    context.say(f"Ein erfundenes Büro entsteht in {context.path} …" if german else
                f"An invented office is made in {context.path} …")  # fmt: skip
    if visits >= LARGE:
        minutes, size = max(1, visits // A_SECOND // 60), visits * BYTES / 1e9
        context.say(f"{visits} Kontakte: etwa {minutes} Minuten und {size:.1f} GB" if german else
                    f"{visits} visits: about {minutes} minutes and {size:.1f} GB")  # fmt: skip


def _progress(context: Context, wish: Wish) -> Any:
    """A line for every tenth of a large office; a small one is made before anybody wonders."""
    tenth = max(1, foreseen(wish).visits // 10)
    told = [0]

    def progress(done: int, whole: int) -> None:
        if whole >= LARGE and done // tenth > told[0]:
            told[0] = done // tenth
            context.say(f"{done} / {whole}")

    return progress


def _go_on(context: Context, made: Made) -> None:
    """How to work on in that file."""
    text = _NEXT["de" if context.lang == "de" else "en"]
    program = "naht" if which("naht") else sys.argv[0]
    context.say(text.format(naht=program, path=context.path, first=made.plan.first, last=made.plan.last))


_NEXT = {
    "de": (
        "\nAlles hier ist erfunden ({first} bis {last}). So geht es in dieser Datei weiter:\n"
        "  export NAHT_DB={path}\n"
        "  {naht} v west hausbesuch 20m wohnen      einen Kontakt aufnehmen; {naht} undo nimmt ihn zurück\n"
        "  {naht} client recent                     wer zuletzt da war\n"
        "  {naht} visit list woche                  was in dieser Woche geschah\n"
        "  {naht} count visits persons --by month,district -p jahr\n"
        "Eine eigene Datei: unset NAHT_DB; {naht} init"
    ),
    "en": (
        "\nEverything here is invented ({first} to {last}). To go on in this file:\n"
        "  export NAHT_DB={path}\n"
        "  {naht} v west hausbesuch 20m wohnen      record a visit; {naht} undo takes it back\n"
        "  {naht} client recent                     who was here lately\n"
        "  {naht} visit list week                   what happened this week\n"
        "  {naht} count visits persons --by month,district -p year\n"
        "A file of your own: unset NAHT_DB; {naht} init"
    ),
}
