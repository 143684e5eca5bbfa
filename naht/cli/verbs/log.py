"""``naht log``: the steps, newest last; with an id what happened to that record, even if it is gone."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from naht.cli.context import Context, format_of
from naht.cli.given import Given
from naht.cli.parameters import number, option, word
from naht.cli.questions import OUTPUT
from naht.cli.verb import Verb
from naht.domain.days import parse_day
from naht.domain.errors import NotFound
from naht.domain.ids import normalize, step_number
from naht.domain.kinds import NUMBER, TEXT
from naht.domain.message import Text, message
from naht.domain.table import Column, Table, bare
from naht.store.file.sqlite import Connection
from naht.store.journal import ops
from naht.store.journal.ops import Change, Entry
from naht.store.reading.find import identify_any

STEPS = ("step", "at", "worker", "command", "options", "records", "undoes", "undone")
EVENTS = ("step", "at", "worker", "command", "undoes", "table", "row", "act", "before", "after")
USUAL = 30
SHOWN = 2  # ids of a step, of which there may be hundreds
_UNSHOWN = ("note", "entered_at", "source_key")
_ACTS = {"i": message("new"), "u": message("changed"), "d": message("removed")}
_WHEN = (message("step"), message("when (UTC)"), message("who"))
_STEP_HEADS = (*_WHEN, message("what"), message("records"), message("state"))
_HISTORY_HEADS = (*_WHEN, message("table"), message("record"), message("act"), message("values"))
_ID = word("id", message("id: that record, @ is the last one"),
           "ID", excludes=("since", "last"), offers="values.any_id")  # fmt: skip
_SINCE = option("since", message("all changes after this step or since this day"), message("N|DAY"),
                offers="when.days")  # fmt: skip
_LAST = number("last", message("the last N (else {usual})", usual=USUAL), usual=str(USUAL))


def _log(context: Context, given: Given) -> None:
    """Print the journal, or one record's history."""
    with context.reading() as con:
        table = _asked(con, context, given)
    context.show([table], given)


def _asked(con: Connection, context: Context, given: Given) -> Table:
    """People read sentences, machines read fields."""
    people = format_of(given).people
    if text := given.text("id"):
        found = ops.of_row(con, _named(con, text, context.worker))
        steps = {n: ops.entry(con, n) for n in {change.op for change in found}}
        return _history(found, steps) if people else _events((steps[c.op], c) for c in found)
    newest = given.number("last") or 0
    if since := given.text("since"):
        entries = ops.entries(con, newest=newest, since=_after(con, since, context))
        changes = [change for entry in entries for change in ops.changes(con, entry.n)]
        sealed: dict[int, Entry | None] = {entry.n: entry for entry in entries}
        return _history(changes, sealed) if people else _events((sealed[c.op], c) for c in changes)
    entries = ops.entries(con, newest=newest or USUAL)
    return _steps(con, entries, newest or USUAL) if people else _bare(con, entries)


def _named(con: Connection, text: str, worker: str) -> str:
    """The id of a record, or of one that was removed. Raises NotFound or AmbiguousId."""
    try:
        return identify_any(con, text, worker=worker)[1]
    except NotFound:
        typed = text.strip().lower()
        if len(gone := ops.gone(con, typed) or ops.gone(con, normalize(typed))) == 1:
            return gone[0]
        raise


def _after(con: Connection, text: str, context: Context) -> int:
    """The step after which events are wanted: its number, or the last one before a day (local midnight)."""
    if (number := step_number(text)) is not None:
        return number
    day = datetime.fromisoformat(parse_day(text, context.today, steps=True, this_year=True)).astimezone(UTC)
    return ops.first_since(con, day.strftime("%Y-%m-%dT%H:%M:%SZ"))


def _events(found: Iterable[tuple[Entry | None, Change]]) -> Table:
    """The changes with their steps, for scripts: a row per changed row, the images as objects, notes left out.

    What another program wrote since the last step has none yet and says 0.
    """
    return Table(bare(EVENTS), [_event(*pair) for pair in found])


def _event(step: Entry | None, change: Change) -> tuple[object, ...]:
    of_step = (step.at, step.worker, step.command, step.undoes) if step else (None,) * 4
    return (change.op, *of_step, change.tbl, change.row, change.act, _image(change.before), _image(change.after))


def _image(image: str | None) -> dict[str, object] | None:
    if image is None:
        return None
    return {name: value for name, value in json.loads(image).items() if name != "note"}


def _bare(con: Connection, steps: list[Entry]) -> Table:
    """The steps for scripts: how many records each touched, which step it undoes and which one undid it."""
    rows: list[tuple[object, ...]] = [
        (e.n, e.at, e.worker, e.command, e.options.split(), ops.touched(con, e.n, 0)[1], e.undoes, e.undone)
        for e in steps
    ]
    return Table(bare(STEPS), rows)


def _steps(con: Connection, steps: list[Entry], newest: int) -> Table:
    names = ("step", "at", "worker", "command", "rows", "state")
    kinds = (NUMBER, *[TEXT] * 5)
    columns = tuple(Column(n, h, k) for n, h, k in zip(names, _STEP_HEADS, kinds, strict=True))
    rows: list[tuple[object, ...]] = [(e.n, e.at, e.worker, e.command, _touched(con, e), _state(e)) for e in steps]
    limit = message("Older steps: --last {number}", number=10 * newest)
    return Table(columns, rows, notes=(limit,) if len(steps) == newest else ())


def _touched(con: Connection, entry: Entry) -> str:
    rows, count = ops.touched(con, entry.n, SHOWN)
    return ", ".join(rows) + (f" … ({count})" if count > SHOWN else "")


def _state(entry: Entry) -> Text:
    if entry.undone:
        return message("undone by {step}", step=entry.undone)
    if entry.undoes:
        return message("undoes {step}", step=entry.undoes)
    return ""


def _history(found: list[Change], steps: dict[int, Entry | None]) -> Table:
    """One line per changed row; the values are the journal's own images."""
    names = ("step", "at", "worker", "table", "row", "act", "values")
    columns = tuple(Column(n, h, NUMBER if n == "step" else TEXT) for n, h in zip(names, _HISTORY_HEADS, strict=True))
    rows: list[tuple[object, ...]] = []
    for change in found:
        step = steps.get(change.op)
        at, worker = (step.at, step.worker) if step else ("", "?")
        rows.append((change.op, at, worker, change.tbl, change.row, _ACTS[change.act], _values(change)))
    return Table(columns, rows)


def _values(change: Change) -> str:
    """What a row held or holds, as ``day=2026-03-12``; of a changed one ``minutes=20 → 30``. Notes are not shown."""
    before: dict[str, object] = json.loads(change.before or "{}")
    after: dict[str, object] = json.loads(change.after or "{}")
    pairs = {name: (before.get(name), after.get(name)) for name in before | after if name not in _UNSHOWN}
    if change.act == "u":
        return ", ".join(f"{name}={_value(old)} → {_value(new)}" for name, (old, new) in pairs.items())
    values = ((name, new if change.act == "i" else old) for name, (old, new) in pairs.items())
    return ", ".join(f"{name}={value}" for name, value in values if value is not None)


def _value(value: object) -> str:
    return "–" if value is None else str(value)


VERB = Verb(
    "log", message("what has happened"), (_ID, _SINCE, _LAST, *OUTPUT), _log,
    columns=(("", STEPS), (" --since", EVENTS), (" ID", EVENTS)),
)  # fmt: skip
HISTORY = Verb(
    "history", message("what happened to a record"),
    (_ID._replace(required=True, excludes=()), *OUTPUT), _log, columns=((" ID", EVENTS),),
)  # fmt: skip
