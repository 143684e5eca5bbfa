"""The machine: each rule is one command; what the model says of it has to come true, refusals included.

After each rule the nouns it touched are compared with the model, now and then and at the end all of them as naht lists
them; then the whole file is checked as well: seals, foreign keys and SQLite's own check.
"""

# ruff: noqa: PLR0913, PLR0917  what a rule draws are its arguments
import shutil
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from naht.domain.nouns import noun as named
from naht.domain.text import slug
from naht.store import seal
from naht.store.connect import opened
from tests.trials.model.hand import Hand, Ran
from tests.trials.model.notebook import Cells, Key, Notebook, Step
from tests.trials.model.rules import CHANNELS, DISTRICTS, LINKS, dated, following, funded, overlapping
from tests.trials.office import TODAY

NOUNS = ("visit", "client", "referral", "contact", "work", "partner", "term", "worker", "word")
DATED = {noun: tuple(field.name for field in named(noun).fields if field.dated) for noun in NOUNS}
EVERY = 25
STATES = following()

PICK = st.integers(0, 30)
DAYS = st.sampled_from([TODAY, "2026-11-01", "2026-02-28", "2013-03-01", "2012-10-01"])
DISTRICT = st.sampled_from(sorted(DISTRICTS))
CHANNEL = st.sampled_from(sorted(CHANNELS))
TOPIC = st.sampled_from(["wohnen", "schulden", "wohnen.suche", "quitte", "rhabarber"])
TOPICS = st.lists(TOPIC, unique=True, max_size=3)
WORDS = st.sampled_from(["quitte", "rhabarber"])
PARTNERS = st.lists(st.sampled_from(["stadt", "gwg", "jobcenter"]), unique=True, max_size=2)
NAMES = st.sampled_from(["Xylophon", "Zwirnclub", "Mohnblume Jena"])
MINUTES = st.one_of(st.none(), st.integers(1, 300))
NOTE = st.one_of(st.none(), st.sampled_from(["kurz", "Ä ß", "{x}", "it's"]))
FUNDING = st.sampled_from([None, None, None, "basis", "thinka", "tibi", "eigen"])
WORKER = st.sampled_from(["anna", "anna", "bert"])
CODES = st.sampled_from(["carl", "dora"])
TERMS = st.sampled_from(["probe-eins", "probe-zwei"])
SPANS = (("2008-01-01", "2008-12-31"), ("2012-09-01", "2012-12-31"), ("2012-10-01", None), (None, "2007-06-30"))
SPAN = st.sampled_from(SPANS)


def options(**given: Any) -> list[str]:
    """``--day 2026-11-22 --topic a --topic b``: what is None or empty is left out."""
    return [part for name, value in given.items() for one in (value if isinstance(value, list) else [value])
            if one is not None for part in (f"--{name.replace('_', '-')}", str(one))]  # fmt: skip


class Machine(RuleBasedStateMachine):
    source: ClassVar[Path]
    steps_done: ClassVar[int] = 0
    commands: ClassVar[int] = 0
    refused: ClassVar[int] = 0

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=self.source.parent))
        self.hand = Hand(self.folder / "office.db")
        shutil.copy(self.source, self.hand.path)
        known = {noun: {ident: self.cells(noun, record) for ident, record in self.hand.listed(noun).items()}
                 for noun in NOUNS}  # fmt: skip
        self.book = Notebook(known, self.last_op() + 1)
        self.copies: dict[Path, Notebook] = {}
        self.rules = 0

    @staticmethod
    def cells(noun: str, record: dict[str, Any]) -> Cells:
        """A listed record as cells; dated values have no history yet."""
        return {name: value for name, value in record.items() if value is not None or name not in DATED[noun]}

    def teardown(self) -> None:
        if hasattr(self, "book"):
            try:
                self.compare(NOUNS, self.hand.listed)
                self.sound()
            finally:
                kind = type(self)
                kind.commands += self.hand.commands
                kind.refused += self.hand.refused
                shutil.rmtree(self.folder)

    # ---- helpers

    def last_op(self) -> int:
        with closing(opened(self.hand.path, writing=False)) as con:
            return int(con.execute("SELECT max(n) FROM op").fetchone()[0])

    def sound(self) -> None:
        with closing(opened(self.hand.path, writing=False)) as con:
            assert con.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert con.execute("PRAGMA foreign_key_check").fetchall() == []
            assert list(seal.broken(con)) == []
            assert con.execute("SELECT count(*) FROM change WHERE op = 0").fetchone() == (0,)
        assert self.last_op() == self.book.first + len(self.book.steps) - 1
        self.hand.must("log", "verify")

    def compare(self, nouns: Any, looked: Any = None) -> None:
        for noun in nouns:
            empty = dict.fromkeys(DATED[noun])
            wanted = {ident: empty | record for ident, record in self.book.shown(noun).items()}
            found = (looked or self.hand.seen)(noun)
            assert found == wanted, (noun, difference(found, wanted))

    def pick(self, noun: str, number: int) -> str | None:
        found = list(self.book.of(noun))  # in order: ids are random, and what is drawn must not depend on them
        return found[number % len(found)] if found else None

    def picked(self, noun: str, number: int) -> str | None:
        """One that the model made: what the profile brought is left alone."""
        found = [ident for ident in self.book.of(noun) if ident in self.book.made]
        return found[number % len(found)] if found else None

    def checked(self, *nouns: str) -> None:
        """At the end of a rule: what it touched is as the model has it."""
        self.rules += 1
        type(self).steps_done += 1
        if self.rules % EVERY:
            self.compare(dict.fromkeys(nouns))
        else:
            self.compare(NOUNS, self.hand.listed)

    def expect(self, ran: Ran, *, holds: bool) -> bool:
        """A command that the rules allow succeeds; one they refuse ends with 4."""
        assert ran.code == (0 if holds else 4), (ran, holds)
        return holds

    def put(self, worker: str, now: dict[Key, Cells | None]) -> Step | None:
        step = self.book.record(worker, now)
        self.checked(*{noun for noun, _ in now})
        return step

    def usable(self, topics: list[str]) -> list[str]:
        """The topics that there are."""
        return [topic for topic in topics if f"topic:{topic}" in self.book.of("word")]

    # ---- adding

    @rule(day=DAYS, district=DISTRICT, channel=CHANNEL, topics=TOPICS, minutes=MINUTES, note=NOTE, funding=FUNDING,
          one=PICK, other=PICK, times=st.sampled_from([1, 1, 1, 3]), worker=WORKER)  # fmt: skip
    def add_visit(self, day, district, channel, topics, minutes, note, funding, one, other, times, worker):
        clients = [c for c in dict.fromkeys((self.pick("client", one), self.pick("client", other))) if c][: one % 3]
        given = {"day": day, "district": district, "channel": channel, "minutes": minutes, "note": note}
        topics = self.usable(topics)
        cells = self.blank("visit") | given | {"clients": clients, "topics": topics or ["k-a"], "worker": worker,
            "setting": CHANNELS[channel], "outcome": "erreicht", "funding": funding,
            "funding_by": "given" if funding else None}  # fmt: skip
        words = options(**given, client=clients, topic=topics, funding=funding)
        ran = self.hand.run("v", f"{times}x", *words, worker=worker)
        if self.expect(ran, holds=funded(self.book, cells)):
            assert len(set(ran.lines)) == times
            self.put(worker, {("visit", ident): dict(cells) for ident in ran.lines})

    @rule(day=DAYS, district=DISTRICT, one=PICK, partner=st.sampled_from(["jobcenter", "gwg"]), worker=WORKER)
    def add_visit_with_referral(self, day, district, one, partner, worker):
        client = self.pick("client", one)
        cells = self.blank("visit") | {
            "day": day, "district": district, "channel": "hausbesuch", "setting": "E", "topics": ["schulden"],
            "clients": [client] if client else [], "outcome": "erreicht", "worker": worker,
        }  # fmt: skip
        words = options(day=day, district=district, client=client, topic="schulden", refer=partner)
        ran = self.hand.run("v", "hausbesuch", *words, worker=worker)
        if self.expect(ran, holds=funded(self.book, cells)):
            [visit] = ran.lines
            [referral] = self.hand.seen("referral").keys() - self.book.of("referral").keys()
            follows = self.referral(cells, visit) | {"partner": partner}
            self.put(worker, {("visit", visit): cells, ("referral", referral): follows})

    def referral(self, visit: Cells, ident: str) -> Cells:
        """What a referral takes over from its visit."""
        topics, taken = visit["topics"], ("day", "district", "site", "funding", "worker")
        cells = self.blank("referral") | {name: visit[name] for name in taken}
        cells |= {"visit": ident, "kind": "verweis", "funding_by": "given",
                  "client": visit["clients"][0] if len(visit["clients"]) == 1 else None,
                  "topic": topics[0] if topics and topics != ["k-a"] else None}  # fmt: skip
        dated(cells, "state", "offen", cells["day"])
        return cells

    @rule(partner=st.sampled_from(["stadt", "jobcenter"]), made=PICK, day=DAYS, district=DISTRICT, visit=PICK,
          bare=st.booleans(), worker=WORKER)  # fmt: skip
    def add_referral(self, partner, made, day, district, visit, bare, worker):
        partner = self.picked("partner", made) or partner
        source = None if bare else self.pick("visit", visit)
        if source:
            cells = self.referral(self.book.of("visit")[source], source) | {"partner": partner}
            ran = self.hand.run("r", *options(partner=partner, visit=source), worker=worker)
        else:
            cells = self.blank("referral") | {"day": day, "district": district, "partner": partner, "kind": "verweis",
                                              "worker": worker}  # fmt: skip
            dated(cells, "state", "offen", day)
            ran = self.hand.run("r", *options(partner=partner, day=day, district=district), worker=worker)
        if self.expect(ran, holds=funded(self.book, cells)):
            [ident] = ran.lines
            self.put(worker, {("referral", ident): cells})

    @rule(day=DAYS, district=DISTRICT, partners=PARTNERS, made=PICK, name=st.one_of(st.none(), NAMES), minutes=MINUTES,
          worker=WORKER)  # fmt: skip
    def add_contact(self, day, district, partners, made, name, minutes, worker):
        partners = [*partners, *([own] if (own := self.picked("partner", made)) and made % 2 else [])]
        given = {"day": day, "district": district, "minutes": minutes}
        cells = self.blank("contact") | given | {"kind": "kooperationsgespraech", "worker": worker,
                                                 "partners": [*partners, *([slug(name)] if name else [])]}  # fmt: skip
        ran = self.hand.run("n", *options(**given, partner=partners, new_partner=name), worker=worker)
        new = not name or slug(name) not in self.book.of("partner")
        if self.expect(ran, holds=new and funded(self.book, cells)):
            [ident] = ran.lines
            also = {("partner", slug(name)): self.partner(name)} if name else {}
            self.put(worker, also | {("contact", ident): cells})

    @rule(day=DAYS, district=DISTRICT, minutes=MINUTES, kind=st.sampled_from(["team", "fahrt"]), worker=WORKER)
    def add_work(self, day, district, minutes, kind, worker):
        given = {"day": day, "district": district, "minutes": minutes, "kind": kind}
        cells = self.blank("work") | given | {"worker": worker}
        ran = self.hand.run("w", *options(**given), worker=worker)
        if self.expect(ran, holds=funded(self.book, cells)):
            [ident] = ran.lines
            self.put(worker, {("work", ident): cells})

    @rule(residence=st.one_of(st.none(), DISTRICT), year=st.sampled_from([None, 1950, 1984]), worker=WORKER,
          since=st.one_of(st.none(), DAYS))  # fmt: skip
    def add_client(self, residence, year, worker, since):
        cells = self.blank("client") | {"birth_year": year}
        if residence:
            dated(cells, "residence", residence, since or TODAY)
        words = options(residence=residence, birth_year=year, since=since)
        [ident] = self.hand.must("client", "add", *words, worker=worker)
        self.put(worker, {("client", ident): cells})

    @rule(name=NAMES, parent=st.one_of(st.none(), PICK), note=NOTE, alias=st.booleans(), worker=WORKER)
    def add_partner(self, name, parent, note, alias, worker):
        above = None if parent is None else self.pick("partner", parent)
        aliases = [f"{name} e.V."] if alias else []
        cells = self.partner(name) | {"parent": above, "note": note, "aliases": aliases}
        words = ["partner", "add", name, "--anyway", *options(parent=above, note=note, alias=aliases)]
        ran = self.hand.run(*words, worker=worker)
        if self.expect(ran, holds=slug(name) not in self.book.of("partner")):
            self.put(worker, {("partner", slug(name)): cells})

    def partner(self, name: str) -> Cells:
        return self.blank("partner") | {"name": name, "kind": "sonstiges"}

    def blank(self, noun: str) -> Cells:
        """A record of which nothing is known."""
        fields = [f for f in named(noun).fields if f.name != "entered_at" and not f.dated]
        return {field.name: [] if field.many else None for field in fields}

    @rule(word=WORDS, label=st.sampled_from(["Obst", "Gemüse"]), worker=WORKER)
    def add_word(self, word, label, worker):
        label = f"{label} {word}"
        cells = self.blank("word") | {"list": "topic", "slug": word, "label_de": label, "label_en": label,
                                      "attributes": {}, "sort": 0}  # fmt: skip
        ran = self.hand.run("word", "add", f"topic:{word}", "--label-de", label, worker=worker)
        if self.expect(ran, holds=f"topic:{word}" not in self.book.of("word")):
            self.put(worker, {("word", f"topic:{word}"): cells})

    @rule(code=CODES, channel=st.one_of(st.none(), CHANNEL), worker=WORKER)
    def add_worker(self, code, channel, worker):
        cells = self.blank("worker") | {"channel": channel}
        ran = self.hand.run("worker", "add", code, *options(channel=channel), worker=worker)
        if self.expect(ran, holds=code not in self.book.of("worker")):
            self.put(worker, {("worker", code): cells})

    @rule(ident=TERMS, funding=st.sampled_from(["tibi", "thinka"]), span=SPAN, worker=WORKER)
    def add_term(self, ident, funding, span, worker):
        cells = self.blank("term") | {"funding": funding, "starts_on": span[0], "ends_on": span[1]}
        words = ["term", "add", ident, *options(funding=funding, starts_on=span[0], ends_on=span[1])]
        ran = self.hand.run(*words, worker=worker)
        free = ident not in self.book.of("term") and not overlapping(self.book, ident, cells)
        if self.expect(ran, holds=free):
            self.put(worker, {("term", ident): cells})

    @precondition(lambda self: self.book.of("visit"))
    @rule(number=PICK, minutes=MINUTES, worker=WORKER)
    def again_visit(self, number, minutes, worker):
        ident = self.pick("visit", number)
        self.again("visit", ident, {"minutes": minutes, "outcome": "erreicht", "note": None, "time": None}, worker)

    @precondition(lambda self: self.book.of("contact"))
    @rule(number=PICK, minutes=MINUTES, worker=WORKER)
    def again_contact(self, number, minutes, worker):
        self.again("contact", self.pick("contact", number), {"minutes": minutes, "note": None, "time": None}, worker)

    def again(self, noun, ident, now, worker):
        cells = dict(self.book.of(noun)[ident]) | now | {"day": TODAY}
        ran = self.hand.run(noun, "again", ident, *options(minutes=now["minutes"]), worker=worker)
        if self.expect(ran, holds=funded(self.book, cells)):
            [made] = ran.lines
            self.put(worker, {(noun, made): cells})

    # ---- editing

    @precondition(lambda self: self.book.of("visit"))
    @rule(number=PICK, last=st.booleans(), day=st.one_of(st.none(), DAYS), district=st.one_of(st.none(), DISTRICT),
          topics=TOPICS, minutes=MINUTES, client=st.one_of(st.none(), PICK),
          unset=st.sampled_from([None, None, "minutes", "note", "client"]), worker=WORKER)  # fmt: skip
    def edit_visit(self, number, last, day, district, topics, minutes, client, unset, worker):
        ident = self.pick("visit", number)
        name = ident
        if last and (latest := self.book.last_added("visit", worker)):
            ident, name = latest, "@"
        known = None if client is None else self.pick("client", client)
        topics = self.usable(topics)
        now = {"day": day, "district": district, "topics": topics, "minutes": minutes,
               "clients": [known] if known else []}  # fmt: skip
        words = options(day=day, district=district, topic=topics, minutes=minutes, client=known, unset=unset)
        cells = dict(self.book.of("visit")[ident]) | {key: value for key, value in now.items() if value}
        if unset:
            cells[{"client": "clients"}.get(unset, unset)] = [] if unset == "client" else None
        self.edit("visit", ident, name, cells, words, worker)

    @precondition(lambda self: self.book.of("contact"))
    @rule(number=PICK, partners=PARTNERS, minutes=MINUTES, name=st.sampled_from([None, None, "Xylophon", "Zwirnclub"]),
          worker=WORKER)  # fmt: skip
    def edit_contact(self, number, partners, minutes, name, worker):
        ident = self.pick("contact", number)
        cells = dict(self.book.of("contact")[ident])
        cells |= {key: value for key, value in {"partners": partners, "minutes": minutes}.items() if value}
        words = options(partner=partners, minutes=minutes, new_partner=name)
        also: dict[Key, Cells | None] = {}
        if name:
            cells["partners"] = [*cells["partners"], slug(name)]
            also = {("partner", slug(name)): self.partner(name)}
        free = not name or slug(name) not in self.book.of("partner")
        self.edit("contact", ident, ident, cells, words, worker, free=free, also=also)

    @precondition(lambda self: self.book.of("work"))
    @rule(number=PICK, minutes=MINUTES, district=st.one_of(st.none(), DISTRICT), note=NOTE, worker=WORKER)
    def edit_work(self, number, minutes, district, note, worker):
        ident = self.pick("work", number)
        now = {"minutes": minutes, "district": district, "note": note}
        cells = dict(self.book.of("work")[ident]) | {key: value for key, value in now.items() if value}
        self.edit("work", ident, ident, cells, options(**now), worker)

    def edit(self, noun, ident, name, cells, words, worker, *, free=True, also=None):
        """An edit of something that somebody pays for: it may move, then the payer is found anew."""
        old = self.book.of(noun)[ident]
        ran = self.hand.run(noun, "edit", name, *words, worker=worker)
        if not words:
            assert ran.code == 2, ran
            return
        moved = any(cells[key] != old[key] for key in ("day", "district"))
        if self.expect(ran, holds=free and (not moved or funded(self.book, cells))):
            assert ran.lines == [ident]
            self.put(worker, (also or {}) | {(noun, ident): cells})

    @precondition(lambda self: self.book.of("client"))
    @rule(number=PICK, residence=st.one_of(st.none(), DISTRICT), year=st.sampled_from([None, 1950, 1990]),
          since=st.one_of(st.none(), DAYS), unset=st.booleans(), worker=WORKER)  # fmt: skip
    def edit_client(self, number, residence, year, since, unset, worker):
        ident = self.pick("client", number)
        old = self.book.of("client")[ident]
        cells = dict(old) | ({"birth_year": year} if year else {})
        words = options(residence=residence, birth_year=year, since=since)
        if not residence and unset:
            words += ["--unset", "residence"]
            dated(cells, "residence", None)
        elif residence and (since or self.book.shown("client")[ident].get("residence") != residence):
            dated(cells, "residence", residence, since or TODAY)
        if not residence and not year and not unset:
            return
        self.hand.must("client", "edit", ident, *words, worker=worker)
        self.put(worker, {("client", ident): cells})

    @precondition(lambda self: self.book.of("referral"))
    @rule(number=PICK, state=st.sampled_from(sorted(STATES)), day=st.one_of(st.none(), DAYS), worker=WORKER)
    def step_referral(self, number, state, day, worker):
        ident = self.pick("referral", number)
        cells = dict(self.book.of("referral")[ident])
        old = self.book.shown("referral")[ident]["state"]
        latest = max(value[0] for key, value in cells.items() if isinstance(key, tuple))
        may = state == old or (state in STATES[old] and (day or TODAY) >= latest)
        ran = self.hand.run("referral", "step", ident, state, *([day] if day else []), worker=worker)
        if self.expect(ran, holds=may):
            dated(cells, "state", state, day or TODAY)
            self.put(worker, {("referral", ident): cells})

    @rule(number=PICK, note=NOTE, year=st.sampled_from([None, 2015]), worker=WORKER)
    def edit_partner(self, number, note, year, worker):
        self.plain("partner", self.pick("partner", number), {"note": note, "partner_since": year}, worker)

    @rule(code=CODES, channel=CHANNEL, worker=WORKER)
    def edit_worker(self, code, channel, worker):
        if code in self.book.of("worker"):
            self.plain("worker", code, {"channel": channel}, worker)

    @rule(word=WORDS, sort=st.integers(1, 5), worker=WORKER)
    def edit_word(self, word, sort, worker):
        if f"topic:{word}" in self.book.of("word"):
            self.plain("word", f"topic:{word}", {"sort": sort}, worker)

    @rule(ident=TERMS, span=SPAN, worker=WORKER)
    def edit_term(self, ident, span, worker):
        if ident in self.book.of("term"):
            now = {"starts_on": span[0], "ends_on": span[1]}
            cells = self.book.of("term")[ident] | {key: value for key, value in now.items() if value}
            self.plain("term", ident, now, worker, may=not overlapping(self.book, ident, cells))

    def plain(self, noun, ident, now, worker, *, may=True):
        """An edit without consequences."""
        now = {key: value for key, value in now.items() if value}
        if now:
            ran = self.hand.run(noun, "edit", ident, *options(**now), worker=worker)
            if self.expect(ran, holds=may):
                self.put(worker, {(noun, ident): self.book.of(noun)[ident] | now})

    # ---- removing

    @rule(noun=st.sampled_from(NOUNS), number=PICK, worker=WORKER)
    def remove(self, noun, number, worker):
        if ident := self.picked(noun, number):
            ran = self.hand.run(noun, "remove", ident, worker=worker)
            used = [other for other in self.book.users(ident.rpartition(":")[2]) if other != ident]
            if self.expect(ran, holds=not used):
                assert ran.lines == [ident]
                self.put(worker, {(noun, ident): None})

    # ---- undo and redo

    @rule(worker=WORKER)
    def undo(self, worker):
        self.taken_back("undo", self.book.next_undo(worker), worker)

    @rule(worker=WORKER)
    def redo(self, worker):
        self.taken_back("redo", self.book.next_redo(worker), worker)

    @precondition(lambda self: self.book.steps)
    @rule(number=PICK, worker=WORKER)
    def undo_one(self, number, worker):
        step = self.book.steps[-1 - number % len(self.book.steps)]
        self.taken_back("undo", step, worker, str(step.number))

    def taken_back(self, verb, step, worker, *number):
        """Undo and redo do what the model says; a refusal has a reason and changes nothing."""
        ran = self.hand.run(verb, *number, worker=worker)
        if step is None or not self.book.stands(step):
            assert ran.code == (4 if step else 3), ran
            self.checked()
            return
        nouns = {change.key[0] for change in step.changes}
        if ran.code:
            assert ran.code == 4, ran
            assert self.book.in_the_way(step) or self.against_a_rule(step), ("refused without a reason", ran)
            self.checked(*nouns)
            return
        assert self.book.fits(step), ("taken back over somebody else's", ran)
        assert set(ran.lines) == step.ids, ran
        self.book.take_back(step, worker)
        assert self.book.dangling(LINKS) == []
        self.checked(*nouns)

    def against_a_rule(self, step):
        """True where a grant as it was shares days with one that came afterwards."""
        then = self.book.copy()
        then.take_back(then.steps[self.book.steps.index(step)], step.worker)
        return any(overlapping(then, ident, cells) for ident, cells in then.of("term").items())

    @rule(back=st.integers(1, 4), forth=st.integers(0, 4), worker=WORKER)
    def back_and_forth(self, back, forth, worker):
        """Several steps back, and some of them again."""
        for _ in range(back):
            self.undo(worker)
        for _ in range(forth):
            self.redo(worker)

    @rule(noun=st.sampled_from(NOUNS[:6]), worker=WORKER)
    def undo_is_the_opposite(self, noun, worker):
        """Undo of the last step and redo of that lead back, and the same again."""
        before = self.hand.seen(noun)
        if (step := self.book.next_undo(worker)) is None or step is not self.book.steps[-1]:
            return
        self.undo(worker)
        self.redo(worker)
        assert self.hand.seen(noun) == before

    # ---- the file

    @rule(keep=st.booleans())
    def backup(self, keep):
        [path] = self.hand.must("backup", *(["--keep-all"] if keep else []))
        assert Path(path).exists()
        self.copies[Path(path)] = self.book.copy()
        self.copies = {copy: book for copy, book in self.copies.items() if copy.exists()}
        self.checked()

    @precondition(lambda self: self.copies)
    @rule(number=PICK)
    def restore(self, number):
        copy = list(self.copies)[number % len(self.copies)]
        aside = set(self.folder.glob("*-vor-*"))
        self.hand.must("restore", str(copy))
        [kept] = set(self.folder.glob("*-vor-*")) - aside
        assert self.hand.listed("visit", path=kept) == self.book.shown("visit")
        kept.unlink()
        self.book = self.copies[copy].copy()
        self.checked("visit", "client")

    @rule()
    def reopen(self):
        """The file is moved and opened there: nothing of it lives in the process."""
        new = self.hand.path.with_name("amt.db" if self.hand.path.name == "office.db" else "office.db")
        self.hand.path.rename(new)
        self.hand.path = new
        self.checked("visit")


def difference(found: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    return {ident: (found.get(ident), wanted.get(ident)) for ident in found | wanted
            if found.get(ident) != wanted.get(ident)}  # fmt: skip
