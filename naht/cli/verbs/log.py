"""``naht log [ID]``: the steps, newest last; with an id what happened to that record, even if it is gone.

``naht log verify`` computes the seals anew, ``naht log accept`` says that changes by other programs are meant.
"""

from datetime import UTC, datetime
from typing import Any

from naht.cli import build, select
from naht.cli.context import Context
from naht.cli.events import events
from naht.cli.verbs.show import any_noun
from naht.cli.verbs.undo import DIGITS
from naht.domain.days import parse_day
from naht.domain.errors import Exit, NotFound
from naht.domain.ids import normal
from naht.domain.kinds import NUMBER, TEXT
from naht.domain.table import Column, Table, bare
from naht.output.style import PEOPLES
from naht.store.file.sqlite import Connection
from naht.store.journal import ops, seal
from naht.store.journal.ops import Change, Entry
from naht.store.reading.find import identify

STEPS = ("step", "at", "worker", "command", "options", "records", "undoes", "undone")
SEALS = ("head", "broken", "foreign")
USUAL = 30
SHOWN = 2  # ids of a step, of which there may be hundreds
_UNSHOWN = ("note", "entered_at", "source_key")
_ACT_DE = {"i": "neu", "u": "geändert", "d": "entfernt"}
_ACT_EN = {"i": "new", "u": "changed", "d": "removed"}


def command(name: str, lang: str, help_text: str, _noun: str) -> Any:
    german = lang == "de"
    parameters = [
        build.argument("id", "Kennung: nur dieser Eintrag; verify: Siegel prüfen; accept: fremde Änderungen gelten"
                       if german else "id: that record; verify: check the seals; accept: foreign changes are meant"),
        build.option("since", "alle Änderungen nach diesem Schritt oder seit diesem Tag" if german else
                     "all changes after this step or since this day", metavar="N|TAG" if german else "N|DAY"),
        build.option("last", f"die letzten N (sonst {USUAL})" if german else f"the last N (else {USUAL})", kind=int,
                     metavar="N"),
        *select.output_options(lang, fields=False),
    ]  # fmt: skip
    return build.make(name, name, help_text, parameters, run, lang)


def run(context: Context, given: dict[str, Any]) -> int:
    """Print the journal, one record's history, or what the seals say."""
    form = select.format_of(given)
    if given.get("id") == "verify":
        return _verify(context, form)
    if given.get("id") == "accept":
        return _accept(context)
    with context.reading() as con:
        table = _asked(con, context, given, form in PEOPLES)
    context.show([table], form, header=not given.get("no_header"), excel=bool(given.get("excel")))
    return 0


def _asked(con: Connection, context: Context, given: dict[str, Any], peoples: bool) -> Table:
    """People read sentences, machines read fields."""
    if given.get("id"):
        found = ops.of_row(con, _named(con, given["id"], context.worker))
        steps = {n: ops.entry(con, n) for n in {change.op for change in found}}
        return _history(found, steps, context.lang) if peoples else events((steps[c.op], c) for c in found)
    newest = given.get("last") or 0
    if given.get("since"):
        entries = ops.entries(con, newest=newest, since=_after(con, given["since"], context))
        return events((entry, change) for entry in entries for change in ops.changes(con, entry.n))
    entries = ops.entries(con, newest=newest or USUAL)
    return _steps(con, entries, newest or USUAL, context.lang) if peoples else _bare(con, entries)


def _named(con: Connection, text: str, worker: str) -> str:
    """The id of a record, or of one that was removed. Raises NotFound or AmbiguousId."""
    try:
        return identify(con, any_noun(con, text), text, worker=worker)
    except NotFound:
        typed = text.strip().lower()
        if len(gone := ops.gone(con, typed) or ops.gone(con, normal(typed))) != 1:
            raise
        return gone[0]


def _accept(context: Context) -> int:
    with context.writing() as unit:
        seen = len(ops.foreign(unit.con))
        if seen:
            ops.accept_foreign(unit)
    german = context.lang == "de"
    context.say(f"Als gesehen gilt nun, was andere Programme geändert haben: {_records(seen, german=german)}" if german
                else f"Seen from now on, as changed by other programs: {_records(seen, german=german)}")  # fmt: skip
    return 0


def _records(count: int, *, german: bool) -> str:
    one, more = ("Eintrag", "Einträge") if german else ("record", "records")
    return f"{count} {one if count == 1 else more}"


def _after(con: Connection, text: str, context: Context) -> int:
    """The step after which events are wanted: its number, or the last one before a day (local midnight)."""
    if text.isascii() and text.isdecimal() and len(text) < DIGITS:
        return int(text)
    day = datetime.fromisoformat(parse_day(text, context.today, steps=True)).astimezone(UTC)
    return ops.first_since(con, day.strftime("%Y-%m-%dT%H:%M:%SZ"))


def _verify(context: Context, form: str) -> int:
    with context.reading() as con:
        broken, head, foreign = list(seal.broken(con)), seal.head(con), len(ops.foreign(con))
    german = context.lang == "de"
    if form not in PEOPLES:
        context.show([Table(bare(SEALS), [(head, list(map(str, broken)), foreign)])], form)
    if foreign:
        found = _records(foreign, german=german)
        context.say(f"Von anderen Programmen geändert: {found}. Ansehen: naht check" if german else
                    f"Changed by other programs: {found}. See: naht check")  # fmt: skip
    if broken:
        steps = ", ".join(map(str, broken[:10]))
        context.say(
            f"Die Siegel dieser Schritte stimmen nicht: {steps}. Welche Sicherung noch ganz ist: naht backup verify"
            if german
            else f"The seals of these steps do not hold: {steps}. Which backup is still whole: naht backup verify"
        )
        return int(Exit.FINDINGS)
    context.say(f"Alle Siegel stimmen; das letzte: {head}" if german else f"All seals hold; the last: {head}")
    return int(Exit.FINDINGS) if foreign else 0


def _bare(con: Connection, steps: list[Entry]) -> Table:
    """The steps for scripts: how many records each touched, which step it undoes and which one undid it."""
    rows: list[tuple[Any, ...]] = [
        (e.n, e.at, e.worker, e.command, e.options.split(), ops.touched(con, e.n, 0)[1], e.undoes, e.undone)
        for e in steps
    ]
    return Table(bare(STEPS), rows)


def _steps(con: Connection, steps: list[Entry], newest: int, lang: str) -> Table:
    german = lang == "de"
    heads = ("Schritt", "wann (UTC)", "wer", "was", "Einträge", "Stand") if german else (
        "step", "when (UTC)", "who", "what", "records", "state")  # fmt: skip
    names = ("step", "at", "worker", "command", "rows", "state")
    kinds = (NUMBER, *[TEXT] * 5)
    columns = tuple(Column(n, h, k) for n, h, k in zip(names, heads, kinds, strict=True))
    rows: list[tuple[Any, ...]] = [(e.n, e.at, e.worker, e.command, _touched(con, e), _state(e, german)) for e in steps]
    limit = f"Ältere Schritte: --last {10 * newest}" if german else f"Older steps: --last {10 * newest}"
    return Table(columns, rows, notes=(limit,) if len(steps) == newest else ())


def _touched(con: Connection, entry: Entry) -> str:
    rows, count = ops.touched(con, entry.n, SHOWN)
    return ", ".join(rows) + (f" … ({count})" if count > SHOWN else "")


def _state(entry: Entry, german: bool) -> str:
    if entry.undone:
        return f"zurückgenommen mit {entry.undone}" if german else f"undone by {entry.undone}"
    if entry.undoes:
        return f"nimmt {entry.undoes} zurück" if german else f"undoes {entry.undoes}"
    return ""


def _history(found: list[Change], steps: dict[int, Entry | None], lang: str) -> Table:
    """One line per changed row; the values are the journal's own images."""
    german = lang == "de"
    heads = ("Schritt", "wann (UTC)", "wer", "Tabelle", "Art", "Werte") if german else (
        "step", "when (UTC)", "who", "table", "act", "values")  # fmt: skip
    names = ("step", "at", "worker", "table", "act", "values")
    columns = tuple(Column(n, h, NUMBER if n == "step" else TEXT) for n, h in zip(names, heads, strict=True))
    acts = _ACT_DE if german else _ACT_EN
    rows: list[tuple[Any, ...]] = []
    for change in found:
        step = steps.get(change.op)
        at, worker = (step.at, step.worker) if step else ("", "?")
        rows.append((change.op, at, worker, change.tbl, acts[change.act], _values(change)))
    return Table(columns, rows)


def _values(change: Change) -> str:
    """What a row held or holds, as ``day=2026-03-12``; of a changed one ``minutes=20 → 30``. Notes are not shown."""
    import json

    before: dict[str, Any] = json.loads(change.before or "{}")
    after: dict[str, Any] = json.loads(change.after or "{}")
    pairs = {name: (before.get(name), after.get(name)) for name in before | after if name not in _UNSHOWN}
    if change.act == "u":
        return ", ".join(f"{name}={_value(old)} → {_value(new)}" for name, (old, new) in pairs.items())
    values = ((name, new if change.act == "i" else old) for name, (old, new) in pairs.items())
    return ", ".join(f"{name}={value}" for name, value in values if value is not None)


def _value(value: Any) -> str:
    return "–" if value is None else str(value)
