"""The records that a line of ``show``, ``edit`` or ``remove`` is about: named by their ids, or by a filter.

All that is wrong with any of them is told at once, and then nothing is done. What a filter means is shown first, and
confirmed by the number of records: it is typed at a terminal, elsewhere ``--yes N`` says it.
"""

import shlex
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from naht.cli.context import Context
from naht.cli.given import Given
from naht.cli.parameters import number, option
from naht.cli.questions import filter_parameters
from naht.cli.verb import check
from naht.domain.errors import BadRecords, BadUsage, NahtError, NoneMatch, NoTerminal
from naht.domain.fields import Noun
from naht.domain.file_errors import FileProblem
from naht.domain.ids import looks_like_id
from naht.domain.message import Text, message
from naht.domain.refusals import ChangedMeanwhile, NotConfirmed
from naht.domain.table import Filter
from naht.output import streams
from naht.output.language import say
from naht.store.file.sqlite import Connection
from naht.store.journal.unit import Unit
from naht.store.reading import rows
from naht.store.reading.find import identify

SHOWN = 20  # records that are told one by one
PREVIEW = 10  # records that are shown before a filter is confirmed
WHERE = option("where", message("instead of ids: words and options of a list, in quotes"), message("WORDS"),
               many=True)  # fmt: skip
YES = number("yes", message("confirms that --where means N records"))


class Problems:
    """What is wrong with the records of a line, each under what names it."""

    def __init__(self, whole: int) -> None:
        self._whole = whole
        self._errors: list[tuple[str, NahtError]] = []

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        """Whatever is wrong with this record is noted."""
        try:
            yield
        except FileProblem:
            raise
        except NahtError as error:
            self._errors.append((name, error))

    def require_none(self) -> None:
        """Raises BadRecords, or of a single record its own error."""
        if self._errors and self._whole == 1:
            raise self._errors[0][1]
        if self._errors:
            raise BadRecords(self._errors, self._whole)


def named(con: Connection, noun: Noun, texts: Iterable[str], worker: str, *, writing: bool) -> list[str]:
    """The whole ids of the records that are named, each once. Raises what is wrong with any of them."""
    parts = [part for text in texts for part in text.split(",") if part]
    if not parts:
        raise BadUsage(message("Missing: {word}.", word="ID"), command=f"naht {noun.name}")
    problems, idents = Problems(len(parts)), []
    for part in parts:
        with problems.of(part):
            idents.append(identify(con, noun, part, worker=worker, writing=writing))
    problems.require_none()
    return list(dict.fromkeys(idents))


def part(noun: Noun, given: Given) -> tuple[list[str], list[str]]:
    """The ids and the words of a line of ``edit``: the first is an id, and what has the form of another of its kind."""
    tokens = [*given.texts("id"), *given.texts("words")]
    if "where" in given:
        return [], tokens
    further = [word for word in tokens[1:] if word[:1].lower() == noun.letter and looks_like_id(word)]
    return [*tokens[:1], *further], [word for word in tokens[1:] if word not in further]


def tell(context: Context, idents: list[str], echoes: list[Text]) -> None:
    """Print the ids as data, and beside them what became of the first of the records."""
    streams.data("".join(f"{ident}\n" for ident in idents))
    for echo in echoes[:SHOWN]:
        context.say(echo)
    if len(echoes) > SHOWN:
        context.say(message("… and {more} more", more=len(echoes) - SHOWN))


class Chosen:
    """The records that a filter means, as they were when they were confirmed."""

    def __init__(self, context: Context, noun: Noun, given: Given) -> None:
        with context.reading() as con:
            self._noun, self._filter = noun, _filter(con, noun, given, context)
            self._idents = self._read(con)
        _confirm(context, noun, given, self._idents)

    def verified(self, unit: Unit) -> list[str]:
        """Their ids. Raises ChangedMeanwhile where the filter now means others."""
        if self._read(unit.con) != self._idents:
            raise ChangedMeanwhile(noun=self._noun.name)
        return self._idents

    def _read(self, con: Connection) -> list[str]:
        return [record.id for record in rows.fetch(con, self._noun, self._filter, ())]


def chosen(context: Context, noun: Noun, given: Given) -> Chosen | None:
    """The confirmed records of ``--where``; None for a line that names ids. Raises NoneMatch, NotConfirmed, NoTerminal.

    Nobody waits for a lock while they are confirmed.
    """
    if "where" in given:
        return Chosen(context, noun, given)
    if "yes" in given:
        raise BadUsage(message("--yes says nothing without --where."), command=context.command)
    return None


def _filter(con: Connection, noun: Noun, given: Given, context: Context) -> Filter:
    """The filter of ``--where``, read as the line of a list. Raises a usage error, also where it narrows nothing."""
    from naht.cli import filtering, plain

    parameters, text = filter_parameters(noun), " ".join(given.texts("where"))
    try:
        texts = plain.texts(parameters, shlex.split(text))
    except ValueError:
        texts = None
    if texts is None:
        raise BadUsage(message("--where “{text}” is no filter of a list.", text=text), command=f"naht {noun.name} list")
    narrowing = Given(texts)
    check(parameters, narrowing, f"{noun.name} list")
    filter_, has_period = filtering.filter_of(con, noun, narrowing, context)
    if not has_period and filter_ == Filter():
        raise BadUsage(message("--where “{text}” narrows nothing.", text=text), command=f"naht {noun.name} list")
    return filter_


def _confirm(context: Context, noun: Noun, given: Given, idents: list[str]) -> None:
    """Raises unless the number of records is confirmed; at a terminal they are shown first."""
    if not idents:
        raise NoneMatch(noun=noun.name)
    answer = given.text("yes")
    if answer is None:
        if not streams.interactive():
            raise NoTerminal(option=f"--yes {len(idents)}")
        _preview(context, noun, idents)
        from naht.output import prompt

        question = message("Type {count} to confirm: ", count=len(idents))
        answer = prompt.ask(say(question, context.lang), []) or ""
    if answer != str(len(idents)):
        raise NotConfirmed(count=len(idents), noun=noun.name)


def _preview(context: Context, noun: Noun, idents: list[str]) -> None:
    """Show the first of the records as they are now."""
    from naht.services import summary

    with context.asking() as unit:
        lines = [summary.line(unit, noun, rows.get(unit.con, noun, ident)) for ident in idents[:PREVIEW]]
    for line in lines:
        streams.say(say(line, context.lang))
    if len(idents) > PREVIEW:
        streams.say(say(message("… and {more} more", more=len(idents) - PREVIEW), context.lang))
