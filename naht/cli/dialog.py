"""``naht visit add`` with nothing behind it, at a terminal: a question for each thing that is missing.

An answer is a value of the field asked for, and of no other: a word of another field would stand unseen in the record.
Enter takes what stands in brackets: where somebody is today, else where and how it was the last time. Never offered is
what belongs to one person or would be invented (client, minutes, topic): there Enter says that it is not known. What a
rule refuses can be put right.
"""

from contextlib import suppress

from naht.cli import interrupt, recording, typed
from naht.cli.context import Context
from naht.cli.given import Given
from naht.domain.errors import Missing, NahtError, NoLast, NoTerminal, NotFound
from naht.domain.fields import Field, Noun
from naht.domain.file_errors import FileProblem
from naht.domain.ids import looks_like_id
from naht.domain.kinds import Value
from naht.domain.message import message
from naht.domain.nouns import letter_of
from naht.domain.nouns import noun as named
from naht.domain.record import Draft, Record, Values
from naht.domain.settings import CHANNEL
from naht.domain.table import Filter
from naht.domain.text import split
from naht.domain.words import LAST, Typed, read
from naht.output import prompt, streams
from naht.output.language import say
from naht.services import here
from naht.store.file.sqlite import Connection
from naht.store.reading import rows, settings
from naht.store.reading.find import identify
from naht.store.reading.vocabulary import read_vocabulary

OFFERED = ("day", "district", "channel", "kind")
NEWEST = 20


def run(context: Context, noun: Noun, given: Given) -> None:
    """Ask and record; with ``-i`` again and again, until somebody has enough. Raises NoTerminal."""
    if not streams.interactive():
        raise NoTerminal(option=message("WORDS"))
    context.say(message("Enter takes the offer, Tab completes, Ctrl-D ends."))
    done, day = 0, None
    try:
        while (answers := _one(context, noun, given, day)) is not None:
            done, day = done + answers.times, answers.record.text(noun.day) if noun.day else None
            if not given.on("interactive"):
                return
            interrupt.go_on()
            context = context.anew()
            streams.say("")
    except KeyboardInterrupt:
        _ended(context, done)
        raise
    _ended(context, done)


def _ended(context: Context, done: int) -> None:
    """What was kept; it begins a line of its own, for the question stands open."""
    context.say(message("\n{done} recorded", done=done))


def _one(context: Context, noun: Noun, given: Given, day: str | None) -> Typed | None:
    """What was answered, kept as records; None where somebody has enough."""
    with context.reading() as con:
        asker = Asker(context, con, noun, day)
        line = typed.read(con, noun, given.texts("words"), given, context.today, asker.words)
    asker.record, asker.times = line
    return asker.said() if asker.missing() and _kept(context, noun, asker) else None


def _kept(context: Context, noun: Noun, asker: "Asker") -> bool:
    """Record it; what a rule refuses is said, and may be put right by further words."""
    while True:
        try:
            recording.record(context, noun, lambda _: asker.said())
        except FileProblem:
            raise
        except NahtError as error:
            streams.error(error, context.lang)
        else:
            return True
        if not asker.more():
            return False


class Asker:
    """Asks for a record: ``record`` is what is known by now, ``times`` how often it is recorded."""

    def __init__(self, context: Context, con: Connection, noun: Noun, day: str | None) -> None:
        self.record = Record(noun)
        self.times = 1
        self.words = read_vocabulary(con, noun)
        self._noun, self._lang, self._today = noun, context.lang, context.today
        self._offers = _usual(con, noun, context.worker) | {"day": day or context.today.isoformat()}
        self._here = here.of(con, context.worker, context.today.isoformat())
        self._clients = [found.id for found in rows.fetch(con, named("client"), Filter(), (), newest=NEWEST)]

    def missing(self) -> bool:
        """Ask for everything that is missing; False where somebody has enough."""
        for name in self._noun.dialog:
            field = self._noun.field(name)
            while field.name not in self.record:
                answer = prompt.ask(self._question(field), self._candidates(field))
                if answer is None:
                    return False
                self._try(field, answer)
        return True

    def more(self) -> bool:
        """Ask for words that change what a rule refused; False where somebody has enough."""
        question = say(message("Change or add: "), self._lang)
        answer = prompt.ask(question, [entry.value for entry in self.words.entries])
        if answer:
            self._try(None, answer)
        return answer is not None

    def said(self) -> Typed:
        """The record as a line would have said it."""
        answers = {name: value for name, value in self.record.items() if value not in (None, [])}
        return Typed(Record(self._noun, answers), self.times)

    def _try(self, field: Field | None, answer: str) -> None:
        try:
            self._take(field, answer)
        except NahtError as error:
            streams.error(error, self._lang)

    def _take(self, field: Field | None, answer: str) -> None:
        """Put an answer into the record. Raises what its words raise, or Missing."""
        if field and not answer:
            offer = self._offer(field)
            if offer is None and field.required:
                raise Missing(field.title, field.option, bare=field.bare)
            self.record[field.name] = None if self._is_here(field) else offer or ([] if field.many else None)
        elif field:
            self.record[field.name] = self._value(field, answer)
        else:
            line = read(split(answer), self._noun, self.words, self._today)
            self.record |= line.record
            self.times = max(self.times, line.times)

    def _value(self, field: Field, answer: str) -> Value:
        """The answer as a value of the field: a label of several words, else values one by one. Raises their errors."""
        if not field.many:
            return self._single(field, answer)
        with suppress(NahtError):
            return [str(self._single(field, answer))]
        return [str(self._single(field, part)) for part in split(answer)]

    def _single(self, field: Field, text: str) -> Value:
        if letter_of(field) and text not in LAST and not looks_like_id(text):
            raise NotFound(noun=named(field.of).title, text=text, command=field.of)
        return typed.read_option(field, text, self.words, self._today)

    def _is_here(self, field: Field) -> bool:
        """True where the place of ``naht here`` counts: it is left to the rules, which know its site and funding."""
        return (
            field.name == "district" and self._here is not None and self.record.text("day") == self._today.isoformat()
        )

    def _offer(self, field: Field) -> Value:
        if self._here and self._is_here(field):
            return self._here.id
        return self._offers.get(field.name) if field.name in OFFERED else None

    def _question(self, field: Field) -> str:
        offer = self._offer(field)
        if offer and not field.link:
            offer = field.kind.show(offer, self._lang)
        return f"{field.label(self._lang)} [{offer}]: " if offer else f"{field.label(self._lang)}: "

    def _candidates(self, field: Field) -> list[str]:
        if field.of == "client":
            return self._clients
        return [entry.value for entry in self.words.of(field).all]


def _usual(con: Connection, noun: Noun, worker: str) -> Draft:
    """Where and how it was the last time; the first time, what is usual in the office and for the worker."""
    usual: Draft = {field.name: field.default for field in noun.fields}
    usual["channel"] = settings.get(con, CHANNEL)
    own: Values = rows.get(con, named("worker"), worker) if worker else {}
    usual |= {name: value for name, value in own.items() if name in OFFERED and value}
    try:
        return {**usual, **rows.get(con, noun, identify(con, noun, "@", worker=worker))}
    except NoLast:
        return usual
